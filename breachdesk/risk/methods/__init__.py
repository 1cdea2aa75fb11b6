"""Methods of assessment, side by side."""
