"""The first draft of a notice, written from the case's facts: nothing is typed twice."""

from collections.abc import Mapping, Sequence

from breachdesk.controllers.domain.notice import PARTS, WORDS, Part, Wording
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Bilingual
from breachdesk.kernel.typography import instant
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import SheetField
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import OrganisationIdentity
from breachdesk.wording.domain.template import escape

FACTS: Mapping[Part, tuple[str, ...]] = {
    Part.TIMES: (
        "dates.begin",
        "dates.end",
        "dates.ongoing",
        "incident.discovered_at",
        "incident.aware_at",
    ),
    Part.EVENTS: ("breach.nature", "breach.origin", "breach.cause", "breach.description"),
    Part.SHARE: ("data.categories", "data.sensitive", "people.categories"),
    Part.EVIDENCE: ("dates.comment",),
    Part.MEASURES: ("measures.taken",),
    Part.CONSEQUENCES: ("harm.kinds", "harm.description"),
}
"""Which answers of the CNIL's form each section tells."""

SUBJECT = Bilingual(
    "Information importante : violation de données personnelles, votre action est attendue",
    "Important: a personal-data breach concerns you and needs your action",
)
OPENING: Mapping[Part, Bilingual] = {
    Part.PROCESSOR: Bilingual(
        "{organisation}, votre sous-traitant (contrat : ((contrat))), vous informe d’une violation "
        "de données personnelles, en application de l’article 33, paragraphe 2, du RGPD.\n\n"
        "Contact joignable à toute heure : {contact}.",
        "{organisation}, your processor (contract: ((contract))), informs you of a personal-data "
        "breach under Article 33(2) GDPR.\n\nContact reachable at any hour: {contact}.",
    ),
    Part.TIMES: Bilingual(
        "Heure de cet avis : ((heure de cet avis)).",
        "Hour of this notice: ((hour of this notice)).",
    ),
    Part.SHARE: Bilingual(
        "Pour ((nom)) : ((nombre de personnes)) et ((nombre d’enregistrements)).\n\nLa liste des "
        "personnes vous est remise par un canal sûr, sur demande depuis votre espace.",
        "For ((name)): ((number of persons)) and ((number of records)).\n\nThe list of persons is "
        "handed over through a safe channel, on request from your own page.",
    ),
    Part.UNKNOWN: Bilingual(
        "{unknown}\n\nLe prochain avis vous parviendra dès que l’un de ces points sera connu, au "
        "plus tard dans 24 heures.",
        "{unknown}\n\nThe next notice will reach you as soon as one of these points is known, "
        "within 24 hours at the latest.",
    ),
    Part.PROPOSAL: Bilingual(
        "Sur votre espace personnel, vous pouvez accuser réception, consulter votre notification "
        "préremplie et nous donner mandat de notifier la CNIL et d’informer les personnes en votre "
        "nom :\n\n((lien))\n\nCe lien vous est personnel. Référence : ((référence)).",
        "On your own page you can acknowledge receipt, read your pre-filled notification, and "
        "mandate us to notify the CNIL and to inform the persons in your name:\n\n((link))\n\nThis "
        "link is personal. Reference: ((reference)).",
    ),
    Part.DEADLINE: Bilingual(
        "Vous êtes responsable de traitement : sauf si la violation n’est pas susceptible "
        "d’engendrer un risque, vous devez la notifier à la CNIL dans les 72 heures à compter de "
        "la réception de cet avis, nuits et jours fériés compris (article 33 du RGPD).",
        "You are the controller: unless the breach is unlikely to result in a risk, you must "
        "notify it to the CNIL within 72 hours of receiving this notice, nights and holidays "
        "included (Article 33 GDPR).",
    ),
}
EVERYTHING_KNOWN = Bilingual("Rien d’essentiel à ce jour.", "Nothing essential today.")
UNKNOWN_POINT = Bilingual("inconnu à ce stade", "not known at this stage")
LONG_LINE = 120
"""A line of prose is longer, an option of the form is not."""

NO_CONTACT = Bilingual("à compléter", "to be completed")


def draft(uow: UnitOfWork, case: Case, language: str) -> Wording:
    """What the case says today, in the sections of a notice."""
    answers = _answers(uow, case, language)
    words = {
        "organisation": escape(organisations.names(uow)[case.organisation_id]),
        "contact": escape(_contact(uow, case, language)),
        "unknown": _unknown(answers, language),
    }
    parts = {}
    for part in PARTS:
        opening = OPENING.get(part)
        told = _told(answers, FACTS.get(part, ()), language)
        if part is Part.TIMES:
            told = [*told, _aware(case, language)]
        first = [opening.in_(language).format(**words)] if opening else []
        parts[part] = "\n\n".join([*first, *told]) or UNKNOWN_POINT.in_(language).capitalize() + "."
    return Wording(SUBJECT.in_(language), parts)


def placeholder_names(language: str) -> Mapping[str, str]:
    """Name as written in the text → what fills it."""
    return {name.in_(language): key for key, name in WORDS.items()}


def _answers(uow: UnitOfWork, case: Case, language: str) -> dict[str, SheetField]:
    sheet = notifications.answers(uow, case.id, language)
    return {field.key: field for section in sheet.sections for field in section.fields}


def _told(answers: Mapping[str, SheetField], keys: Sequence[str], language: str) -> list[str]:
    colon = "\u00a0: " if language == "fr" else ": "
    return [
        f"{answers[key].label}{colon}{_words(answers[key], language)}"
        for key in keys
        if key in answers and key != "incident.aware_at"
    ]


def _words(field: SheetField, language: str) -> str:
    """The answer as a text: several short lines, such as ticked options, make a list."""
    if field.is_unknown:
        return UNKNOWN_POINT.in_(language)
    is_list = len(field.lines) > 1 and all(0 < len(line) < LONG_LINE for line in field.lines)
    text = "\n- ".join(("", *field.lines)) if is_list else "\n".join(field.lines)
    return escape(text)


def _aware(case: Case, language: str) -> str:
    told = Bilingual("Certitude acquise : {at}", "Certain since: {at}").in_(language)
    return told.format(at=instant(case.aware_at, case.zone, language))


def _unknown(answers: Mapping[str, SheetField], language: str) -> str:
    keys = [key for part in FACTS.values() for key in part]
    open_points = [answers[key].label for key in keys if key in answers and answers[key].is_unknown]
    if not open_points:
        return EVERYTHING_KNOWN.in_(language)
    return "\n".join(f"- {label}" for label in open_points)


def _contact(uow: UnitOfWork, case: Case, language: str) -> str:
    identity = organisations.identity(uow, case.organisation_id)
    parts = [str(identity[key]) for key in ("contact_phone", "contact_email") if identity[key]]
    return _person(identity, parts) if parts else NO_CONTACT.in_(language)


def _person(identity: OrganisationIdentity, ways: Sequence[str]) -> str:
    names = (str(identity[key]) for key in ("contact_first_name", "contact_last_name"))
    return ", ".join(filter(None, [" ".join(filter(None, names)), *ways]))
