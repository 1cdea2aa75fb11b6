"""What a field of the form is: its labels through time, its options, when it is needed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from breachdesk.facts.domain.draft import Always, Condition, Draft, NotificationKind
from breachdesk.kernel.text import Bilingual

FORM_2018 = date(2018, 5, 25)
"""The CNIL opened its form on the day the GDPR began to apply."""

FORM_2023 = date(2023, 7, 1)
"""The CNIL's outline of July 2023 is the first to show the newer wordings."""


class Kind(StrEnum):
    """How a field is answered; LINE and PROSE both hold Words."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    CHOICES = "choices"
    FIGURE = "figure"
    YES_NO = "yes_no"
    INSTANT = "instant"
    DAY = "day"
    BODIES = "bodies"


class Source(StrEnum):
    """Where the answer is kept: only facts are recorded here, the rest is shown from its home."""

    FACT = "fact"
    ORGANISATION = "organisation"
    INCIDENT = "incident"
    FILING = "filing"


class Need(StrEnum):
    REQUIRED = "required"
    WANTED = "wanted"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Needs:
    """How much a field is needed for an initial filing, and for the ones that complete it."""

    initial: Need
    final: Need

    def for_(self, kind: NotificationKind) -> Need:
        return self.initial if kind is NotificationKind.INITIAL else self.final


ALWAYS = Needs(Need.REQUIRED, Need.REQUIRED)
LATER = Needs(Need.WANTED, Need.REQUIRED)
WANTED = Needs(Need.WANTED, Need.WANTED)
OPTIONAL = Needs(Need.OPTIONAL, Need.OPTIONAL)

ALWAYS_ASKED = Always()

NO_FILING: frozenset[NotificationKind] = frozenset()
FIRST_FILING = frozenset({NotificationKind.INITIAL})
ANY_FILING = frozenset(NotificationKind)


@dataclass(frozen=True, slots=True)
class Label:
    """A wording of the form and the day from which it is used.

    `unverified`: the wording was not found in a public source. Nothing may depend on it, and
    pages say that it may differ from the form.
    """

    fr: str
    en: str
    since: date = FORM_2018
    unverified: bool = False

    def in_(self, language: str) -> str:
        return self.en if language == "en" else self.fr


def seen(fr: str, en: str, since: date = FORM_2018) -> tuple[Label, ...]:
    """A wording found in a public source, to the character."""
    return (Label(fr, en, since),)


def assumed(fr: str, en: str) -> tuple[Label, ...]:
    """A wording of ours, until somebody compares it with the form."""
    return (Label(fr, en, unverified=True),)


def own(fr: str, en: str) -> tuple[Label, ...]:
    """The wording of a question that the form does not ask."""
    return (Label(fr, en),)


def label_at(labels: tuple[Label, ...], on: date) -> Label:
    """The wording in use that day; before the first one, the first one."""
    return next((label for label in reversed(labels) if label.since <= on), labels[0])


@dataclass(frozen=True, slots=True)
class Option:
    """An answer of a list. Keys are never renamed nor removed: cases of past years hold them.

    `other`: a text must say which. `unknown`: the form's own way to say "not known yet", which
    cannot go with another answer.
    """

    key: str
    labels: tuple[Label, ...]
    other: bool = False
    unknown: bool = False

    def label_at(self, on: date) -> Label:
        return label_at(self.labels, on)


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form, or one of ours that helps to answer it (`on_form` is False).

    `unknown_for`: the kinds of filing in which "not known yet" counts as an answer.
    """

    key: str
    labels: tuple[Label, ...]
    kind: Kind
    help: Bilingual
    needs: Needs
    options: tuple[Option, ...] = ()
    source: Source = Source.FACT
    when: Condition = ALWAYS_ASKED
    unknown_for: frozenset[NotificationKind] = FIRST_FILING
    may_be_empty: bool = False
    on_form: bool = True

    def label_at(self, on: date) -> Label:
        return label_at(self.labels, on)

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)

    def applies(self, draft: Draft) -> bool:
        """Whether the form asks the question at all, given the other answers."""
        return self.when.holds(draft)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form; `number` is its place there."""

    key: str
    number: int
    title: Bilingual
    help: Bilingual
    fields: tuple[Field, ...]
