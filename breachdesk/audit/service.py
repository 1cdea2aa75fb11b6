"""Writing, checking and exporting the trail."""

import hmac
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from breachdesk.audit import domain, ed25519, offline, store
from breachdesk.audit.domain import (
    EXTRACT,
    FORMAT,
    GENESIS,
    Entry,
    LogLine,
    Verdict,
    canonical,
    digest,
    head_statement,
    walk,
)
from breachdesk.audit.models import AuditEntry
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.events import Event

PURPOSE = "audit-mac"


def append(uow: UnitOfWork, events: Sequence[Event]) -> None:
    """Add the events to the chain, in the transaction of the change they tell of."""
    if not events:
        return
    seq, previous = store.lock_head(uow.session)
    at = uow.clock.now()
    for number, event in enumerate(events, start=seq + 1):
        draft = Entry(
            seq=number,
            at=at.isoformat(),
            actor_id=uow.actor.user_id,
            tag=event.tag,
            subject_id=event.subject_id,
            incident_id=event.incident_id,
            body=canonical(_own_values(event)),
            digest="",
        )
        previous = digest(previous, draft)
        values = asdict(replace(draft, digest=previous)) | {
            "at": at,
            "mac": _mac(uow.keys, previous),
        }
        uow.session.add(AuditEntry(**values))
    uow.session.flush()


def verify(uow: UnitOfWork) -> Verdict:
    """Read the whole chain; the first entry that is false, missing or moved is named."""
    uow.actor.require(Permission.AUDIT_READ)
    macs: dict[int, str] = {}

    def entries() -> Iterator[Entry]:
        for entry, mac in store.stream(uow.session):
            macs[0] = mac
            yield entry

    count, head = 0, GENESIS
    for entry, chained in walk(entries()):
        count += 1
        if not (chained and hmac.compare_digest(macs[0], _mac(uow.keys, entry.digest))):
            return Verdict(count, ok=False, first_bad=entry.seq, head=head)
        head = entry.digest
    return Verdict(count, ok=True, first_bad=None, head=head)


def export(uow: UnitOfWork) -> Iterator[str]:
    """The trail as JSON lines: header, entries, and a signed statement about the head.

    Whoever holds the public key can verify the file without this program.
    """
    uow.actor.require(Permission.AUDIT_READ)
    yield canonical({"format": FORMAT, "public_key": uow.keys.public_pem.decode()})
    seq, head = 0, GENESIS
    for entry, _mac_unused in store.stream(uow.session):
        seq, head = entry.seq, entry.digest
        yield canonical(asdict(entry))
    yield canonical(_signed_head(uow, seq, head))


def extract(uow: UnitOfWork, incident_id: str) -> Iterator[str]:
    """The entries of one case like an export; the caller has checked the permission.

    Entries of other cases are nobody's business: each line tells the digest it is chained to
    instead, so that whoever holds the whole trail finds the extract in it, digest by digest.
    """
    public_key = uow.keys.public_pem.decode()
    yield canonical({"format": EXTRACT, "incident_id": incident_id, "public_key": public_key})
    seq, head = store.lock_head(uow.session)
    for entry, previous in store.chained(uow.session, incident_id):
        yield canonical({**asdict(entry), "previous": previous})
    yield canonical(_signed_head(uow, seq, head))


def _signed_head(uow: UnitOfWork, seq: int, head: str) -> dict[str, object]:
    at = uow.clock.now().isoformat()
    signature = uow.keys.sign(head_statement(seq, head, at))
    return {"seq": seq, "head": head, "at": at, "signature": signature.hex()}


def of_incident(uow: UnitOfWork, incident_id: str, limit: int) -> tuple[LogLine, ...]:
    """The newest entries of one case, newest first; the caller has checked the permission."""
    return _lines(store.of_incident(uow.session, incident_id, limit))


def of_subject(
    uow: UnitOfWork, incident_id: str, subject_id: str, limit: int
) -> tuple[LogLine, ...]:
    """The same about one object of the case."""
    return _lines(store.of_subject(uow.session, incident_id, subject_id, limit))


def _lines(rows: Sequence[AuditEntry]) -> tuple[LogLine, ...]:
    return tuple(
        LogLine(row.seq, row.at, row.actor_id, row.tag, row.subject_id, row.body, row.digest)
        for row in rows
    )


def verifier_source() -> str:
    """The text of a program that verifies an export with nothing but Python 3.11."""
    parts = [inspect.getsource(module) for module in (domain, ed25519, offline)]
    lines = "\n\n".join(parts).splitlines()
    return "\n".join(line for line in lines if not line.startswith("from breachdesk")) + "\n"


def _own_values(event: Event) -> dict[str, Any]:
    values = asdict(event)
    del values["subject_id"], values["incident_id"]
    return values


def _mac(keys: KeyRing, entry_digest: str) -> str:
    return keys.mac(PURPOSE, entry_digest.encode())
