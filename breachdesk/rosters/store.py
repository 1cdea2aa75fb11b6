"""Queries on uploaded files."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.rosters.domain import RosterState
from breachdesk.rosters.models import Roster, RosterColumns


def find(session: Session, roster_id: str) -> Roster | None:
    return session.get(Roster, roster_id)


def get(session: Session, incident_id: str, roster_id: str, purpose: str) -> Roster:
    """The file, only through its own case and for what it was uploaded for."""
    row = session.get(Roster, roster_id)
    if row is None or row.incident_id != incident_id or row.purpose != purpose:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str, purpose: str) -> Sequence[Roster]:
    """The newest first."""
    return session.scalars(
        select(Roster)
        .where(Roster.incident_id == incident_id, Roster.purpose == purpose)
        .order_by(Roster.uploaded_at.desc(), Roster.id)
    ).all()


def uploaded_before(session: Session, moment: datetime) -> Sequence[Roster]:
    """Those whose file is still there."""
    return session.scalars(
        select(Roster)
        .where(
            Roster.uploaded_at < moment,
            Roster.state.in_((RosterState.UPLOADED, RosterState.IMPORTED)),
        )
        .order_by(Roster.id)
    ).all()


def saved_columns(session: Session, organisation_id: str, purpose: str) -> Sequence[RosterColumns]:
    return session.scalars(
        select(RosterColumns)
        .where(RosterColumns.organisation_id == organisation_id, RosterColumns.purpose == purpose)
        .order_by(RosterColumns.name)
    ).all()
