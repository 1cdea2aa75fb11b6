"""Answers as lines of text in a language, with the labels of the form on a given day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from breachdesk.facts.domain.fields import OPTIONAL, Field, Label, label_at
from breachdesk.facts.domain.values import (
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Day,
    Figure,
    Instant,
    Unknown,
    Words,
    YesNo,
)
from breachdesk.kernel.text import Bilingual
from breachdesk.kernel.typography import THIN, count

NOT_KNOWN = Bilingual("Inconnu à ce stade", "Not known at this stage")
NOT_ANSWERED = Bilingual("Non renseigné", "Not answered")
NONE_OF_THESE = Bilingual("Néant", "None")
YES, NO = Bilingual("Oui", "Yes"), Bilingual("Non", "No")
ESTIMATE = Bilingual("{0} (estimation)", "{0} (estimate)")
RANGE = Bilingual("entre {0} et {1}", "between {0} and {1}")
ABOUT = Bilingual("entre {0} et {1} environ", "between about {0} and {1}")
WHICH = Bilingual("{0}" + THIN + ": {1}", "{0}: {1}")


@dataclass(frozen=True, slots=True)
class Voice:
    """How to speak: the language, the day whose labels are used, and how instants are written."""

    language: str
    on: date
    instant: Callable[[Instant], str]

    def label(self, labels: tuple[Label, ...]) -> str:
        return label_at(labels, self.on).in_(self.language)


def lines(field: Field, answer: Answer | None, voice: Voice) -> tuple[str, ...]:
    """What the answer says, one line an option, a body or a line of prose.

    A field that was never answered reads like one that is not known yet, unless it is optional.
    """
    match answer:
        case None if field.needs == OPTIONAL:
            return (NOT_ANSWERED.in_(voice.language),)
        case None | Unknown():
            return (NOT_KNOWN.in_(voice.language),)
        case Words(text=text):
            return tuple(text.splitlines())
        case Choices(keys=keys, others=others):
            return _options(field, keys, others, voice)
        case Bodies(bodies=bodies):
            return tuple(_body(field, body, voice) for body in bodies) or _none(voice)
        case _:
            return (_one_line(field, answer, voice),)


def _one_line(field: Field, answer: Choice | Figure | YesNo | Instant | Day, voice: Voice) -> str:
    match answer:
        case Choice(key=key, other=other):
            return _option(field, key, other, voice)
        case Figure():
            return _figure(answer, voice.language)
        case YesNo(yes=yes):
            return (YES if yes else NO).in_(voice.language)
        case Instant():
            return voice.instant(answer)
    return f"{answer.on:%d/%m/%Y}"


def _options(
    field: Field, keys: frozenset[str], others: Mapping[str, str], voice: Voice
) -> tuple[str, ...]:
    """In the order of the form, whatever the order in which they were ticked."""
    ticked = [option.key for option in field.options if option.key in keys]
    return tuple(_option(field, key, others.get(key, ""), voice) for key in ticked) or _none(voice)


def _option(field: Field, key: str, other: str, voice: Voice) -> str:
    option = field.option(key)
    label = voice.label(option.labels) if option else key
    return WHICH.in_(voice.language).format(label, other) if other else label


def _body(field: Field, body: Body, voice: Voice) -> str:
    role = _option(field, body.role, "", voice)
    name = f"{body.role_other}, {body.name}" if body.role_other else body.name
    words = WHICH.in_(voice.language).format(role, name)
    return f"{words} ({body.contact})" if body.contact else words


def _figure(figure: Figure, language: str) -> str:
    low = count(figure.low, language)
    if figure.high is None:
        return ESTIMATE.in_(language).format(low) if figure.approximate else low
    pattern = ABOUT if figure.approximate else RANGE
    return pattern.in_(language).format(low, count(figure.high, language))


def _none(voice: Voice) -> tuple[str, ...]:
    return (NONE_OF_THESE.in_(voice.language),)
