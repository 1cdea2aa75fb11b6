"""Numbered pages of a list, from the address and back into it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

MAX_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Pages:
    """Page `number` (from 1) of a list shown `size` at a time; `total` rows in all."""

    number: int
    size: int
    total: int = 0

    @classmethod
    def from_request(cls, arguments: Mapping[str, str], size: int) -> "Pages":
        """What is no page number is page 1: an address is no form to be corrected."""
        text = arguments.get("page", "1")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1  # noqa: PLR2004
        return cls(min(max(number, 1), MAX_PAGE), size)

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    def of(self, total: int) -> "Pages":
        return replace(self, total=total)

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))
