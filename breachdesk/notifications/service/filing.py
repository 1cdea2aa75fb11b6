"""Preparing, filing and completing notifications to the CNIL."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from breachdesk.facts import service as facts
from breachdesk.facts.domain.changes import compare
from breachdesk.facts.domain.draft import Draft, NotificationKind, is_late
from breachdesk.facts.domain.values import Answer, Choice, Snapshot, Words
from breachdesk.facts.domain.versions import NewFact
from breachdesk.facts.domain.wording import Voice
from breachdesk.facts.registry import COMPARED, SECTIONS
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import StaleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typography import instant
from breachdesk.notifications import store
from breachdesk.notifications.domain import (
    KIND_TEXTS,
    LIFECYCLE,
    CopySheet,
    FilingReceipt,
    FilingState,
    NewNotification,
    NotificationAbandoned,
    NotificationFiled,
    NotificationStarted,
    NotificationView,
    ReceiptAdded,
    check_kind,
    check_receipt,
    fingerprint,
)
from breachdesk.notifications.domain.frozen import freeze, frozen_origins, origins, thaw
from breachdesk.notifications.domain.sheet import Origin, changed, whole
from breachdesk.notifications.models import Notification
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import EntryKind

DUTY, COMPLEMENT = "gdpr-33-1", "gdpr-33-4"


def start(uow: UnitOfWork, new: NewNotification) -> str:
    """Begin preparing a filing. Its content is the case's facts; nothing is typed again."""
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    earlier = of_case(uow, case.id)
    check_kind(new.kind, earlier)
    uow.create(
        Notification(
            id=new.id,
            incident_id=case.id,
            number=len(earlier) + 1,
            kind=new.kind,
            state=FilingState.DRAFT,
            created_at=uow.clock.now(),
            created_by=uow.actor.name,
        )
    )
    uow.record(NotificationStarted(new.id, case.id, new.kind))
    return new.id


def file(
    uow: UnitOfWork,
    incident_id: str,
    notification_id: str,
    version: int,
    receipt: FilingReceipt,
) -> None:
    """Record that the form was sent: freeze what it said, and discharge the duty."""
    case = incidents.case(uow, incident_id, Permission.NOTIFICATION_FILE)
    row = _row(uow, incident_id, notification_id, version)
    LIFECYCLE.check(row.state, FilingState.FILED)
    is_first = row.kind is not NotificationKind.COMPLEMENTARY
    due_at = _due(uow, case, DUTY if is_first else COMPLEMENT)
    check_receipt(receipt, case.aware_at, due_at, uow.clock.now())
    if is_first and receipt.delay_reasons.strip():
        _keep_delay_reasons(uow, case, receipt.delay_reasons)
    row.filed_at, row.filed_by = receipt.filed_at, uow.actor.name
    row.cnil_number, row.receipt_id = receipt.cnil_number.strip(), receipt.evidence_id
    row.snapshot = _frozen(uow, case, row.kind, _values(uow, case, row))
    row.snapshot_sha256 = fingerprint(row.snapshot)
    row.state = FilingState.FILED
    uow.record(NotificationFiled(row.id, case.id, row.kind, receipt.filed_at, row.snapshot_sha256))
    _discharge(uow, case, row, receipt)


def complete_receipt(
    uow: UnitOfWork,
    incident_id: str,
    notification_id: str,
    cnil_number: str,
    receipt_id: str | None,
) -> None:
    """Add the number or the receipt the CNIL sent after the filing."""
    incidents.case(uow, incident_id, Permission.NOTIFICATION_FILE)
    row = store.get(uow.session, incident_id, notification_id)
    row.cnil_number = cnil_number.strip() or row.cnil_number
    row.receipt_id = receipt_id or row.receipt_id
    uow.record(ReceiptAdded(row.id, incident_id))


