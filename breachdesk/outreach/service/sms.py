"""Numbers and one text for whoever sends short messages: a pointer, never the notice itself.

The rules are those of every export of identities: a second person above a hundred, one hour to
fetch it, a watermark, and nothing is kept of what was fetched.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from unicodedata import normalize

from breachdesk.identities.domain import phones
from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.domain.events import SmsApproved, SmsAsked, SmsExported
from breachdesk.outreach.domain.sms import Sender, SmsView, check_text, measure
from breachdesk.outreach.models import SmsExport
from breachdesk.outreach.store import campaigns
from breachdesk.outreach.store import sms as store
from breachdesk.people import service as people
from breachdesk.people.domain.release import ready_until, watermark

AT_ONCE = 1_000
COLUMNS = (_("Telephone"), _("Text"), _("Encoding"), _("Parts"))


def sender(uow: UnitOfWork, incident_id: str) -> Sender:
    case = incidents.case(uow, incident_id)
    identity = organisations.identity(uow, case.organisation_id)
    return Sender(identity.name, str(identity["contact_phone"] or ""))


def ask(uow: UnitOfWork, incident_id: str, campaign_id: str, export_id: str, text: str) -> str:
    """Ask for the numbers of a campaign that was launched: the message points to its notice."""
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    row = campaigns.get(uow.session, incident_id, campaign_id)
    if row.state not in LAUNCHED:
        raise RuleError(_("The notice comes first: launch the campaign."))
    told = normalize("NFC", text.strip())
    check_text(told, sender(uow, incident_id))
    persons = _count(uow, incident_id, campaign_id)
    now = uow.clock.now()
    uow.create(
        SmsExport(
            id=export_id,
            incident_id=incident_id,
            campaign_id=campaign_id,
            text=told,
            persons=persons,
            asked_at=now,
            asked_by=uow.actor.name,
            asked_by_id=uow.actor.user_id,
            ready_until=ready_until(persons, now),
        )
    )
    uow.record(SmsAsked(export_id, incident_id, campaign_id, persons))
    return export_id


def approve(uow: UnitOfWork, incident_id: str, campaign_id: str, export_id: str) -> None:
    row = _get(uow, incident_id, campaign_id, export_id)
    row.ready_until = _view(row).approved_until(uow.actor.user_id, uow.clock.now())
    row.approved_by = uow.actor.name
    uow.record(SmsApproved(export_id, incident_id))


def of_campaign(uow: UnitOfWork, incident_id: str, campaign_id: str) -> tuple[SmsView, ...]:
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    campaigns.get(uow.session, incident_id, campaign_id)
    return tuple(map(_view, store.of_campaign(uow.session, campaign_id)))


def content(uow: UnitOfWork, incident_id: str, campaign_id: str, export_id: str) -> bytes:
    """The CSV, made now and kept nowhere; its first line says who took it and when."""
    row = _get(uow, incident_id, campaign_id, export_id)
    now = uow.clock.now()
    _view(row).check_taking(_count(uow, incident_id, campaign_id), now)
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    say = translator(uow.actor.language)
    writer.writerow([say(watermark(row.id, uow.actor.name, now))])
    writer.writerow([say(column) for column in COLUMNS])
    size, persons = measure(row.text), 0
    for number in _mobiles(uow, incident_id, campaign_id):
        # The number stays as it is: a plus and digits are no formula, and an apostrophe no number.
        writer.writerow([number, safe_cell(row.text), size.encoding, size.parts])
        persons += 1
    uow.record(SmsExported(export_id, incident_id, persons))
    return file.getvalue().encode("utf-8-sig")


def _mobiles(uow: UnitOfWork, incident_id: str, campaign_id: str) -> Iterator[str]:
    """One line a person, even where two share a telephone; landlines take no short message."""
    query = store.audience(campaign_id, people.with_phone(uow, incident_id))
    after = 0
    while ids := store.page(uow.session, query, after, AT_ONCE):
        after = ids[-1]
        found = people.identities(uow, incident_id, ids)
        numbers = (found[one].phone for one in sorted(found))
        yield from (one for one in numbers if phones.kind(one) is phones.Kind.MOBILE)
        uow.session.expunge_all()


def _count(uow: UnitOfWork, incident_id: str, campaign_id: str) -> int:
    query = store.audience(campaign_id, people.with_phone(uow, incident_id))
    return store.count(uow.session, query)


def _get(uow: UnitOfWork, incident_id: str, campaign_id: str, export_id: str) -> SmsExport:
    incidents.case(uow, incident_id, Permission.PEOPLE_EXPORT)
    campaigns.get(uow.session, incident_id, campaign_id)
    return store.get(uow.session, campaign_id, export_id)


def _view(row: SmsExport) -> SmsView:
    return SmsView(
        row.id,
        row.persons,
        row.asked_at,
        row.asked_by,
        row.asked_by_id,
        row.approved_by,
        row.ready_until,
        row.text,
    )
