"""Letters of two entries that are one person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.letters.models import Letter


def of_person(session: Session, person_id: int) -> Sequence[Letter]:
    return session.scalars(
        select(Letter).where(Letter.person_id == person_id).order_by(Letter.id).with_for_update()
    ).all()


def give(session: Session, letter: Letter, person_id: int, instead_of: Letter | None) -> None:
    """The letter to another person, whose own of the same campaign goes the other way."""
    other_id = letter.person_id
    if instead_of:
        # No two letters of a campaign may be one person's, not even for a moment.
        letter.person_id = -other_id
        session.flush()
        instead_of.person_id = other_id
        session.flush()
    letter.person_id = person_id
    session.flush()
