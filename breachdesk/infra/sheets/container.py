"""Looks a workbook's zip file over before anything in it is unpacked."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from breachdesk.infra.sheets.layout import DAMAGED, Limits, SheetError
from breachdesk.infra.sheets.streams import BOMB, size_of, unpacks_too_far
from breachdesk.kernel.text import _

PASSWORD = _("This file is protected by a password. Remove the password and send it again.")
FORGED = _("This workbook is not built as a spreadsheet program builds it; it is not opened.")

END_RECORD = b"PK\5\6"
END_SIZE, LOCATOR_SIZE, END64_SIZE = 22, 20, 56
LONGEST_COMMENT = 65_535
UNSAID = 0xFFFFFFFF
ENTRY = 400
"""Bytes a directory entry takes at most in an honest workbook, name and extra fields included."""
ENCRYPTED = 0x1


@contextmanager
def workbook_zip(file: BinaryIO, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The zip, looked over; whatever breaks while it is read inside is a SheetError."""
    if _directory_size(file) > limits.max_members * ENTRY:
        raise SheetError(FORGED)
    # What zipfile raises on forged bytes, found by the fuzz test.
    try:
        with zipfile.ZipFile(file) as archive:
            _look_over(archive.infolist(), size_of(file), limits)
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        OSError,
        OverflowError,
        RuntimeError,
        ValueError,
    ) as error:
        raise SheetError(DAMAGED) from error


def member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(name)
    except KeyError as error:
        raise SheetError(DAMAGED) from error


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the central directory as zipfile will read it, which is all at once."""
    size = size_of(file)
    tail_at = max(size - END_SIZE - LONGEST_COMMENT - LOCATOR_SIZE - END64_SIZE, 0)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < END_SIZE:
        raise SheetError(DAMAGED)
    found: int = struct.unpack_from("<L", tail, at + 12)[0]
    at64 = at - LOCATOR_SIZE - END64_SIZE
    if at64 >= 0 and tail[at - LOCATOR_SIZE :].startswith(b"PK\6\7"):
        # zipfile then believes the 64-bit record; libraries for very large sheets always write it.
        found = max(found % UNSAID, struct.unpack_from("<Q", tail, at64 + 40)[0])
    return found


def _look_over(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    names = {one.filename.casefold() for one in members}
    if len(members) > limits.max_members or len(names) < len(members):
        raise SheetError(FORGED)
    if any(one.flag_bits & ENCRYPTED for one in members):
        raise SheetError(PASSWORD)
    if any(_is_elsewhere(one) for one in members):
        raise SheetError(FORGED)
    if unpacks_too_far(sum(one.file_size for one in members), packed, limits):
        raise SheetError(BOMB)


def _is_elsewhere(one: zipfile.ZipInfo) -> bool:
    """A path that leaves the workbook, or a link; `orig_filename`: before zipfile mended it."""
    name = one.orig_filename
    return (
        name.startswith("/")
        or any(forbidden in name for forbidden in ("\\", ":", "\0"))
        or ".." in name.split("/")
        or stat.S_ISLNK(one.external_attr >> 16)
    )
