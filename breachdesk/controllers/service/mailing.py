"""A notice as each controller reads it: filled with its own figures, as mail or as paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from breachdesk.controllers.domain.notice import PARTS, WORDS, ToldNotice
from breachdesk.controllers.models import AffectedController, Notice
from breachdesk.controllers.service import links, notices
from breachdesk.controllers.store import files
from breachdesk.controllers.store import notices as store
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra import templating
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Bilingual
from breachdesk.kernel.typography import count, instant
from breachdesk.organisations import service as organisations
from breachdesk.outbox.domain import SECRET, NewMail
from breachdesk.wording.domain.texts import Kind, TextBlock, blocks, to_plain

PERSONS = Bilingual("{0} personnes", "{0} persons")
RECORDS = Bilingual("{0} enregistrements", "{0} records")
PERSONS_UNKNOWN = Bilingual("un nombre de personnes encore inconnu", "a number not known yet")
RECORDS_UNKNOWN = Bilingual("un nombre d’enregistrements encore inconnu", "records not counted yet")
OWN_PAGE = Bilingual("(votre espace personnel)", "(your own page)")
NO_CONTRACT = Bilingual("référence non renseignée", "no reference on file")


@dataclass(frozen=True, slots=True)
class Sender:
    """What mails of one case need of the instance and the organisation."""

    base_url: str
    case: Case
    organisation: str


def told(
    uow: UnitOfWork, incident_id: str, controller_id: str, language: str
) -> tuple[ToldNotice, ...]:
    """What the controller was told, as it reads there; the link is left out."""
    case = incidents.case(uow, incident_id)
    row = files.get(uow.session, incident_id, controller_id)
    sender = sender_of(uow, case, "")
    found = []
    for notice in store.sent(uow.session, incident_id):
        delivery = store.delivery(uow.session, notice.id, row.id)
        at = (delivery.queued_at if delivery else notice.sent_at) or uow.clock.now()
        values = fill(row, sender, at, language)
        values[WORDS["link"].in_(language)] = OWN_PAGE.in_(language)
        _subject, parts = notices.templates(notices.wordings(notice)[language], language)
        sections = tuple(
            (about.heading.in_(language), parts[part].fill(values, {}))
            for part, about in PARTS.items()
        )
        found.append(ToldNotice(notice.number, at, sections))
    return tuple(found)


def fill(row: AffectedController, sender: Sender, at: datetime, language: str) -> dict[str, str]:
    """What the placeholders stand for, for one controller; the link without its token."""
    persons = row.persons_declared if row.persons_counted is None else row.persons_counted
    values = {
        "name": row.name,
        "persons": _figure(persons, PERSONS, PERSONS_UNKNOWN, language),
        "records": _figure(row.records_declared, RECORDS, RECORDS_UNKNOWN, language),
        "contract": row.contract or NO_CONTRACT.in_(language),
        "reference": sender.case.reference,
        "hour": instant(at, sender.case.zone, language),
        "link": f"{sender.base_url}/p/{SECRET}",
    }
    return {WORDS[key].in_(language): value for key, value in values.items()}


def mails(
    uow: UnitOfWork,
    notice: Notice,
    rows: Sequence[AffectedController],
    sender: Sender,
    template: str,
) -> Iterable[tuple[AffectedController, NewMail]]:
    """The mail of each controller, in its language; texts are parsed once, filled for each."""
    now = uow.clock.now()
    open_links = links.live(uow, list(rows))
    told = {
        language: (wording, notices.templates(wording, language))
        for language, wording in notices.wordings(notice).items()
    }
    for row in rows:
        wording, (subject, parts) = told[row.language if row.language in told else "fr"]
        language = row.language if row.language in told else "fr"
        values = fill(row, sender, now, language)
        texts = [
            (PARTS[part].heading.in_(language), parts[part].fill(values, {}))
            for part in PARTS
            if part in wording.parts
        ]
        words = {
            "subject": subject.fill(values, {}),
            "organisation": sender.organisation,
            "name": row.name,
            "is_complement": notice.number > 1,
            "sections": [(heading, to_plain(text), _runs(text)) for heading, text in texts],
            "link": values[WORDS["link"].in_(language)],
        }
        yield row, _mail(row, sender.case.id, language, words, (template, open_links[row.id]))


def sender_of(uow: UnitOfWork, case: Case, base_url: str) -> Sender:
    return Sender(base_url, case, organisations.names(uow)[case.organisation_id])


def _mail(
    row: AffectedController,
    incident_id: str,
    language: str,
    words: Mapping[str, object],
    made: tuple[str, str],
) -> NewMail:
    template, link_id = made
    subject, text, html = (
        templating.render(f"mail/{template}/{part}", language, words)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return NewMail(
        id=new_id(),
        purpose=template,
        incident_id=incident_id,
        recipient_id=row.id,
        to_address=row.email,
        language=language,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        secret_id=link_id,
    )


def _runs(text: str) -> list[tuple[bool, list[TextBlock]]]:
    """(is a list, its blocks): what the HTML part is made of, escaped by its template."""
    runs = groupby(blocks(text), key=lambda block: block.kind is Kind.ITEM)
    return [(is_list, list(run)) for is_list, run in runs]


def _figure(number: int | None, known: Bilingual, unknown: Bilingual, language: str) -> str:
    if number is None:
        return unknown.in_(language)
    return known.in_(language).format(count(number, language))
