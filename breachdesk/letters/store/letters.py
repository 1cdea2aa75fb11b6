"""Letters: who gets one, and how many are where."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    SQLColumnExpression,
    String,
    Table,
    case,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from breachdesk.infra.db import learn
from breachdesk.letters.domain.states import LIVE, LetterState
from breachdesk.letters.models import Letter

TABLE: Table = Letter.__table__  # type: ignore[assignment]  # a Table, for mapped classes


def add(session: Session, incident_id: str, campaign_id: str, people: Select[int, str]) -> int:
    """A letter for each (person, why) that has none in the campaign; how many are new."""
    chosen = people.subquery()
    values = {
        "incident_id": literal(incident_id),
        "campaign_id": literal(campaign_id),
        "person_id": chosen.c[0],
        "state": literal(LetterState.WAITING, Letter.state.type),
        "why": chosen.c[1],
        "sequence": literal(0),
        **{name: literal("") for name in ("fault", "code")},
    }
    # SQLite wants a WHERE between SELECT and ON CONFLICT.
    rows = select(*values.values()).where(chosen.c[0].is_not(None)).order_by(chosen.c[0])
    insert_of = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    statement: Any = insert_of[session.get_bind().dialect.name](TABLE)
    filled = statement.from_select(list(values), rows, include_defaults=False)
    new: Insert = filled.on_conflict_do_nothing()
    added = session.connection().execute(new, execution_options={"preserve_rowcount": True})
    learn(session, Letter)
    return added.rowcount


def written_to(session: Session, person_id: int) -> Sequence[Letter]:
    """Kept from other writers."""
    return session.scalars(
        select(Letter).where(Letter.person_id == person_id).order_by(Letter.id).with_for_update()
    ).all()


def under_way(person: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether a letter of any campaign is on its way to the person, or has arrived.

    An index finds it; OFFSET keeps PostgreSQL from guessing at a join instead.
    """
    found = select(Letter.id).where(Letter.person_id == person, Letter.state.in_(LIVE))
    return found.offset(0).correlate_except(Letter).exists()


def written(person: SQLColumnExpression[int], campaign_id: str) -> ColumnElement[bool]:
    """Whether the person has a letter of the campaign, whatever became of it."""
    found = select(Letter.id).where(Letter.campaign_id == campaign_id, Letter.person_id == person)
    return found.offset(0).correlate_except(Letter).exists()


def fates(incident_id: str) -> Select[int, str, LetterState, str]:
    code = type_coerce(Letter.return_code, String)
    detail = case(
        (Letter.state == LetterState.RETURNED, func.coalesce(code, "")),
        (Letter.state == LetterState.UNMAILABLE, Letter.fault),
        else_=literal(""),
    )
    return select(Letter.person_id, Letter.campaign_id, Letter.state, detail).where(
        Letter.incident_id == incident_id
    )


def counts(session: Session, incident_id: str, campaign_id: str) -> dict[LetterState, int]:
    rows = session.execute(
        select(Letter.state, func.count())
        .where(Letter.incident_id == incident_id, Letter.campaign_id == campaign_id)
        .group_by(Letter.state)
    )
    return {row[0]: row[1] for row in rows}


def faults(session: Session, incident_id: str, campaign_id: str) -> dict[str, int]:
    return _parted(session, (incident_id, campaign_id), LetterState.UNMAILABLE, Letter.fault)


def returns(session: Session, incident_id: str, campaign_id: str) -> dict[str, int]:
    code = type_coerce(Letter.return_code, String)
    return _parted(session, (incident_id, campaign_id), LetterState.RETURNED, code)


def _parted(
    session: Session,
    where: tuple[str, str],
    state: LetterState,
    part: SQLColumnExpression[str],
) -> dict[str, int]:
    rows = session.execute(
        select(part, func.count())
        .where(
            Letter.incident_id == where[0],
            Letter.campaign_id == where[1],
            Letter.state == state,
        )
        .group_by(part)
        .order_by(part)
    )
    return {row[0]: row[1] for row in rows}


def falls(
    session: Session, incident_id: str, campaign_id: str
) -> dict[tuple[str, LetterState], int]:
    rows = session.execute(
        select(Letter.why, Letter.state, func.count())
        .where(Letter.incident_id == incident_id, Letter.campaign_id == campaign_id)
        .group_by(Letter.why, Letter.state)
        .order_by(Letter.why, Letter.state)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def of_person(
    session: Session,
    incident_id: str,
    campaign_id: str,
    person_id: int,
    states: Collection[LetterState],
) -> Letter | None:
    return session.scalar(
        select(Letter).where(
            Letter.incident_id == incident_id,
            Letter.campaign_id == campaign_id,
            Letter.person_id == person_id,
            Letter.state.in_(states),
        )
    )


def of_code(session: Session, code: str, states: Collection[LetterState]) -> Letter | None:
    return session.scalar(
        select(Letter).where(Letter.code == code, Letter.state.in_(states)).limit(1)
    )
