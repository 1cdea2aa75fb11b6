"""The chain rule: each entry's digest covers its content and the digest before it.

Standard library only, so that the offline verifier can carry this file along.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64
FORMAT = "breachdesk-audit-1"
EXTRACT = "breachdesk-audit-extract-1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail. `body` is the event's own values as canonical JSON."""

    seq: int
    at: str
    actor_id: str
    tag: str
    subject_id: str
    incident_id: str
    body: str
    digest: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry as a page shows it."""

    seq: int
    at: datetime
    actor_id: str
    tag: str
    subject_id: str
    body: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; `first_bad` is the sequence number of the first false entry."""

    entries: int
    ok: bool
    first_bad: int | None
    head: str


def canonical(value: Mapping[str, object]) -> str:
    """JSON that is the same on every machine: sorted keys, no spaces, UTF-8."""
    return ENCODER.encode(value)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"an event carries a {type(value).__name__}; ids and plain values only")


ENCODER = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
)


def digest(previous: str, entry: Entry) -> str:
    """SHA-256 over the previous digest and every field of the entry but its digest.

    As one JSON list, so that no character of a field can be taken for the end of it.
    """
    content = ENCODER.encode(
        [
            previous,
            entry.seq,
            entry.at,
            entry.actor_id,
            entry.tag,
            entry.subject_id,
            entry.incident_id,
            entry.body,
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


def walk(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Each entry in order with whether it is where and what the chain says."""
    previous, expected = GENESIS, 1
    for entry in entries:
        yield entry, entry.seq == expected and digest(previous, entry) == entry.digest
        previous, expected = entry.digest, expected + 1


def head_statement(seq: int, head: str, at: str) -> bytes:
    """The bytes that are signed to vouch for the chain up to `seq`."""
    return canonical({"format": FORMAT, "seq": seq, "head": head, "at": at}).encode()
