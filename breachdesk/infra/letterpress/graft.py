"""Copies what WeasyPrint drew (pages, fonts, pictures) into a file being written."""

from collections.abc import Collection
from hashlib import sha256

import pikepdf

from breachdesk.infra.letterpress.writer import Writer

PARENTS = ("/Parent", "/StructParents", "/StructParent")
"""Keys that lead back into the document copied from."""


class Stock:
    """What was copied into a file, by content: whatever document it comes from, it lies there once.

    Bodies that use the same characters share their fonts.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._numbers: dict[bytes, int] = {}

    def plain(self, content: bytes) -> int:
        """The number of an object that is no stream."""
        number, is_new = self._number(content)
        if is_new:
            self._writer.pack((number, content))
        return number

    def stream(self, data: bytes, entries: bytes) -> int:
        number, is_new = self._number(b"%b stream %b" % (entries, data))
        if is_new:
            self._writer.ready_stream(number, data, entries)
        return number

    def _number(self, content: bytes) -> tuple[int, bool]:
        digest = sha256(content).digest()
        is_new = digest not in self._numbers
        if is_new:
            self._numbers[digest] = self._writer.reserve()
        return self._numbers[digest], is_new


class Graft:
    """Copies out of one PDF; an object met twice is read once."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, found: pikepdf.Object) -> int:
        """The number of the copy of an object; it is written when it was not."""
        known = self._numbers.get(found.objgen) if found.is_indirect else None
        if known is not None:
            return known
        number = self._copied(found)
        if found.is_indirect:
            self._numbers[found.objgen] = number
        return number

    def _copied(self, found: pikepdf.Object) -> int:
        if isinstance(found, pikepdf.Stream):
            entries = self.entries(found.stream_dict, without=("/Length",))
            return self._stock.stream(found.read_raw_bytes(), entries)
        return self._stock.plain(self._direct(found))

    def inline(self, value: object) -> bytes:
        """The value as it stands in a dictionary: itself, or a reference to its copy."""
        if isinstance(value, pikepdf.Stream):
            return b"%d 0 R" % self.number(value)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and value.is_indirect:
            return b"%d 0 R" % self.number(value)
        return self._direct(value)

    def _direct(self, value: object) -> bytes:
        if isinstance(value, pikepdf.Dictionary):
            return b"<<%b>>" % self.entries(value)
        if isinstance(value, pikepdf.Array):
            return b"[%b]" % b" ".join(map(self.inline, value))
        if isinstance(value, pikepdf.Object):
            return value.unparse()
        return pikepdf.Array([value]).unparse().strip(b"[ ]")  # a bare number or truth value

    def entries(self, dictionary: pikepdf.Object, without: Collection[str] = PARENTS) -> bytes:
        """What stands between the brackets of a dictionary."""
        return b"".join(
            b"%b %b" % (pikepdf.Name(key).unparse(), self.inline(value))
            for key, value in dictionary.items()
            if key not in without
        )
