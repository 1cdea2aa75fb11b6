"""The order of the post: by postcode, then country by country. Nothing about anybody is kept."""

from array import array
from collections.abc import Iterator
from itertools import chain, groupby, islice
from typing import NamedTuple

from breachdesk.identities.domain.addresses import Address, department
from breachdesk.letters.domain.printing import Place

ID_BITS = 40
"""Of the number a letter is sorted by; its postcode stands above them."""


class Stop(NamedTuple):
    """A letter's place on the rounds; `country` is empty in France."""

    country: str
    key: int

    @property
    def letter_id(self) -> int:
        return self.key & ((1 << ID_BITS) - 1)

    @property
    def zone(self) -> str:
        return self.country or department(f"{self.key >> ID_BITS:05d}")


class Rounds:
    """Letters by language and country, eight bytes each; the age decides among equal postcodes."""

    def __init__(self) -> None:
        self.keys: dict[tuple[str, str], array[int]] = {}

    def add(self, letter_id: int, place: Place, address: Address) -> None:
        country = address.country.upper()
        rank = 0 if country else int(address.postcode)
        keys = self.keys.setdefault((place.language, country), array("Q"))
        keys.append(rank << ID_BITS | letter_id)

    def take_in(self, others: "Rounds") -> None:
        """Letters that another process has judged."""
        for run, keys in others.keys.items():
            self.keys.setdefault(run, array("Q")).extend(keys)

    def batches(self, size: int) -> Iterator[tuple[str, list[Stop]]]:
        """(language, at most `size` letters in their order)."""
        for language, runs in groupby(sorted(self.keys), key=lambda run: run[0]):
            waiting = chain.from_iterable(map(self._stops, runs))
            while some := list(islice(waiting, size)):
                yield language, some

    def _stops(self, run: tuple[str, str]) -> Iterator[Stop]:
        return (Stop(run[1], key) for key in sorted(self.keys[run]))
