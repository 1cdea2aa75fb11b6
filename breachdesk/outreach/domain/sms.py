"""A short message that points to the notice: how many parts it takes, and what it may say.

It cannot hold what Article 34(2) GDPR wants, so it never is the notice itself. The alphabet is that
of 3GPP TS 23.038: a single character outside it makes the whole message UCS-2.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_line
from breachdesk.people.domain.release import Release
from breachdesk.wording.domain import values
from breachdesk.wording.domain.folding import fold_words
from breachdesk.wording.domain.vocabulary import VOCABULARIES

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€")
"""Each takes two places, which are never parted."""
MOST_PARTS = 3
MAX_TEXT = 1_000
LINK = re.compile(r"[\w-]+\.[a-z]{2,}", re.IGNORECASE)
DRAFT = Bilingual(
    "{0} : message concernant vos données personnelles. Un courriel ou une lettre vous explique "
    "tout. Pour vérifier : notre site habituel ou {1}.",
    "{0}: message about your personal data. An e-mail or a letter explains everything to you. "
    "To check: our usual site, or {1}.",
)


class Encoding(StrEnum):
    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


ROOM = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}
"""Places in a message of one part, and in each of several."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`outside` are the characters that made it UCS-2, in order, each once."""

    encoding: Encoding
    units: int
    parts: int
    outside: str


def measure(text: str) -> Measure:
    outside = "".join(dict.fromkeys(c for c in text if c not in BASIC and c not in EXTENDED))
    encoding = Encoding.UCS_2 if outside else Encoding.GSM_7
    sizes = [_units(character, encoding) for character in text]
    return Measure(encoding, sum(sizes), _parts(sizes, *ROOM[encoding]), outside)


def _units(character: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM_7:
        return 2 if character in EXTENDED else 1
    return len(character.encode("utf-16-le")) // 2


def _parts(sizes: Sequence[int], alone: int, of_many: int) -> int:
    if sum(sizes) <= alone:
        return 1
    parts, used = 1, 0
    for size in sizes:
        if used + size > of_many:
            parts, used = parts + 1, 0
        used += size
    return parts


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom the message must name, and the number at which it can be checked."""

    name: str
    phone: str


def draft(sender: Sender, language: str) -> str:
    return DRAFT.in_(language).format(sender.name, sender.phone)


def check_text(text: str, sender: Sender) -> None:
    """Raise ManyRulesError for all that such a message must not lack or hold."""
    folded, name = fold_words(text), fold_words(sender.name)
    problems = [problem_with_line(text, MAX_TEXT)]
    if name not in folded:
        problems.append(_("Name the sender: %(name)s.", name=sender.name))
    if not sender.phone:
        problems.append(_("Give the organisation a telephone number first, at which to check."))
    elif values.national(sender.phone) not in values.phones(text):
        problems.append(_("Say at which number it can be checked: %(phone)s.", phone=sender.phone))
    if any(values.links(text)) or LINK.search(text):
        problems.append(_("No link and no address: people take them for a trap."))
    problems += _health(folded.replace(name, " "))
    if measure(text).parts > MOST_PARTS:
        problems.append(_("Shorten it to %(parts)s parts.", parts=MOST_PARTS))
    if broken := tuple(RuleError(one, field="message") for one in problems if one):
        raise ManyRulesError(broken)


def _health(folded: str) -> list[Text]:
    found = {
        match.group() for words in VOCABULARIES.values() for match in words.medical.finditer(folded)
    }
    return [
        _("Nothing about health: others may read “%(words)s” on the screen.", words=one)
        for one in sorted(found)
    ]


@dataclass(frozen=True, slots=True)
class SmsView(Release):
    """A text and its numbers that were asked for, to hand to whoever sends short messages."""

    text: str
