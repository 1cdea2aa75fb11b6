"""One page for the management: what happened, how bad, how late, and what is wanted of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.kernel.text import Bilingual, Spoken, Text, _
from breachdesk.kernel.typography import THIN, count
from breachdesk.measures.domain import MeasureKind, MeasureStatus
from breachdesk.notifications.domain import KIND_LABELS, CopySheet
from breachdesk.outreach.domain.coverage import Account, Standing
from breachdesk.risk.domain import CONSEQUENCES, LEVEL_LABELS

CNIL, PEOPLE = "gdpr-33-1", "gdpr-34-1"
STORY, LINE, NAME = 420, 150, 60
"""Characters that leave the page one page."""
MOST = 3
"""Of filings, campaigns and waivers that are told by name; the others are counted."""
SENTENCE = re.compile(r"(?<=[.!?…])\s")
TOLD = ("breach.nature", "people.count", "data.categories", "data.sensitive")


@dataclass(frozen=True, slots=True)
class Clock:
    """The hours from awareness to the deadline, as shares of the picture's width."""

    start: datetime
    due: datetime
    filed_at: datetime | None

    def end(self, now: datetime) -> datetime:
        """Where the clock stands: at the filing, where it stopped, or now."""
        return max(self.filed_at or now, self.start)

    def used(self, now: datetime) -> timedelta:
        return self.end(now) - self.start

    def left(self, now: datetime) -> timedelta:
        """Negative where it is late."""
        return self.due - self.end(now)

    @property
    def whole(self) -> timedelta:
        return self.due - self.start

    def share(self, at: datetime, now: datetime) -> float:
        """Of the whole picture, which ends at the deadline or at what came after it."""
        whole = max(self.due, self.end(now)) - self.start
        return (at - self.start) / whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the bar of coverage: `begin` and `share` are of the whole bar."""

    label: Text
    fill: str
    number: int
    begin: float
    share: float


LOST = frozenset({Standing.BOUNCED, Standing.REFUSED, Standing.UNREACHABLE})
"""Whom something was meant for, and nothing reached."""
GROUPS: tuple[tuple[Text, str, frozenset[Standing]], ...] = (
    (_("Informed"), "#1f6f43", frozenset({Standing.INFORMED})),
    (_("Under way"), "#8fc2a4", frozenset({Standing.PENDING, Standing.UNCERTAIN})),
    (_("For the public notice"), "#2f5d8a", frozenset({Standing.NOTICE})),
    (_("Not reached"), "#a3191f", LOST),
    (_("Persons left out"), "#c9a227", frozenset({Standing.EXCLUDED})),
    (_("In no campaign yet"), "#8796a3", frozenset({Standing.NOT_ADDRESSED})),
)


def words(facts: CaseFacts) -> Words:
    answers = _answers(facts.answers)
    account = facts.account
    if account is None:
        raise LookupError("account")
    decision = facts.assessment
    return {
        "name": excerpt(facts.case.title, LINE),
        "story": excerpt(" ".join(answers.get("breach.description", ("",))[1:]), STORY),
        "told": [
            (answers[key][0], excerpt(", ".join(answers[key][1:]), LINE))
            for key in TOLD
            if key in answers
        ],
        "level": LEVEL_LABELS[decision.level] if decision else None,
        "consequence": CONSEQUENCES[decision.level if decision else facts.proposal.level],
        "why": excerpt(SENTENCE.split(decision.reasons.strip())[0], LINE) if decision else "",
        "proposed": LEVEL_LABELS[facts.proposal.level],
        "proposed_why": facts.proposal.reasons[:1],
        "clock": clock(facts),
        "hours": hours,
        "persons": account.whole.persons,
        "pieces": pieces(account),
        "decided": _decided(facts, account),
        "needed": tuple(needed(facts, account)),
    }


def hours(span: timedelta) -> str:
    """In hours even past a day, as the 72 are counted; minutes are never rounded up."""
    whole, rest = divmod(int(abs(span).total_seconds()), 3_600)
    minutes = f" {rest // 60:02d}{THIN}min" if rest // 60 else ""
    return f"{whole}{THIN}h{minutes}"


def excerpt(text: str, most: int) -> str:
    """The beginning on one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most]
    return (kept.rpartition(" ")[0] or kept).rstrip(",;:") + "\u00a0…"


