"""Recording what came in, and everything short of the answer."""

from breachdesk.controllers import service as controllers
from breachdesk.deadlines import service as deadlines
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import number
from breachdesk.people import service as people
from breachdesk.people.domain import Question
from breachdesk.replies import store
from breachdesk.replies.domain import OPEN, NewReply, NoteKind, ReplyState, Seen, Told
from breachdesk.replies.domain.checks import (
    check_extension,
    check_new,
    check_note,
    check_told,
    tidied,
)
from breachdesk.replies.domain.clock import FIRST_MONTHS, due, extended
from breachdesk.replies.domain.events import (
    ReplyAssigned,
    ReplyLinked,
    ReplyMoved,
    ReplyNoted,
    ReplyReceived,
)
from breachdesk.replies.domain.reply import LIFECYCLE
from breachdesk.replies.models import Reply
from breachdesk.replies.service import reading, sealing, targets


def receive(uow: UnitOfWork, new: NewReply) -> str:
    """Record what came in. Its clock runs from when it was received, not from now."""
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    key, now = sealing.key_of(uow, case.id), uow.clock.now()
    check_new(new, now)
    controller_id = _controller(uow, case.id, new.controller)
    person_id = _looked_up(uow, case.id, new.asked) if new.asked else None
    first_due = due(new.kind, new.received_at, targets.targets(uow, case.organisation_id))
    incidents.alone(uow, case.id)
    uow.create(
        Reply(
            id=new.id,
            incident_id=case.id,
            number=store.last_number(uow.session, case.id) + 1,
            kind=new.kind,
            channel=new.channel,
            state=ReplyState.RECEIVED,
            language=new.language,
            received_at=new.received_at,
            recorded_at=now,
            recorded_by=uow.actor.name,
            sealed=sealing.seal_letter(key, new.id, tidied(new.letter)),
            person_id=person_id,
            controller_id=controller_id,
            first_due_at=first_due,
            due_at=first_due,
        )
    )
    uow.record(ReplyReceived(new.id, case.id, new.kind, new.channel))
    return new.id


def assign(uow: UnitOfWork, seen: Seen, owner_id: str) -> None:
    """Give it to a member, who has it in hand from then on; empty takes it from whoever had it."""
    row = changing(uow, seen)
    if owner_id and owner_id not in reading.owners(uow, seen.incident_id):
        raise RuleError(_("This person is not a member of the organisation."), field="owner_id")
    row.owner_id = owner_id or None
    if owner_id and row.state is ReplyState.RECEIVED:
        row.state = ReplyState.IN_HAND
    uow.record(ReplyAssigned(row.id, row.incident_id, owner_id))


def link(uow: UnitOfWork, seen: Seen, asked: Question) -> bool:
    """Look the person up among those of the case; False leaves the reply without one."""
    row = changing(uow, seen)
    sealing.key_of(uow, row.incident_id)
    row.person_id = _looked_up(uow, row.incident_id, asked)
    is_found = row.person_id is not None
    uow.record(ReplyLinked(row.id, row.incident_id, is_found))
    return is_found


def note(uow: UnitOfWork, incident_id: str, reply_id: str, note_id: str, text: str) -> None:
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, incident_id, reply_id)
    if store.find_note(uow.session, note_id):
        return
    check_note(text)
    sealing.note(uow, row, note_id, NoteKind.NOTE, text)
    uow.record(ReplyNoted(row.id, incident_id))


def extend(uow: UnitOfWork, seen: Seen, told: Told) -> None:
    """Two further months, told with the reasons within the first (Article 12(3) GDPR)."""
    row = changing(uow, seen)
    LIFECYCLE.check(row.state, ReplyState.EXTENDED)
    check_told(told, row.received_at, uow.clock.now())
    last_day = deadlines.last_day(row.received_at, FIRST_MONTHS)
    check_extension(row.kind, told.at, last_day, is_second=row.extended_at is not None)
    sealing.note_told(uow, row, NoteKind.EXTENSION, told)
    row.extended_at, row.due_at = told.at, extended(row.first_due_at)
    _move(uow, row, ReplyState.EXTENDED)


def hand(uow: UnitOfWork, seen: Seen, controller: str, told: Told) -> None:
    """The answer is the controller's to give: it was told, then, and this is what it was told."""
    row = changing(uow, seen)
    LIFECYCLE.check(row.state, ReplyState.HANDED)
    check_told(told, row.received_at, uow.clock.now())
    row.controller_id = _controller(uow, row.incident_id, controller)
    if row.controller_id is None:
        raise RuleError(_("Say which controller it was handed to."), field="controller")
    sealing.note_told(uow, row, NoteKind.HANDOVER, told)
    row.handed_at = told.at
    _move(uow, row, ReplyState.HANDED)


def close(uow: UnitOfWork, seen: Seen, why: str, note_id: str) -> None:
    """Nothing more is to be done; without an answer or a handover it must be said why."""
    row = changing(uow, seen)
    LIFECYCLE.check(row.state, ReplyState.CLOSED)
    if row.state in OPEN or why:
        check_note(why)
        sealing.note(uow, row, note_id, NoteKind.CLOSING, why)
    row.closed_at = uow.clock.now()
    _move(uow, row, ReplyState.CLOSED)


def take_up(uow: UnitOfWork, seen: Seen) -> None:
    """Take it in hand, or take it up again: its clock runs on from when it was received."""
    back_in_hand(uow, changing(uow, seen))


def back_in_hand(uow: UnitOfWork, row: Reply) -> None:
    LIFECYCLE.check(row.state, ReplyState.IN_HAND)
    row.answered_at = row.handed_at = row.closed_at = None
    _move(uow, row, ReplyState.IN_HAND)


def changing(uow: UnitOfWork, seen: Seen) -> Reply:
    """The row; StaleError when somebody else changed it since it was seen."""
    incidents.case(uow, seen.incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, seen.incident_id, seen.reply_id)
    if row.version != seen.version:
        raise StaleError
    return row


def _move(uow: UnitOfWork, row: Reply, wanted: ReplyState) -> None:
    row.state = wanted
    uow.record(ReplyMoved(row.id, row.incident_id, wanted))


def _looked_up(uow: UnitOfWork, incident_id: str, asked: Question) -> int | None:
    """The one person with these data; None for nobody, and for several."""
    found = people.hotline(uow, incident_id, asked).persons
    return found[0] if len(found) == 1 else None


def _controller(uow: UnitOfWork, incident_id: str, typed: str) -> str | None:
    """The id behind a number of the list of controllers; None for an empty one."""
    if not typed:
        return None
    wanted = number(typed)
    for one in controllers.of_case(uow, incident_id):
        if one.number == wanted:
            return one.id
    raise RuleError(_("No controller of this case has this number."), field="controller")
