"""Checking a bag as it lies in its ZIP: nothing is unpacked, nothing is believed."""

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from breachdesk.infra.bags.layout import (
    BAGIT,
    DECLARATION,
    INFO,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    Fault,
    Found,
    UnreadableBagError,
    entry,
    parse_manifest,
)
from breachdesk.infra.bags.writing import Forward
from breachdesk.kernel.text import _

CHUNK = 1 << 16
MAX_FILES = 100_000
MAX_DIRECTORY = 64_000_000
MAX_TAG = 32_000_000
"""Bytes of a file of the bag's own that are read at once."""
BROKEN = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    struct.error,
    ValueError,
)
"""What zipfile raises about an archive that somebody has been at; seeking to nowhere, too."""

END = struct.Struct("<4s4H2LH")
END_64_LOCATOR = struct.Struct("<4sLQL")
END_64 = struct.Struct("<4sQ2H2L4Q")
NO_ZIP = _("This file is not a bundle: it is not a ZIP archive, or it was cut.")
UNSAFE = _(
    "This archive is not laid out like a bundle and was refused: unpacking it could do harm."
)


@dataclass(frozen=True)
class Bag:
    """A bag in an open ZIP whose names and sizes are harmless."""

    file: BinaryIO
    archive: ZipFile
    base: str

    @property
    def names(self) -> dict[str, ZipInfo]:
        """Without the folder that everything lies in."""
        return {one.filename[len(self.base) :]: one for one in self.archive.infolist()}

    def read(self, name: str) -> bytes:
        """A small file; empty when it is missing, too large or broken: no tag file is empty."""
        info = self.names.get(name)
        if info is None or info.file_size > MAX_TAG:
            return b""
        try:
            return self.archive.read(info)
        except BROKEN:
            return b""

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        with self.archive.open(self.names[name]) as file:
            yield cast(BinaryIO, file)

    def fault(self, *tags: str) -> Found | None:
        """The first file that is missing, too many or altered; None when all are there.

        `tags` are the tag files it must have besides those of every bag.
        """
        listed = self._listed(BAGIT, INFO, MANIFEST, *tags, TAG_MANIFEST)
        if isinstance(listed, Found):
            return listed
        names = self.names
        for name in sorted(listed.keys() - names.keys()):
            return Found(Fault.MISSING, name)
        for name in sorted(names.keys() - listed.keys() - {TAG_MANIFEST}):
            return Found(Fault.EXTRA, name)
        if self.read(BAGIT) != DECLARATION:
            return Found(Fault.CHANGED, BAGIT)
        return self._altered(listed)

    def _listed(self, *wanted: str) -> dict[str, str] | Found:
        """The digest of every file but the last of `wanted`, which lists the tag files."""
        for name in wanted:
            if name not in self.names:
                return Found(Fault.MISSING, name)
        tags, payload = parse_manifest(self.read(TAG_MANIFEST)), parse_manifest(self.read(MANIFEST))
        if tags is None or tags.keys() != {*wanted} - {TAG_MANIFEST}:
            return Found(Fault.MANIFEST, TAG_MANIFEST)
        if hashlib.sha256(self.read(MANIFEST)).hexdigest() != tags[MANIFEST]:
            return Found(Fault.CHANGED, MANIFEST)
        if payload is None or not all(name.startswith(PAYLOAD) for name in payload):
            return Found(Fault.MANIFEST, MANIFEST)
        return {**payload, **tags}

    def _altered(self, listed: dict[str, str]) -> Found | None:
        """Read every file once, writing the archive again beside it to compare the two."""
        same = _Same(self.file)
        with ZipFile(cast(BinaryIO, Forward(same)), "w") as again:
            for name, info in self.names.items():
                try:
                    digest = self._copied(info, again)
                except BROKEN:
                    return Found(Fault.CHANGED, name)
                if name != TAG_MANIFEST and digest != listed[name]:
                    return Found(Fault.CHANGED, name)
        return None if same.is_same() else Found(Fault.CONTAINER, "")

    def _copied(self, info: ZipInfo, again: ZipFile) -> str:
        digest = hashlib.sha256()
        with (
            self.archive.open(info) as file,
            again.open(entry(info.filename, info.file_size), "w") as copy,
        ):
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                copy.write(chunk)
        return digest.hexdigest()


class _Same:
    """Takes what is written and compares it with what the file holds there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at, self._differs = file, 0, False

    def write(self, content: bytes) -> int:
        self._file.seek(self._at)
        self._differs = self._differs or self._file.read(len(content)) != content
        self._at += len(content)
        return len(content)

    def is_same(self) -> bool:
        self._file.seek(self._at)
        return not self._differs and not self._file.read(1)


@contextmanager
def opened(path: Path) -> Iterator[Bag]:
    """Look at a bag. Raises UnreadableBagError for what is none, or could do harm."""
    with path.open("rb") as file:
        size = path.stat().st_size
        _check_directory(file, size)
        try:
            archive = ZipFile(file)
        except BROKEN as error:
            raise UnreadableBagError(NO_ZIP) from error
        with archive:
            yield Bag(file, archive, _checked_base(archive.infolist(), size))


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuse a huge directory before anything reads it."""
    if size < END.size:
        raise UnreadableBagError(NO_ZIP)
    file.seek(size - END.size)
    mark, _disk, _start, _here, count, length, _offset, comment = END.unpack(file.read(END.size))
    if mark != b"PK\5\6" or comment:
        raise UnreadableBagError(NO_ZIP)
    before = size - END.size - END_64_LOCATOR.size - END_64.size
    if before >= 0:
        file.seek(before)
        large = END_64.unpack(file.read(END_64.size))
        if large[0] == b"PK\6\6":
            count, length = max(count, large[7]), max(length, large[8])
    if count > MAX_FILES or length > MAX_DIRECTORY:
        raise UnreadableBagError(UNSAFE)


def _checked_base(infos: list[ZipInfo], size: int) -> str:
    """The folder that everything lies in; UnreadableBagError when anything looks hostile."""
    names = [info.filename for info in infos]
    base = f"{names[0].partition('/')[0]}/" if names else ""
    is_harmless = (
        all(_is_plain(info) and info.filename.startswith(base) for info in infos)
        and len({name.casefold() for name in names}) == len(names)
        and sum(info.file_size for info in infos) <= size
    )
    if not is_harmless:
        raise UnreadableBagError(UNSAFE)
    if not names:
        raise UnreadableBagError(NO_ZIP)
    return base


def _is_plain(info: ZipInfo) -> bool:
    """A file as it is, under a path that stays inside."""
    parts = info.filename.split("/")
    return (
        info.compress_type == ZIP_STORED
        and info.compress_size == info.file_size
        and not info.flag_bits & 1
        and "\\" not in info.orig_filename
        and "\0" not in info.orig_filename
        and ":" not in parts[0]
        and all(part not in {"", ".", ".."} for part in parts)
    )
