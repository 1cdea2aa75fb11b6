"""Encrypted archives that any print house can open: ZIP with AES-256 (WinZip's AE-2).

Content goes in as a stream: nothing of it is ever on disk in clear.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter
from typing import BinaryIO

from pyzipper import WZ_AES, ZIP_DEFLATED, ZIP_STORED, AESZipFile
from pyzipper.zipfile_aes import WZ_AES_V2, AESZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file inside: when a letter was printed is told elsewhere."""
BUFFER = 1 << 18
"""Bytes that are encrypted at a time: each time costs as much as a letter."""
READABLE = 0o600 << 16


class Archive:
    """An archive being written; its files are listed by name for whoever lacks the password."""

    def __init__(self, archive: AESZipFile) -> None:
        self._archive = archive

    @contextmanager
    def file(self, name: str, *, compress: bool) -> Iterator[BinaryIO]:
        """A file inside, to write to. Files are written one after the other."""
        info = AESZipInfo(name, date_time=EPOCH)
        info.compress_type = ZIP_DEFLATED if compress else ZIP_STORED
        info.external_attr = READABLE
        with self._archive.open(info, "w") as inside, BufferedWriter(inside, BUFFER) as buffered:
            yield buffered


@contextmanager
def archive_into(file: BinaryIO, password: str) -> Iterator[Archive]:
    """Write an archive into a file that can be sought in."""
    with AESZipFile(
        file,
        "w",
        encryption=WZ_AES,
        encryption_kwargs={"nbits": 256, "force_wz_aes_version": WZ_AES_V2},
    ) as archive:
        archive.setpassword(password.encode())
        yield Archive(archive)
