"""Opening, closing and reading a person's private feed of deadlines (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from breachdesk.calendars import store
from breachdesk.calendars.domain import ALARM_HOURS, Deadline, FeedClosed, FeedOpened
from breachdesk.calendars.models import CalendarFeed
from breachdesk.incidents.domain import Case
from breachdesk.infra.i18n import translator
from breachdesk.infra.keys import new_token, token_hash
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.obligations import service as obligations
from breachdesk.replies import service as replies
from breachdesk.replies.domain import KIND_LABELS, ReplyLine

LENGTH = timedelta(minutes=30)


def open_feed(uow: UnitOfWork) -> str:
    """A new secret address; the former one stops working. The token is told once."""
    token = new_token()
    row = store.of_person(uow.session, uow.actor.user_id)
    if row is None:
        row = CalendarFeed(user_id=uow.actor.user_id)
        uow.add(row)
    row.token_hash, row.created_at = token_hash(token), uow.clock.now()
    uow.record(FeedOpened(uow.actor.user_id, ""))
    return token


def close_feed(uow: UnitOfWork) -> None:
    row = store.of_person(uow.session, uow.actor.user_id)
    if row is not None:
        uow.session.delete(row)
        uow.record(FeedClosed(uow.actor.user_id, ""))


def opened_at(uow: UnitOfWork) -> datetime | None:
    row = store.of_person(uow.session, uow.actor.user_id)
    return row.created_at if row else None


def owner(uow: UnitOfWork, token: str) -> str:
    """Whose feed the token opens. NotFoundError for one that opens none."""
    row = store.by_hash(uow.session, token_hash(token))
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return row.user_id


def feed(uow: UnitOfWork, base_url: str) -> bytes:
    """Every open deadline of the cases the actor may read, as an iCalendar file."""
    language = uow.actor.language
    calendar = Calendar()
    calendar.add("prodid", "-//BreachDesk//BreachDesk//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "BreachDesk")
    for duty, case in obligations.open_ones(uow):
        if duty.due_at is not None and not case.is_settled:
            deadline = Deadline(
                uid=f"{duty.id}@breachdesk",
                due_at=duty.due_at,
                summary=f"{case.reference} – {duty.duty.title.in_(language)}",
                address=f"{base_url}/incidents/{case.id}/",
                made_at=uow.clock.now(),
            )
            calendar.add_component(_event(deadline))
    for reply, case in replies.all_rights_due(uow):
        calendar.add_component(_event(_request(uow, reply, case, base_url)))
    content: bytes = calendar.to_ical()
    return content


def _request(uow: UnitOfWork, reply: ReplyLine, case: Case, base_url: str) -> Deadline:
    """A rights request: its kind and reference, nothing of who makes it."""
    kind = translator(uow.actor.language)(KIND_LABELS[reply.kind])
    return Deadline(
        uid=f"{reply.id}@breachdesk",
        due_at=reply.due_at,
        summary=f"{reply.reference} – {kind}",
        address=f"{base_url}/incidents/{case.id}/replies/{reply.id}/",
        made_at=uow.clock.now(),
    )


def _event(deadline: Deadline) -> Event:
    event = Event()
    event.add("uid", deadline.uid)
    event.add("dtstamp", deadline.made_at)
    event.add("dtstart", deadline.due_at)
    event.add("dtend", deadline.due_at + LENGTH)
    event.add("summary", deadline.summary)
    event.add("url", deadline.address)
    for hours in ALARM_HOURS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", deadline.summary)
        alarm.add("trigger", timedelta(hours=-hours))
        event.add_component(alarm)
    return event
