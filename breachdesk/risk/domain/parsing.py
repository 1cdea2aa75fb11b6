"""Reading case files: JSON values become RiskFacts, or a complaint that names the key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from breachdesk.risk.domain.facts import (
    Category,
    Cause,
    Exfiltration,
    Impact,
    Mitigation,
    Nature,
    Origin,
    RiskFacts,
    Subject,
)

W = TypeVar("W", bound=StrEnum)
OTHER = "other"


class MalformedCaseError(ValueError):
    """A value that cannot be read; `key` says where."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


@dataclass(frozen=True, slots=True)
class Parsed:
    """`others` are values outside the vocabulary, as "key: value"; `ignored` unknown keys."""

    facts: RiskFacts
    others: tuple[str, ...]
    ignored: tuple[str, ...]


class _Reader:
    def __init__(self, values: Mapping[str, Any], *, lenient: bool) -> None:
        self.values = values
        self.lenient = lenient
        self.others: list[str] = []

    def words(self, key: str, kind: type[W]) -> frozenset[W]:
        value = self.values.get(key)
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            raise MalformedCaseError(key, "a list is expected")
        return frozenset(filter(None, (self._word(key, one, kind) for one in value)))

    def word(self, key: str, kind: type[W]) -> W | None:
        value = self.values.get(key)
        return None if value is None else self._word(key, value, kind)

    def _word(self, key: str, value: object, kind: type[W]) -> W | None:
        if not isinstance(value, str):
            raise MalformedCaseError(key, "a word of the vocabulary is expected")
        known = {one.value for one in kind}
        if value in known and (value != OTHER or self.lenient):
            return kind(value)
        if not self.lenient:
            raise MalformedCaseError(key, f"“{value[:60]}” is not in the vocabulary")
        self.others.append(f"{key}: {value}")
        return kind(OTHER) if OTHER in known else None

    def flag(self, key: str) -> bool | None:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        raise MalformedCaseError(key, "true, false or null is expected")

    def count(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise MalformedCaseError(key, "a whole number from 0 on, or null, is expected")
        return value

    def hours(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124  # NaN
            raise MalformedCaseError(key, "a number of hours, or null, is expected")
        return float(value)


def parse(values: object, *, lenient: bool = False) -> Parsed:
    """Raises MalformedCaseError; with `lenient` words outside the vocabulary count as other."""
    if not isinstance(values, Mapping):
        raise MalformedCaseError("facts", "an object is expected")
    reader = _Reader(values, lenient=lenient)
    facts = RiskFacts(**{name: read(reader) for name, read in READERS.items()})
    ignored = sorted(set(values) - set(KEYS))
    return Parsed(facts, tuple(reader.others), tuple(ignored))


READERS: Mapping[str, Callable[[_Reader], Any]] = {
    "natures": lambda of: of.words("nature", Nature),
    "origin": lambda of: of.word("origin", Origin),
    "cause": lambda of: of.word("cause", Cause),
    "categories": lambda of: of.words("data_categories", Category),
    "special_categories": lambda of: of.flag("special_categories"),
    "national_id": lambda of: of.flag("national_id"),
    "financial_data": lambda of: of.flag("financial_data"),
    "credentials": lambda of: of.flag("credentials"),
    "subjects": lambda of: of.words("data_subjects", Subject),
    "vulnerable": lambda of: of.flag("vulnerable"),
    "persons_min": lambda of: of.count("persons_min"),
    "persons_max": lambda of: of.count("persons_max"),
    "encrypted": lambda of: of.flag("encrypted"),
    "key_compromised": lambda of: of.flag("key_compromised"),
    "backup": lambda of: of.flag("backup"),
    "restored_within_hours": lambda of: of.hours("restored_within_hours"),
    "exfiltration": lambda of: of.word("exfiltration", Exfiltration),
    "recipient_trusted": lambda of: of.flag("recipient_trusted"),
    "recipients_known": lambda of: of.flag("recipients_known"),
    "malicious": lambda of: of.flag("malicious"),
    "service_impact": lambda of: of.word("service_impact", Impact),
    "mitigations": lambda of: of.words("mitigations", Mitigation),
    "much_about_each": lambda of: of.flag("much_about_each"),
    "telling_controller": lambda of: of.flag("telling_controller"),
    "known_inaccurate": lambda of: of.flag("known_inaccurate"),
}
KEYS = {"persons_text", "nature", "data_categories", "data_subjects"} | {
    name for name in READERS if name not in {"natures", "categories", "subjects"}
}
