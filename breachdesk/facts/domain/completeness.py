"""What the form still lacks for a filing, and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from breachdesk.facts.domain.draft import Draft
from breachdesk.facts.domain.fields import Field, Need, Section, Source
from breachdesk.facts.domain.values import Answer, Choice, Choices, Unknown
from breachdesk.kernel.text import Text, _


@dataclass(frozen=True, slots=True)
class Missing:
    """A field to come back to; `is_unknown` when somebody said that it is not known yet."""

    section: Section
    field: Field
    need: Need
    is_unknown: bool

    @property
    def why(self) -> Text:
        if self.is_unknown and self.need is Need.REQUIRED:
            return _("Not known yet, but required for this kind of notification.")
        if self.is_unknown:
            return _("Not known yet; to be said as soon as it is known.")
        if self.need is Need.REQUIRED:
            return _("Required for this kind of notification.")
        return _("Not answered yet.")


@dataclass(frozen=True, slots=True)
class Completeness:
    missing: tuple[Missing, ...]
    answered: int
    asked: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means that every question has its answer."""
        return 100 * self.answered // self.asked if self.asked else 100

    @property
    def required(self) -> tuple[Missing, ...]:
        return tuple(one for one in self.missing if one.need is Need.REQUIRED)

    @property
    def wanted(self) -> tuple[Missing, ...]:
        return tuple(one for one in self.missing if one.need is not Need.REQUIRED)


def completeness(sections: Iterable[Section], draft: Draft) -> Completeness:
    """Go through the fields that are asked; those that are optional never count as missing.

    What belongs to the filing itself is there as soon as there is one, so it is not counted.
    """
    missing: list[Missing] = []
    asked = answered = 0
    for section in sections:
        for field in filter(lambda one: _is_asked(one, draft), section.fields):
            asked += 1
            gap = _gap(section, field, draft)
            answered += gap is None or _counts_as_answer(gap, draft)
            missing += [gap] if gap else []
    return Completeness(tuple(missing), answered, asked)


def says_unknown(field: Field, answer: Answer) -> bool:
    """Whether the answer is "not known yet", or the option of the form that says as much."""
    match answer:
        case Unknown():
            return True
        case Choice(key=key):
            keys = frozenset({key})
        case Choices(keys=keys):
            pass
        case _:
            return False
    return any(option.unknown for option in field.options if option.key in keys)


def _is_asked(field: Field, draft: Draft) -> bool:
    needed = field.needs.for_(draft.kind) is not Need.OPTIONAL
    return needed and field.source is not Source.FILING and field.applies(draft)


def _gap(section: Section, field: Field, draft: Draft) -> Missing | None:
    answer = draft.values.get(field.key)
    need = field.needs.for_(draft.kind)
    if answer is None:
        return Missing(section, field, need, is_unknown=False)
    if not says_unknown(field, answer):
        return None
    if draft.kind in field.unknown_for:
        need = Need.WANTED
    return Missing(section, field, need, is_unknown=True)


def _counts_as_answer(gap: Missing, draft: Draft) -> bool:
    return gap.is_unknown and draft.kind in gap.field.unknown_for
