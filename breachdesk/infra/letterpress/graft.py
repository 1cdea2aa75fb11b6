"""Copies what WeasyPrint drew (pages, fonts, pictures) into a file being written."""

from collections.abc import Collection

import pikepdf

from breachdesk.infra.letterpress.writer import Writer

PARENTS = ("/Parent", "/StructParents", "/StructParent")
"""Keys that lead back into the document copied from."""


class Graft:
    """Copies out of one PDF; an object met twice is written once."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._numbers: dict[tuple[int, int], int] = {}

    def number(self, found: pikepdf.Object) -> int:
        """The number of the copy of an object; it is written when it was not."""
        known = self._numbers.get(found.objgen) if found.is_indirect else None
        if known is not None:
            return known
        number = self._writer.reserve()
        if found.is_indirect:
            self._numbers[found.objgen] = number
        if isinstance(found, pikepdf.Stream):
            entries = self.entries(found.stream_dict, without=("/Length",))
            self._writer.ready_stream(number, found.read_raw_bytes(), entries)
        else:
            self._writer.pack((number, self._direct(found)))
        return number

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
