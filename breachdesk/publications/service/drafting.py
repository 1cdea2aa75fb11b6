"""The first texts of a notice: from the facts, from an earlier version, or from a campaign."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from breachdesk.facts import service as facts
from breachdesk.facts.domain import Figure
from breachdesk.incidents.domain import Case, OrganisationRole
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typography import count
from breachdesk.notifications import service as notifications
from breachdesk.organisations import service as organisations
from breachdesk.outreach import service as outreach
from breachdesk.outreach.domain.campaign import CampaignState, CampaignView
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.domain.wordings import CHANNELS, FLAGS, Wording
from breachdesk.outreach.service import drafting as campaigns
from breachdesk.publications import store
from breachdesk.publications.domain.notice import FROM_FACTS
from breachdesk.publications.domain.texts import VALUES, NoticeText, tidied
from breachdesk.publications.registry import Known, draft
from breachdesk.publications.service import shapes
from breachdesk.wording.domain.placeholders import parse
from breachdesk.wording.domain.standard import STANDARD
from breachdesk.wording.domain.template import Template, Value

PEOPLE = "people.count"
SENTENCE_END = re.compile(r"(?<=[.!?…])(?=[ \n])")
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def texts(uow: UnitOfWork, case: Case, source: str, site: str) -> dict[str, NoticeText]:
    """`source` is FROM_FACTS, or the id of a version or an approved campaign of the case."""
    drafted = _from_facts(uow, case, site)
    if source == FROM_FACTS:
        return drafted
    if earlier := next((o for o in store.of_case(uow.session, case.id) if o.id == source), None):
        return shapes.texts_of(earlier)
    campaign = next((one for one in approved_campaigns(uow, case.id) if one.id == source), None)
    if campaign is None:
        raise RuleError(_("Choose one of the list."), field="source")
    return {
        language: _from_campaign(drafted[language], wording, language)
        for language, wording in campaign.plan.wordings.items()
    }


def approved_campaigns(uow: UnitOfWork, incident_id: str) -> tuple[CampaignView, ...]:
    """Campaigns whose words a second person has read."""
    found = outreach.of_case(uow, incident_id)
    return tuple(one for one in found if one.state is not CampaignState.DRAFT)


def long_date(at: datetime, zone: str, language: str) -> str:
    """As 2 mars 2026, on the calendar of that zone."""
    return format_date(at.astimezone(ZoneInfo(zone)), "long", locale=LOCALES[language])


def _from_facts(uow: UnitOfWork, case: Case, site: str) -> dict[str, NoticeText]:
    identity = organisations.identity(uow, case.organisation_id)
    is_processor = case.role is OrganisationRole.PROCESSOR
    wordings = campaigns.wordings(uow, case)
    found = {}
    for language in LANGUAGES:
        values = {
            **wordings[language].shared,
            "organisme": identity.name,
            "sous-traitant": identity.name if is_processor else "",
            "page de vérification": f"{site}{CHECK_PAGE}",
        }
        known = _known(uow, case, language, about_nir=wordings[language].about_nir)
        found[language] = tidied(draft(case.incident_type.value, language, known, values))
    return found


def _known(uow: UnitOfWork, case: Case, language: str, *, about_nir: bool) -> Known:
    people = facts.values(uow, case.id).get(PEOPLE)
    filed = notifications.first_filed(uow, case.id)
    return Known(
        people=count(people.low, language) if isinstance(people, Figure) else "",
        told_on=long_date(filed.filed_at, case.zone, language) if filed and filed.filed_at else "",
        about_nir=about_nir,
    )


def _from_campaign(drafted: NoticeText, wording: Wording, language: str) -> NoticeText:
    """The campaign's words without the sentences that only one person can be told."""
    values = {key: wording.shared.get(key) or drafted.values[key] for key in VALUES}
    return tidied(
        replace(
            drafted,
            title=for_everybody(wording.subject, language) or drafted.title,
            body=for_everybody(wording.body, language),
            values=values,
        )
    )


def for_everybody(text: str, language: str) -> str:
    """A text for one person without its blocks for some and its sentences about that person."""
    template = parse(text, STANDARD[language]).segments(dict.fromkeys((*FLAGS, *CHANNELS), False))
    paragraphs = str(template).split("\n\n")
    return "\n\n".join(filter(None, (_public_part(one, language) for one in paragraphs)))


def _public_part(paragraph: str, language: str) -> str:
    sentences = SENTENCE_END.split(paragraph)
    kept = [one for one in sentences if _names(parse(one, STANDARD[language])) <= VALUES.keys()]
    return "".join(kept).strip()


def _names(template: Template) -> frozenset[str]:
    return frozenset(part.name for part in template.parts if isinstance(part, Value))
