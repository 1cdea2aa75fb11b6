"""Keeping and handing out evidence."""

from io import BytesIO
from typing import BinaryIO

from breachdesk.evidence import store
from breachdesk.evidence.domain import (
    HEAD_BYTES,
    EvidenceAdded,
    EvidenceRead,
    EvidenceView,
    NewEvidence,
    check_content,
    check_type,
    clean_name,
)
from breachdesk.evidence.models import Evidence
from breachdesk.incidents import service as incidents
from breachdesk.infra.files import Chained
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission


def add(uow: UnitOfWork, new: NewEvidence, limit: int) -> str:
    """Keep the file; RuleError when its type, content or size (`limit` bytes) is refused."""
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    name = clean_name(new.name)
    head = new.stream.read(HEAD_BYTES)
    check_content(head)
    media_type = check_type(name, head)
    stored = uow.files.put_stream(Chained(BytesIO(head), new.stream), limit)
    uow.create(
        Evidence(
            id=new.id,
            incident_id=case.id,
            about_id=new.about_id,
            name=name,
            description=new.description,
            media_type=media_type,
            sha256=stored.sha256,
            size=stored.size,
            added_at=uow.clock.now(),
            added_by=uow.actor.name,
        )
    )
    uow.record(EvidenceAdded(new.id, case.id, new.about_id, stored.sha256, stored.size))
    return new.id


def of_case(
    uow: UnitOfWork, incident_id: str, about_id: str | None = None
) -> tuple[EvidenceView, ...]:
    incidents.case(uow, incident_id)
    return tuple(_view(row) for row in store.of_case(uow.session, incident_id, about_id))


def content(uow: UnitOfWork, incident_id: str, evidence_id: str) -> tuple[EvidenceView, bytes]:
    """The file's description and bytes; who read it is recorded."""
    incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, evidence_id)
    uow.record(EvidenceRead(row.id, incident_id, row.sha256))
    return _view(row), uow.files.read(row.sha256)


def opened(uow: UnitOfWork, incident_id: str, evidence_id: str) -> tuple[EvidenceView, BinaryIO]:
    """The same as an open file, for what is large; whoever reads it compares the digest."""
    incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, evidence_id)
    uow.record(EvidenceRead(row.id, incident_id, row.sha256))
    return _view(row), uow.files.open(row.sha256)


def _view(row: Evidence) -> EvidenceView:
    return EvidenceView(
        id=row.id,
        about_id=row.about_id,
        name=row.name,
        description=row.description,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        added_at=row.added_at,
        added_by=row.added_by,
    )
