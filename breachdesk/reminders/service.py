"""Queueing the reminders that are due and not yet sent."""

from collections.abc import Iterator
from datetime import timedelta

from breachdesk.facts import service as facts
from breachdesk.incidents.domain import Case
from breachdesk.infra import templating
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission, Role
from breachdesk.kernel.errors import StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.typography import both_zones, left
from breachdesk.notifications import service as notifications
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationView
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import Member
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import NewMail
from breachdesk.reminders import store
from breachdesk.reminders.domain import (
    DEFAULTS,
    DESK_ROLES,
    DueReminder,
    ReminderQueued,
    RemindersChanged,
    Rules,
    Slot,
    check_rules,
    current_slot,
    next_slot,
)
from breachdesk.reminders.models import ReminderRule

ROLES = DESK_ROLES | {Role.MANAGEMENT}
SHOWN_ITEMS = 6


def queue_due(uow: UnitOfWork, base_url: str) -> int:
    """Queue one mail for each reminder that is due and not yet sent; returns how many."""
    queued = 0
    for duty, case, slot, member in _due(uow):
        reminder_id, mail_id = new_id(), new_id()
        is_first = store.insert_once(
            uow.session,
            id=reminder_id,
            obligation_id=duty.id,
            due_at=duty.due_at,
            slot_minutes=slot.minutes,
            recipient_id=member.user_id,
            mail_id=mail_id,
            queued_at=uow.clock.now(),
        )
        if not is_first:
            continue
        uow.record(ReminderQueued(reminder_id, case.id, duty.id, slot.minutes, member.user_id))
        outbox.queue(uow, _mail(uow, mail_id, duty, case, member, base_url))
        queued += 1
    return queued


def due(uow: UnitOfWork) -> tuple[DueReminder, ...]:
    """What queue_due would queue now."""
    return tuple(_told(duty, case, slot, member) for duty, case, slot, member in _due(uow))


def upcoming(uow: UnitOfWork) -> tuple[DueReminder, ...]:
    """The next reminder of each open obligation and person, the soonest first."""
    found = []
    for duty, case, rules, members in _watched(uow):
        slot = next_slot(duty.due_at or uow.clock.now(), uow.clock.now(), rules)
        if slot:
            found += [
                _told(duty, case, slot, one) for one in members if slot.concerns(one.role, rules)
            ]
    return tuple(sorted(found, key=lambda one: (one.slot.at, one.obligation_id)))


def rules(uow: UnitOfWork, organisation_id: str) -> Rules:
    row = store.rules_of(uow.session, organisation_id)
    return Rules.from_json(row.rules) if row else DEFAULTS


def version(uow: UnitOfWork, organisation_id: str) -> int:
    """The version of the rules a form is made from; 0 while they are the defaults."""
    row = store.rules_of(uow.session, organisation_id)
    return row.version if row else 0


def change_rules(uow: UnitOfWork, organisation_id: str, seen: int, wanted: Rules) -> None:
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    if version(uow, organisation_id) != seen:
        raise StaleError
    check_rules(wanted)
    row = store.rules_of(uow.session, organisation_id)
    if row is None:
        uow.create(ReminderRule(organisation_id=organisation_id, rules=wanted.to_json()))
    else:
        row.rules = wanted.to_json()
    uow.record(RemindersChanged(organisation_id, ""))


def _watched(
    uow: UnitOfWork,
) -> Iterator[tuple[ObligationView, Case, Rules, tuple[Member, ...]]]:
    """Open obligations with a due time, with the rules and people of their organisation."""
    known: dict[str, tuple[Rules, tuple[Member, ...]]] = {}
    for duty, case in obligations.open_ones(uow):
        if duty.due_at is None or case.is_settled:
            continue
        own = case.organisation_id
        if own not in known:
            known[own] = rules(uow, own), organisations.members(uow, own, ROLES)
        yield duty, case, *known[own]


def _due(uow: UnitOfWork) -> Iterator[tuple[ObligationView, Case, Slot, Member]]:
    now = uow.clock.now()
    for duty, case, own_rules, members in list(_watched(uow)):
        if duty.due_at is None:
            continue
        slot = current_slot(duty.due_at, duty.started_at, now, own_rules)
        if slot is None:
            continue
        for member in members:
            if slot.concerns(member.role, own_rules) and not store.was_sent(
                uow.session, duty.id, duty.due_at, slot.minutes, member.user_id
            ):
                yield duty, case, slot, member


def _told(duty: ObligationView, case: Case, slot: Slot, member: Member) -> DueReminder:
    return DueReminder(
        obligation_id=duty.id,
        incident_id=case.id,
        reference=case.reference,
        duty=duty.duty.code,
        due_at=duty.due_at or slot.at - timedelta(minutes=slot.minutes),
        slot=slot,
        recipient_id=member.user_id,
    )


def _mail(  # noqa: PLR0913, PLR0917  # everything the mail speaks of
    uow: UnitOfWork,
    mail_id: str,
    duty: ObligationView,
    case: Case,
    member: Member,
    base_url: str,
) -> NewMail:
    words = _words(uow, duty, case, member, base_url)
    subject, text, html = (
        templating.render(f"mail/reminder/{part}", member.language, words)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return NewMail(
        id=mail_id,
        purpose="reminder",
        incident_id=case.id,
        recipient_id=member.user_id,
        to_address=member.email,
        language=member.language,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
    )


def _words(
    uow: UnitOfWork, duty: ObligationView, case: Case, member: Member, base_url: str
) -> dict[str, object]:
    now = uow.clock.now()
    due_at = duty.due_at or now
    missing = facts.missing(uow, case.id, notifications.next_kind(uow, case.id)).missing
    return {
        "case": case,
        "duty": duty.duty,
        "is_late": now > due_at,
        "due": both_zones(due_at, member.zone, member.language),
        "left": left(due_at, now, member.language),
        "missing": [one.field.label_at(now.date()) for one in missing[:SHOWN_ITEMS]],
        "missing_count": len(missing),
        "link": f"{base_url}/incidents/{case.id}/",
        "name": member.name,
    }