def abandon(uow: UnitOfWork, incident_id: str, notification_id: str, version: int) -> None:
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = _row(uow, incident_id, notification_id, version)
    LIFECYCLE.check(row.state, FilingState.ABANDONED)
    row.state = FilingState.ABANDONED
    uow.record(NotificationAbandoned(row.id, incident_id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[NotificationView, ...]:
    """In the order they were begun, abandoned ones included."""
    incidents.case(uow, incident_id)
    return tuple(_view(row) for row in store.of_case(uow.session, incident_id))


def of_cases(
    uow: UnitOfWork, incident_ids: Collection[str]
) -> dict[str, tuple[NotificationView, ...]]:
    """The filings of many cases; the caller has checked the cases."""
    found: dict[str, list[NotificationView]] = {incident_id: [] for incident_id in incident_ids}
    for row in store.of_cases(uow.session, incident_ids):
        found[row.incident_id].append(_view(row))
    return {incident_id: tuple(views) for incident_id, views in found.items()}


def in_preparation(uow: UnitOfWork) -> tuple[tuple[NotificationView, Case], ...]:
    """Every draft of the cases the actor may read, with its case."""
    rows = store.drafts(uow.session)
    cases = incidents.readable(uow, {row.incident_id for row in rows})
    return tuple((_view(row), cases[row.incident_id]) for row in rows if row.incident_id in cases)


def get(uow: UnitOfWork, incident_id: str, notification_id: str) -> NotificationView:
    incidents.case(uow, incident_id)
    return _view(store.get(uow.session, incident_id, notification_id))


def first_filed(uow: UnitOfWork, incident_id: str) -> NotificationView | None:
    """The filing that discharged Article 33(1), if there is one."""
    filed = (one for one in of_case(uow, incident_id) if one.state is FilingState.FILED)
    return next(filed, None)


def next_kind(uow: UnitOfWork, incident_id: str) -> NotificationKind:
    """What the next filing will be: the one prepared, else what the earlier ones leave open."""
    earlier = of_case(uow, incident_id)
    prepared = next((one.kind for one in earlier if one.state is FilingState.DRAFT), None)
    if prepared:
        return prepared
    has_first = any(one.state is FilingState.FILED for one in earlier)
    return NotificationKind.COMPLEMENTARY if has_first else NotificationKind.INITIAL


def form(uow: UnitOfWork, incident_id: str, notification_id: str, language: str) -> CopySheet:
    """The form to copy: of a draft as the case stands now, of a filing as it was frozen."""
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, notification_id)
    at = row.filed_at or uow.clock.now()
    filing = Draft(_values(uow, case, row), row.kind, is_late(case.aware_at, at))
    before = store.last_filed(uow.session, incident_id, row.number)
    return _sheet(filing, before, _origins(uow, row), voice(language, at))


def preview(uow: UnitOfWork, incident_id: str, language: str) -> CopySheet:
    """The form as the next filing would tell it, for a case where none is being prepared."""
    kind = next_kind(uow, incident_id)
    earlier = store.of_case(uow.session, incident_id)
    before = store.last_filed(uow.session, incident_id, len(earlier) + 1)
    sources = origins(facts.current(uow, incident_id))
    filing = facts.draft(uow, incident_id, kind)
    return _sheet(filing, before, sources, voice(language, uow.clock.now()))


def snapshot(uow: UnitOfWork, incident_id: str, notification_id: str) -> dict[str, Any]:
    """What was filed, or would be filed now, as the JSON that travels with the PDF.

    Without a filing (`notification_id` empty), what the next one would say.
    """
    case = incidents.case(uow, incident_id)
    if not notification_id:
        kind = next_kind(uow, incident_id)
        return _frozen(uow, case, kind, facts.draft(uow, incident_id, kind).values)
    row = store.get(uow.session, incident_id, notification_id)
    return row.snapshot or _frozen(uow, case, row.kind, _values(uow, case, row))


def on_notification_filed(uow: UnitOfWork, event: NotificationFiled) -> None:
    """Note the filing on the timeline, at the hour it was sent."""
    text = _("Filed with the CNIL: %(kind)s.", kind=KIND_TEXTS[event.kind])
    timeline.note(uow, event.incident_id, EntryKind.NOTIFICATION, text, event.filed_at)


def _row(uow: UnitOfWork, incident_id: str, notification_id: str, version: int) -> Notification:
    row = store.get(uow.session, incident_id, notification_id)
    if row.version != version:
        raise StaleError
    return row


def _due(uow: UnitOfWork, case: Case, code: str) -> datetime | None:
    """When the duty is due, while it is open."""
    duties = obligations.of_case(uow, case.id)
    return next((one.due_at for one in duties if one.duty.code == code and one.is_open), None)


def voice(language: str, at: datetime) -> Voice:
    return Voice(language, at.date(), lambda told: instant(told.at, told.zone, language))


def _sheet(
    filing: Draft, before: Notification | None, sources: Mapping[str, Origin], voice: Voice
) -> CopySheet:
    """Everything the form asks, or for a complementary what is new since the filing before."""
    if filing.kind is not NotificationKind.COMPLEMENTARY:
        return whole(SECTIONS, filing, sources, voice)
    old = thaw(before.snapshot) if before and before.snapshot else {}
    return changed(SECTIONS, compare(COMPARED, old, filing.values, {}), sources, voice)


def _keep_delay_reasons(uow: UnitOfWork, case: Case, reasons: str) -> None:
    """The reasons are an answer of the form like any other, so they are a fact."""
    present = facts.current(uow, case.id).get("delay.reasons")
    base = present.version if present else 0
    facts.record(
        uow, case.id, [NewFact("delay.reasons", Words(reasons.strip()), base_version=base)]
    )


def _values(uow: UnitOfWork, case: Case, row: Notification) -> Snapshot:
    if row.snapshot:
        return thaw(row.snapshot)
    own: dict[str, Answer] = {"filing.kind": Choice(row.kind)}
    before = store.last_filed(uow.session, case.id, row.number)
    if before and before.cnil_number:
        own["filing.previous_number"] = Words(before.cnil_number)
    return {**facts.values(uow, case.id), **own}


def _frozen(
    uow: UnitOfWork, case: Case, kind: NotificationKind, answers: Snapshot
) -> dict[str, Any]:
    return freeze(case.reference, kind, answers, facts.current(uow, case.id))


def _discharge(uow: UnitOfWork, case: Case, row: Notification, receipt: FilingReceipt) -> None:
    how = Discharge(
        at=receipt.filed_at,
        proof=row.cnil_number or row.snapshot_sha256,
        evidence_id=row.receipt_id,
        delay_reason=receipt.delay_reasons,
    )
    is_first = row.kind is not NotificationKind.COMPLEMENTARY
    obligations.discharge_duty(uow, case.id, DUTY if is_first else COMPLEMENT, how)
    if row.kind is NotificationKind.INITIAL:
        obligations.start_complement(uow, case.id, receipt.filed_at)


def _origins(uow: UnitOfWork, row: Notification) -> dict[str, Origin]:
    """Where each answer comes from: as frozen with the filing, or as recorded now."""
    if row.snapshot is None:
        return origins(facts.current(uow, row.incident_id))
    return frozen_origins(row.snapshot)


def _view(row: Notification) -> NotificationView:
    return NotificationView(
        id=row.id,
        incident_id=row.incident_id,
        number=row.number,
        kind=row.kind,
        state=row.state,
        created_at=row.created_at,
        created_by=row.created_by,
        filed_at=row.filed_at,
        filed_by=row.filed_by,
        cnil_number=row.cnil_number,
        receipt_id=row.receipt_id,
        snapshot_sha256=row.snapshot_sha256,
        version=row.version,
    )
