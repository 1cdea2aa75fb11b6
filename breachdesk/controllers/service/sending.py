"""Handing notices over: one mail a controller, once, and what is then known of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from breachdesk.controllers.domain.controller import Contact
from breachdesk.controllers.domain.delivery import Channel, DeliveryState, DeliveryView
from breachdesk.controllers.domain.events import NoticeDelivered, NoticeSent
from breachdesk.controllers.domain.notice import LIFECYCLE, NoticeState
from breachdesk.controllers.models import AffectedController, Notice, NoticeDelivery
from breachdesk.controllers.service import clocks, mailing
from breachdesk.controllers.store import files
from breachdesk.controllers.store import notices as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import MailDecided, MailSettled, MailState

STATES: Mapping[MailState, DeliveryState] = {
    MailState.QUEUED: DeliveryState.QUEUED,
    MailState.ACCEPTED: DeliveryState.DELIVERED,
    MailState.KEPT: DeliveryState.KEPT,
    MailState.REFUSED: DeliveryState.REFUSED,
    MailState.UNCERTAIN: DeliveryState.UNCERTAIN,
    MailState.CANCELLED: DeliveryState.CANCELLED,
}
"""What the fate of its mail says of a delivery."""


def send(uow: UnitOfWork, incident_id: str, notice_id: str, base_url: str) -> int:
    """Queue the approved notice to every controller that has a usable address and lacks it.

    May be called again for those added or corrected since; returns how many were queued.
    """
    case = incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    notice = store.locked(uow.session, incident_id, notice_id)
    if notice.state not in {NoticeState.APPROVED, NoticeState.SENT}:
        raise RuleError(_("Only an approved notice can be sent."))
    rows = _waiting(uow, notice)
    if not rows:
        raise RuleError(_("There is nobody left to send this notice to by e-mail."))
    if notice.state is NoticeState.APPROVED:
        LIFECYCLE.check(notice.state, NoticeState.SENT)
        notice.state, notice.sent_at = NoticeState.SENT, uow.clock.now()
    _queue(uow, notice, rows, mailing.sender_of(uow, case, base_url))
    uow.record(NoticeSent(notice.id, incident_id, len(rows)))
    return len(rows)


def waiting_for(uow: UnitOfWork, incident_id: str, notice_id: str) -> int:
    """How many controllers sending the notice now would reach."""
    incidents.case(uow, incident_id)
    return len(_waiting(uow, store.get(uow.session, incident_id, notice_id)))


def send_to(uow: UnitOfWork, incident_id: str, controller_id: str, base_url: str) -> int:
    """Send again, after a correction of the address, every notice that did not arrive."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = files.locked(uow.session, files.get(uow.session, incident_id, controller_id).id)
    if row.withdrawn_at is not None:
        raise RuleError(_("This is no longer possible in the present state."))
    if row.contact is not Contact.FINE:
        raise RuleError(_("Correct the e-mail address first."))
    sent = 0
    for notice in store.sent(uow.session, incident_id):
        delivery = store.delivery(uow.session, notice.id, row.id)
        if delivery is not None:
            if delivery.state is not DeliveryState.REFUSED:
                continue
            uow.session.delete(delivery)
            uow.session.flush()
        _queue(uow, notice, [row], mailing.sender_of(uow, case, base_url))
        uow.record(NoticeSent(notice.id, incident_id, 1))
        sent += 1
    if not sent:
        raise RuleError(_("Every notice to this controller is on its way or has arrived."))
    return sent


