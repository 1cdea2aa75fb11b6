"""The copy sheet: the CNIL's form in its order, each answer as the lines to copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from breachdesk.facts.domain.changes import Change
from breachdesk.facts.domain.draft import Draft
from breachdesk.facts.domain.fields import OPTIONAL, Field, Section
from breachdesk.facts.domain.values import Answer, Unknown
from breachdesk.facts.domain.wording import Voice, lines


@dataclass(frozen=True, slots=True)
class Origin:
    """Who said it, and as of when."""

    source: str
    as_of: datetime | None


NOBODY = Origin("", None)


@dataclass(frozen=True, slots=True)
class SheetField:
    """One question with its answer; `old` is what the last filing said, for a complementary."""

    key: str
    label: str
    is_unverified: bool
    lines: tuple[str, ...]
    is_unknown: bool
    old: tuple[str, ...] | None
    as_of: datetime | None
    source: str

    @property
    def text(self) -> str:
        """What the copy button puts on the clipboard."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class SheetSection:
    number: int
    key: str
    title: str
    fields: tuple[SheetField, ...]


@dataclass(frozen=True, slots=True)
class CopySheet:
    """`changes_only`: a complementary tells what was unknown or has changed, nothing else."""

    sections: tuple[SheetSection, ...]
    changes_only: bool

    @property
    def unknown(self) -> int:
        return sum(field.is_unknown for section in self.sections for field in section.fields)


def whole(
    sections: Sequence[Section], draft: Draft, origins: Mapping[str, Origin], voice: Voice
) -> CopySheet:
    """Every question the form asks, given the other answers."""
    return CopySheet(
        tuple(
            SheetSection(
                section.number,
                section.key,
                section.title.in_(voice.language),
                tuple(
                    _field(
                        field, draft.values.get(field.key), origins.get(field.key, NOBODY), voice
                    )
                    for field in section.fields
                    if field.on_form and field.applies(draft)
                ),
            )
            for section in sections
        ),
        changes_only=False,
    )


def changed(
    sections: Sequence[Section],
    changes: Sequence[Change],
    origins: Mapping[str, Origin],
    voice: Voice,
) -> CopySheet:
    """Only the questions whose answer is new, each with what was filed before."""
    by_key = {change.key: change for change in changes}
    found = []
    for section in sections:
        fields = tuple(
            _field(
                field,
                by_key[field.key].new,
                origins.get(field.key, NOBODY),
                voice,
                by_key[field.key],
            )
            for field in section.fields
            if field.key in by_key and field.on_form
        )
        if fields:
            title = section.title.in_(voice.language)
            found.append(SheetSection(section.number, section.key, title, fields))
    return CopySheet(tuple(found), changes_only=True)


def _field(
    field: Field,
    answer: Answer | None,
    origin: Origin,
    voice: Voice,
    change: Change | None = None,
) -> SheetField:
    label = field.label_at(voice.on)
    return SheetField(
        key=field.key,
        label=label.in_(voice.language),
        is_unverified=label.unverified,
        lines=lines(field, answer, voice),
        is_unknown=_is_gap(field, answer),
        old=lines(field, change.old, voice) if change else None,
        as_of=origin.as_of,
        source=origin.source,
    )


def _is_gap(field: Field, answer: Answer | None) -> bool:
    """Whether the authority would still expect an answer here."""
    if answer is None:
        return field.needs != OPTIONAL
    return isinstance(answer, Unknown)
