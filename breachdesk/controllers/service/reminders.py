"""Reminding controllers that have not acknowledged; then the call list."""

from itertools import groupby

from breachdesk.controllers.domain.controller import Contact, ControllerView
from breachdesk.controllers.domain.delivery import CALL_AFTER, REMINDER_HOURS, reminder_slot
from breachdesk.controllers.domain.events import NoticeReminded
from breachdesk.controllers.models import AffectedController, NoticeReminder
from breachdesk.controllers.service import files, mailing
from breachdesk.controllers.store import files as file_store
from breachdesk.controllers.store import notices as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service as outbox


def queue_due(uow: UnitOfWork, base_url: str) -> int:
    """Queue one mail for each reminder that is due and not yet sent; returns how many."""
    earliest = uow.clock.now()
    rows = file_store.silent_since(uow.session, earliest)
    queued = 0
    for incident_id, silent in groupby(rows, key=lambda row: row.incident_id):
        queued += _remind(uow, incident_id, list(silent), base_url)
    return queued


def _remind(
    uow: UnitOfWork, incident_id: str, silent: list[AffectedController], base_url: str
) -> int:
    case = incidents.case(uow, incident_id)
    sent = store.sent(uow.session, incident_id)
    if case.is_settled or not sent:
        return 0
    first = sent[0]
    now = uow.clock.now()
    due = _due(uow, first.id, silent)
    sender = mailing.sender_of(uow, case, base_url)
    for hours, rows in due.items():
        mails = []
        for row, mail in mailing.mails(uow, first, rows, sender, "notice_reminder"):
            uow.add(
                NoticeReminder(
                    id=new_id(),
                    controller_id=row.id,
                    notice_id=first.id,
                    hours=hours,
                    mail_id=mail.id,
                    queued_at=now,
                )
            )
            mails.append(mail)
        outbox.queue_all(uow, mails)
        uow.record(NoticeReminded(first.id, incident_id, hours, len(mails)))
    return sum(map(len, due.values()))


def _due(
    uow: UnitOfWork, notice_id: str, silent: list[AffectedController]
) -> dict[int, list[AffectedController]]:
    """By hours, those to remind now, counted from when the notice left for good.

    One sent again after a refusal is not late from the first try.
    """
    done, left = store.reminded(uow.session, notice_id), store.left(uow.session, notice_id)
    due: dict[int, list[AffectedController]] = {}
    for row in silent:
        if row.id not in left or row.contact is not Contact.FINE:
            continue
        slot = reminder_slot(left[row.id], uow.clock.now(), REMINDER_HOURS)
        if slot and (row.id, slot) not in done:
            due.setdefault(slot, []).append(row)
    return due


def call_list(uow: UnitOfWork, incident_id: str) -> tuple[ControllerView, ...]:
    """Whom to telephone: no usable address, or silent after the last reminder."""
    incidents.case(uow, incident_id)
    limit = uow.clock.now() - CALL_AFTER
    return tuple(
        files.view(uow, row)
        for row in file_store.active(uow.session, incident_id)
        if row.acknowledged_at is None
        and (
            row.contact is not Contact.FINE
            or (row.notice_sent_at is not None and row.notice_sent_at <= limit)
        )
    )
