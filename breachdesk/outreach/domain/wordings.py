"""A campaign's text in one language: parsed, reviewed, and laid out for each segment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape as html_escape

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose
from breachdesk.wording.domain.article34 import Review, review
from breachdesk.wording.domain.findings import Expectations
from breachdesk.wording.domain.placeholders import parse
from breachdesk.wording.domain.standard import STANDARD, examples
from breachdesk.wording.domain.template import Template
from breachdesk.wording.domain.texts import to_html, to_plain, typeset_french

MAX_SUBJECT = 200
MAX_BODY = 20_000
MAX_SHARED = 500

SHARED: Mapping[str, tuple[str, Text]] = {
    "date de la violation": ("date", _("When the breach took place, as it stands in a sentence")),
    "données concernées": ("data", _("Data concerned, parted by commas")),
    "contact du dpo": ("contact", _("E-mail address of the data protection officer")),
    "téléphone": ("phone", _("Telephone number for questions")),
}
"""Values that are the same for everybody: the author gives them; the first word is the field."""
OF_PERSON = (
    "civilité",
    "prénom",
    "nom",
    "organisme",
    "sous-traitant",
    "page de vérification",
    "code",
    "référence",
)
"""Values that are put in when a mail leaves."""
FLAGS = ("mineur", "protégé", "nir concerné")
CHANNELS = MAIL, LETTER = ("courriel", "lettre")
"""Flags, too: by which channel a text leaves."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the author wrote. `shared` holds the values of SHARED, by key."""

    subject: str
    body: str
    shared: Mapping[str, str] = field(default_factory=dict)
    about_nir: bool = False
    """Whether social security numbers are among the data, which the text may ask for."""

    def to_json(self) -> dict[str, object]:
        return {
            "subject": self.subject,
            "body": self.body,
            "shared": dict(self.shared),
            "about_nir": self.about_nir,
        }


@dataclass(frozen=True, slots=True)
class Words:
    """A text for one person or one segment, in both forms."""

    subject: str
    text: str
    html: str


def tidied(wording: Wording) -> Wording:
    shared = {key: " ".join(wording.shared.get(key, "").split()) for key in SHARED}
    return replace(
        wording,
        subject=" ".join(wording.subject.split()),
        body=wording.body.replace("\r\n", "\n").strip(),
        shared=shared,
    )


def check_wording(wording: Wording, language: str) -> None:
    """Raise ManyRulesError for what cannot even be kept; fields are named language-part."""
    lines = {"subject": (wording.subject, MAX_SUBJECT)}
    lines |= {SHARED[key][0]: (text, MAX_SHARED) for key, text in wording.shared.items()}
    problems = {part: problem_with_line(*one) for part, one in lines.items()}
    problems["body"] = problem_with_prose(wording.body, MAX_BODY)
    broken = [
        RuleError(problem, field=f"{language}-{part}")
        for part, problem in problems.items()
        if problem
    ]
    for part in ("subject", "body"):
        try:
            parse(getattr(wording, part), STANDARD[language], field=f"{language}-{part}")
        except ManyRulesError as error:
            broken += error.broken
        except RuleError as error:
            broken.append(error)
    if broken:
        raise ManyRulesError(tuple(broken))


@dataclass(frozen=True)
class Reading:
    """A text that has been parsed; `by` is MAIL or LETTER."""

    wording: Wording
    language: str
    by: str = MAIL

    @cached_property
    def _subject(self) -> Template:
        return parse(self.wording.subject, STANDARD[self.language])

    @cached_property
    def _body(self) -> Template:
        return parse(self.wording.body, STANDARD[self.language])

    @property
    def names(self) -> frozenset[str]:
        return self._subject.names | self._body.names

    def segment(self, flags: Mapping[str, bool]) -> frozenset[str]:
        """The flags that are set and on which the text depends: who has the same shares a text."""
        return frozenset(flag for flag in self._asked if flags.get(flag))

    @cached_property
    def _asked(self) -> frozenset[str]:
        return self._subject.flags | self._body.flags

    def _decided(self, segment: frozenset[str]) -> dict[str, bool]:
        by = {channel: channel == self.by for channel in CHANNELS}
        return {flag: flag in segment for flag in FLAGS} | by

    def needs(self, segment: frozenset[str]) -> frozenset[str]:
        """The values that the text of this segment wants."""
        if segment not in self._needs:
            flags = self._decided(segment)
            names = self._subject.segments(flags).names | self._body.segments(flags).names
            self._needs[segment] = names
        return self._needs[segment]

    @cached_property
    def _needs(self) -> dict[frozenset[str], frozenset[str]]:
        return {}

    def filled(self, segment: frozenset[str], values: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body of a segment as they were typed; MissingValueError names gaps.

        Give markers for what people wrote themselves: it would be read as structure here.
        """
        flags = self._decided(segment)
        known = {**self.wording.shared, **values}
        subject, body = self._subject.fill(known, flags), self._body.fill(known, flags)
        if self.language == "fr":
            return typeset_french(subject), typeset_french(body)
        return subject, body

    def fill(self, segment: frozenset[str], values: Mapping[str, str]) -> Words:
        """The text of a segment in both forms that a mail has."""
        subject, body = self.filled(segment, values)
        return Words(subject, to_plain(body), page(subject, to_html(body), self.language))

    def example(self, segment: frozenset[str] = frozenset()) -> Words:
        return self.fill(segment, {key: examples(self.language)[key] for key in OF_PERSON})

    def missing(self) -> tuple[str, ...]:
        """The shared values that the text wants and the author has not given."""
        wanted = self.names & SHARED.keys()
        return tuple(sorted(key for key in wanted if not self.wording.shared.get(key)))

    def review(self, expectations: Expectations) -> Review:
        """Of the text for an adult: the blocks for others are additions."""
        known = {**self.wording.shared, **self._examples()}
        decided = self._decided(frozenset({"nir concerné"} if self.wording.about_nir else ()))
        subject, body = self._subject.fill(known, decided), self._body.fill(known, decided)
        return review(subject, body, self.language, expectations)

    def _examples(self) -> dict[str, str]:
        given = examples(self.language)
        blanks = {key: given[key] for key in SHARED if not self.wording.shared.get(key)}
        return {key: given[key] for key in OF_PERSON} | blanks


def page(subject: str, body: str, language: str) -> str:
    """The HTML part: no image, no style sheet, nothing that is fetched."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html_escape(subject)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def check_ready(wordings: Mapping[str, Wording], expectations: Mapping[str, Expectations]) -> None:
    """Raise unless every text says what Article 34 wants and has all its shared values."""
    broken: list[RuleError] = []
    for language, wording in wordings.items():
        reading = Reading(wording, language)
        if not wording.subject or not wording.body:
            broken.append(RuleError(_("A subject and a text are needed."), field=None))
            continue
        if missing := reading.missing():
            broken.append(
                RuleError(_("There is no value for: %(names)s.", names=", ".join(missing)))
            )
        found = reading.review(expectations[language]).findings
        broken += [RuleError(one.text) for one in found if one.is_blocking]
    if broken:
        raise ManyRulesError(tuple(broken))
