"""What the print shop needs to know of a campaign: approved text, sender, check page."""

from datetime import datetime
from html import escape

from babel.dates import format_date

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.infra.letterpress import SALUTATION
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Bilingual, _
from breachdesk.kernel.zones import in_zone
from breachdesk.letters.domain.printing import Printing
from breachdesk.letters.domain.printing import Text as Page
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import OrganisationIdentity
from breachdesk.outreach.domain.campaign import LAUNCHED, CampaignView
from breachdesk.outreach.domain.mails import Case
from breachdesk.outreach.domain.paper import Book, Sheet
from breachdesk.outreach.domain.wordings import LETTER, Reading
from breachdesk.outreach.service import campaigns

CODE_IN_LINK = "?code="
OBJECT = Bilingual("Objet\u00a0: {0}", "Subject: {0}")
DATED = Bilingual("{0}, le {1}", "{0}, {1}")
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


class NotLaunchedError(RuleError):
    """No letter leaves before a second person has approved its text and it was launched."""

    def __init__(self) -> None:
        super().__init__(_("Letters are printed only for a campaign that runs or is finished."))


def printing(uow: UnitOfWork, incident_id: str, campaign_id: str, check_page: str) -> Printing:
    """Everything about the letters of a launched campaign that is no person's."""
    case = incidents.case(uow, incident_id)
    campaign = campaigns.get(uow, incident_id, campaign_id)
    if campaign.state not in LAUNCHED:
        raise NotLaunchedError
    sender = organisations.identity(uow, case.organisation_id)
    told = Case(
        organisation=sender.name,
        is_processor=case.role is OrganisationRole.PROCESSOR,
        reference=reference(uow, campaign),
        check_page=check_page,
        controllers={one.id: one.identity["name"] for one in controllers.of_case(uow, incident_id)},
    )
    readings = {
        language: Reading(one, language, by=LETTER)
        for language, one in campaign.plan.wordings.items()
        if one.subject and one.body
    }
    book, town = Book(readings, told), str(sender["city"] or "")

    def text(language: str, segment: str, at: datetime) -> Page:
        sheet = book.sheet(language, segment)
        return Page(
            _html(sheet, language, _dated(town, in_zone(at, case.zone), language)), sheet.subject
        )

    return Printing(
        incident_id=incident_id,
        campaign_id=campaign_id,
        reference=told.reference,
        sender=_sender(sender),
        link=check_page + CODE_IN_LINK,
        book=book.place,
        text=text,
    )


def reference(uow: UnitOfWork, campaign: CampaignView) -> str:
    """What stands on the letters and in the names of their files."""
    return f"{incidents.case(uow, campaign.incident_id).reference}-{campaign.number}"


def _sender(identity: OrganisationIdentity) -> tuple[str, ...]:
    lines = (
        identity.name,
        identity["contact_function"],
        *str(identity["address"] or "").splitlines(),
        f"{identity['postcode'] or ''} {identity['city'] or ''}",
        identity["contact_email"],
    )
    return tuple(filter(None, (str(line or "").strip() for line in lines)))


def _dated(town: str, at: datetime, language: str) -> str:
    day = format_date(at, "long", locale=LOCALES[language])
    return DATED.in_(language).format(town, day) if town else day


def _html(sheet: Sheet, language: str, dated: str) -> str:
    return (
        f'<p class="date">{escape(dated)}</p>\n'
        f'<p class="object">{escape(OBJECT.in_(language).format(sheet.subject))}</p>\n'
        f"{sheet.above}\n{SALUTATION}\n{sheet.below}"
    )
