"""The order of channels of a case, and whose mails fall to letters."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from breachdesk.outreach.domain.cascade import MailFate, Rules
from breachdesk.outreach.models import Campaign, CascadeRules, Delivery
from breachdesk.outreach.store.places import fate


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


def unreached(campaign_id: str, rules: Rules) -> Select[int, str]:
    """(person_id, why) of those whose mail of the campaign the rules send on to a letter."""
    why = fate(lambda one: one.value)
    return select(Delivery.person_id, why.label("why")).where(
        Delivery.campaign_id == campaign_id, why.in_(sorted(rules.to_letter))
    )


def by_why(session: Session, people: Select[int, str]) -> dict[MailFate, int]:
    chosen = people.subquery()
    rows = session.execute(
        select(chosen.c.why, func.count()).group_by(chosen.c.why).order_by(chosen.c.why)
    ).all()
    return {MailFate(why): number for why, number in rows}
