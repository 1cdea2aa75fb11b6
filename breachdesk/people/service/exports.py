"""Exports of identities: a reason, a second person above a hundred rows, and a watermark."""

import csv
from collections.abc import Iterator
from io import StringIO

from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.cells import safe_cell
from breachdesk.people.domain.audience import AudienceFilter
from breachdesk.people.domain.columns import LABELS
from breachdesk.people.domain.events import ExportApproved, ExportAsked, PeopleExported
from breachdesk.people.domain.identity import Identity
from breachdesk.people.domain.release import (
    ExportView,
    Reason,
    ready_until,
    watermark,
)
from breachdesk.people.models import PeopleExport
from breachdesk.people.service.reading import identities
from breachdesk.people.store import persons as store

AT_ONCE = 1_000
EVERYBODY = AudienceFilter(only_mandated=False, exclude_deceased=False)
COLUMNS = (
    "last_name", "first_name", "civility", "born", "phone", "email", "delivery", "building",
    "street", "locality", "postcode", "city", "country", "language", "minor", "protected",
    "representative",
)  # fmt: skip


def ask(uow: UnitOfWork, incident_id: str, export_id: str, reason: Reason) -> str:
    """Ask for every identity of the case; few are ready at once, more need a second person."""
    case = incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    persons = store.count(uow.session, case.id).persons
    now = uow.clock.now()
    uow.create(
        PeopleExport(
            id=export_id,
            incident_id=case.id,
            reason=reason,
            persons=persons,
            asked_at=now,
            asked_by=uow.actor.name,
            asked_by_id=uow.actor.user_id,
            ready_until=ready_until(persons, now),
        )
    )
    uow.record(ExportAsked(export_id, case.id, reason, persons))
    return export_id


def approve(uow: UnitOfWork, incident_id: str, export_id: str) -> None:
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    row = store.export(uow.session, incident_id, export_id)
    row.ready_until = _view(row).approved_until(uow.actor.user_id, uow.clock.now())
    row.approved_by = uow.actor.name
    uow.record(ExportApproved(export_id, incident_id))


def exports(uow: UnitOfWork, incident_id: str) -> tuple[ExportView, ...]:
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    return tuple(_view(row) for row in store.exports(uow.session, incident_id))


def content(uow: UnitOfWork, incident_id: str, export_id: str) -> bytes:
    """The CSV, made now and kept nowhere; its first line says who took it, when and why."""
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    row = store.export(uow.session, incident_id, export_id)
    now = uow.clock.now()
    count = store.count(uow.session, incident_id).persons
    _view(row).check_taking(count, now)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    say = translator(uow.actor.language)
    writer.writerow([say(watermark(row.id, uow.actor.name, now))])
    writer.writerow([say(LABELS[key]) for key in COLUMNS])
    writer.writerows(_lines(uow, incident_id))
    uow.record(PeopleExported(export_id, incident_id, count))
    return text.getvalue().encode("utf-8-sig")


def _lines(uow: UnitOfWork, incident_id: str) -> Iterator[list[str]]:
    query = store.audience(incident_id, EVERYBODY, ())
    after = 0
    while rows := store.page(uow.session, query, after, AT_ONCE):
        after = rows[-1].id
        found = identities(uow, incident_id, [row.id for row in rows])
        yield from ([safe_cell(cell) for cell in _cells(found[one])] for one in sorted(found))
        uow.session.expunge_all()


def _cells(one: Identity) -> list[str]:
    return [
        one.last_name,
        one.first_name,
        one.civility,
        one.birth.isoformat() if one.birth else "",
        one.phone,
        one.email,
        *one.address.cells,
        one.language,
        "1" if one.is_minor else "",
        "1" if one.is_protected else "",
        one.representative,
    ]


def _view(row: PeopleExport) -> ExportView:
    return ExportView(
        row.id,
        row.persons,
        row.asked_at,
        row.asked_by,
        row.asked_by_id,
        row.approved_by,
        row.ready_until,
        row.reason,
    )
