"""The bytes of a CSV file, whole or in part, plain or unpacked, never more than is accepted."""

import gzip
import io
import zlib
from typing import BinaryIO

from breachdesk.infra.sheets.layout import DAMAGED, Layout, Limits, SheetError, Span
from breachdesk.kernel.text import _

BUFFER = 1 << 16
FREE = 10_000_000
"""Below this many unpacked bytes the ratio does not matter: small repetitive lists pack well."""

BOMB = _("This file unpacks to far more than is accepted.")
BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def size_of(file: BinaryIO) -> int:
    return file.seek(0, io.SEEK_END)


def head_of(file: BinaryIO, size: int) -> bytes:
    file.seek(0)
    return file.read(size)


def unpacks_too_far(expanded: int, packed: int, limits: Limits) -> bool:
    return expanded > limits.max_expanded or expanded > max(FREE, packed * limits.max_ratio)


class Window(io.RawIOBase):
    """Bytes start to end of `file`; others may read the same file between two reads."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._at, self._end = file, start, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        found = self._file.read(min(len(buffer), self._end - self._at))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


class Inflated(io.RawIOBase):
    """What a gzip file unpacks to, counted while it is read: its own word is not trusted."""

    def __init__(self, file: BinaryIO, size: int, limits: Limits) -> None:
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(Window(file, 0, size), BUFFER))
        self._packed, self._limits, self._count = size, limits, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        try:
            found = self._gzip.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise SheetError(DAMAGED) from error
        self._count += len(found)
        if unpacks_too_far(self._count, self._packed, self._limits):
            raise SheetError(BOMB)
        buffer[: len(found)] = found
        return len(found)


def byte_stream(
    file: BinaryIO, layout: Layout, limits: Limits, span: Span | None = None
) -> BinaryIO:
    """The bytes of the table itself: unpacked, and without the byte-order mark."""
    raw: Inflated | Window
    if layout.compressed:
        raw = Inflated(file, size_of(file), limits)
    else:
        raw = Window(file, span.start if span else 0, span.end if span else size_of(file))
    stream = io.BufferedReader(raw, BUFFER)
    mark = BOMS.get(layout.encoding, b"")
    if mark and (span is None or span.start == 0) and stream.peek(len(mark)).startswith(mark):
        stream.read(len(mark))
    return stream
