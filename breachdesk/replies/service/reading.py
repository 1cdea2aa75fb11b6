"""Lists and figures without a word of what was written; one reply opened, which is recorded."""

from collections.abc import Sequence

from breachdesk.controllers import service as controllers
from breachdesk.deadlines import service as deadlines
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.organisations import service as organisations
from breachdesk.replies import store
from breachdesk.replies.domain import (
    Figures,
    Opened,
    ReplyFilter,
    ReplyKind,
    ReplyLine,
    ReplyView,
)
from breachdesk.replies.domain.clock import months
from breachdesk.replies.domain.events import RepliesExported, ReplyOpened
from breachdesk.replies.domain.figures import figures as counted
from breachdesk.replies.domain.reply import standing_of
from breachdesk.replies.models import Reply
from breachdesk.replies.service import sealing


def page(
    uow: UnitOfWork, incident_id: str, wanted: ReplyFilter, offset: int = 0, limit: int = 50
) -> tuple[tuple[ReplyLine, ...], int]:
    """(replies, how many in all): the open ones first, the soonest due at the top."""
    case = incidents.case(uow, incident_id)
    now = uow.clock.now()
    rows, total = store.page(
        uow.session, incident_id, wanted, uow.actor.user_id, now, offset, limit
    )
    return _lines(uow, case, rows), total


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[ReplyLine, ...]:
    """Every one, by number."""
    case = incidents.case(uow, incident_id)
    return _lines(uow, case, store.of_case(uow.session, incident_id))


def figures(uow: UnitOfWork, incident_id: str) -> Figures:
    return counted(of_case(uow, incident_id))


def export(uow: UnitOfWork, incident_id: str) -> Figures:
    """The same to take along; who did is recorded."""
    incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    found = figures(uow, incident_id)
    uow.record(RepliesExported(incident_id, incident_id, found.whole.total))
    return found


def open_count(uow: UnitOfWork, incident_id: str) -> int:
    incidents.case(uow, incident_id)
    return store.open_count(uow.session, incident_id)


def rights_due(uow: UnitOfWork, incident_id: str) -> tuple[ReplyLine, ...]:
    """The open rights requests of a case, the soonest due first."""
    case = incidents.case(uow, incident_id)
    return _lines(uow, case, store.open_rights(uow.session, incident_id))


def all_rights_due(uow: UnitOfWork) -> tuple[tuple[ReplyLine, Case], ...]:
    """The same across the cases the actor may read, with their cases."""
    rows = store.open_rights(uow.session)
    cases = incidents.readable(uow, {row.incident_id for row in rows})
    return tuple(
        (line(uow, case, row), case)
        for row in rows
        if (case := cases.get(row.incident_id)) is not None and not case.is_settled
    )


def get(uow: UnitOfWork, incident_id: str, reply_id: str) -> ReplyView:
    """What is known of it without opening it."""
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, reply_id)
    return _view(uow, case, row)


def opened(uow: UnitOfWork, incident_id: str, reply_id: str) -> Opened | None:
    """What was written, and by whom; that it was read is recorded. None once it is destroyed."""
    case = incidents.case(uow, incident_id)
    uow.actor.require(Permission.PEOPLE_READ, case.organisation_id)
    row = store.get(uow.session, incident_id, reply_id)
    if uow.vault.is_destroyed(incident_id):
        return None
    key = uow.vault.key(incident_id)
    uow.record(ReplyOpened(row.id, incident_id))
    notes = tuple(sealing.open_note(key, one) for one in store.notes(uow.session, row.id))
    return Opened(sealing.open_letter(key, row), sealing.open_answer(key, row), notes)


def owners(uow: UnitOfWork, incident_id: str) -> dict[str, str]:
    """Ids and names of those who may take one in hand."""
    case = incidents.case(uow, incident_id)
    return {one.user_id: one.name for one in organisations.members(uow, case.organisation_id)}


def _lines(uow: UnitOfWork, case: Case, rows: Sequence[Reply]) -> tuple[ReplyLine, ...]:
    return tuple(line(uow, case, row) for row in rows)


def line(uow: UnitOfWork, case: Case, row: Reply) -> ReplyLine:
    settled_at = row.answered_at or row.handed_at
    return ReplyLine(
        id=row.id,
        incident_id=row.incident_id,
        reference=f"{case.reference}-R{row.number}",
        kind=row.kind,
        channel=row.channel,
        state=row.state,
        received_at=row.received_at,
        due_at=row.due_at,
        standing=standing_of(row.due_at, uow.clock.now(), settled_at, row.closed_at),
        settled_at=settled_at,
        answered_at=row.answered_at,
    )


def _view(uow: UnitOfWork, case: Case, row: Reply) -> ReplyView:
    names = controllers.names(uow, case.id, [row.controller_id] if row.controller_id else [])
    return ReplyView(
        line=line(uow, case, row),
        language=row.language,
        recorded_by=row.recorded_by,
        person_id=row.person_id,
        controller=names.get(row.controller_id or "", ""),
        owner_id=row.owner_id or "",
        owner=owners(uow, case.id).get(row.owner_id or "", ""),
        first_due_at=row.first_due_at,
        extended_at=row.extended_at,
        handed_at=row.handed_at,
        closed_at=row.closed_at,
        answered_by=row.answered_by,
        answer_channel=row.answer_channel,
        mail_id=row.answer_id,
        last_day=(
            deadlines.last_day(row.received_at, months(is_extended=row.extended_at is not None))
            if row.kind is ReplyKind.RIGHTS
            else None
        ),
        version=row.version,
    )