def record_by_hand(  # noqa: PLR0913, PLR0917  # what a person tells of one delivery
    uow: UnitOfWork,
    incident_id: str,
    controller_id: str,
    channel: Channel,
    at: datetime,
    note: str,
) -> None:
    """A notice read out on the telephone, handed over or sent by letter: the latest one sent."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = files.get(uow.session, incident_id, controller_id)
    now = uow.clock.now()
    if at > now:
        raise RuleError(_("This cannot be in the future."), field="at")
    if not note.strip():
        raise RuleError(
            _("Say what shows it: who answered, or the number of the letter."), field="note"
        )
    sent = store.sent(uow.session, incident_id)
    if not sent:
        raise RuleError(_("No notice has been approved and sent yet."))
    delivery = store.delivery(uow.session, sent[-1].id, row.id)
    if delivery is None:
        delivery = NoticeDelivery(
            id=new_id(), notice_id=sent[-1].id, controller_id=row.id, queued_at=at
        )
        uow.add(delivery)
    delivery.channel, delivery.note = channel, note.strip()
    row.notice_sent_at = row.notice_sent_at or at
    _settle(uow, delivery, row, DeliveryState.DELIVERED, at)


def on_mail_settled(uow: UnitOfWork, event: MailSettled | MailDecided) -> None:
    """The fate of its mail is the fate of a notice; a refused reminder fails the contact."""
    if event.state not in STATES:
        return
    delivery = store.delivery_of_mail(uow.session, event.subject_id)
    if delivery is None:
        if event.state is MailState.REFUSED:
            _reminder_refused(uow, event.subject_id)
        return
    row = files.locked(uow.session, delivery.controller_id)
    _settle(uow, delivery, row, STATES[event.state], uow.clock.now())


def _reminder_refused(uow: UnitOfWork, mail_id: str) -> None:
    if controller_id := store.reminded_by(uow.session, mail_id):
        row = files.locked(uow.session, controller_id)
        row.contact = Contact.FAILED if row.contact is Contact.FINE else row.contact


def deliveries(uow: UnitOfWork, incident_id: str, controller_id: str) -> tuple[DeliveryView, ...]:
    incidents.case(uow, incident_id)
    row = files.get(uow.session, incident_id, controller_id)
    return tuple(
        DeliveryView(
            id=one.id,
            notice_id=one.notice_id,
            notice_number=number,
            controller_id=one.controller_id,
            channel=one.channel,
            state=one.state,
            queued_at=one.queued_at,
            settled_at=one.settled_at,
            note=one.note,
        )
        for one, number in store.deliveries_of(uow.session, row.id)
    )


def _waiting(uow: UnitOfWork, notice: Notice) -> list[AffectedController]:
    told = store.told(uow.session, notice.id)
    return [
        row
        for row in files.active(uow.session, notice.incident_id)
        if row.id not in told and row.contact is Contact.FINE
    ]


def _queue(
    uow: UnitOfWork, notice: Notice, rows: Sequence[AffectedController], sender: mailing.Sender
) -> None:
    now = uow.clock.now()
    queued = list(mailing.mails(uow, notice, rows, sender, "notice"))
    for row, mail in queued:
        uow.add(
            NoticeDelivery(
                id=new_id(),
                notice_id=notice.id,
                controller_id=row.id,
                channel=Channel.EMAIL,
                mail_id=mail.id,
                state=DeliveryState.QUEUED,
                queued_at=now,
            )
        )
        row.notice_sent_at = row.notice_sent_at or now
    outbox.queue_all(uow, [mail for _row, mail in queued])


def _settle(
    uow: UnitOfWork,
    delivery: NoticeDelivery,
    row: AffectedController,
    state: DeliveryState,
    at: datetime,
) -> None:
    """Note how the delivery ended; a notice that arrived starts the controller's clock."""
    delivery.state = state
    delivery.settled_at = None if state is DeliveryState.QUEUED else at
    if state is DeliveryState.DELIVERED and (row.delivered_at is None or at < row.delivered_at):
        row.delivered_at = at
        if row.email and row.contact is Contact.FAILED:
            row.contact = Contact.FINE
    if state is DeliveryState.REFUSED and row.contact is Contact.FINE:
        row.contact = Contact.FAILED
    uow.record(NoticeDelivered(delivery.id, row.incident_id, row.id, delivery.channel, state))
    clocks.reset(uow, row)
