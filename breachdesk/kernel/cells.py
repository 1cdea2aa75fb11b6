"""Cells for spreadsheets: what people typed must never be run as a formula."""

import unicodedata

STARTERS = frozenset("=+-@|%\t\r\n＝＋－＠")  # noqa: RUF001  # full-width forms are meant
"""First characters a spreadsheet may take for a formula or a command (CWE-1236)."""


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet might run it.

    What is looked at is the first visible character: spaces and zero-width marks before it do
    not protect.
    """
    shown = next((c for c in text if not _is_skipped(c)), "")
    return f"'{text}" if shown in STARTERS else text


def _is_skipped(character: str) -> bool:
    if character in STARTERS:
        return False
    return character.isspace() or unicodedata.category(character) == "Cf"
