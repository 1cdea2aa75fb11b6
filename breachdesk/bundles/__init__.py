"""The evidence bundle of a case: all there is to show, in one file that proves itself."""
