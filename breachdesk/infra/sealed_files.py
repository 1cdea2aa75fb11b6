"""Files that hold identities: sealed piece by piece under an incident's key, never in clear."""

import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from breachdesk.infra.files import Readable
from breachdesk.infra.vault import DataKey, SealBrokenError
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.text import _

PIECE = 1 << 20
OVERHEAD = 1 + 12 + 16
"""Algorithm, nonce and tag of each sealed piece."""

LAST, MORE = "last", "more"


@dataclass(frozen=True)
class SealedFiles:
    """Keeps sealed files under `folder`, one folder an incident; half-written ones never show.

    `piece` bytes are sealed at a time; an instance must keep to the number it began with.
    """

    folder: Path
    piece: int = PIECE

    @contextmanager
    def writing(self, key: DataKey, file_id: str) -> Iterator["SealedWriter"]:
        """A binary file to write to; it appears, whole, when the block ends without error."""
        path = self._path(key.incident_id, file_id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                writer = SealedWriter(file, key, file_id, self.piece)
                yield writer
                writer.finish()
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def put(self, key: DataKey, file_id: str, stream: Readable, limit: int) -> int:
        """Seal what `stream` yields; returns its size. RuleError past `limit` bytes."""
        size = 0
        with self.writing(key, file_id) as writer:
            while chunk := stream.read(1 << 16):
                size += len(chunk)
                if size > limit:
                    raise RuleError(
                        _("This file is larger than %(limit)s MB.", limit=limit // 1_000_000),
                        field="file",
                    )
                writer.write(chunk)
        return size

    def open(self, key: DataKey, file_id: str) -> BinaryIO:
        """A seekable binary file of the content; NotFoundError when it is gone.

        Here or while reading, SealBrokenError tells that it was altered or cut.
        """
        path = self._path(key.incident_id, file_id)
        if not path.exists():
            raise NotFoundError(_("This file is no longer here."))
        return io.BufferedReader(SealedReader(path, key, file_id, self.piece), self.piece)

    def remove(self, incident_id: str, file_id: str) -> None:
        self._path(incident_id, file_id).unlink(missing_ok=True)

    def remove_with_parts(self, incident_id: str, file_id: str) -> None:
        """The file and whatever was made from it: files named after it and a hyphen."""
        for path in (self.folder / incident_id).glob(f"{file_id}-*"):
            path.unlink()
        self.remove(incident_id, file_id)

    def remove_all(self, incident_id: str) -> int:
        """Remove every file of the incident; returns how many there were."""
        found = list((self.folder / incident_id).glob("*"))
        for path in found:
            path.unlink()
        return len(found)

    def folder_of(self, incident_id: str) -> Path:
        """For files that are encrypted by themselves: they are removed with the sealed ones."""
        return self.folder / incident_id

    def _path(self, incident_id: str, file_id: str) -> Path:
        return self.folder_of(incident_id) / file_id


class SealedWriter:
    """Cuts what is written into pieces and seals each for its number and whether it is the last."""

    def __init__(self, file: BinaryIO, key: DataKey, file_id: str, piece: int) -> None:
        self._file = file
        self._key = key
        self._file_id = file_id
        self._length = piece
        self._rest = bytearray()
        self._number = 0

    def write(self, content: bytes) -> int:
        self._rest += content
        while len(self._rest) > self._length:
            self._emit(bytes(self._rest[: self._length]), MORE)
            del self._rest[: self._length]
        return len(content)

    def finish(self) -> None:
        self._emit(bytes(self._rest), LAST)

    def _emit(self, piece: bytes, which: str) -> None:
        self._file.write(self._key.seal(_place(self._file_id, self._number, which), piece))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Random access to the content of a sealed file, one piece in memory at a time.

    The last piece is opened first: it alone proves that none is missing behind the others.
    """

    def __init__(self, path: Path, key: DataKey, file_id: str, piece: int) -> None:
        self._file = path.open("rb")
        self._key = key
        self._file_id = file_id
        self._length = piece
        sealed = path.stat().st_size
        self._pieces = max(1, -(-sealed // (piece + OVERHEAD)))
        self._size = sealed - self._pieces * OVERHEAD
        self._at = 0
        self._number = -1
        self._piece = b""
        try:
            self._load(self._pieces - 1)
        except SealBrokenError:
            self.close()
            raise

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, offset = divmod(self._at, self._length)
        piece = self._load(number)[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _load(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(number * (self._length + OVERHEAD))
            sealed = self._file.read(self._length + OVERHEAD)
            which = LAST if number == self._pieces - 1 else MORE
            self._piece = self._key.open(_place(self._file_id, number, which), sealed)
            self._number = number
        return self._piece


def _place(file_id: str, number: int, which: str) -> str:
    return f"file|{file_id}|{number}|{which}"
