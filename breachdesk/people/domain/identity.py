"""Who a person is: what stands in the sealed blob, and how little of it a list may show."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from breachdesk.identities.domain.addresses import Address
from breachdesk.identities.domain.names import matching
from breachdesk.identities.domain.postcodes import department

FORMAT = 1
ADULT_YEARS = 18
DOTS = "•••••"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """One person. `repr` hides everything: tracebacks and logs must not tell who it is.

    `representative` is whom to write to for a minor or a protected adult, when it is known.
    """

    last_name: str
    first_name: str = ""
    civility: str = ""
    birth: date | None = None
    email: str = ""
    phone: str = ""
    address: Address = field(default_factory=Address)
    language: str = "fr"
    is_minor: bool = False
    is_protected: bool = False
    representative: str = ""
    controllers: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Identity(…)"

    @property
    def has_address(self) -> bool:
        """Whether a letter could arrive: a place, a town, and a postcode that exists."""
        where = self.address
        place = where.street or where.locality
        return bool(place and where.city and (where.country or department(where.postcode)))

    @property
    def mail_domain(self) -> str:
        return self.email.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Masked:
    """All that a list shows of a person."""

    id: int
    name: str
    birth_year: int | None
    has_email: bool
    has_address: bool
    is_minor: bool
    is_protected: bool
    is_deceased: bool


class Traits(NamedTuple):
    """What is known of a person beyond name and birth, without telling it.

    The first five stand beside a stored person, the others inside its sealed bytes only.
    """

    has_email: bool
    has_phone: bool
    has_address: bool
    is_minor: bool
    is_protected: bool
    has_first_name: bool = True
    has_civility: bool = True
    has_representative: bool = True

    def lacks(self, other: "Traits") -> bool:
        """Whether the other row tells something that is not known yet."""
        return any(new and not old for old, new in zip(self, other, strict=True))


STORED = Traits._fields[:5]
"""Those with a column of their own."""


def traits(one: Identity) -> Traits:
    return Traits(
        bool(one.email),
        bool(one.phone),
        one.has_address,
        one.is_minor,
        one.is_protected,
        bool(one.first_name),
        bool(one.civility),
        bool(one.representative),
    )


_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def pack(one: Identity) -> bytes:
    """What is sealed; flags, language and controllers stand in columns beside it."""
    told = [
        FORMAT,
        one.last_name,
        one.first_name,
        one.civility,
        one.birth.isoformat() if one.birth else "",
        one.email,
        one.phone,
        one.address.cells,
        one.representative,
    ]
    return _as_json(told).encode()


def unpack(content: bytes) -> Identity:
    _format, last, first, civility, birth, email, phone, cells, representative = json.loads(content)
    return Identity(
        last_name=last,
        first_name=first,
        civility=civility,
        birth=date.fromisoformat(birth) if birth else None,
        email=email,
        phone=phone,
        address=Address(*cells),
        representative=representative,
    )


def filled(one: Identity, other: Identity) -> Identity:
    """`one` with what it lacks from another row about the same person; nothing is replaced."""
    return replace(
        one,
        first_name=one.first_name or other.first_name,
        civility=one.civility or other.civility,
        email=one.email or other.email,
        phone=one.phone or other.phone,
        address=one.address if one.has_address or not other.has_address else other.address,
        representative=one.representative or other.representative,
        is_minor=one.is_minor or other.is_minor,
        is_protected=one.is_protected or other.is_protected,
    )


def name_key(last: str, first: str, birth: date | None) -> str:
    """What is hashed to find a person by name and date of birth."""
    return f"{matching(last, first)}|{birth.isoformat() if birth else ''}"


def is_child(birth: date | None, today: date) -> bool:
    if birth is None:
        return False
    return (birth.year + ADULT_YEARS, birth.month, birth.day) > (today.year, today.month, today.day)


def initials(one: Identity) -> str:
    return " ".join(f"{name[:1]}{DOTS}" for name in (one.last_name, one.first_name) if name)


def masked_cell(text: str) -> str:
    """The shape of a cell: its first character, then a dot for each letter or digit."""
    shape = "".join("•" if c.isalnum() else c for c in text[1:])
    return text[:1] + shape