def clock(facts: CaseFacts) -> Clock | None:
    """None where no deadline of 72 hours runs for the organisation."""
    duty = next((one for one in facts.duties if one.duty.code == CNIL), None)
    if duty is None or duty.due_at is None:
        return None
    first = next((one.filed_at for one in facts.filings if one.filed_at), None)
    return Clock(duty.started_at, duty.due_at, first or duty.discharged_at)


def pieces(account: Account) -> tuple[Piece, ...]:
    """Those that are not 0; together they are the whole bar."""
    persons, found, begin = account.whole.persons, [], 0.0
    for label, fill, standings in GROUPS:
        number = sum(account.whole[one] for one in standings)
        if number:
            share = number / persons
            found.append(Piece(label, fill, number, begin, share))
            begin += share
    return tuple(found)


def needed(facts: CaseFacts, account: Account) -> Iterator[Text]:
    """What does not move without the management, the most pressing first."""
    yield from _decisions(facts)
    open_duties = {one.duty.code for one in facts.duties if one.is_open}
    if CNIL in open_duties:
        yield _("Have the notification filed with the CNIL before the deadline above.")
    if PEOPLE in open_duties:
        yield _("Have the people informed without delay (Article 34 GDPR).")
    for kind, sentence in OPEN_ACTIONS.items():
        number = sum(
            one.kind is kind and one.status is MeasureStatus.OPEN for one in facts.measures
        )
        if number:
            yield Text(sentence.msgid, {"count": number})
    lost = sum(account.whole[one] for one in LOST)
    if lost:
        yield _("Decide how the persons whom nothing reached are told: %(count)s.", count=_n(lost))


OPEN_ACTIONS: Mapping[MeasureKind, Text] = {
    MeasureKind.CONTAINMENT: _("Free hands for the containment actions still open: %(count)s."),
    MeasureKind.REMEDIATION: _("Free means for the corrective actions still open: %(count)s."),
}


def _decisions(facts: CaseFacts) -> Iterator[Text]:
    newest = facts.assessments[0] if facts.assessments else None
    if newest and not newest.is_in_force:
        yield _("A second person must confirm the decision on the risk.")
    elif facts.assessment is None:
        yield _("Decide on the risk: what must be filed and who must be told follows from it.")
    elif facts.assessment.is_stale:
        yield _("Decide on the risk anew: the facts have changed since.")


def _decided(facts: CaseFacts, account: Account) -> Words:
    """The newest first, and how many there are beside those that are told."""
    filings = [one for one in reversed(facts.filings) if one.filed_at]
    waived = [one for one in facts.duties if one.waived_at]
    lists = (filings, account.campaigns, waived)
    return {
        "assessment": facts.assessment,
        "filings": [
            (one, KIND_LABELS[one.kind], excerpt(one.cnil_number, NAME // 2))
            for one in filings[:MOST]
        ],
        "campaigns": [(one, excerpt(one.plan.name, NAME)) for one in account.campaigns[:MOST]],
        "waived": waived[:MOST],
        "more": sum(max(0, len(one) - MOST) for one in lists),
    }


def _answers(sheet: CopySheet) -> dict[str, tuple[str, ...]]:
    """By key, the label and the lines of what is answered."""
    return {
        one.key: (one.label, *one.lines)
        for section in sheet.sections
        for one in section.fields
        if one.lines and not one.is_unknown
    }


def _n(number: int) -> Spoken:
    return Bilingual(count(number, "fr"), count(number, "en"))


KIND = DocumentKind(
    slug="management-page",
    title=Bilingual("Point de situation pour la direction", "Situation for the management"),
    template="documents/management_page.html",
    words=words,
    subject=Subject.MANAGEMENT,
)
