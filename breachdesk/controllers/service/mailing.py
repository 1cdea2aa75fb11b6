"""A notice as each controller reads it: filled with its own figures, as mail or as paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape as escape_html
from itertools import groupby

from breachdesk.controllers.domain.notice import PARTS, WORDS, ToldNotice, Wording
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
from breachdesk.wording.domain.placeholders import parse
from breachdesk.wording.domain.template import Template, escape
from breachdesk.wording.domain.texts import Kind, TextBlock, blocks, to_plain

PERSONS = Bilingual("{0} personnes", "{0} persons")
RECORDS = Bilingual("{0} enregistrements", "{0} records")
PERSONS_UNKNOWN = Bilingual("un nombre de personnes encore inconnu", "a number not known yet")
RECORDS_UNKNOWN = Bilingual("un nombre d’enregistrements encore inconnu", "records not counted yet")
OWN_PAGE = Bilingual("(votre espace personnel)", "(your own page)")
NO_CONTRACT = Bilingual("référence non renseignée", "no reference on file")


ONE_LINE = 100_000
"""No line is broken here: a placeholder must not be, and mail programs wrap by themselves."""


@dataclass(frozen=True, slots=True)
class MailForm:
    subject: Template
    text: Template
    html: Template


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
    """The mail of each controller, in its language: laid out once, filled for each."""
    now = uow.clock.now()
    open_links = links.live(uow, list(rows))
    forms = {
        language: _form(wording, notice.number > 1, sender, (template, language))
        for language, wording in notices.wordings(notice).items()
    }
    for row in rows:
        language = row.language if row.language in forms else "fr"
        values = fill(row, sender, now, language)
        yield (
            row,
            NewMail(
                id=new_id(),
                purpose=template,
                incident_id=sender.case.id,
                recipient_id=row.id,
                to_address=row.email,
                language=language,
                subject=" ".join(forms[language].subject.fill(values, {}).split()),
                text=forms[language].text.fill(values, {}),
                html=forms[language].html.fill(
                    {name: escape_html(value) for name, value in values.items()}, {}
                ),
                secret_id=open_links[row.id],
            ),
        )


def sender_of(uow: UnitOfWork, case: Case, base_url: str) -> Sender:
    return Sender(base_url, case, organisations.names(uow)[case.organisation_id])


def _form(
    wording: Wording,
    is_complement: bool,  # noqa: FBT001  # a word of the template
    sender: Sender,
    which: tuple[str, str],
) -> MailForm:
    """The three parts of the mail with their placeholders still in them."""
    template, language = which
    names = {key: f"(({name.in_(language)}))" for key, name in WORDS.items()}
    words = {
        "subject": wording.subject,
        "organisation": escape(sender.organisation),
        "name": names["name"],
        "link": names["link"],
        "is_complement": is_complement,
        "sections": [
            (about.heading.in_(language), to_plain(text, ONE_LINE), _runs(text))
            for part, about in PARTS.items()
            if (text := wording.parts.get(part))
        ],
    }
    known = notices.placeholders(language)
    return MailForm(
        *(
            parse(templating.render(f"mail/{template}/{part}", language, words), known)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    )


def _runs(text: str) -> list[tuple[bool, list[TextBlock]]]:
    """(is a list, its blocks): what the HTML part is made of, escaped by its template."""
    runs = groupby(blocks(text), key=lambda block: block.kind is Kind.ITEM)
    return [(is_list, list(run)) for is_list, run in runs]


def _figure(number: int | None, known: Bilingual, unknown: Bilingual, language: str) -> str:
    if number is None:
        return unknown.in_(language)
    return known.in_(language).format(count(number, language))
