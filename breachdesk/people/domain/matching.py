"""When two rows are about one person, and when only a human may say so.

- Both have a NIR: the same NIR with the same name and date of birth is one person. The same NIR
  with another name or date is a CONFLICT: both are kept, and the pair is listed. Different NIRs
  are different people, whatever their names.
- One or both lack a NIR: the same name, date of birth and postcode is one person, provided only
  one such person is known. The same name and date with another postcode, or without date or
  postcode, is a HOMONYM: both are kept, and the pair is listed.

Names are compared without accents, capitals, hyphens and spaces. Nothing listed is merged by
itself: to write twice to one person does less harm than to leave one of two without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from breachdesk.kernel.text import Text, _
from breachdesk.people.domain.identity import Traits


class Doubt(StrEnum):
    CONFLICT = "conflict"
    HOMONYM = "homonym"


DOUBT_LABELS: Mapping[Doubt, Text] = {
    Doubt.CONFLICT: _("same social security number, other name or date of birth"),
    Doubt.HOMONYM: _("same name, and nothing that tells whether it is one person"),
}


class Keys(NamedTuple):
    """Blind indexes of one row: of its NIR, its name with date of birth, and its home.

    `home` covers name, date of birth and postcode; None where date or postcode is missing.
    """

    nir: bytes | None
    name: bytes
    home: bytes | None


class Entry(NamedTuple):
    """A row that is right, sealed as if its person were new, with the `key` of that person.

    It tells no more of the person than a row of the database does.
    """

    keys: Keys
    is_dated: bool
    key: str
    sealed: bytes
    traits: Traits
    language: str
    mail_domain: str
    controller_id: str
    is_deceased: bool


NOTHING = Traits(*[False] * len(Traits._fields))


@dataclass(slots=True, eq=False, repr=False)
class Held:
    """A person known so far: stored (`id`) or to be stored at the end of the chunk.

    `first` is the row that brought a person of this chunk; `more` are rows that tell what it, or
    what is stored, does not. `was_*` is what is stored.
    """

    keys: Keys
    key: str
    id: int = 0
    first: Entry | None = None
    traits: Traits = NOTHING
    is_deceased: bool = False
    was_deceased: bool = False
    has_learnt: bool = False
    linked: set[str] = field(default_factory=set)
    new_links: dict[str, int] = field(default_factory=dict)
    old_links: dict[str, int] = field(default_factory=dict)
    records: int = 0
    more: list[Entry] = field(default_factory=list)

    def count(self, controller_id: str) -> bool:
        """One more record; True when it is the first from this controller."""
        self.records += 1
        if not controller_id:
            return False
        is_new = controller_id not in self.linked
        links = self.new_links if is_new or controller_id in self.new_links else self.old_links
        links[controller_id] = links.get(controller_id, 0) + 1
        self.linked.add(controller_id)
        return is_new

    def learn(self, other: Entry) -> None:
        if self.traits.lacks(other.traits):
            self.more.append(other)


Found: TypeAlias = tuple[Held | None, Held | None, Doubt | None]
"""(the same person), or for somebody new whom it may be, and why that is not certain."""

SEVERAL = 2
"""Two say "several"; to remember more of one home would only make a hostile file slow."""


class Register:
    """The persons a chunk may meet, by what they can be recognised by; every look-up is O(1)."""

    def __init__(self) -> None:
        self.everyone: list[Held] = []
        self._by_nir_and_name: dict[tuple[bytes, bytes], Held] = {}
        self._by_nir: dict[bytes, Held] = {}
        self._by_name: dict[bytes, Held] = {}
        self._without_nir: dict[bytes, Held] = {}
        self._home_with_nir: dict[bytes, list[Held]] = {}
        self._home_without_nir: dict[bytes, list[Held]] = {}

    def add(self, held: Held) -> None:
        self.everyone.append(held)
        keys = held.keys
        self._by_name.setdefault(keys.name, held)
        if keys.nir is None:
            self._without_nir.setdefault(keys.name, held)
            _note(self._home_without_nir, keys.home, held)
        else:
            self._file_nir(held, keys.nir)

    def find(self, keys: Keys) -> Found:
        if keys.nir is not None:
            return self._find_by_nir(keys, keys.nir)
        homes = self._at(self._home_with_nir, keys) + self._at(self._home_without_nir, keys)
        if len(homes) == 1:
            return homes[0], None, None
        other = homes[0] if homes else self._by_name.get(keys.name)
        return None, other, Doubt.HOMONYM if other else None

    def learn_nir(self, held: Held, nir: bytes) -> None:
        """A person known by name and home turns out to have this NIR."""
        held.keys = Keys(nir, held.keys.name, held.keys.home)
        held.has_learnt = True
        if self._without_nir.get(held.keys.name) is held:
            del self._without_nir[held.keys.name]
        if held.keys.home is not None:
            self._home_without_nir[held.keys.home].remove(held)
        self._file_nir(held, nir)

    def _file_nir(self, held: Held, nir: bytes) -> None:
        self._by_nir.setdefault(nir, held)
        self._by_nir_and_name.setdefault((nir, held.keys.name), held)
        _note(self._home_with_nir, held.keys.home, held)

    def _find_by_nir(self, keys: Keys, nir: bytes) -> Found:
        same = self._by_nir_and_name.get((nir, keys.name))
        if same:
            return same, None, None
        if nir in self._by_nir:
            return None, self._by_nir[nir], Doubt.CONFLICT
        homes = self._at(self._home_without_nir, keys)
        if len(homes) == 1:
            return homes[0], None, None
        other = self._without_nir.get(keys.name)
        return None, other, Doubt.HOMONYM if other else None

    @staticmethod
    def _at(homes: Mapping[bytes, list[Held]], keys: Keys) -> list[Held]:
        return homes.get(keys.home, []) if keys.home is not None else []


def _note(homes: dict[bytes, list[Held]], home: bytes | None, held: Held) -> None:
    if home is not None:
        known = homes.setdefault(home, [])
        if len(known) < SEVERAL:
            known.append(held)
