"""Letters on paper: who gets one, the files for the print house, and what becomes of each."""
