"""Waiting letters, and how they get into batches."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from breachdesk.letters.domain.faults import Fault
from breachdesk.letters.domain.states import LetterState
from breachdesk.letters.models import Letter, LetterBatch

TABLE: Table = Letter.__table__  # type: ignore[assignment]  # a Table, for mapped classes
L = LetterState


class Waiting(NamedTuple):
    id: int
    person_id: int


class Assigned(NamedTuple):
    """A letter and its place in a batch."""

    id: int
    sequence: int
    code: str


def waiting(session: Session, campaign_id: str, span: tuple[int, int], limit: int) -> list[Waiting]:
    """The first waiting letters whose number lies within the span."""
    rows = session.execute(
        select(Letter.id, Letter.person_id)
        .where(*_waiting(campaign_id), Letter.id >= span[0], Letter.id < span[1])
        .order_by(Letter.id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def ends(session: Session, campaign_id: str) -> tuple[int, int]:
    """The lowest and the highest number of a waiting letter; an empty range without one."""
    first, last = session.execute(
        select(func.min(Letter.id), func.max(Letter.id)).where(*_waiting(campaign_id))
    ).one()
    return first or 0, last or -1


def _waiting(campaign_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Letter.campaign_id == campaign_id, Letter.state == L.WAITING


def refuse(session: Session, faults: Mapping[int, Fault]) -> int:
    """Put letters aside; how many were still waiting."""
    if not faults:
        return 0
    statement = (
        update(TABLE)
        .where(TABLE.c.id == bindparam("b_id"), TABLE.c.state == L.WAITING)
        .values(state=L.UNMAILABLE, fault=bindparam("b_fault"))
    )
    rows = [{"b_id": letter_id, "b_fault": fault.value} for letter_id, fault in faults.items()]
    return session.connection().execute(statement, rows).rowcount


def assign(session: Session, batch_id: str, letters: Sequence[Assigned]) -> int:
    """Put waiting letters into a batch; how many were still waiting."""
    statement = (
        update(TABLE)
        .where(TABLE.c.id == bindparam("b_id"), TABLE.c.state == L.WAITING)
        .values(
            state=L.BATCHED,
            batch_id=batch_id,
            sequence=bindparam("b_sequence"),
            code=bindparam("b_code"),
        )
    )
    rows: list[dict[str, Any]] = [
        {"b_id": one.id, "b_sequence": one.sequence, "b_code": one.code} for one in letters
    ]
    return session.connection().execute(statement, rows).rowcount


def last_numbers(session: Session, campaign_id: str) -> tuple[int, int]:
    """(batch, letter): the highest numbers given so far."""
    batch = session.scalar(
        select(func.max(LetterBatch.number)).where(LetterBatch.campaign_id == campaign_id)
    )
    letter = session.scalar(
        select(func.max(Letter.sequence)).where(Letter.campaign_id == campaign_id)
    )
    return batch or 0, letter or 0


def dissolve(session: Session, batch_id: str) -> None:
    """Let the letters of a batch wait again, and forget it."""
    session.execute(
        update(Letter)
        .where(Letter.batch_id == batch_id)
        .values(state=L.WAITING, batch_id=None, sequence=0, code="")
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(LetterBatch).where(LetterBatch.id == batch_id))
