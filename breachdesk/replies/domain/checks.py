"""What may be recorded of a reply, and what keeps an answer from being given."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from breachdesk.deadlines.domain import AUTHORITY_ZONE
from breachdesk.identities.domain import emails
from breachdesk.incidents.domain.commands import EARLIEST
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_prose
from breachdesk.replies.domain.clock import ReplyKind
from breachdesk.replies.domain.reply import Draft, Letter, NewReply, ReplyChannel, Told

MAX_TEXT = 20_000
MAX_LINE = 200
GAP = "[…]"
"""A place in a ready answer that the writer must fill in."""


def check_new(new: NewReply, now: datetime) -> None:
    """Raise ManyRulesError with everything that cannot be recorded."""
    broken = tuple(_broken(new, now))
    if broken:
        raise ManyRulesError(broken)


def _broken(new: NewReply, now: datetime) -> Iterator[RuleError]:
    yield from _wrong_instant(new.received_at, EARLIEST, now, "received_at")
    yield from _wrong_text(new.letter.text, "words")
    for name in ("name", "contact"):
        if problem := problem_with_prose(getattr(new.letter, name), MAX_LINE):
            yield RuleError(problem, field=name)
    if new.letter.email:
        try:
            emails.canonical(new.letter.email)
        except RuleError as error:
            yield RuleError(error.text, field="email")


def tidied(letter: Letter) -> Letter:
    """What is kept of a letter that was checked: its address in the spelling mails take."""
    return replace(letter, email=emails.canonical(letter.email) if letter.email else "")


def check_note(text: str) -> None:
    for problem in _wrong_text(text, "words"):
        raise problem


def check_told(told: Told, received_at: datetime, now: datetime) -> None:
    """Raise ManyRulesError unless somebody can have been told so, then."""
    broken = (*_wrong_instant(told.at, received_at, now, "at"), *_wrong_text(told.text, "words"))
    if broken:
        raise ManyRulesError(broken)


def check_extension(kind: ReplyKind, told_at: datetime, last_day: date, *, is_second: bool) -> None:
    """Article 12(3): once, and the person is told of it and why within the first month.

    What the law still allows is not refused: the month ends as Regulation 1182/71 says.
    """
    if kind is not ReplyKind.RIGHTS:
        raise RuleError(_("Only the month of a rights request can be extended."))
    if is_second:
        raise RuleError(_("The month was extended already: the law allows it once."))
    if told_at.astimezone(AUTHORITY_ZONE).date() > last_day:
        raise RuleError(
            _("The person must be told of the extension within the first month (Article 12(3))."),
            field="at",
        )


def check_draft(draft: Draft, email: str, received_at: datetime, now: datetime) -> None:
    """Raise ManyRulesError with everything that keeps the answer from being given."""
    broken = [*_wrong_text(draft.text, "words")]
    if GAP in draft.text:
        broken.append(RuleError(_("Fill in what stands as […]."), field="words"))
    if draft.channel is ReplyChannel.EMAIL:
        if not email:
            text = _("No e-mail address was noted: answer in another way.")
            broken.append(RuleError(text, field="channel"))
    elif draft.at is None:
        broken.append(RuleError(_("Say when the answer was given."), field="at"))
    else:
        broken += _wrong_instant(draft.at, received_at, now, "at")
    if broken:
        raise ManyRulesError(tuple(broken))


def _wrong_instant(
    at: datetime, earliest: datetime, now: datetime, name: str
) -> Iterator[RuleError]:
    if at > now:
        yield RuleError(_("This cannot be in the future."), field=name)
    elif at < EARLIEST:
        yield RuleError(_("This cannot be before the year 2000."), field=name)
    elif at < earliest:
        yield RuleError(_("This cannot come before the message was received."), field=name)


def _wrong_text(text: str, name: str) -> Iterator[RuleError]:
    if not text.strip():
        yield RuleError(_("Write something."), field=name)
    elif problem := problem_with_prose(text, MAX_TEXT):
        yield RuleError(problem, field=name)
