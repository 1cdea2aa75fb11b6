"""What may be kept as evidence, and under which name."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, ClassVar

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import _

MAX_NAME = 150
HEAD_BYTES = 16


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: its media type and, where it has one, how its first bytes look."""

    media_type: str
    heads: tuple[bytes, ...] = ()


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES: Mapping[str, FileType] = {
    "pdf": FileType("application/pdf", (b"%PDF-",)),
    "png": FileType("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": FileType("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": FileType("image/jpeg", (b"\xff\xd8\xff",)),
    "txt": FileType("text/plain"),
    "log": FileType("text/plain"),
    "csv": FileType("text/csv"),
    "json": FileType("application/json"),
    "eml": FileType("message/rfc822"),
    "msg": FileType("application/vnd.ms-outlook", (b"\xd0\xcf\x11\xe0",)),
    "docx": FileType(f"{_OFFICE}wordprocessingml.document", _ZIP),
    "xlsx": FileType(f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    "odt": FileType("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": FileType("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "zip": FileType("application/zip", _ZIP),
}


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """`name` is what the sender calls the file; `stream` its bytes, read once."""

    id: str
    incident_id: str
    about_id: str
    name: str
    description: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class EvidenceView:
    id: str
    about_id: str
    name: str
    description: str
    media_type: str
    sha256: str
    size: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Event):
    tag: ClassVar[str] = "evidence:added"
    about_id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceRead(Event):
    tag: ClassVar[str] = "evidence:read"
    sha256: str


def clean_name(name: str) -> str:
    """The last part of a path, without control, format or reserved characters.

    Raises RuleError when nothing is left of it.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem = kept.strip(" .")[-MAX_NAME:]
    if not stem:
        raise RuleError(_("This file has no usable name."), field="file")
    return unicodedata.normalize("NFC", stem)


def check_type(name: str, head: bytes) -> str:
    """The media type of a file we accept, judged by its ending and its first bytes alike."""
    ending = name.rpartition(".")[2].lower()
    kind = TYPES.get(ending)
    if kind is None:
        known = ", ".join(TYPES)
        raise RuleError(
            _("Files of this type are not accepted. Accepted: %(known)s.", known=known),
            field="file",
        )
    looks_right = head.startswith(kind.heads) if kind.heads else b"\0" not in head
    if not looks_right:
        raise RuleError(
            _("The content of this file is not what its name says (%(ending)s).", ending=ending),
            field="file",
        )
    return kind.media_type


def check_content(head: bytes) -> None:
    if not head:
        raise RuleError(_("This file is empty: it proves nothing."), field="file")
