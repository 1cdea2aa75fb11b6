"""Publications made elsewhere, and all publications of a case together."""

from zoneinfo import ZoneInfo

from breachdesk.evidence import service as evidence
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.publications import store
from breachdesk.publications.domain.elsewhere import (
    Elsewhere,
    ElsewhereView,
    Medium,
    Published,
    check_elsewhere,
)
from breachdesk.publications.domain.events import ElsewhereChanged, PublishedElsewhere
from breachdesk.publications.domain.notice import NOTICE_PAGE
from breachdesk.publications.models import PublicationElsewhere


def record(uow: UnitOfWork, incident_id: str, elsewhere_id: str, told: Elsewhere) -> str:
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    if store.find_elsewhere(uow.session, elsewhere_id):
        return elsewhere_id
    _check(uow, case.id, told)
    row = PublicationElsewhere(
        id=elsewhere_id,
        incident_id=case.id,
        recorded_at=uow.clock.now(),
        recorded_by=uow.actor.name,
    )
    _take(row, told)
    uow.create(row)
    uow.record(PublishedElsewhere(row.id, case.id, told.medium, told.since.isoformat()))
    return row.id


def change(
    uow: UnitOfWork, incident_id: str, elsewhere_id: str, version: int, told: Elsewhere
) -> None:
    """Correct it, or say until when it was."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get_elsewhere(uow.session, incident_id, elsewhere_id)
    if row.version != version:
        raise StaleError
    _check(uow, incident_id, told)
    _take(row, told)
    uow.record(ElsewhereChanged(row.id, incident_id, told.medium, told.since.isoformat()))


def get(uow: UnitOfWork, incident_id: str, elsewhere_id: str) -> ElsewhereView:
    incidents.case(uow, incident_id)
    row = store.get_elsewhere(uow.session, incident_id, elsewhere_id)
    return _view(row, _files(uow, incident_id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[ElsewhereView, ...]:
    incidents.case(uow, incident_id)
    files = _files(uow, incident_id)
    return tuple(_view(row, files) for row in store.elsewhere_of_case(uow.session, incident_id))


def published(uow: UnitOfWork, incident_id: str) -> tuple[Published, ...]:
    """When and where the public was told, the first first; days are those of the case's zone."""
    case = incidents.case(uow, incident_id)
    zone = ZoneInfo(case.zone)
    notices = (
        Published(
            Medium.NOTICE,
            f"{NOTICE_PAGE}/{case.reference}",
            one.published_at.astimezone(zone).date(),
            one.ended_at.astimezone(zone).date() if one.ended_at else None,
        )
        for one in store.of_case(uow.session, incident_id)
        if one.published_at
    )
    others = (
        Published(one.medium, one.place, one.since, one.until)
        for one in store.elsewhere_of_case(uow.session, incident_id)
    )
    return tuple(sorted((*notices, *others), key=lambda one: (one.since, one.medium, one.place)))


def _check(uow: UnitOfWork, incident_id: str, told: Elsewhere) -> None:
    check_elsewhere(told)
    if told.evidence_id and told.evidence_id not in _files(uow, incident_id):
        raise RuleError(_("Choose one of the list."), field="evidence_id")


def _files(uow: UnitOfWork, incident_id: str) -> dict[str, str]:
    """Names of the files of the case, by id."""
    return {one.id: one.name for one in evidence.of_case(uow, incident_id)}


def _take(row: PublicationElsewhere, told: Elsewhere) -> None:
    row.medium, row.place, row.note = told.medium, told.place.strip(), told.note.strip()
    row.since, row.until, row.evidence_id = told.since, told.until, told.evidence_id


def _view(row: PublicationElsewhere, files: dict[str, str]) -> ElsewhereView:
    return ElsewhereView(
        id=row.id,
        told=Elsewhere(row.medium, row.place, row.since, row.until, row.note, row.evidence_id),
        evidence_name=files.get(row.evidence_id, ""),
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        version=row.version,
    )
