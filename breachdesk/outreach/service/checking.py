"""Whether a notice is genuine: what a code says, which is nothing about the person."""

from dataclasses import dataclass
from datetime import datetime

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.letters import service as letters
from breachdesk.organisations import service as organisations
from breachdesk.outreach.models import Campaign, CampaignText
from breachdesk.outreach.service import plans
from breachdesk.outreach.store import accounts as store
from breachdesk.outreach.store import campaigns


@dataclass(frozen=True, slots=True)
class Notice:
    """Who sent it, when, about what."""

    organisation: str
    sent_on: datetime
    reference: str
    subjects: tuple[str, ...]


def check(uow: UnitOfWork, typed: str) -> Notice | None:
    """The notice that carries this code; None when no notice of ours does."""
    code = codes.read(typed)
    found = (store.of_code(uow.session, code) or _of_letter(uow, code)) if code else None
    if found is None:
        return None
    campaign, text, sent_at = found
    case = incidents.case(uow, campaign.incident_id)
    wordings = plans.wordings_of(text).values()
    return Notice(
        organisation=organisations.identity(uow, case.organisation_id).name,
        sent_on=sent_at,
        reference=f"{case.reference}-{campaign.number}",
        subjects=tuple(one.subject for one in wordings if "((" not in one.subject),
    )


def _of_letter(uow: UnitOfWork, code: str) -> tuple[Campaign, CampaignText, datetime] | None:
    """Campaign, text and hour of the letter that carries the code, once it is on paper."""
    letter = letters.of_code(uow, code)
    if letter is None or letter.printed_at is None:
        return None
    campaign = campaigns.get(uow.session, letter.incident_id, letter.campaign_id)
    text = campaigns.texts(uow.session, [campaign])[campaign.id]
    return campaign, text, letter.handed_at or letter.printed_at
