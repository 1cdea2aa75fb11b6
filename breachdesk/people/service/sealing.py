"""How a person is hidden in a row: sealed bytes, and blind indexes to find it by."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import Any

from breachdesk.infra.vault import DataKey
from breachdesk.people.domain.identity import (
    STORED,
    Identity,
    filled,
    name_key,
    pack,
    traits,
    unpack,
)
from breachdesk.people.domain.matching import Entry, Keys
from breachdesk.people.domain.rows import Candidate
from breachdesk.people.models import Person
from breachdesk.people.store import persons

KEY_BYTES = 16
NIR, NAME, HOME = "nir", "name", "home"
"""Purposes of the blind indexes."""


def entry(key: DataKey, row: Candidate) -> Entry:
    """The row as if its person were new: whether it is, only the database knows."""
    identity, person_key = row.identity, secrets.token_hex(KEY_BYTES)
    return Entry(
        keys=_keys(key, identity, row.nir),
        is_dated=identity.birth is not None,
        key=person_key,
        sealed=_sealed(key, person_key, identity),
        traits=traits(identity),
        language=identity.language,
        mail_domain=identity.mail_domain,
        controller_id=row.controller_id,
        is_deceased=row.is_deceased,
    )


def enriched(key: DataKey, one: Entry, more: Iterable[Entry]) -> Entry:
    """With what further rows tell of the same person and it lacks."""
    identity = with_gaps_filled(key, _identity(key, one), more)
    return one._replace(
        sealed=_sealed(key, one.key, identity),
        traits=traits(identity),
        mail_domain=identity.mail_domain,
    )


def with_gaps_filled(key: DataKey, identity: Identity, more: Iterable[Entry]) -> Identity:
    return reduce(filled, (_identity(key, other) for other in more), identity)


def columns(key: DataKey, person_key: str, identity: Identity) -> dict[str, Any]:
    """What of a stored person follows from its identity."""
    kept = traits(identity)._asdict()
    return {
        "sealed": _sealed(key, person_key, identity),
        "language": identity.language,
        "mail_domain": identity.mail_domain,
        **{name: kept[name] for name in STORED},
    }


def opened(
    key: DataKey, row: Person | persons.Sealed, controllers: tuple[str, ...] = ()
) -> Identity:
    """The identity in a row; its controllers stand elsewhere."""
    return replace(
        unpack(key.open(_place(row.key), row.sealed)),
        language=row.language,
        is_minor=row.is_minor,
        is_protected=row.is_protected,
        controllers=controllers,
    )


def _identity(key: DataKey, one: Entry) -> Identity:
    return replace(
        unpack(key.open(_place(one.key), one.sealed)),
        language=one.language,
        is_minor=one.traits.is_minor,
        is_protected=one.traits.is_protected,
    )


def _sealed(key: DataKey, person_key: str, identity: Identity) -> bytes:
    return key.seal(_place(person_key), pack(identity))


def _place(person_key: str) -> str:
    """What the sealed bytes of a person are bound to."""
    return f"person|{person_key}"


def _keys(key: DataKey, identity: Identity, nir: str) -> Keys:
    return Keys(
        key.index(NIR, nir) if nir else None,
        key.index(NAME, _name(identity)),
        home_index(key, identity),
    )


def home_index(key: DataKey, identity: Identity) -> bytes | None:
    postcode = identity.address.postcode
    if identity.birth is None or not postcode:
        return None
    return key.index(HOME, f"{_name(identity)}|{postcode}")


def _name(identity: Identity) -> str:
    return name_key(identity.last_name, identity.first_name, identity.birth)
