"""How words are compared: case, spaces and the kind of apostrophe do not tell them apart."""

import unicodedata


def fold_name(name: str) -> str:
    """The form in which a placeholder is looked up; accents count, spaces and case do not."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())


def unaccented(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))


def fold_words(text: str) -> str:
    """Words in small letters without accents, one space around each: ' l acces a ete ferme '."""
    plain = unaccented(text.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain)
    return f" {' '.join(kept.split())} " if kept.strip() else " "
