"""Approval by a second person, bound to the text and to the frozen audience."""

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import ROLES, Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.outreach.domain import digest
from breachdesk.outreach.domain.campaign import (
    LIFECYCLE,
    CampaignState,
    CampaignView,
    check_second_person,
)
from breachdesk.outreach.domain.cascade import First
from breachdesk.outreach.domain.events import CampaignApproved
from breachdesk.outreach.domain.wordings import check_ready
from breachdesk.outreach.models import Campaign
from breachdesk.outreach.service import audiences, cascade, drafting, plans
from breachdesk.outreach.service.campaigns import changing, check_audience
from breachdesk.outreach.store import campaigns as store
from breachdesk.people import service as people


def approve(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, host: str) -> None:
    """Freeze text and audience; refused to authors, and while the review blocks.

    `host` is where our own pages are: the text may lead there.
    """
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    # Two approvals at once would each miss the audience that the other is freezing.
    cascade.hold(uow, incident_id)
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, CampaignState.APPROVED)
    check_second_person(uow.actor.user_id, frozenset(row.author_ids))
    check_audience(uow, incident_id, plans.audience_of(row))
    text = store.texts(uow.session, [row])[row.id]
    case = incidents.case(uow, incident_id)
    check_ready(plans.wordings_of(text), drafting.expectations(uow, case, host))
    _freeze(uow, row)
    if not row.audience_count:
        raise RuleError(_("Nobody is in this audience."))
    row.state, row.digest = CampaignState.APPROVED, _digest(row, text.sha256)
    row.approved_at, row.approved_by = uow.clock.now(), uow.actor.name
    row.approved_by_id, row.note = uow.actor.user_id, None
    uow.record(
        CampaignApproved(
            row.id, incident_id, row.digest, text.sha256, row.audience_count, row.audience_sha256
        )
    )


def approvers(uow: UnitOfWork, campaign: CampaignView) -> tuple[str, ...]:
    """Names of those who may approve it: they decide in this organisation, and wrote none of it."""
    case = incidents.case(uow, campaign.incident_id)
    deciding = {role for role, may in ROLES.items() if Permission.INCIDENT_DECIDE in may}
    return tuple(
        one.name
        for one in organisations.members(uow, case.organisation_id, deciding)
        if one.user_id not in campaign.author_ids
    )


def check_untouched(uow: UnitOfWork, row: Campaign) -> None:
    """Raise RuleError unless text and audience are those that were approved, to the last row."""
    text = store.texts(uow.session, [row])[row.id]
    sha256 = plans.text_sha256(plans.wordings_of(text))
    found = digest.of_audience(uow.session.scalars(store.frozen_ids(row.id)))
    if row.digest != digest.of_approval(sha256, *found):
        raise RuleError(
            _("Text or audience are not those that were approved: edit and approve again.")
        )


def _freeze(uow: UnitOfWork, row: Campaign) -> None:
    frozen = store.Frozen(
        people.traits(uow, row.incident_id),
        cascade.rules(uow, row.incident_id).rules.first is First.LETTER,
        uow.clock.now(),
    )
    chosen = audiences.chosen(uow, row.incident_id, plans.audience_of(row), row.id)
    store.freeze(uow.session, row.id, chosen, frozen)
    row.audience_count, row.audience_sha256 = digest.of_audience(
        uow.session.scalars(store.frozen_ids(row.id))
    )


def _digest(row: Campaign, text_sha256: str) -> str:
    return digest.of_approval(text_sha256, row.audience_count, row.audience_sha256)
