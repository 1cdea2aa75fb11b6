"""Whether an answer fits its field: every problem is told, each under the key of its field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from breachdesk.facts.domain.contradictions import contradictions
from breachdesk.facts.domain.fields import Field, Kind
from breachdesk.facts.domain.values import (
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Day,
    Figure,
    Instant,
    Snapshot,
    Unknown,
    Words,
    YesNo,
)
from breachdesk.facts.domain.versions import NewFact
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose
from breachdesk.kernel.zones import zone

MAX_PROSE = 20_000
MAX_LINE = 500
MAX_COUNT = 10**10
MAX_BODIES = 50
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Before this a date can only be a slip of the keyboard."""

Problems = Iterator[Text]


def check(
    entries: Sequence[NewFact], present: Snapshot, facts: Mapping[str, Field], now: datetime
) -> None:
    """Raise ManyRulesError with every problem of the answers about to be recorded."""
    broken = problems(entries, present, facts, now)
    if broken:
        raise ManyRulesError(broken)


def problems(
    entries: Sequence[NewFact], present: Snapshot, facts: Mapping[str, Field], now: datetime
) -> tuple[RuleError, ...]:
    """What is wrong with each entry, and between the entries and what is already recorded.

    `facts` are the fields that may be recorded: what the organisation or the case keeps is not
    among them.
    """
    single = [
        RuleError(text, field=entry.key)
        for entry in entries
        for text in (*_of_value(facts.get(entry.key), entry.value), *_of_entry(entry, now))
    ]
    changed = {entry.key: entry.value for entry in entries}
    between = contradictions({**present, **changed}, changed.keys(), now)
    return (*single, *between)


def _of_value(field: Field | None, value: Answer) -> Problems:
    if field is None:
        yield _("This is no fact of the case: it is kept elsewhere, or the form does not ask it.")
    elif not isinstance(value, Unknown):
        yield from CHECKS[field.kind](field, value)


def _of_entry(entry: NewFact, now: datetime) -> Problems:
    """A figure is worth what its source is worth; for the rest saying it is optional."""
    if isinstance(entry.value, Figure):
        if entry.as_of is None:
            yield _("Say as of when this figure holds.")
        if not entry.source.strip():
            yield _("Say where this figure comes from.")
        if entry.confidence is None:
            yield _("Say how sure this figure is.")
    if entry.as_of and entry.as_of > now:
        yield _("The as-of date cannot be in the future.")
    if problem := problem_with_line(entry.source, MAX_LINE):
        yield problem


def _line(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, Words):
        yield _misfit()
    else:
        yield from _required_line(value.text)


def _prose(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, Words):
        yield _misfit()
    elif not value.text.strip():
        yield _blank()
    elif problem := problem_with_prose(value.text, MAX_PROSE):
        yield problem


def _choice(field: Field, value: Answer) -> Problems:
    if not isinstance(value, Choice):
        yield _misfit()
        return
    others = {value.key: value.other} if value.other else {}
    yield from _options(field, frozenset({value.key}), others)


def _choices(field: Field, value: Answer) -> Problems:
    if not isinstance(value, Choices):
        yield _misfit()
        return
    if not value.keys and not field.may_be_empty:
        yield _("Tick at least one answer, or say that it is not known yet.")
    if len(value.keys) > 1 and any(o.unknown for o in field.options if o.key in value.keys):
        yield _("“Not known” cannot be ticked together with other answers.")
    yield from _options(field, value.keys, value.others)


def _options(field: Field, keys: frozenset[str], others: Mapping[str, str]) -> Problems:
    """Every key is on the list; "other" says which, and nothing else does."""
    if any(field.option(key) is None for key in keys):
        yield _("This answer is not on the list.")
    asking = {option.key for option in field.options if option.other}
    if any(not others.get(key, "").strip() for key in keys & asking):
        yield _("You chose “other”: say which.")
    if any(text.strip() and key not in keys & asking for key, text in others.items()):
        yield _("A text says which other, but “other” is not chosen.")
    yield from _lines(others.values())


def _figure(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, Figure):
        yield _misfit()
        return
    numbers = [number for number in (value.low, value.high) if number is not None]
    if any(not 0 <= number <= MAX_COUNT for number in numbers):
        yield _("A count is neither negative nor above ten thousand million.")
    if value.high is not None and value.high < value.low:
        yield _("The range ends below its beginning.")


def _yes_no(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, YesNo):
        yield _misfit()


def _instant(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, Instant):
        yield _misfit()
        return
    if value.at < EARLIEST:
        yield _too_old()
    try:
        zone(value.zone)
    except RuleError as error:
        yield error.text


def _day(_field: Field, value: Answer) -> Problems:
    if not isinstance(value, Day):
        yield _misfit()
    elif value.on < date(EARLIEST.year, 1, 1):
        yield _too_old()


def _bodies(field: Field, value: Answer) -> Problems:
    if not isinstance(value, Bodies):
        yield _misfit()
        return
    if len(value.bodies) > MAX_BODIES:
        yield _(
            "There are %(length)s bodies here; at most %(limit)s fit. Attach the list instead.",
            length=len(value.bodies),
            limit=MAX_BODIES,
        )
    for body in value.bodies[:MAX_BODIES]:
        yield from _body(field, body)


def _body(field: Field, body: Body) -> Problems:
    others = {body.role: body.role_other} if body.role_other else {}
    yield from _options(field, frozenset({body.role}), others)
    yield from _required_line(body.name)
    yield from _lines([body.contact])


def _required_line(text: str) -> Problems:
    if not text.strip():
        yield _blank()
    else:
        yield from _lines([text])


def _lines(texts: Iterable[str]) -> Problems:
    for text in texts:
        if problem := problem_with_line(text, MAX_LINE):
            yield problem


def _blank() -> Text:
    return _("Write the answer, or say that it is not known yet.")


def _misfit() -> Text:
    return _("This kind of answer does not fit the question.")


def _too_old() -> Text:
    return _("This date is too far back: check the year.")


CHECKS: Mapping[Kind, Callable[[Field, Answer], Problems]] = {
    Kind.LINE: _line,
    Kind.PROSE: _prose,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FIGURE: _figure,
    Kind.YES_NO: _yes_no,
    Kind.INSTANT: _instant,
    Kind.DAY: _day,
    Kind.BODIES: _bodies,
}
