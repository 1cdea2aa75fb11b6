"""Where every person of a case stands: their best mail and their best letter, counted."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session

from breachdesk.letters.domain import LETTER_ORDER
from breachdesk.letters.service import Fates
from breachdesk.outreach.domain.cascade import (
    BY_EXCLUSION,
    BY_STATE,
    MailFate,
    Place,
)
from breachdesk.outreach.models import Campaign, Delivery
from breachdesk.people.service import Traits

T = TypeVar("T", int, str)
FATES = tuple(MailFate)


def fate(told: Callable[[MailFate], T]) -> ColumnElement[T]:
    """Of a mail, the MailFate it amounts to, as `told` names it."""
    by_state = [(Delivery.state == state, found) for state, found in BY_STATE.items()]
    by_reason = [(Delivery.reply_class == why, found) for why, found in BY_EXCLUSION.items()]
    named = [(is_so, literal(told(found))) for is_so, found in by_state + by_reason]
    return case(*named, else_=literal(told(MailFate.GONE)))


def of_case(session: Session, incident_id: str, traits: Traits, letters: Fates) -> dict[Place, int]:
    """How many persons of the case stand where."""
    people = _places(incident_id, traits, letters).subquery()
    columns = tuple(people.c)[1:]
    rows = session.execute(select(*columns, func.count()).group_by(*columns)).all()
    return {_place(*place): number for *place, number in rows}


def by_controller(
    session: Session, incident_id: str, traits: Traits, letters: Fates, links: Select[int, str]
) -> dict[str, dict[Place, int]]:
    """The same for each controller; who has several counts for each of them."""
    people, known = _places(incident_id, traits, letters).subquery(), links.subquery()
    columns = (known.c[1], *tuple(people.c)[1:])
    rows = session.execute(
        select(*columns, func.count())
        .join_from(people, known, people.c[0] == known.c[0])
        .group_by(*columns)
    ).all()
    found: dict[str, dict[Place, int]] = {}
    for controller_id, *place, number in rows:
        found.setdefault(controller_id, {})[_place(*place)] = number
    return found


def _places(incident_id: str, traits: Traits, letters: Fates) -> Select[int, int, str, bool, bool]:
    """(person, best mail, best letter with its detail, is deceased, is reachable)."""
    mails = (
        select(Delivery.person_id, func.min(fate(FATES.index)).label("fate"))
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Campaign.incident_id == incident_id)
        .group_by(Delivery.person_id)
        .subquery()
    )
    each = letters.subquery()
    order = case(
        *((each.c[2] == state, literal(str(rank))) for rank, state in enumerate(LETTER_ORDER))
    )
    posts = (
        select(each.c[0], func.min(order.concat(each.c[3])).label("letter"))
        .group_by(each.c[0])
        .subquery()
    )
    people = traits.subquery()
    return (
        select(
            people.c[0],
            func.coalesce(mails.c.fate, FATES.index(MailFate.NONE)).label("fate"),
            func.coalesce(posts.c.letter, "").label("letter"),
            people.c.is_deceased,
            (people.c.has_email | people.c.has_address).label("is_reachable"),
        )
        .join(mails, mails.c[0] == people.c[0], isouter=True)
        .join(posts, posts.c[0] == people.c[0], isouter=True)
    )


def _place(rank: int, letter: str, is_deceased: bool, is_reachable: bool) -> Place:  # noqa: FBT001  # a row
    state = LETTER_ORDER[int(letter[0])] if letter else None
    return Place(FATES[rank], state, letter[1:], bool(is_deceased), bool(is_reachable))
