"""Mails of which nobody can know: listed, and settled by people only."""

from collections.abc import Collection, Sequence

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.outreach.domain.campaign import STARTED
from breachdesk.outreach.domain.delivery import DeliveryState, DeliveryView
from breachdesk.outreach.domain.events import ResendProposed, UncertainDecided
from breachdesk.outreach.models import Campaign, Delivery
from breachdesk.outreach.store import accounts as store
from breachdesk.outreach.store import campaigns

D = DeliveryState
SETTLED = frozenset({D.ACCEPTED, D.REFUSED})


def page(
    uow: UnitOfWork, incident_id: str, campaign_id: str, offset: int, limit: int
) -> tuple[tuple[DeliveryView, ...], int]:
    incidents.case(uow, incident_id)
    campaigns.get(uow.session, incident_id, campaign_id)
    rows, total = store.uncertain(uow.session, campaign_id, offset, limit)
    return tuple(map(_view, rows)), total


def all_ids(uow: UnitOfWork, incident_id: str, campaign_id: str) -> tuple[int, ...]:
    """Every uncertain mail of the campaign, to decide about them together."""
    incidents.case(uow, incident_id)
    campaigns.get(uow.session, incident_id, campaign_id)
    return tuple(store.uncertain_ids(uow.session, campaign_id))


def settle(  # noqa: PLR0913, PLR0917  # which mails, as what, and why
    uow: UnitOfWork,
    incident_id: str,
    campaign_id: str,
    ids: Collection[int],
    state: DeliveryState,
    why: str,
) -> None:
    """Count them as arrived, or as refused: these persons are then written to another way."""
    _row, rows = _deciding(uow, incident_id, campaign_id, ids, why)
    if state not in SETTLED:
        raise RuleError(_("Choose one of the list."), field="wanted")
    _decide(uow, rows, state, why)
    uow.record(UncertainDecided(campaign_id, incident_id, state, tuple(row.id for row in rows)))


def propose_resend(
    uow: UnitOfWork, incident_id: str, campaign_id: str, ids: Collection[int], why: str
) -> None:
    """Want them sent again, at the risk of doubling them: a second person must agree."""
    row, rows = _deciding(uow, incident_id, campaign_id, ids, why)
    _check_going(row)
    asked = {"wanted_by": uow.actor.name, "wanted_by_id": uow.actor.user_id, "why": why.strip()}
    store.decide(uow.session, [one.id for one in rows], asked)
    uow.record(ResendProposed(campaign_id, incident_id, tuple(one.id for one in rows)))


def confirm_resend(
    uow: UnitOfWork, incident_id: str, campaign_id: str, ids: Collection[int]
) -> None:
    """Queue them again, with the Message-ID they had: receivers can tell the second from a new."""
    row, rows = _deciding(uow, incident_id, campaign_id, ids, "confirmed")
    _check_going(row)
    if any(not one.wanted_by_id for one in rows):
        raise RuleError(_("Nobody has asked for these mails to be sent again."))
    if any(one.wanted_by_id == uow.actor.user_id for one in rows):
        raise RuleError(_("You asked for this: a second person must confirm it."))
    _decide(uow, rows, D.QUEUED, None)
    uow.record(UncertainDecided(campaign_id, incident_id, D.QUEUED, tuple(o.id for o in rows)))


def _deciding(
    uow: UnitOfWork, incident_id: str, campaign_id: str, ids: Collection[int], why: str
) -> tuple[Campaign, Sequence[Delivery]]:
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = campaigns.get(uow.session, incident_id, campaign_id, lock=True)
    if not why.strip():
        raise RuleError(_("Say why: somebody may ask what became of this mail."), field="why")
    rows = store.locked_uncertain(uow.session, campaign_id, ids)
    if not ids or len(rows) != len(set(ids)):
        raise RuleError(_("These mails are no longer uncertain: load the list anew."))
    return row, rows


def _check_going(row: Campaign) -> None:
    if row.state not in STARTED:
        raise RuleError(_("This campaign is over."))


def _decide(
    uow: UnitOfWork, rows: Sequence[Delivery], state: DeliveryState, why: str | None
) -> None:
    now = uow.clock.now()
    values: dict[str, object] = {"state": state, "holder": "", "settled_at": now}
    if state is D.QUEUED:
        values |= {"settled_at": None, "not_before": now, "wanted_by": "", "wanted_by_id": ""}
    if why is not None:
        values["why"] = why.strip()
    store.decide(uow.session, [row.id for row in rows], values)


def _view(row: Delivery) -> DeliveryView:
    return DeliveryView(
        id=row.id,
        campaign_id=row.campaign_id,
        person_id=row.person_id,
        domain=row.domain,
        state=row.state,
        message_id=row.message_id,
        attempts=row.attempts,
        settled_at=row.settled_at,
        wanted_by=row.wanted_by,
        wanted_by_id=row.wanted_by_id,
        why=row.why,
    )
