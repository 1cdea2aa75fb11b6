"""What a field can hold, and its lossless JSON form for the database and for frozen filings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A text typed by a person, of one line or many."""

    tag: ClassVar[str] = "words"
    text: str

    def to_json(self) -> Json:
        return {"text": self.text}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Words":
        return cls(data["text"])


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list; `other` says which, where the option asks it."""

    tag: ClassVar[str] = "choice"
    key: str
    other: str = ""

    def to_json(self) -> Json:
        return {"key": self.key, "other": self.other}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Choice":
        return cls(data["key"], data["other"])


@dataclass(frozen=True, slots=True)
class Choices:
    """The options ticked in a list; none at all says "none of these" where a field allows it."""

    tag: ClassVar[str] = "choices"
    keys: frozenset[str]
    others: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> Json:
        return {"keys": sorted(self.keys), "others": dict(self.others)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Choices":
        return cls(frozenset(data["keys"]), dict(data["others"]))


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: one value, or a range when `high` is given."""

    tag: ClassVar[str] = "figure"
    low: int
    high: int | None = None
    approximate: bool = False

    def to_json(self) -> Json:
        return {"low": self.low, "high": self.high, "approximate": self.approximate}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Figure":
        return cls(data["low"], data["high"], data["approximate"])


@dataclass(frozen=True, slots=True)
class YesNo:
    tag: ClassVar[str] = "yes_no"
    yes: bool

    def to_json(self) -> Json:
        return {"yes": self.yes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "YesNo":
        return cls(data["yes"])


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC, with the zone in which it was told."""

    tag: ClassVar[str] = "instant"
    at: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta():
            raise ValueError("an instant is aware and in UTC")

    def to_json(self) -> Json:
        return {"at": self.at.isoformat(), "zone": self.zone}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Instant":
        return cls(datetime.fromisoformat(data["at"]), data["zone"])


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, where the form asks no hour."""

    tag: ClassVar[str] = "day"
    on: date

    def to_json(self) -> Json:
        return {"on": self.on.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Day":
        return cls(date.fromisoformat(data["on"]))


@dataclass(frozen=True, slots=True)
class Body:
    """Another body involved; `role` is an option of the field, `role_other` its "which"."""

    role: str
    name: str
    contact: str = ""
    role_other: str = ""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies involved in the breach; an empty list says that there are none."""

    tag: ClassVar[str] = "bodies"
    bodies: tuple[Body, ...]

    def to_json(self) -> Json:
        names = ("role", "name", "contact", "role_other")
        return {"bodies": [{name: getattr(body, name) for name in names} for body in self.bodies]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Bodies":
        return cls(tuple(Body(**body) for body in data["bodies"]))


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer "not known yet", which is not the same as no answer."""


UNKNOWN = Unknown()

Value: TypeAlias = Words | Choice | Choices | Figure | YesNo | Instant | Day | Bodies
Answer: TypeAlias = Value | Unknown
Snapshot: TypeAlias = Mapping[str, Answer]
"""Key of a field to its answer; a key that is missing has never been answered."""

TYPES: Mapping[str, type[Value]] = {
    cls.tag: cls for cls in (Words, Choice, Choices, Figure, YesNo, Instant, Day, Bodies)
}


def dump(answer: Answer) -> Json | None:
    """The answer as JSON that names its own type; None for "not known yet"."""
    if isinstance(answer, Unknown):
        return None
    return {"type": answer.tag, **answer.to_json()}


def load(data: Mapping[str, Any] | None) -> Answer:
    """The answer that `dump` wrote, whatever the catalogue says of its field today."""
    return UNKNOWN if data is None else TYPES[data["type"]].from_json(data)
