"""The order of channels of a case, and whose mails fall to letters."""

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from breachdesk.letters.service import Fates
from breachdesk.outreach.domain.cascade import MailFate, Rules
from breachdesk.outreach.domain.delivery import PENDING
from breachdesk.outreach.models import Campaign, CascadeRules, Delivery
from breachdesk.outreach.store.campaigns import REACHED, mailed, written_to
from breachdesk.outreach.store.places import fate

MAY_REACH = PENDING.union(REACHED)


def rules(session: Session, incident_id: str, *, lock: bool = False) -> CascadeRules | None:
    return session.get(CascadeRules, incident_id, with_for_update=True if lock else None)


def hold(session: Session, incident_id: str) -> None:
    """Keep every campaign of the case from other writers: none may reach whom a letter will."""
    session.execute(
        select(Campaign.id)
        .where(Campaign.incident_id == incident_id)
        .order_by(Campaign.id)
        .with_for_update()
    )


def falling(row: Campaign, rules: Rules, letters: Fates, *, is_first: bool) -> Select[int, str]:
    """(person_id, why) of those to whom a letter of the campaign is due.

    With `is_first` nobody is among them whom a mail or a letter of the case reaches, or may.
    """
    person, known, why = Delivery.person_id, letters.subquery(), fate(lambda one: one.value)
    query = select(person, why.label("why")).where(
        Delivery.campaign_id == row.id,
        why.in_(sorted(rules.to_letter)),
        ~exists().where(known.c[0] == person, known.c[1] == row.id),
    )
    if not is_first:
        return query
    return query.where(
        ~mailed(person, row.incident_id, MAY_REACH), ~written_to(person, letters.subquery())
    )


def by_why(session: Session, people: Select[int, str]) -> dict[MailFate, int]:
    chosen = people.subquery()
    rows = session.execute(
        select(chosen.c.why, func.count()).group_by(chosen.c.why).order_by(chosen.c.why)
    ).all()
    return {MailFate(why): number for why, number in rows}
