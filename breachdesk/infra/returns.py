"""Reports of mails that came back, read from a folder or a mailbox, and the only door to flufl.

What stands in them comes from strangers: it is bounded, never answered, and only numbers and
Message-IDs are taken out of it.
"""

import hashlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from flufl.bounce import all_failures

from breachdesk.kernel.errors import RuleError, TransientError
from breachdesk.kernel.text import _

LARGEST = 1_000_000
"""Bytes of a report that are looked at; the rest is somebody's message."""
MOST_IDS = 20
_ID = re.compile(
    rb"^Message-ID:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(rb"^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})\b", re.IGNORECASE | re.MULTILINE)
_IMAP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Report:
    """`message_ids` are those of the mails it may be about; its own is not among them."""

    sha256: str
    message_ids: tuple[str, ...]
    is_final: bool
    status: str


def read(content: bytes) -> Report | None:
    """What a message reports; None for one that is no report of a failure."""
    looked_at = content[:LARGEST]
    body = re.split(rb"\r?\n\r?\n", looked_at, maxsplit=1)[-1]
    ids = dict.fromkeys(one.decode("latin-1") for one in _ID.findall(body))
    try:
        for_now, for_good = all_failures(message_from_bytes(looked_at))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None  # built to break readers: no report of ours
    if not ids or not (for_now or for_good):
        return None
    status = _STATUS.search(body)
    return Report(
        sha256=hashlib.sha256(content).hexdigest(),
        message_ids=tuple(ids)[:MOST_IDS],
        is_final=bool(for_good),
        status=status[1].decode() if status else "",
    )


def in_folder(folder: Path) -> Iterator[bytes]:
    """The files of a folder, such as `new` of a Maildir; links are not followed."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                yield file.read(LARGEST)


def in_mailbox(url: str) -> Iterator[bytes]:
    """Unread messages of imaps://user:password@host/folder, marked as read one by one.

    `?cafile=` names the certificates to trust instead of the system's. TransientError when the
    mailbox cannot be read.
    """
    parts = urlsplit(url)
    if parts.scheme != "imaps" or not parts.hostname:
        raise RuleError(_("The mailbox must look like imaps://user:password@host/INBOX."))
    cafile = dict(parse_qsl(parts.query)).get("cafile")
    with _open(parts.hostname, parts.port or 993, cafile) as box:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(parts.path.strip("/") or "INBOX")
        _answer, found = box.search(None, "UNSEEN")
        for number in (found[0] or b"").split():
            _answer, told = box.fetch(number.decode(), f"(BODY.PEEK[]<0.{LARGEST}>)")
            if told and isinstance(told[0], tuple):
                yield told[0][1]
            box.store(number.decode(), "+FLAGS", "(\\Seen)")


@contextmanager
def _open(host: str, port: int, cafile: str | None) -> Iterator[imaplib.IMAP4_SSL]:
    try:
        context = ssl.create_default_context(cafile=cafile)
        with imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=_IMAP_SECONDS) as box:
            yield box
    except (OSError, imaplib.IMAP4.error) as error:
        raise TransientError(_("The mailbox cannot be read.")) from error
