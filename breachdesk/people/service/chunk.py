"""One chunk of a file of persons: recognised, sealed, written, all in the caller's transaction."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import DataKey
from breachdesk.people.domain.identity import Identity, filled, name_key, pack, unpack
from breachdesk.people.domain.matching import Doubt, Held, Keys, Register
from breachdesk.people.domain.rows import Candidate
from breachdesk.people.models import Person
from breachdesk.people.store import chunks as store
from breachdesk.people.store import persons

KEY_BYTES = 16
FLAGS = ("has_email", "has_phone", "has_address", "is_minor", "is_protected")
NIR, NAME, HOME = "nir", "name", "home"
"""Purposes of the blind indexes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows of a chunk brought something, and how many nothing but another record."""

    accepted: int = 0
    duplicate: int = 0
    persons: int = 0


@dataclass
class _Chunk:
    incident_id: str
    key: DataKey
    register: Register
    doubts: list[tuple[Held, Held, Doubt]] = field(default_factory=list)
    accepted: int = 0
    duplicate: int = 0

    def take(self, row: Candidate, keys: Keys) -> None:
        """A row is a duplicate when its person is known already, at its controller too."""
        held, other, doubt = self.register.find(keys)
        is_new = held is None
        if held is None:
            held = Held(keys, secrets.token_hex(KEY_BYTES), identity=row.identity)
            self.register.add(held)
            if other and doubt:
                self.doubts.append((held, other, doubt))
        elif keys.nir is not None and held.keys.nir is None:
            self.register.learn_nir(held, keys.nir)
        if not is_new:
            held.learn(row.identity)
        held.is_deceased = held.is_deceased or row.is_deceased
        brings = held.count(row.controller_id) or is_new
        self.accepted += brings
        self.duplicate += not brings


def take(
    uow: UnitOfWork, incident_id: str, rows: Sequence[Candidate], *, is_again: bool = False
) -> Taken:
    """Write the persons of these rows.

    With `is_again` (the very same file once more) the records of those who are known stay.
    """
    if not rows:
        return Taken()
    key = uow.vault.key(incident_id)
    keyed = [(row, keys_of(key, row.identity, row.nir)) for row in rows]
    chunk = _Chunk(incident_id, key, _known(uow, incident_id, keyed))
    for row, keys in keyed:
        chunk.take(row, keys)
    fresh = [one for one in chunk.register.everyone if one.id == 0]
    old = [one for one in chunk.register.everyone if one.id and one.records]
    ids = store.insert_persons(uow.session, incident_id, [_row(chunk, one) for one in fresh])
    for one, person_id in zip(fresh, ids, strict=True):
        one.id = person_id
    store.add_links(uow.session, _links((*fresh, *old), is_again=is_again))
    store.add_doubts(uow.session, [_doubt(incident_id, *one) for one in chunk.doubts])
    if not is_again:
        more = [{"person": one.id, "more": one.records} for one in old]
        store.add_records(uow.session, more)
    _update(uow, key, old)
    return Taken(chunk.accepted, chunk.duplicate, len(fresh))


def keys_of(key: DataKey, identity: Identity, nir: str) -> Keys:
    name = name_key(identity.last_name, identity.first_name, identity.birth)
    postcode = identity.address.postcode
    has_home = identity.birth is not None and bool(postcode)
    return Keys(
        key.index(NIR, nir) if nir else None,
        key.index(NAME, name),
        key.index(HOME, f"{name}|{postcode}") if has_home else None,
    )


def place(key: str) -> str:
    """What the sealed bytes of a person are bound to."""
    return f"person|{key}"


def opened(key: DataKey, row: Person) -> Identity:
    """The identity in a row; its controllers stand elsewhere."""
    return replace(
        unpack(key.open(place(row.key), row.sealed)),
        language=row.language,
        is_minor=row.is_minor,
        is_protected=row.is_protected,
    )


def _known(uow: UnitOfWork, incident_id: str, keyed: Sequence[tuple[Candidate, Keys]]) -> Register:
    nirs = {keys.nir for _row, keys in keyed if keys.nir is not None}
    dated = {keys.name for row, keys in keyed if row.identity.birth is not None}
    bare = {keys.name for row, keys in keyed if row.identity.birth is None}
    found = {
        one.id: one
        for one in (
            *store.by_indexes(uow.session, incident_id, list(nirs), list(dated)),
            *store.oldest_by_name(uow.session, incident_id, list(bare)),
        )
    }
    register = Register()
    held = {one: _held(found[one]) for one in sorted(found)}
    for person_id, controller_id in store.links_of(uow.session, list(held)):
        held[person_id].linked.add(controller_id)
    for one in held.values():
        register.add(one)
    return register


def _held(one: store.Stored) -> Held:
    return Held(
        Keys(one.nir_index, one.name_index, one.home_index),
        one.key,
        one.id,
        knows=frozenset(name for name in FLAGS if getattr(one, name)),
        is_deceased=one.is_deceased,
        was_deceased=one.is_deceased,
    )


def _row(chunk: _Chunk, one: Held) -> dict[str, Any]:
    return {
        "incident_id": chunk.incident_id,
        "key": one.key,
        "records": one.records,
        "is_deceased": one.is_deceased,
        "nir_index": one.keys.nir,
        "name_index": one.keys.name,
        "home_index": one.keys.home,
        **_columns(chunk.key, one.key, _identity(one)),
    }


def _columns(key: DataKey, person_key: str, identity: Identity) -> dict[str, Any]:
    return {
        "sealed": key.seal(place(person_key), pack(identity)),
        "has_email": bool(identity.email),
        "has_phone": bool(identity.phone),
        "has_address": identity.has_address,
        "is_minor": identity.is_minor,
        "is_protected": identity.is_protected,
        "language": identity.language,
        "mail_domain": identity.mail_domain,
    }


def _identity(one: Held) -> Identity:
    if one.identity is None:
        raise LookupError("identity")
    return one.identity


def _links(persons: Sequence[Held], *, is_again: bool) -> list[dict[str, Any]]:
    return [
        {"person_id": one.id, "controller_id": controller_id, "records": records}
        for one in persons
        for links in ((one.new_links,) if is_again else (one.new_links, one.old_links))
        for controller_id, records in links.items()
    ]


def _doubt(incident_id: str, one: Held, other: Held, doubt: Doubt) -> dict[str, Any]:
    return {
        "incident_id": incident_id,
        "person_id": one.id,
        "other_id": other.id,
        "kind": doubt,
        "settled_by": "",
    }


def _update(uow: UnitOfWork, key: DataKey, old: Sequence[Held]) -> None:
    """What rows of this chunk tell anew of persons stored before it."""
    learnt = [{"id": one.id, "nir_index": one.keys.nir} for one in old if one.has_learnt]
    store.update_persons(uow.session, learnt)
    died = [one for one in old if one.is_deceased and not one.was_deceased]
    store.update_persons(uow.session, [{"id": one.id, "is_deceased": True} for one in died])
    lacking = {one.id: one for one in old if one.more}
    rows: list[Mapping[str, Any]] = []
    for row in persons.by_ids(uow.session, key.incident_id, list(lacking)):
        one, identity = lacking[row.id], opened(key, row)
        for other in one.more:
            identity = filled(identity, other)
        rows.append({"id": one.id, **_columns(key, one.key, identity)})
    store.update_persons(uow.session, rows)
