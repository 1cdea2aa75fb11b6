"""What the review of a text may find, whether it blocks approval, and the law it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from breachdesk.kernel.text import Text, _

ENOUGH_EASE = 50


class Code(StrEnum):
    """The elements keep their numbers from the usual checklists; N and P4 block."""

    NATURE = "N1"
    CONTACT = "N2"
    CONSEQUENCES = "N3"
    MEASURES = "N4"
    ADVICE = "P4"
    SENDER = "P1"
    DATA = "P3"
    COMPLAINT = "P5"
    GENUINE = "P6"
    CONTACT_UNNAMED = "contact-unnamed"
    MEDICAL_SUBJECT = "medical-subject"
    SOCIAL_SECURITY_NUMBER = "social-security-number"
    TELEPHONE = "telephone"
    EMAIL = "e-mail"
    BIRTH_DATE = "birth-date"
    RESULT = "result"
    LINK_ELSEWHERE = "link-elsewhere"
    LINK_TOKEN = "link-token"  # noqa: S105  # a kind of finding
    LINK_UNSAFE = "link-unsafe"
    ATTACHMENT = "attachment"
    MARKETING = "marketing"
    PRESSURE = "pressure"
    MINIMISING = "minimising"
    JARGON = "jargon"
    CAPITALS = "capitals"
    HARD = "reading-ease"


BLOCKING = frozenset({Code.NATURE, Code.CONTACT, Code.CONSEQUENCES, Code.MEASURES, Code.ADVICE})

PLAIN = "RGPD/GDPR art. 12(1), 34(2)"
DISCREET = "RGPD/GDPR art. 5(1)(f)"
DEDICATED = "CEPD/EDPB 9/2022"
USUAL = "Bonne pratique / good practice"

RULES: Mapping[Code, tuple[str, Text]] = {
    Code.NATURE: (
        "RGPD/GDPR art. 34(2)",
        _(
            "The text does not say what happened to the data: who could see them, what was "
            "lost or what was blocked. “A breach” alone is too general."
        ),
    ),
    Code.CONTACT: (
        "RGPD/GDPR art. 34(2), 33(3)(b)",
        _("The text does not give the e-mail or telephone of the data protection officer."),
    ),
    Code.CONSEQUENCES: (
        "RGPD/GDPR art. 34(2), 33(3)(c)",
        _("The text does not say what may happen to the person: the likely consequences."),
    ),
    Code.MEASURES: (
        "RGPD/GDPR art. 34(2), 33(3)(d)",
        _("The text does not say what you did or will do about the breach."),
    ),
    Code.ADVICE: (
        "RGPD/GDPR considérant/recital 86",
        _("The text does not say what the person can do to protect themselves."),
    ),
    Code.SENDER: (
        "RGPD/GDPR art. 34(1)",
        _("The text does not name who writes: %(words)s."),
    ),
    Code.DATA: (
        "RGPD/GDPR art. 34(2)",
        _("The text does not name these data: %(words)s."),
    ),
    Code.COMPLAINT: (
        "RGPD/GDPR art. 77",
        _("The text does not tell the right to complain to the CNIL."),
    ),
    Code.GENUINE: (
        USUAL,
        _("The text does not say how to check that the message is genuine."),
    ),
    Code.CONTACT_UNNAMED: (
        "RGPD/GDPR art. 33(3)(b)",
        _("The text gives an address without saying that it is the data protection officer’s."),
    ),
    Code.MEDICAL_SUBJECT: (
        DISCREET,
        _("The subject speaks of health (“%(words)s”): others may read it on a screen."),
    ),
    Code.SOCIAL_SECURITY_NUMBER: (DISCREET, _("The text holds a social security number.")),
    Code.TELEPHONE: (
        DISCREET,
        _("The text holds a telephone number that is none of your contacts."),
    ),
    Code.EMAIL: (DISCREET, _("The text holds an e-mail address that is none of your contacts.")),
    Code.BIRTH_DATE: (DISCREET, _("The text holds a date of birth.")),
    Code.RESULT: (DISCREET, _("The text tells the result of a test.")),
    Code.LINK_ELSEWHERE: (USUAL, _("A link leads to a site that is not yours: %(words)s.")),
    Code.LINK_TOKEN: (
        DISCREET,
        _("A link holds a long code or personal data; people take such links for a trap."),
    ),
    Code.LINK_UNSAFE: (DISCREET, _("A link is not encrypted: write https://.")),
    Code.ATTACHMENT: (
        USUAL,
        _("The text speaks of an attachment (“%(words)s”); such a message should have none."),
    ),
    Code.MARKETING: (
        DEDICATED,
        _("“%(words)s” sounds like advertising; this message serves the breach only."),
    ),
    Code.PRESSURE: (
        USUAL,
        _("“%(words)s” is how fraudulent messages speak; people may take yours for one."),
    ),
    Code.MINIMISING: (
        "RGPD/GDPR art. 5(1)(a)",
        _("“%(words)s” plays the breach down; say only what you can prove."),
    ),
    Code.JARGON: (PLAIN, _("“%(words)s” is not a word people know; say it plainly.")),
    Code.CAPITALS: (USUAL, _("“%(words)s” is written in capitals, as fraudulent messages are.")),
    Code.HARD: (
        PLAIN,
        _("The text is hard to read: %(ease)s; aim at 50 or more, with shorter sentences."),
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1 in the text; 0 is the subject, None the text as a whole."""

    code: Code
    text: Text
    legal_ref: str
    line: int | None = None

    @property
    def is_blocking(self) -> bool:
        return self.code in BLOCKING


@dataclass(frozen=True, slots=True)
class Expectations:
    """What the case knows and the text must or may hold.

    One of `contact_email` and `contact_phone` must stand in the text. `other_contacts` are
    addresses and numbers it may hold besides, `link_hosts` the sites it may lead to;
    `data_categories` are named as the text's language names them.
    """

    contact_email: str = ""
    contact_phone: str = ""
    controller: str = ""
    data_categories: tuple[str, ...] = ()
    link_hosts: frozenset[str] = field(default_factory=frozenset)
    other_contacts: frozenset[str] = field(default_factory=frozenset)


def found(code: Code, line: int | None = None, **params: object) -> Finding:
    legal_ref, sentence = RULES[code]
    return Finding(code, Text(sentence.msgid, params), legal_ref, line)
