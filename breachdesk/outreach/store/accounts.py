"""What became of the mails: the uncertain ones, failures by domain, and who is informed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, func, literal, select, update
from sqlalchemy.orm import Session

from breachdesk.outreach.domain.coverage import (
    BY_STATE,
    CLASSES,
    DECEASED,
    RANKS,
    Class,
    Standing,
)
from breachdesk.outreach.domain.delivery import DeliveryState, Exclusion, Failing
from breachdesk.outreach.models import Campaign, CampaignText, CoverageKept, Delivery

D = DeliveryState
FAILED = (D.REFUSED, D.BOUNCED, D.QUEUED, D.EXCLUDED)
CHECKABLE = (D.DOT, D.ACCEPTED, D.UNCERTAIN, D.BOUNCED)
"""States in which the person may hold the mail."""


def uncertain(
    session: Session, campaign_id: str, offset: int, limit: int
) -> tuple[Sequence[Delivery], int]:
    """(mails, how many in all), the oldest first."""
    these = (Delivery.campaign_id == campaign_id, Delivery.state == D.UNCERTAIN)
    total = session.scalar(select(func.count()).select_from(Delivery).where(*these)) or 0
    rows = session.scalars(
        select(Delivery).where(*these).order_by(Delivery.id).offset(offset).limit(limit)
    ).all()
    return rows, total


def locked_uncertain(
    session: Session, campaign_id: str, ids: Collection[int]
) -> Sequence[Delivery]:
    """Those of the mails that are uncertain, kept from other writers."""
    return session.scalars(
        select(Delivery)
        .where(
            Delivery.campaign_id == campaign_id,
            Delivery.state == D.UNCERTAIN,
            Delivery.id.in_(ids),
        )
        .order_by(Delivery.id)
        .with_for_update()
    ).all()


def uncertain_ids(session: Session, campaign_id: str) -> Sequence[int]:
    return session.scalars(
        select(Delivery.id)
        .where(Delivery.campaign_id == campaign_id, Delivery.state == D.UNCERTAIN)
        .order_by(Delivery.id)
    ).all()


def decide(session: Session, ids: Collection[int], values: Mapping[str, object]) -> None:
    """What a person wants done with uncertain mails. Their holder loses its say."""
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(ids), Delivery.state == D.UNCERTAIN)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def failing(session: Session, campaign_id: str, limit: int) -> list[Failing]:
    """What was kept back, by recipient domain and kind of answer; the most frequent first."""
    number = func.count()
    rows = session.execute(
        select(Delivery.domain, Delivery.state, Delivery.reply_class, number)
        .where(
            Delivery.campaign_id == campaign_id,
            Delivery.state.in_(FAILED),
            Delivery.reply_class != "",
        )
        .group_by(Delivery.domain, Delivery.state, Delivery.reply_class)
        .order_by(number.desc(), Delivery.domain)
        .limit(limit)
    ).all()
    return [Failing(*row) for row in rows]


def of_code(session: Session, code: str) -> tuple[Campaign, CampaignText, datetime] | None:
    """Campaign, text and hour of the mail that carries the code, if it may have arrived."""
    found = session.execute(
        select(Campaign, CampaignText, func.coalesce(Delivery.settled_at, Delivery.lease_until))
        .join(Delivery, Delivery.campaign_id == Campaign.id)
        .join(
            CampaignText,
            (CampaignText.campaign_id == Campaign.id)
            & (CampaignText.number == Campaign.text_number),
        )
        .where(Delivery.code == code, Delivery.state.in_(CHECKABLE))
        .limit(1)
    ).one_or_none()
    return (found[0], found[1], found[2]) if found else None


def kept(session: Session, incident_id: str) -> CoverageKept | None:
    return session.get(CoverageKept, incident_id)


def standings(
    session: Session, incident_id: str, traits: Select[int, str, bool, bool]
) -> dict[Class, int]:
    """How many persons of the case are in which class."""
    people = _ranked(incident_id, traits).subquery()
    rows = session.execute(select(people.c.rank, func.count()).group_by(people.c.rank)).all()
    return {CLASSES[rank]: number for rank, number in rows}


def standings_by_controller(
    session: Session,
    incident_id: str,
    traits: Select[int, str, bool, bool],
    links: Select[int, str],
) -> dict[str, dict[Class, int]]:
    """The same for each controller; who has several counts for each of them."""
    people, known = _ranked(incident_id, traits).subquery(), links.subquery()
    rows = session.execute(
        select(known.c[1], people.c.rank, func.count())
        .join(people, people.c[0] == known.c[0])
        .group_by(known.c[1], people.c.rank)
    ).all()
    found: dict[str, dict[Class, int]] = {}
    for controller_id, rank, number in rows:
        found.setdefault(controller_id, {})[CLASSES[rank]] = number
    return found


def _ranked(incident_id: str, traits: Select[int, str, bool, bool]) -> Select[int, int]:
    """(person, smallest rank of their mails), or what they are without any mail."""
    told = (
        select(Delivery.person_id, func.min(_rank()).label("rank"))
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Campaign.incident_id == incident_id)
        .group_by(Delivery.person_id)
        .subquery()
    )
    people = traits.subquery()
    without = case(
        (people.c[3], literal(RANKS[Standing.EXCLUDED, DECEASED])),
        (~people.c[2], literal(RANKS[Standing.UNREACHABLE, ""])),
        else_=literal(RANKS[Standing.NOT_ADDRESSED, ""]),
    )
    return select(people.c[0], func.coalesce(told.c.rank, without).label("rank")).join(
        told, told.c.person_id == people.c[0], isouter=True
    )


def _rank() -> ColumnElement[int]:
    left_out = case(
        *((Delivery.reply_class == why.value, RANKS[Standing.EXCLUDED, why]) for why in Exclusion),
        else_=RANKS[Standing.EXCLUDED, ""],
    )
    return case(
        (Delivery.state == D.EXCLUDED, left_out),
        (Delivery.state == D.CANCELLED, RANKS[Standing.EXCLUDED, D.CANCELLED.value]),
        *(
            (Delivery.state == state, RANKS[standing, ""])
            for state, standing in BY_STATE.items()
            if standing is not Standing.EXCLUDED
        ),
    )
