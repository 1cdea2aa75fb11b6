"""What the persons were told: mails, letters and public notices, word for word as approved."""

from collections.abc import Iterator
from dataclasses import dataclass

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual, Text, Translate, _
from breachdesk.outreach.domain.campaign import CAMPAIGN_LABELS, CampaignView
from breachdesk.outreach.domain.wordings import FLAGS, OF_PERSON, Reading
from breachdesk.publications.domain.notice import FINAL, NOTICE_LABELS, NoticeView
from breachdesk.publications.domain.texts import Reading as NoticeReading
from breachdesk.publications.domain.texts import Runs, as_runs
from breachdesk.wording.domain.standard import STANDARD

LANGUAGES = {
    "fr": Bilingual("En français", "In French"),
    "en": Bilingual("En anglais", "In English"),
}
READERS = {
    "": _("Text for everybody"),
    "mineur": _("Text about a minor"),
    "protégé": _("Text about a protected adult"),
    "nir concerné": _("Text where the social security number is among the data"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One text in one language for one kind of reader."""

    code: str
    language: Bilingual
    readers: Text
    subject: str
    body: Runs


@dataclass(frozen=True, slots=True)
class Campaign:
    view: CampaignView
    texts: tuple[Told, ...]
    letters: int


def words(facts: CaseFacts) -> Words:
    return {
        "campaigns": [
            Campaign(one, tuple(texts(one)), facts.letters[one.id]) for one in _campaigns(facts)
        ],
        "notices": [
            (one, [(LANGUAGES[key], NoticeReading(text, key)) for key, text in one.texts.items()])
            for one in _notices(facts)
        ],
        "states": CAMPAIGN_LABELS,
        "standings": NOTICE_LABELS,
    }


def texts(campaign: CampaignView) -> Iterator[Told]:
    """By language: the text for everybody, then what it becomes for each other kind of reader.

    What differs from person to person stands in brackets.
    """
    for language, wording in campaign.plan.wordings.items():
        reading = Reading(wording, language)
        names = _names(language)
        values = {key: f"[{names[key]}]" for key in OF_PERSON}
        for flag in ("", *sorted(reading.segment(dict.fromkeys(FLAGS, True)))):
            subject, body = reading.filled(frozenset(filter(None, (flag,))), values)
            yield Told(language, LANGUAGES[language], READERS[flag], subject, as_runs(body))


def _names(language: str) -> dict[str, str]:
    """What the placeholders are called: in the language's own words, which come first."""
    found: dict[str, str] = {}
    for name, one in STANDARD[language].items():
        found.setdefault(one.name, name)
    return found


def data(facts: CaseFacts, _say: Translate) -> Words:
    return {
        "format": 1,
        "reference": facts.case.reference,
        "campaigns": [
            {
                "number": one.number,
                "digest": one.digest,
                "text_sha256": one.text_sha256,
                "texts": {key: text.to_json() for key, text in one.plan.wordings.items()},
            }
            for one in _campaigns(facts)
        ],
        "notices": [
            {
                "number": one.number,
                "digest": one.digest,
                "texts": {key: text.to_json() for key, text in one.texts.items()},
            }
            for one in _notices(facts)
        ],
    }


def _campaigns(facts: CaseFacts) -> tuple[CampaignView, ...]:
    """Those that somebody approved."""
    return facts.account.campaigns if facts.account else ()


def _notices(facts: CaseFacts) -> tuple[NoticeView, ...]:
    return tuple(one for one in facts.notices if one.state in FINAL)


KIND = DocumentKind(
    slug="communication",
    title=Bilingual("Communication aux personnes", "Communication to the persons"),
    template="documents/communication.html",
    words=words,
    attaches="communication.json",
    data=data,
    subject=Subject.COMMUNICATION,
)
