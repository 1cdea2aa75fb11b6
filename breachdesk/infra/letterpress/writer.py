"""Writes a PDF file from its beginning to its end, and keeps nothing in memory but offsets.

pydyf and pikepdf hold every object until the file is written; a batch of letters has a million.
"""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import BinaryIO

FAST = 1
"""zlib's level: higher ones cost half of the speed and win little on such short streams."""

SMALL, SMALL_WINDOW, SMALL_MEMORY = 1 << 12, 12, 5
"""Bytes, the power of two that holds them, and the memory level that goes with it."""

_stored = struct.Struct("<HH").pack
"""The lengths of a stored block of deflate (RFC 1951, 3.2.4), once as it is and once inverted."""

_in_file = struct.Struct(">BIH").pack
"""An entry of the cross-reference stream: kind, offset or object stream, generation or index."""

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PLACE, PACKED = 1, 2


@dataclass(frozen=True, slots=True)
class Run:
    """Objects with consecutive numbers, joined by line ends; `lengths` without those."""

    first: int
    body: bytes
    lengths: Sequence[int]


class Writer:
    """One PDF 1.7 file with object streams.

    Numbers are reserved first; then the objects are written in any order, each once.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._entries = [_in_file(0, 0, 0xFFFF)]
        self.size = 0
        self._write(HEADER)

    @property
    def sha256(self) -> str:
        """Of all that was written so far."""
        return self._digest.hexdigest()

    def reserve(self, count: int = 1) -> int:
        """The first of `count` new object numbers."""
        first = len(self._entries)
        self._entries.extend([b""] * count)
        return first

    def stream(self, number: int, data: bytes, entries: bytes = b"") -> None:
        self.ready_stream(number, _deflated(data), entries + b"/Filter/FlateDecode")

    def half_stream(self, number: int, data: bytes, noise: bytes) -> None:
        """A small stream whose end does not compress: that part is stored as it is.

        Trying to compress a QR code takes longer than compressing all that stands before it.
        """
        packer = zlib.compressobj(FAST, zlib.DEFLATED, SMALL_WINDOW, SMALL_MEMORY)
        head = packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
        stored = _stored(len(noise), len(noise) ^ 0xFFFF)
        check = zlib.adler32(noise, zlib.adler32(data)).to_bytes(4, "big")
        packed = b"%b\x01%b%b%b" % (head, stored, noise, check)
        self.ready_stream(number, packed, b"/Filter/FlateDecode")

    def ready_stream(self, number: int, data: bytes, entries: bytes) -> None:
        """A stream whose bytes are encoded already, as `entries` say."""
        self._entries[number] = _in_file(PLACE, self.size, 0)
        self._write(
            b"%d 0 obj<<%b/Length %d>>stream\n%b\nendstream endobj\n"
            % (number, entries, len(data), data)
        )

    def pack(self, *objects: tuple[int, bytes]) -> None:
        """Write objects that are no streams."""
        self.pack_runs([Run(number, body, (len(body),)) for number, body in objects])

    def pack_runs(self, runs: Sequence[Run]) -> None:
        """Write one object stream."""
        number = self.reserve()
        index: list[bytes] = []
        offset = 0
        for run in runs:
            starts = list(
                accumulate(run.lengths, lambda at, length: at + length + 1, initial=offset)
            )
            offset = starts.pop()
            count = len(index)
            index += [b"%d %d" % pair for pair in enumerate(starts, run.first)]
            self._entries[run.first : run.first + len(starts)] = [
                _in_file(PACKED, number, at) for at in range(count, count + len(starts))
            ]
        head = b" ".join(index) + b"\n"
        self.stream(
            number,
            head + b"\n".join(run.body for run in runs),
            b"/Type/ObjStm/N %d/First %d" % (len(index), len(head)),
        )

    def finish(self, catalogue: int) -> None:
        """The cross-reference stream; its identifier is a digest of what the file says."""
        identifier = self._digest.hexdigest()[:32].encode()
        start, number = self.size, self.reserve()
        self._entries[number] = _in_file(PLACE, start, 0)
        self.stream(
            number,
            b"".join(self._entries),
            b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/ID[<%b><%b>]"
            % (len(self._entries), catalogue, identifier, identifier),
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)


def _deflated(data: bytes) -> bytes:
    """Compressed. What is small is compressed with little memory.

    zlib's usual quarter of a megabyte is asked from the system anew for every stream, which can
    cost three times what compressing a letter does.
    """
    if len(data) > SMALL:
        return zlib.compress(data, FAST)
    packer = zlib.compressobj(FAST, zlib.DEFLATED, SMALL_WINDOW, SMALL_MEMORY)
    return packer.compress(data) + packer.flush()


def text_string(text: str) -> bytes:
    """Text outside of pages: titles, descriptions."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode()
