"""The texts of a notice in one language: parsed, judged, and laid out for their readers."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose
from breachdesk.outreach.domain.wordings import MAX_SHARED, SHARED
from breachdesk.wording.domain.article34 import Review, review
from breachdesk.wording.domain.findings import Code, Expectations, Finding
from breachdesk.wording.domain.placeholders import Placeholder, parse
from breachdesk.wording.domain.standard import STANDARD, examples
from breachdesk.wording.domain.template import Template
from breachdesk.wording.domain.texts import (
    Kind,
    TextBlock,
    blocks,
    runs,
    to_plain,
    typeset_french,
)

MAX_LINE = 200
MAX_PROSE = 20_000
UNWRAPPED = 100_000
"""A width that no paragraph has: whoever pastes a text lets their own program wrap it."""

VALUES: Mapping[str, tuple[str, Text]] = {
    "organisme": ("organisation", _("Who is responsible for the data and informs")),
    "sous-traitant": (
        "provider",
        _("Provider at which the breach took place, if the text names it"),
    ),
    **SHARED,
    "page de vérification": ("check", _("Page on which people check that a message is genuine")),
}
"""All a public text may put in, with the form field of each: nothing of it is about one person."""
KNOWN: Mapping[str, Mapping[str, Placeholder]] = {
    language: {name: one for name, one in known.items() if one.name in VALUES}
    for language, known in STANDARD.items()
}

PARTS: Mapping[str, Text] = {
    "title": _("Title of the notice"),
    "body": _("Text of the notice"),
    "questions": _("Questions and answers"),
    "press_title": _("Title of the press text"),
    "press_lead": _("Lead of the press text"),
    "press_body": _("Press text"),
    "press_contact": _("Contact for the press"),
    "hotline": _("Hotline script"),
}
LINES = frozenset({"title", "press_title", "press_contact"})
PERSONAL = frozenset({Code.SOCIAL_SECURITY_NUMBER, Code.BIRTH_DATE})
"""What no text for everybody may hold, whichever part it stands in."""

Runs = tuple[tuple[bool, tuple[TextBlock, ...]], ...]


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What the authors wrote; `values` holds those of VALUES, by key."""

    title: str = ""
    body: str = ""
    questions: str = ""
    press_title: str = ""
    press_lead: str = ""
    press_body: str = ""
    press_contact: str = ""
    hotline: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, part) for part in PARTS)

    def to_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with its answer as blocks of text."""

    question: str
    answer: Runs


@dataclass(frozen=True, slots=True)
class Judgement:
    """The review of the notice, and what must not stand in the other parts, by part."""

    review: Review
    personal: tuple[tuple[Text, Finding], ...]

    @property
    def blocks(self) -> bool:
        return self.review.blocks or bool(self.personal)


def tidied(text: NoticeText) -> NoticeText:
    """Lines on one line, prose without spaces around it, a value for every key."""
    parts = {
        part: " ".join(getattr(text, part).split())
        if part in LINES
        else getattr(text, part).replace("\r\n", "\n").strip()
        for part in PARTS
    }
    return replace(
        text, **parts, values={key: " ".join(text.values.get(key, "").split()) for key in VALUES}
    )


def check_text(text: NoticeText, language: str) -> None:
    """Raise ManyRulesError for what cannot even be kept; fields are named language-part."""
    broken = [*_problems(text, language), *_faults(text, language)]
    if broken:
        raise ManyRulesError(tuple(broken))


def _problems(text: NoticeText, language: str) -> Iterator[RuleError]:
    found = {
        part: problem_with_line(getattr(text, part), MAX_LINE)
        if part in LINES
        else problem_with_prose(getattr(text, part), MAX_PROSE)
        for part in PARTS
    }
    found |= {
        VALUES[key][0]: problem_with_line(one, MAX_SHARED) for key, one in text.values.items()
    }
    for name, problem in found.items():
        if problem:
            yield RuleError(problem, field=f"{language}-{name}")


def _faults(text: NoticeText, language: str) -> Iterator[RuleError]:
    for part in PARTS:
        try:
            parse(getattr(text, part), KNOWN[language], field=f"{language}-{part}")
        except ManyRulesError as error:
            yield from error.broken
        except RuleError as error:
            yield error
    first = next(blocks(text.questions), None)
    if first and first.kind is not Kind.HEADING:
        yield RuleError(
            _("Begin with a question: a line that starts with “# ”."), field=f"{language}-questions"
        )


@dataclass(frozen=True)
class Reading:
    """Texts that have been parsed."""

    text: NoticeText
    language: str

    @cached_property
    def _templates(self) -> Mapping[str, Template]:
        return {part: parse(getattr(self.text, part), KNOWN[self.language]) for part in PARTS}

    def fill(self, part: str) -> str:
        """One part as people read it; MissingValueError names what has no value."""
        filled = self._templates[part].fill(self.text.values, {})
        return typeset_french(filled) if self.language == "fr" else filled

    def runs(self, part: str) -> Runs:
        return as_runs(self.fill(part))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return pairs_of(self.fill("questions"))

    @property
    def press(self) -> str:
        """The press text as plain text, ready to be pasted into a mail."""
        parts = ("press_title", "press_lead", "press_body", "press_contact")
        return "\n\n".join(filter(None, (to_plain(self.fill(part), UNWRAPPED) for part in parts)))

    def missing(self) -> tuple[str, ...]:
        """The values that the texts want and the authors have not given."""
        wanted = frozenset().union(*(one.names for one in self._templates.values()))
        return tuple(sorted(key for key in wanted if not self.text.values.get(key)))

    def judge(self, expectations: Expectations) -> Judgement:
        """Of the notice whether it says all, of every part whether it holds what it must not."""
        told = self._with_examples()
        own = replace(expectations, controller=self.text.values.get("organisme", ""))
        personal = tuple(
            (PARTS[part], finding)
            for part in PARTS
            for finding in review("", told[part], self.language, own).findings
            if finding.code in PERSONAL
        )
        return Judgement(review(told["title"], told["body"], self.language, own), personal)

    def _with_examples(self) -> Mapping[str, str]:
        blanks = {key: examples(self.language)[key] for key in VALUES}
        known = blanks | {key: one for key, one in self.text.values.items() if one}
        return {part: one.fill(known, {}) for part, one in self._templates.items()}


def as_runs(text: str) -> Runs:
    """Blocks of a text, neighbouring items of a list together."""
    return tuple((is_list, tuple(run)) for is_list, run in runs(text))


def pairs_of(text: str) -> tuple[Pair, ...]:
    """Questions are headings, answers what follows them, in their order."""
    found: list[tuple[str, list[tuple[bool, tuple[TextBlock, ...]]]]] = []
    for is_list, run in as_runs(text):
        if run[0].kind is Kind.HEADING:
            found.append((run[0].text, []))
        elif found:
            found[-1][1].append((is_list, run))
    return tuple(Pair(question, tuple(answer)) for question, answer in found)


def check_ready(texts: Mapping[str, NoticeText], expectations: Mapping[str, Expectations]) -> None:
    """Raise unless every language can be shown to everybody as it stands."""
    broken: list[RuleError] = []
    for language, text in texts.items():
        reading = Reading(text, language)
        if not text.title or not text.body:
            broken.append(RuleError(_("A title and a text are needed.")))
            continue
        if missing := reading.missing():
            names = ", ".join(missing)
            broken.append(RuleError(_("There is no value for: %(names)s.", names=names)))
            continue
        broken += _unready(reading, expectations[language])
    if broken:
        raise ManyRulesError(tuple(broken))


def _unready(reading: Reading, expected: Expectations) -> Iterator[RuleError]:
    for one in reading.pairs:
        if not one.answer:
            yield RuleError(_("This question has no answer: %(question)s", question=one.question))
    if bool(reading.text.press_title) != bool(reading.text.press_body):
        yield RuleError(_("A press text needs both its title and its text."))
    judged = reading.judge(expected)
    yield from (RuleError(one.text) for one in judged.review.findings if one.is_blocking)
    yield from (RuleError(one.text) for _part, one in judged.personal)
