"""Content-addressed store: a file's name is the SHA-256 of its bytes, so it cannot change."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.text import _

CHUNK = 1 << 16
BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    sha256: str
    size: int


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Chained:
    """Reads `first` to its end, then `rest`: for streams whose head was already looked at."""

    first: Readable
    rest: Readable

    def read(self, size: int, /) -> bytes:
        return self.first.read(size) or self.rest.read(size)


class CorruptFileError(Exception):
    """The bytes on disk no longer have the digest they are filed under."""


@dataclass(frozen=True, slots=True)
class FileStore:
    """Keeps bytes under `folder`; readable by the owner only, never half-written."""

    folder: Path

    def put(self, content: bytes) -> Stored:
        return self.put_stream(BytesIO(content), limit=len(content))

    def put_stream(self, stream: Readable, limit: int) -> Stored:
        """Store what `stream` yields; RuleError past `limit` bytes, and nothing is left."""
        with self.writing() as file:
            while chunk := stream.read(CHUNK):
                file.write(chunk)
                if file.size > limit:
                    raise RuleError(
                        _("This file is larger than %(limit)s MB.", limit=limit // 1_000_000)
                    )
        return file.stored

    @contextmanager
    def writing(self) -> Iterator["Growing"]:
        """A file to write to; it is stored, whole, when the block ends without error."""
        temporary = self._temporary()
        try:
            with temporary.open("wb") as file:
                growing = Growing(file)
                yield growing
            _publish(temporary, self._path(growing.stored.sha256))
        finally:
            temporary.unlink(missing_ok=True)

    def read(self, sha256: str) -> bytes:
        """The bytes filed under the digest; CorruptFileError when they were altered."""
        path = self._path(sha256)
        if not path.exists():
            raise NotFoundError(_("This file is no longer here."))
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CorruptFileError(sha256)
        return content

    def open(self, sha256: str) -> BinaryIO:
        """The same as a file, for what is large: nobody has looked whether it was altered."""
        path = self._path(sha256)
        if not path.exists():
            raise NotFoundError(_("This file is no longer here."))
        return path.open("rb")

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:]

    def _temporary(self) -> Path:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder / f".{secrets.token_hex(8)}.tmp"


class Growing:
    """A file being written, which knows its size and digest so far."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self.size += len(content)
        return self._file.write(content)

    @property
    def stored(self) -> Stored:
        return Stored(self._digest.hexdigest(), self.size)


def _publish(temporary: Path, path: Path) -> None:
    """Make the bytes durable under their final name, or not at all."""
    temporary.chmod(0o600)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A large file written piece by piece, which has its name only once it is whole and durable.

    What a killed process left of the same file is swept away first.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in path.parent.glob(f".{escape(path.name)}.*.tmp"):
        left.unlink(missing_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb", buffering=BUFFER) as file:
            yield file
        _publish(temporary, path)
        _sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the names in the folder durable, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, lines: Iterable[str]) -> int:
    """Write the lines to `path`, all or none of them; returns how many. UTF-8, owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    count = 0
    try:
        with temporary.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(f"{line}\n")
                count += 1
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(content)
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
