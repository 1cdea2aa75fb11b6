"""The sections of the CNIL form, one module each; every module exposes SECTION."""
