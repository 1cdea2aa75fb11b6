"""The notice of Article 33(2) GDPR: what it must hold, and the states it goes through.

The contents follow Articles 28(3)(f) and 33(2): all that lets the controller file in time. What
is not known yet is said to be, and the section on the next notice then says when it comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_prose

MAX_SECTION = 8_000


class Part(StrEnum):
    """The sections of a notice, in their order."""

    PROCESSOR = "processor"
    TIMES = "times"
    EVENTS = "events"
    SHARE = "share"
    EVIDENCE = "evidence"
    MEASURES = "measures"
    CONSEQUENCES = "consequences"
    UNKNOWN = "unknown"
    PROPOSAL = "proposal"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class PartText:
    """A section: its heading, what it must say, and placeholders it cannot do without."""

    heading: Bilingual
    must_say: Text
    needs: frozenset[str] = frozenset()


PARTS: Mapping[Part, PartText] = {
    Part.PROCESSOR: PartText(
        Bilingual("Qui vous écrit", "Who is writing to you"),
        _("Who the processor is, the contract, a contact reachable at any hour, its DPO."),
    ),
    Part.TIMES: PartText(
        Bilingual("Quand", "When"),
        _("First alert, certainty, beginning, end, containment, and the hour of this notice."),
        frozenset({"hour"}),
    ),
    Part.EVENTS: PartText(
        Bilingual("Ce qui s’est passé", "What happened"),
        _("The nature of the breach, its origin and cause, and whether it still goes on."),
    ),
    Part.SHARE: PartText(
        Bilingual("Ce qui vous concerne", "What concerns you"),
        _("This controller’s own figures, the categories of data, and how to get the list."),
        frozenset({"persons"}),
    ),
    Part.EVIDENCE: PartText(
        Bilingual("Ce que montrent les traces", "What the traces show"),
        _("Evidence of access or extraction, logs kept, other processors concerned."),
    ),
    Part.MEASURES: PartText(
        Bilingual("Ce qui a été fait", "What was done"),
        _("Measures taken and planned, with their dates."),
    ),
    Part.CONSEQUENCES: PartText(
        Bilingual("Conséquences possibles", "Possible consequences"),
        _("Likely consequences for the persons, and a recommendation."),
    ),
    Part.UNKNOWN: PartText(
        Bilingual("Ce qui n’est pas encore connu", "What is not known yet"),
        _("What is still unknown, and when the next notice comes."),
    ),
    Part.PROPOSAL: PartText(
        Bilingual("Ce que nous vous proposons", "What we propose"),
        _("The offer to notify the CNIL and to write to the persons, and how to answer."),
        frozenset({"link"}),
    ),
    Part.DEADLINE: PartText(
        Bilingual("Votre propre délai", "Your own time limit"),
        _("The reminder of the controller’s own 72 hours from receipt."),
    ),
}


WORDS: Mapping[str, Bilingual] = {
    "name": Bilingual("nom", "name"),
    "persons": Bilingual("nombre de personnes", "number of persons"),
    "records": Bilingual("nombre d’enregistrements", "number of records"),
    "contract": Bilingual("contrat", "contract"),
    "reference": Bilingual("référence", "reference"),
    "hour": Bilingual("heure de cet avis", "hour of this notice"),
    "link": Bilingual("lien", "link"),
}
"""Placeholders a notice may use, by what fills them."""

MEANINGS: Mapping[str, Text] = {
    "name": _("the controller’s name"),
    "persons": _("its own number of persons, or that it is not known yet"),
    "records": _("its own number of records, or that it is not known yet"),
    "contract": _("its contract reference"),
    "reference": _("the reference of this case"),
    "hour": _("when this notice is sent"),
    "link": _("its personal link to the portal"),
}


class NoticeState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


LIFECYCLE = Lifecycle(
    {
        NoticeState.DRAFT: frozenset({NoticeState.APPROVED, NoticeState.WITHDRAWN}),
        NoticeState.APPROVED: frozenset(
            {NoticeState.SENT, NoticeState.DRAFT, NoticeState.WITHDRAWN}
        ),
        NoticeState.SENT: frozenset({NoticeState.WITHDRAWN}),
        NoticeState.WITHDRAWN: frozenset(),
    }
)

NOTICE_LABELS: Mapping[NoticeState, Text] = {
    NoticeState.DRAFT: _("In preparation"),
    NoticeState.APPROVED: _("Approved"),
    NoticeState.SENT: _("Sent"),
    NoticeState.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a notice in one language: a subject and a text for each section."""

    subject: str
    parts: Mapping[Part, str]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The first notice has number 1; every later one is a complement."""

    id: str
    incident_id: str
    number: int
    state: NoticeState
    wordings: Mapping[str, Wording]
    sha256: str
    created_at: datetime
    created_by: str
    approved_at: datetime | None
    approved_by: str
    sent_at: datetime | None
    withdrawn_why: str
    version: int

    @property
    def is_complement(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A notice as one controller reads it: headings and filled texts, in one language."""

    number: int
    sent_at: datetime
    sections: tuple[tuple[str, str], ...]


def check_wording(wording: Wording, uses: Mapping[Part, frozenset[str]], language: str) -> None:
    """Raise ManyRulesError unless every section says something and holds what it must.

    `uses`: the placeholders of each section's text, by what fills them. The errors name fields
    as language-section.
    """
    broken = []
    if not wording.subject.strip():
        broken.append(RuleError(_("Give the mail a subject."), field=f"{language}-subject"))
    for part, about in PARTS.items():
        field = f"{language}-{part.value}"
        text = wording.parts.get(part, "")
        if not text.strip():
            broken.append(
                RuleError(
                    _(
                        "Write this section, or that it is not known yet: %(what)s",
                        what=about.must_say,
                    ),
                    field=field,
                )
            )
        elif missing := about.needs - uses.get(part, frozenset()):
            name = WORDS[min(missing)].in_(language)
            broken.append(
                RuleError(_("This section cannot do without ((%(name)s)).", name=name), field=field)
            )
        if problem := problem_with_prose(text, MAX_SECTION):
            broken.append(RuleError(problem, field=field))
    if broken:
        raise ManyRulesError(tuple(broken))
