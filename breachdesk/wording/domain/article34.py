"""Whether a text tells people what Article 34 of the GDPR wants, and does them no harm.

review() reads a text as one person receives it, with its placeholders filled. Words are judged
sentence by sentence, together with the heading or the line that introduces them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.wording.domain import values
from breachdesk.wording.domain.findings import (
    ENOUGH_EASE,
    Code,
    Expectations,
    Finding,
    found,
)
from breachdesk.wording.domain.folding import fold_words
from breachdesk.wording.domain.readability import reading_ease
from breachdesk.wording.domain.sentences import Sentence, sentences
from breachdesk.wording.domain.vocabulary import VOCABULARIES
from breachdesk.wording.domain.vocabulary.shape import Phrases, Proofs, Vocabulary

__all__ = ["Code", "Expectations", "Finding", "Review", "review"]

CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{4,}(?:[ '’-][A-ZÀ-Þ]{2,})+|\b[A-ZÀ-Þ]{7,}\b")
PUBLIC_NUMBERS = frozenset({"0153732222"})
"""The CNIL’s; a text that tells where to complain may give it."""
NEGATED_WITHIN = 4
"""Words before a phrase among which a negation turns it: « ne contient aucune pièce jointe »."""
LOOK_BACK = 100
"""Characters that hold these words."""


@dataclass(frozen=True, slots=True)
class Review:
    """Blocking findings come first."""

    findings: tuple[Finding, ...]
    reading_ease: float

    @property
    def blocks(self) -> bool:
        return any(finding.is_blocking for finding in self.findings)


@dataclass(frozen=True, slots=True)
class _Read:
    """The text as every check sees it; `lines` are the subject and the sentences."""

    subject: Sentence
    body: tuple[Sentence, ...]
    contexts: tuple[str, ...]
    words: Vocabulary
    expected: Expectations

    @property
    def lines(self) -> tuple[Sentence, ...]:
        return (self.subject, *self.body)


def review(subject: str, text: str, language: str, expectations: Expectations) -> Review:
    """Everything there is to say about a text, as one of its readers would receive it."""
    if language not in VOCABULARIES:
        raise RuleError(_("Texts in this language cannot be checked."))
    body = sentences(text)
    contexts = tuple(fold_words(one.in_context) for one in body)
    read = _Read(Sentence(subject, 0), body, contexts, VOCABULARIES[language], expectations)
    ease = reading_ease(text, language)
    findings = [
        *_elements(read),
        *_contact(read),
        *_people_and_data(read),
        *_values(read),
        *_links(read),
        *_phrases(read),
        *_capitals(read),
    ]
    if ease < ENOUGH_EASE:
        findings.append(found(Code.HARD, ease=ease))
    return Review(tuple(sorted(findings, key=lambda one: not one.is_blocking)), ease)


def _elements(read: _Read) -> Iterator[Finding]:
    words = read.words
    wanted: tuple[tuple[Code, Proofs], ...] = (
        (Code.NATURE, words.nature),
        (Code.CONSEQUENCES, words.consequences),
        (Code.MEASURES, words.measures),
        (Code.ADVICE, words.advice),
        (Code.COMPLAINT, words.complaint),
        (Code.GENUINE, words.genuine),
    )
    for code, proofs in wanted:
        if not any(proof.holds(context) for context in read.contexts for proof in proofs):
            yield found(code)


def _contact(read: _Read) -> Iterator[Finding]:
    text = "\n".join(one.text for one in read.body)
    email = read.expected.contact_email.strip().casefold()
    phone = values.national(read.expected.contact_phone)
    by_email = bool(email) and email in values.emails(text)
    by_phone = bool(phone) and phone in values.phones(text)
    if not (by_email or by_phone):
        yield found(Code.CONTACT)
    elif not any(read.words.contact.search(_without_addresses(one)) for one in read.body):
        yield found(Code.CONTACT_UNNAMED)


def _without_addresses(one: Sentence) -> str:
    return fold_words(" ".join(word for word in one.in_context.split() if "@" not in word))


def _people_and_data(read: _Read) -> Iterator[Finding]:
    expected = read.expected
    folded = fold_words("\n".join(one.text for one in read.lines))
    if expected.controller and fold_words(expected.controller) not in folded:
        yield found(Code.SENDER, words=expected.controller)
    if missing := [d for d in expected.data_categories if fold_words(d) not in folded]:
        yield found(Code.DATA, words=", ".join(missing))


def _values(read: _Read) -> Iterator[Finding]:
    expected, words = read.expected, read.words
    contacts = {expected.contact_email, expected.contact_phone, *expected.other_contacts} - {""}
    addresses = {one.strip().casefold() for one in contacts if "@" in one}
    numbers = {values.national(one) for one in contacts if "@" not in one} | PUBLIC_NUMBERS
    for one in read.lines:
        folded = fold_words(one.text)
        if values.holds_social_security_number(one.text):
            yield found(Code.SOCIAL_SECURITY_NUMBER, one.line)
        if set(values.phones(one.text)) - numbers:
            yield found(Code.TELEPHONE, one.line)
        if set(values.emails(one.text)) - addresses:
            yield found(Code.EMAIL, one.line)
        if words.birth_date.search(folded):
            yield found(Code.BIRTH_DATE, one.line)
        if words.result.search(folded) and not words.both_results.search(folded):
            yield found(Code.RESULT, one.line)


def _links(read: _Read) -> Iterator[Finding]:
    for one in read.lines:
        for link in values.links(one.text):
            if not values.is_of(link.host, read.expected.link_hosts):
                yield found(Code.LINK_ELSEWHERE, one.line, words=link.host)
            if link.holds_code:
                yield found(Code.LINK_TOKEN, one.line)
            if not link.is_encrypted:
                yield found(Code.LINK_UNSAFE, one.line)


def _phrases(read: _Read) -> Iterator[Finding]:
    words = read.words
    subject = fold_words(read.subject.text).replace(fold_words(read.expected.controller), " ")
    folded = [(fold_words(one.text), one.line) for one in read.lines]
    yield from _each(Code.MEDICAL_SUBJECT, words.medical, [(subject, 0)])
    yield from _each(Code.MINIMISING, words.minimising, folded)
    yield from _each(Code.JARGON, words.jargon, folded)
    for code, pattern in (
        (Code.ATTACHMENT, words.attachment),
        (Code.MARKETING, words.marketing),
        (Code.PRESSURE, words.pressure),
    ):
        yield from _each(code, pattern, folded, unless=words.negation)


def _each(
    code: Code, pattern: Phrases, lines: Iterable[tuple[str, int]], unless: Phrases | None = None
) -> Iterator[Finding]:
    """One finding for each phrase, at its first line; `unless` before it turns its meaning."""
    told = set()
    for folded, line in lines:
        for match in pattern.finditer(folded):
            if unless and unless.search(_before(folded, match.start())):
                continue
            if match.group() not in told:
                told.add(match.group())
                yield found(code, line, words=match.group())


def _before(folded: str, at: int) -> str:
    """The last words before a place, of which few are enough."""
    words = folded[max(0, at - LOOK_BACK) : at].split()[-NEGATED_WITHIN:]
    return f" {' '.join(words)} "


def _capitals(read: _Read) -> Iterator[Finding]:
    for one in read.lines:
        match = CAPITALS.search(one.text.replace(read.expected.controller or "\0", ""))
        if match:
            yield found(Code.CAPITALS, one.line, words=match.group())
