"""Digits and marks that look like what they are not."""

ARABIC = "\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT THREE}"
WIDE_ZERO = "\N{FULLWIDTH DIGIT ZERO}"
ZWSP = "\N{ZERO WIDTH SPACE}"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
RTL = "\N{RIGHT-TO-LEFT OVERRIDE}"
NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"


def wide(digits: str) -> str:
    """Full-width forms, which int() takes for digits."""
    return "".join(chr(ord(WIDE_ZERO) + int(digit)) for digit in digits)
