"""From a person's identity to the values and markers of their mail."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import escape

from breachdesk.kernel import codes
from breachdesk.kernel.text import Bilingual
from breachdesk.outreach.domain.delivery import Exclusion
from breachdesk.outreach.domain.wordings import OF_PERSON, Reading, Words
from breachdesk.people.domain import Identity

CHECK_PAGE = "/verifier"
"""Where people check that a message is genuine; it stands in mails that were sent: never changes.
"""
AND = Bilingual(" et ", " and ")


class LeftOutError(Exception):
    """No mail can be made for this person."""

    def __init__(self, why: Exclusion) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Case:
    """What mails of one campaign say about the case. `controllers` are names by id."""

    organisation: str
    is_processor: bool
    reference: str
    check_page: str
    controllers: Mapping[str, str]


@dataclass(frozen=True)
class Markers:
    """Names that nobody's text can hold, one for each value of a person."""

    names: Mapping[str, str]

    @classmethod
    def new(cls) -> "Markers":
        token = secrets.token_hex(8)
        return cls({key: f"v{token}n{at}" for at, key in enumerate((*OF_PERSON, *ENVELOPE))})

    def by_name(self, values: Mapping[str, str]) -> dict[str, str]:
        return {self.names[key]: value for key, value in values.items()}


NAME, ADDRESS, MESSAGE_ID = "to-name", "to-address", "message-id"
ENVELOPE = (NAME, ADDRESS, MESSAGE_ID)


def choose(readings: Mapping[str, Reading], language: str) -> Reading:
    """The text in the person's language, else in French, else the only one there is."""
    found = readings.get(language) or readings.get("fr") or next(iter(readings.values()), None)
    if found is None:
        raise LeftOutError(Exclusion.NO_TEXT)
    return found


def segment_of(person: Identity, reading: Reading) -> frozenset[str]:
    return reading.segment(
        {
            "mineur": person.is_minor,
            "protégé": person.is_protected,
            "nir concerné": reading.wording.about_nir,
        }
    )


def addressee(person: Identity) -> str:
    """Who reads the mail: for minors and protected adults those who act for them."""
    acts_for_others = person.is_minor or person.is_protected
    own = " ".join(filter(None, (person.first_name, person.last_name)))
    return (person.representative if acts_for_others else "") or own


def check_address(person: Identity) -> None:
    """Raise LeftOutError for whom no mail can reach."""
    if not person.email:
        raise LeftOutError(Exclusion.NO_ADDRESS)


def values_of(person: Identity, case: Case, code: str, reading: Reading) -> dict[str, str]:
    """What fills a text, mailed or printed; LeftOutError when something it needs is missing."""
    values = {
        "civilité": person.civility,
        "prénom": person.first_name,
        "nom": person.last_name,
        "organisme": responsible(person.controllers, case, reading.language),
        "sous-traitant": case.organisation if case.is_processor else "",
        "page de vérification": case.check_page,
        "code": codes.shown(code),
        "référence": case.reference,
    }
    needed = reading.needs(segment_of(person, reading)) & values.keys()
    if any(not values[name].strip() for name in needed):
        raise LeftOutError(Exclusion.MISSING_VALUE)
    return values


def pattern_words(
    reading: Reading, segment: frozenset[str], mark: Callable[[str], str], markers: Markers
) -> Words:
    """The text of a segment with a marker in the place of each value."""
    return reading.fill(segment, {key: mark(markers.names[key]) for key in OF_PERSON})


def shown_words(words: Words, values: Mapping[str, str], mark: Callable[[str], str]) -> Words:
    """The words of a segment with a person's values in them, as the mail will have them."""
    subject, text, html = words.subject, words.text, words.html
    for name, value in values.items():
        subject, text = subject.replace(mark(name), value), text.replace(mark(name), value)
        html = html.replace(mark(name), escape(value))
    return Words(subject, text, html)


def responsible(controller_ids: Collection[str], case: Case, language: str) -> str:
    """Who is responsible for the data of a person of these controllers, and writes to them."""
    if not case.is_processor:
        return case.organisation
    names = [case.controllers[one] for one in controller_ids if one in case.controllers]
    if len(names) > 1:
        return AND.in_(language).join([", ".join(names[:-1]), names[-1]])
    return "".join(names)
