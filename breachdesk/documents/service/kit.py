"""The paper kit: what a crisis needs on paper, printed beforehand, for when nothing answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from breachdesk.deadlines.domain import Clock, Within, WithinMonths
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Answer
from breachdesk.facts.domain.fields import Field, Kind
from breachdesk.facts.domain.wording import NO, YES, Voice, lines
from breachdesk.facts.registry import SECTIONS
from breachdesk.infra import templating
from breachdesk.infra.pdf import render_pdf
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import ROLE_LABELS
from breachdesk.kernel.text import Text, _
from breachdesk.obligations.registry import REGIMES
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import OrganisationIdentity
from breachdesk.publications.domain.texts import VALUES, Reading
from breachdesk.publications.registry import Known, draft

NO_TYPE = "other"
"""The script is the same for every type of incident."""
ROOM: Mapping[Kind, int] = {Kind.PROSE: 5, Kind.BODIES: 4, Kind.CHOICE: 0, Kind.CHOICES: 0}
"""Lines to write on; one for the other kinds."""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the form: its answer where the organisation has it, else what to tick and write."""

    label: str
    known: tuple[str, ...]
    options: tuple[str, ...]
    room: int


def paper_kit(uow: UnitOfWork, organisation_id: str, language: str) -> tuple[str, bytes]:
    """(file name, PDF) with what the organisation has told of itself; nothing is kept."""
    identity = organisations.identity(uow, organisation_id)
    now = uow.clock.now()
    words = {
        "organisation": identity,
        "members": organisations.members(uow, organisation_id),
        "roles": ROLE_LABELS,
        "duties": list(_duties(now)),
        "form": list(_form(facts.of_organisation(uow, organisation_id), language, now)),
        "script": _script(identity, language),
        "made_at": now,
        "zone": identity.zone,
    }
    html = templating.render("documents/paper_kit.html", language, words)
    return f"paper-kit-{language}.pdf", render_pdf(html, now)


def _form(
    known: Mapping[str, Answer], language: str, now: datetime
) -> Iterator[tuple[int, str, list[Question]]]:
    """Every question of the CNIL's form in its order, whatever the answer to another."""
    voice = Voice(language, now.date(), str)
    for section in SECTIONS:
        asked = [_question(one, known.get(one.key), voice) for one in section.fields if one.on_form]
        yield section.number, section.title.in_(language), asked


def _question(field: Field, answer: Answer | None, voice: Voice) -> Question:
    label = field.label_at(voice.on).in_(voice.language)
    if answer is not None:
        return Question(label, lines(field, answer, voice), (), 0)
    options = [one.label_at(voice.on).in_(voice.language) for one in field.options]
    if field.kind is Kind.YES_NO:
        options = [one.in_(voice.language) for one in (YES, NO)]
    room = 1 if any(one.other for one in field.options) else ROOM.get(field.kind, 1)
    return Question(label, (), tuple(options), 0 if field.kind is Kind.YES_NO else room)


def _duties(now: datetime) -> Iterator[tuple[Text | object, ...]]:
    """(what, to whom, within which time, by which text) of every regime in force."""
    for regime in REGIMES.values():
        if regime.is_in_force(now.date()):
            for duty in regime.duties:
                yield duty.title, regime.authority, _time(duty.clock), duty.legal_ref


def _time(clock: Clock) -> Text:
    if isinstance(clock, Within):
        return _("%(hours)s hours", hours=clock.hours)
    if isinstance(clock, WithinMonths):
        return _("%(months)s month(s)", months=clock.months)
    return _("without delay")


def _script(identity: OrganisationIdentity, language: str) -> Reading:
    """The hotline script as it is proposed to every case; what is not known shows its name."""
    known = {
        "organisme": identity.name,
        "contact du dpo": str(identity["contact_email"]),
        "téléphone": str(identity["contact_phone"]),
    }
    values = {key: known.get(key) or f"[{key}]" for key in VALUES}
    return Reading(draft(NO_TYPE, language, Known(), values), language)
