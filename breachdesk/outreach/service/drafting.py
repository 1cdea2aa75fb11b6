"""The first text of a campaign, from the ready texts and the facts; and what a text must hold."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from babel.dates import format_date

from breachdesk.facts import service as facts
from breachdesk.facts.domain import Choices, Instant
from breachdesk.incidents.domain import Case, OrganisationRole
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import Bilingual
from breachdesk.notifications import service as notifications
from breachdesk.organisations import service as organisations
from breachdesk.outreach.domain.wordings import Wording, tidied
from breachdesk.wording.domain.article34 import Expectations
from breachdesk.wording.domain.standard import examples
from breachdesk.wording.registry import Channel, ready

DATA = "data.categories"
BEGIN = "dates.begin"
NIR = "nir"
ON = Bilingual("le {0}", "on {0}")
AND = Bilingual(" et ", " and ")


def wordings(uow: UnitOfWork, case: Case) -> dict[str, Wording]:
    return {language: _draft(uow, case, language) for language in LANGUAGES}


def expectations(uow: UnitOfWork, case: Case, host: str) -> dict[str, Expectations]:
    """By language, what the review compares a text with; `host` is where our pages are."""
    identity = organisations.identity(uow, case.organisation_id)
    is_processor = case.role is OrganisationRole.PROCESSOR
    return {
        language: Expectations(
            contact_email=str(identity["contact_email"] or ""),
            contact_phone=str(identity["contact_phone"] or ""),
            controller=examples(language)["organisme"] if is_processor else identity.name,
            link_hosts=frozenset({host}) | _example_hosts(language),
        )
        for language in LANGUAGES
    }


def _example_hosts(language: str) -> frozenset[str]:
    """The review reads a text filled with examples, whose check page stands elsewhere."""
    return frozenset({examples(language)["page de vérification"].split("/")[2]})


def _draft(uow: UnitOfWork, case: Case, language: str) -> Wording:
    try:
        text = ready(case.incident_type.value, Channel.EMAIL, language)
        subject, body = text.subject, text.body
    except NotFoundError:
        subject = body = ""
    return tidied(
        Wording(subject, body, _shared(uow, case, language), about_nir=_about_nir(uow, case))
    )


def _about_nir(uow: UnitOfWork, case: Case) -> bool:
    answer = facts.values(uow, case.id).get(DATA)
    return isinstance(answer, Choices) and NIR in answer.keys


def _shared(uow: UnitOfWork, case: Case, language: str) -> Mapping[str, str]:
    identity = organisations.identity(uow, case.organisation_id)
    sheet = notifications.answers(uow, case.id, language)
    lines = [
        line
        for section in sheet.sections
        for one in section.fields
        if one.key == DATA and not one.is_unknown
        for line in one.lines
    ]
    names = [_within_sentence(line) for line in lines]
    data = AND.in_(language).join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return {
        "date de la violation": _begin(uow, case, language),
        "données concernées": data,
        "contact du dpo": str(identity["contact_email"] or ""),
        "téléphone": str(identity["contact_phone"] or ""),
    }


def _within_sentence(line: str) -> str:
    """Without its capital, unless the word is an abbreviation."""
    return line if line[1:2].isupper() else line[:1].lower() + line[1:]


def _begin(uow: UnitOfWork, case: Case, language: str) -> str:
    """The day on which the breach began, where the case is; empty while nobody knows it."""
    answer = facts.values(uow, case.id).get(BEGIN)
    if not isinstance(answer, Instant):
        return ""
    local = answer.at.astimezone(ZoneInfo(answer.zone))
    locale = {"fr": "fr_FR", "en": "en_GB"}[language]
    return ON.in_(language).format(format_date(local, "long", locale=locale))
