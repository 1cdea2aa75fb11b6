"""What people type: how long it may be and which characters it may hold."""

import unicodedata

from breachdesk.kernel.text import Text, _

ALLOWED_CONTROLS = frozenset("\n\r\t")
MAX_DIGITS = 9

STOWAWAYS = frozenset("\u200b\u2060\ufeff")
"""Zero-width spaces, which come along with copied text."""

HIDDEN = STOWAWAYS | {
    chr(code)
    for first, last in (
        (0x2028, 0x2029),  # line and paragraph separators
        (0x202A, 0x202E),  # overrides and embeddings of direction
        (0x2061, 0x206F),  # invisible operators, isolates of direction, shapes of digits
        (0xFFF9, 0xFFFB),  # annotations
        (0xE0000, 0xE007F),  # tags
    )
    for code in range(first, last + 1)
}
"""They let a line read otherwise than it is stored. Joiners and plain marks of direction, which
scripts need, are not among them."""


def problem_with_prose(text: str, limit: int) -> Text | None:
    """Why a text of several lines is refused; None when it is fine."""
    if len(text) > limit:
        return _(
            "This text has %(length)s characters; at most %(limit)s fit.",
            length=len(text),
            limit=limit,
        )
    strange = next((c for c in text if _is_refused(c)), None)
    if strange is None:
        return None
    return _("This text holds a control character (U+%(code)s).", code=f"{ord(strange):04X}")


def problem_with_line(text: str, limit: int) -> Text | None:
    """The same for a text that must stand on one line."""
    if any(c in text for c in ALLOWED_CONTROLS):
        return _("This must fit on one line.")
    return problem_with_prose(text, limit) or _hidden(text)


def _hidden(text: str) -> Text | None:
    """The first invisible character, with its place: it cannot be looked for."""
    found = next(((place, c) for place, c in enumerate(text, start=1) if c in HIDDEN), None)
    if found is None:
        return None
    place, character = found
    return _(
        "Character %(place)s is invisible (%(name)s, U+%(code)s): type this line anew.",
        place=place,
        name=unicodedata.name(character, "TAG"),
        code=f"{ord(character):04X}",
    )


def number(text: str) -> int | None:
    """A whole number of at most nine digits 0 to 9; None for anything else.

    Longer ones fit no column; str.isdigit() alone lets `²` through, at which int() breaks.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if is_number else None


def _is_refused(character: str) -> bool:
    """Control characters and halves of surrogate pairs: no keyboard makes them."""
    kind = unicodedata.category(character)
    return kind == "Cs" or (kind == "Cc" and character not in ALLOWED_CONTROLS)


def shown(text: str) -> str:
    """The text as a page can show it again: what it must not hold is replaced by U+FFFD."""
    return "".join("\ufffd" if _is_refused(c) else c for c in text)
