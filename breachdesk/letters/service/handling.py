"""What becomes of letters outside: handed over, brought back, left out, mended."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_line
from breachdesk.letters.domain.events import (
    BatchHandedOver,
    LettersExcluded,
    LettersMended,
    LettersReturned,
)
from breachdesk.letters.domain.returns import Outcome, Returned
from breachdesk.letters.domain.states import (
    BATCH_LIFECYCLE,
    LETTER_LIFECYCLE,
    BatchState,
    LetterState,
)
from breachdesk.letters.models import Letter
from breachdesk.letters.store import handling as store
from breachdesk.letters.store import printing as batch_store

AT_ONCE = 1_000
"""Codes in one query, and letters that somebody decides about together."""
MAX_WHY = 200
L = LetterState


def handed_over(
    uow: UnitOfWork, incident_id: str, batch_id: str, version: int, at: datetime | None = None
) -> None:
    """The post has the letters of a printed batch, since `at` or since now."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = batch_store.get(uow.session, incident_id, batch_id, lock=True)
    if row.version != version:
        raise StaleError
    BATCH_LIFECYCLE.check(row.state, BatchState.HANDED_OVER)
    now = uow.clock.now()
    at = at or now
    if at > now:
        raise RuleError(_("This moment lies in the future."), field="at")
    if row.printed_at and at < row.printed_at:
        raise RuleError(_("The batch was not printed yet at this moment."), field="at")
    row.state, row.handed_at, row.handed_by = BatchState.HANDED_OVER, at, uow.actor.name
    batch_store.handed_over(uow.session, row.id, at)
    uow.record(BatchHandedOver(row.id, incident_id, row.letters, at.isoformat()))


def returned(uow: UnitOfWork, incident_id: str, rows: Sequence[Returned]) -> tuple[Outcome, ...]:
    """Note letters that the post brought back; what came of each row, in their order."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    outcomes: list[Outcome] = []
    for start in range(0, len(rows), AT_ONCE):
        outcomes += _some_returned(uow, incident_id, rows[start : start + AT_ONCE])
    return tuple(outcomes)


def _some_returned(uow: UnitOfWork, incident_id: str, rows: Sequence[Returned]) -> list[Outcome]:
    typed = [codes.read(row.code) for row in rows]
    found = store.by_codes(uow.session, incident_id, set(typed) - {""})
    outcomes = [_returned(uow, found.get(code), row) for row, code in zip(rows, typed, strict=True)]
    noted = [
        found[code].id
        for code, outcome in zip(typed, outcomes, strict=True)
        if outcome is Outcome.NOTED
    ]
    if noted:
        uow.record(LettersReturned(incident_id, incident_id, tuple(noted)))
    return outcomes


def _returned(uow: UnitOfWork, letter: Letter | None, row: Returned) -> Outcome:
    if letter is None:
        return Outcome.NO_SUCH_CODE
    if letter.state is L.RETURNED:
        return Outcome.ALREADY
    if not LETTER_LIFECYCLE.allows(letter.state, L.RETURNED):
        return Outcome.NOT_SENT
    letter.state, letter.return_code = L.RETURNED, row.reason
    letter.returned_at = uow.clock.now()
    return Outcome.NOTED


def exclude(uow: UnitOfWork, incident_id: str, letter_ids: Collection[int], why: str) -> None:
    """Somebody decides that these people get no letter, and says why."""
    if not why.strip():
        raise RuleError(_("Say why."), field="why")
    if problem := problem_with_line(why, MAX_WHY):
        raise RuleError(problem, field="why")

    def act(letter: Letter) -> None:
        letter.state, letter.fault = L.EXCLUDED, why.strip()

    ids = _decided(uow, incident_id, letter_ids, L.EXCLUDED, act)
    uow.record(LettersExcluded(incident_id, incident_id, ids))


def mended(uow: UnitOfWork, incident_id: str, letter_ids: Collection[int]) -> None:
    """What kept these letters from being mailed was seen to: they are planned again."""

    def act(letter: Letter) -> None:
        letter.state, letter.fault = L.WAITING, ""

    ids = _decided(uow, incident_id, letter_ids, L.WAITING, act)
    uow.record(LettersMended(incident_id, incident_id, ids))


def _decided(
    uow: UnitOfWork,
    incident_id: str,
    letter_ids: Collection[int],
    wanted: LetterState,
    act: Callable[[Letter], None],
) -> tuple[int, ...]:
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    if not 1 <= len(letter_ids) <= AT_ONCE:
        raise RuleError(_("Choose 1 to %(most)s letters.", most=AT_ONCE))
    rows = store.by_ids(uow.session, incident_id, letter_ids)
    if len(rows) != len(set(letter_ids)):
        raise NotFoundError(_("There is nothing at this address."))
    for row in rows:
        if row.state is L.BATCHED:
            raise RuleError(_("This letter is being printed."))
        LETTER_LIFECYCLE.check(row.state, wanted)
        act(row)
    return tuple(row.id for row in rows)
