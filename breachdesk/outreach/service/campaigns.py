"""Making, changing and showing campaigns."""

from collections.abc import Sequence

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.ids import is_id
from breachdesk.kernel.text import _
from breachdesk.outreach.domain.campaign import (
    LIFECYCLE,
    Audience,
    CampaignState,
    CampaignView,
    Plan,
    check_controllers,
    check_plan,
)
from breachdesk.outreach.domain.delivery import Counts
from breachdesk.outreach.domain.events import ApprovalVoided, CampaignCreated, CampaignEdited
from breachdesk.outreach.domain.pace import Pace, check_pace
from breachdesk.outreach.domain.wordings import check_wording, tidied
from breachdesk.outreach.models import Campaign, CampaignText
from breachdesk.outreach.service import drafting, plans
from breachdesk.outreach.store import campaigns as store
from breachdesk.outreach.store import queue
from breachdesk.people.domain import AudienceFilter


def start(uow: UnitOfWork, incident_id: str, campaign_id: str, name: str) -> str:
    """Prepare a campaign whose text is drafted from the case. Returns its id.

    It is for everybody: whom no mail can reach falls to a letter.
    """
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    audience = Audience(AudienceFilter())
    plan = Plan(name, audience, Pace(), drafting.wordings(uow, case))
    return create(uow, incident_id, campaign_id, plan)


def create(uow: UnitOfWork, incident_id: str, campaign_id: str, plan: Plan) -> str:
    """Prepare a campaign that somebody has planned. Returns its id."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, campaign_id):
        return campaign_id
    number = store.last_number(uow.session, case.id) + 1
    _check(uow, case.id, plan)
    uow.create(
        Campaign(
            id=campaign_id,
            incident_id=case.id,
            number=number,
            name=plan.name.strip(),
            state=CampaignState.DRAFT,
            audience=plans.stored_audience(plan.audience),
            pace=plans.stored_pace(plan.pace),
            text_number=0,
            created_at=uow.clock.now(),
            created_by=uow.actor.name,
            author_ids=[uow.actor.user_id],
        )
    )
    _save_text(uow, store.get(uow.session, case.id, campaign_id), plan)
    uow.record(CampaignCreated(campaign_id, case.id, number))
    return campaign_id


def edit(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, plan: Plan) -> None:
    """Save a plan; an approval, which was for another one, is void."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_EDIT)
    _check(uow, incident_id, plan)
    if row.state is not CampaignState.DRAFT:
        LIFECYCLE.check(row.state, CampaignState.DRAFT)
        _void(uow, row)
    row.name = plan.name.strip()
    row.audience = plans.stored_audience(plan.audience)
    row.pace = plans.stored_pace(plan.pace)
    if uow.actor.user_id not in row.author_ids:
        row.author_ids = [*row.author_ids, uow.actor.user_id]
    sha256 = _save_text(uow, row, plan)
    uow.record(CampaignEdited(row.id, incident_id, sha256))


def change_pace(
    uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, pace: Pace
) -> None:
    """Another speed for a campaign that was launched; text and audience stay as approved."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    if row.ended_at is not None:
        raise RuleError(_("This campaign is over."))
    check_pace(pace)
    row.pace = plans.stored_pace(pace)
    uow.record(CampaignEdited(row.id, incident_id, ""))


def get(uow: UnitOfWork, incident_id: str, campaign_id: str) -> CampaignView:
    incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, campaign_id)
    return plans.view(row, store.texts(uow.session, [row])[row.id])


def found(uow: UnitOfWork, campaign_id: str) -> CampaignView:
    """A campaign by its id alone, within the actor's cases."""
    row = store.find(uow.session, campaign_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return get(uow, row.incident_id, campaign_id)


def named(uow: UnitOfWork, name: str) -> CampaignView:
    """A campaign by its id, or by the reference that stands on its notices."""
    if is_id(name):
        return found(uow, name)
    reference, _hyphen, number = name.rpartition("-")
    case = incidents.by_reference(uow, reference)
    for one in of_case(uow, case.id):
        if str(one.number) == number:
            return one
    raise NotFoundError(_("There is no such campaign."))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[CampaignView, ...]:
    incidents.case(uow, incident_id)
    rows = store.of_case(uow.session, incident_id)
    texts = store.texts(uow.session, rows)
    return tuple(plans.view(row, texts[row.id]) for row in rows)


def counts(uow: UnitOfWork, views: Sequence[CampaignView]) -> dict[str, Counts]:
    """By campaign, how many of the audience are in each state."""
    found = queue.counts(uow.session, [one.id for one in views])
    return {campaign_id: Counts(by_state) for campaign_id, by_state in found.items()}


def changing(
    uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, permission: Permission
) -> Campaign:
    """The campaign in the version the person saw, kept from others."""
    incidents.case(uow, incident_id, permission)
    row = store.get(uow.session, incident_id, campaign_id, lock=True)
    if row.version != version:
        raise StaleError
    return row


def check_audience(uow: UnitOfWork, incident_id: str, audience: Audience) -> None:
    """Raise RuleError when one of the chosen controllers has been withdrawn or is none."""
    if chosen := audience.people.controller_ids:
        found = controllers.of_case(uow, incident_id)
        check_controllers(chosen, [one.id for one in found if not one.withdrawn_at])


def _check(uow: UnitOfWork, incident_id: str, plan: Plan) -> None:
    check_plan(plan)
    check_audience(uow, incident_id, plan.audience)
    check_pace(plan.pace)
    for language, wording in plan.wordings.items():
        check_wording(wording, language)


def _void(uow: UnitOfWork, row: Campaign) -> None:
    uow.record(ApprovalVoided(row.id, row.incident_id, row.digest))
    store.thaw(uow.session, row.id)
    row.state, row.digest, row.audience_sha256, row.audience_count = CampaignState.DRAFT, "", "", 0
    row.approved_at, row.approved_by, row.approved_by_id, row.launch_at = None, "", "", None


def _save_text(uow: UnitOfWork, row: Campaign, plan: Plan) -> str:
    """Keep every version; the same text again is none. Returns its SHA-256."""
    wordings = {language: tidied(one) for language, one in plan.wordings.items()}
    sha256 = plans.text_sha256(wordings)
    if row.text_number and store.texts(uow.session, [row])[row.id].sha256 == sha256:
        return sha256
    row.text_number += 1
    uow.add(
        CampaignText(
            campaign_id=row.id,
            number=row.text_number,
            wordings=plans.stored_wordings(wordings),
            sha256=sha256,
            saved_at=uow.clock.now(),
            saved_by=uow.actor.name,
        )
    )
    uow.session.flush()
    return sha256
