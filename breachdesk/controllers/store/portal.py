"""Links, mandates and questions: what comes back from the controllers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from breachdesk.controllers.models import (
    AffectedController,
    ControllerQuestion,
    Mandate,
    PortalLink,
)
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _


def link_by_hash(session: Session, token_sha256: str) -> PortalLink | None:
    return session.scalars(
        select(PortalLink).where(PortalLink.token_sha256 == token_sha256)
    ).one_or_none()


def link(session: Session, link_id: str) -> PortalLink | None:
    return session.get(PortalLink, link_id)


def live_links(
    session: Session, controller_ids: Collection[str], now: datetime
) -> dict[str, PortalLink]:
    """The newest link that still opens, by controller."""
    rows = session.scalars(
        select(PortalLink)
        .where(
            PortalLink.controller_id.in_(controller_ids),
            PortalLink.revoked_at.is_(None),
            PortalLink.expires_at > now,
        )
        .order_by(PortalLink.issued_at, PortalLink.id)
    )
    return {row.controller_id: row for row in rows}


def revoke_links(session: Session, controller_ids: Collection[str], now: datetime) -> None:
    session.execute(
        update(PortalLink)
        .where(PortalLink.controller_id.in_(controller_ids), PortalLink.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def links_of(session: Session, controller_id: str) -> Sequence[PortalLink]:
    """The newest first."""
    return session.scalars(
        select(PortalLink)
        .where(PortalLink.controller_id == controller_id)
        .order_by(PortalLink.issued_at.desc(), PortalLink.id)
    ).all()


def mandate(session: Session, mandate_id: str) -> Mandate | None:
    return session.get(Mandate, mandate_id)


def mandates_of(session: Session, controller_id: str) -> Sequence[Mandate]:
    """The latest first."""
    return session.scalars(
        select(Mandate)
        .where(Mandate.controller_id == controller_id)
        .order_by(Mandate.given_at.desc(), Mandate.id)
    ).all()


def find_question(session: Session, question_id: str) -> ControllerQuestion | None:
    return session.get(ControllerQuestion, question_id)


def question(session: Session, incident_id: str, question_id: str) -> ControllerQuestion:
    row = session.get(ControllerQuestion, question_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def questions(session: Session, incident_id: str) -> Sequence[ControllerQuestion]:
    """Those without an answer first, the longest waiting before the others."""
    return session.scalars(
        select(ControllerQuestion)
        .where(ControllerQuestion.incident_id == incident_id)
        .order_by(
            ControllerQuestion.answered_at.is_not(None),
            ControllerQuestion.asked_at,
            ControllerQuestion.id,
        )
    ).all()


def readable_questions(
    session: Session, incident_id: str, controller_id: str
) -> Sequence[ControllerQuestion]:
    """A controller's own, and the answered ones that are shared with all."""
    shared = ControllerQuestion.is_shared & ControllerQuestion.answered_at.is_not(None)
    return session.scalars(
        select(ControllerQuestion)
        .where(
            ControllerQuestion.incident_id == incident_id,
            or_(ControllerQuestion.controller_id == controller_id, shared),
        )
        .order_by(ControllerQuestion.asked_at, ControllerQuestion.id)
    ).all()


def mandates_of_case(session: Session, incident_id: str) -> Sequence[Mandate]:
    """Of every controller of the case, in the order they were given."""
    return session.scalars(
        select(Mandate)
        .join(AffectedController, AffectedController.id == Mandate.controller_id)
        .where(AffectedController.incident_id == incident_id)
        .order_by(Mandate.given_at, Mandate.id)
    ).all()
