"""Writing a bag: the payload file by file, then what vouches for it."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast
from zipfile import ZipFile

from breachdesk.infra.bags.layout import (
    BAGIT,
    DECLARATION,
    INFO,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    entry,
    manifest,
)
from breachdesk.infra.files import Stored


class Writable(Protocol):
    def write(self, content: bytes, /) -> int: ...


class Forward:
    """What ZipFile needs of a file; it cannot go back in it, so the same bytes come always."""

    def __init__(self, file: Writable) -> None:
        self._file = file

    def write(self, content: bytes) -> int:
        return self._file.write(content)

    def flush(self) -> None:
        """Nothing is kept back here."""


class BagWriter:
    """A bag being written into `file`; everything in it lies in one folder, `base`."""

    def __init__(self, file: Writable, base: str) -> None:
        self.base = base
        self.files: dict[str, Stored] = {}
        """By name, what has been written so far."""
        self._archive = ZipFile(cast(BinaryIO, Forward(file)), "w")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._archive.close()

    def add(self, name: str, content: bytes) -> Stored:
        return self.add_stream(name, [content], len(content))

    def add_stream(self, name: str, chunks: Iterable[bytes], size: int = 0) -> Stored:
        """A file read piece by piece; `size` where it is known, and must be past 2 GB."""
        digest, written = hashlib.sha256(), 0
        with self._archive.open(entry(f"{self.base}/{name}", size), "w") as inside:
            for chunk in chunks:
                digest.update(chunk)
                written += inside.write(chunk)
        self.files[name] = Stored(digest.hexdigest(), written)
        return self.files[name]

    def finish(
        self, info: Mapping[str, str], name: str, vouch: Callable[[Mapping[str, str]], bytes]
    ) -> None:
        """Write the tag files.

        `vouch` makes one called `name` from the digests of bag-info.txt and the manifest.
        """
        payload = {one: stored for one, stored in self.files.items() if one.startswith(PAYLOAD)}
        total = sum(stored.size for stored in payload.values())
        told = {**info, "Payload-Oxum": f"{total}.{len(payload)}"}
        self.add(BAGIT, DECLARATION)
        self.add(INFO, "".join(f"{key}: {value}\n" for key, value in told.items()).encode())
        self.add(MANIFEST, manifest({one: stored.sha256 for one, stored in payload.items()}))
        self.add(name, vouch({one: self.files[one].sha256 for one in (INFO, MANIFEST)}))
        tags = {one: self.files[one].sha256 for one in (BAGIT, INFO, MANIFEST, name)}
        self.add(TAG_MANIFEST, manifest(tags))
