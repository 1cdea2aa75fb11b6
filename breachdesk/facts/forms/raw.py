"""A field's answer as the texts of its inputs, and back."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import TypeAlias

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
    Unknown,
    Value,
    Words,
    YesNo,
)
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.zones import check_year, in_zone, is_repeated, resolve
from breachdesk.web.fields import TIME_FORMATS

Raw: TypeAlias = dict[str, list[str]]
"""Name of an input to the texts typed in it; an input that is missing was left empty."""

GROUPING = str.maketrans("", "", " \u00a0\u202f.,")
MAX_DIGITS = 12
OFF = frozenset({"", "0", "no", "off"})


def first(raw: Raw, part: str) -> str:
    return next(iter(raw.get(part, [])), "").strip()


def ticked(raw: Raw, part: str) -> bool:
    return first(raw, part) not in OFF


def read(field: Field, raw: Raw) -> Value | None:
    """The answer typed; None when nothing was. RuleError when it cannot be read."""
    return READERS[field.kind](field, raw)


def show(answer: Answer | None, zone_name: str) -> Raw:
    """The inputs as they must be filled to show the answer again."""
    match answer:
        case None:
            return {}
        case Unknown():
            return {"unknown": ["1"]}
        case Words(text=text):
            return {"text": [text]}
        case Choice(key=key, other=other):
            return {"key": [key], f"other-{key}": [other]}
        case Choices(keys=keys, others=others):
            none = {} if keys else {"none": ["1"]}
            return {"key": sorted(keys), **none, **{f"other-{k}": [v] for k, v in others.items()}}
        case _:
            return _show_rest(answer, zone_name)


def _show_rest(answer: Figure | YesNo | Instant | Day | Bodies, zone_name: str) -> Raw:
    match answer:
        case Figure(low=low, high=high, approximate=approximate):
            high_text = "" if high is None else str(high)
            about = ["1"] if approximate else []
            return {"low": [str(low)], "high": [high_text], "approximate": about}
        case YesNo(yes=yes):
            return {"yes": ["yes" if yes else "no"]}
        case Instant(at=at, zone=told_in):
            return show_instant(at, told_in or zone_name)
        case Day(on=on):
            return {"on": [on.isoformat()]}
        case Bodies(bodies=bodies):
            names = ("role", "name", "contact", "role_other")
            none = {} if bodies else {"none": ["1"]}
            return {**none, **{name: [getattr(body, name) for body in bodies] for name in names}}


def show_instant(at: datetime, zone_name: str) -> Raw:
    local = in_zone(at, zone_name)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return {
        "date": [f"{local:%Y-%m-%d}"],
        "time": [clock],
        "zone": [zone_name],
        "fold": [str(local.fold)] if is_repeated(local) else [],
    }


def read_instant(raw: Raw, prefix: str = "", zone_else: str = "Europe/Paris") -> Instant | None:
    """Date, time and zone as typed; None when both are empty. The repeated hour wants a fold."""
    day, clock = first(raw, f"{prefix}date"), first(raw, f"{prefix}time")
    zone_name = first(raw, f"{prefix}zone") or zone_else
    if not day and not clock:
        return None
    local = datetime.combine(_day(day), _clock(clock or "00:00"))
    fold = first(raw, f"{prefix}fold")
    return Instant(
        resolve(local, zone_name, int(fold) if fold in {"0", "1"} else None).astimezone(UTC),
        zone_name,
    )


def _words(_field: Field, raw: Raw) -> Words | None:
    text = next(iter(raw.get("text", [])), "")
    return Words(text.replace("\r\n", "\n").strip()) if text.strip() else None


def _choice(field: Field, raw: Raw) -> Choice | None:
    key = first(raw, "key")
    if not key:
        return None
    option = field.option(key)
    return Choice(key, first(raw, f"other-{key}") if option and option.other else "")


def _choices(field: Field, raw: Raw) -> Choices | None:
    keys = frozenset(key for key in raw.get("key", []) if key)
    if not keys:
        return Choices(frozenset()) if ticked(raw, "none") else None
    asking = {option.key for option in field.options if option.other}
    others = {key: first(raw, f"other-{key}") for key in keys & asking}
    return Choices(keys, others)


def _figure(_field: Field, raw: Raw) -> Figure | None:
    low, high = first(raw, "low"), first(raw, "high")
    if not low and not high:
        return None
    if not low:
        raise RuleError(_("A range needs its beginning as well."))
    return Figure(_number(low), _number(high) if high else None, ticked(raw, "approximate"))


def _number(text: str) -> int:
    digits = text.translate(GROUPING)
    if not digits.isascii() or not digits.isdigit() or len(digits) > MAX_DIGITS:
        raise RuleError(_("Write the number in digits, like 386970."))
    return int(digits)


def _yes_no(_field: Field, raw: Raw) -> YesNo | None:
    told = first(raw, "yes")
    return YesNo(told == "yes") if told in {"yes", "no"} else None


def _instant(_field: Field, raw: Raw) -> Instant | None:
    return read_instant(raw)


def _on(_field: Field, raw: Raw) -> Day | None:
    text = first(raw, "on")
    return Day(_day(text)) if text else None


def _day(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            read = datetime.strptime(text, pattern)  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        check_year(read)
        return read.date()
    raise RuleError(_("Give the date as day, month and year, like 27/08/2021."))


def _clock(text: str) -> time:
    for pattern in TIME_FORMATS:
        try:
            return datetime.strptime(text, pattern).time()  # noqa: DTZ007  # only its time is kept
        except ValueError:
            continue
    raise RuleError(_("Give the time as hours and minutes, like 18:40."))


def _bodies(_field: Field, raw: Raw) -> Bodies | None:
    names = ("role", "name", "contact", "role_other")
    columns = [raw.get(name, []) for name in names]
    rows = max((len(column) for column in columns), default=0)
    found = []
    for row in range(rows):
        cells = [column[row].strip() if row < len(column) else "" for column in columns]
        if any(cells[1:]):
            found.append(Body(*cells))
    if found:
        return Bodies(tuple(found))
    return Bodies(()) if ticked(raw, "none") else None


READERS: Mapping[Kind, Callable[[Field, Raw], Value | None]] = {
    Kind.LINE: _words,
    Kind.PROSE: _words,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FIGURE: _figure,
    Kind.YES_NO: _yes_no,
    Kind.INSTANT: _instant,
    Kind.DAY: _on,
    Kind.BODIES: _bodies,
}
