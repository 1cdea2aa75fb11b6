"""One chunk of a file of persons: recognised and written, all in the caller's transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import DataKey
from breachdesk.people.domain.identity import STORED, Traits
from breachdesk.people.domain.matching import Doubt, Entry, Held, Keys, Register
from breachdesk.people.service.sealing import columns, enriched, opened, with_gaps_filled
from breachdesk.people.store import chunks as store
from breachdesk.people.store import persons


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows of a chunk brought something, and how many nothing but another record."""

    accepted: int = 0
    duplicate: int = 0
    persons: int = 0


@dataclass
class _Chunk:
    register: Register
    doubts: list[tuple[Held, Held, Doubt]] = field(default_factory=list)
    accepted: int = 0
    duplicate: int = 0

    def take(self, entry: Entry) -> None:
        """A row is a duplicate when its person is known already, at its controller too."""
        held, other, doubt = self.register.find(entry.keys)
        is_new = held is None
        if held is None:
            held = Held(entry.keys, entry.key, first=entry, traits=entry.traits)
            self.register.add(held)
            if other and doubt:
                self.doubts.append((held, other, doubt))
        elif entry.keys.nir is not None and held.keys.nir is None:
            self.register.learn_nir(held, entry.keys.nir)
        if not is_new:
            held.learn(entry)
        held.is_deceased = held.is_deceased or entry.is_deceased
        brings = held.count(entry.controller_id) or is_new
        self.accepted += brings
        self.duplicate += not brings


def take(
    uow: UnitOfWork, incident_id: str, entries: Sequence[Entry], *, is_again: bool = False
) -> Taken:
    """Write the persons of these rows.

    With `is_again` (the very same file once more) the records of those who are known stay.
    """
    if not entries:
        return Taken()
    key = uow.vault.key(incident_id)
    chunk = _Chunk(_known(uow, entries))
    for entry in entries:
        chunk.take(entry)
    fresh = [one for one in chunk.register.everyone if one.id == 0]
    old = [one for one in chunk.register.everyone if one.id and one.records]
    ids = store.insert_persons(uow.session, incident_id, [_row(key, one) for one in fresh])
    for one, person_id in zip(fresh, ids, strict=True):
        one.id = person_id
    store.insert_links(uow.session, [link for one in fresh for link in _links(one)])
    store.add_links(uow.session, _more_links(old, is_again=is_again))
    store.add_doubts(uow.session, [_doubt(incident_id, *one) for one in chunk.doubts])
    if not is_again:
        more = [{"person": one.id, "more": one.records} for one in old]
        store.add_records(uow.session, more)
    _update(uow, key, old)
    return Taken(chunk.accepted, chunk.duplicate, len(fresh))


def _known(uow: UnitOfWork, entries: Sequence[Entry]) -> Register:
    nirs = {one.keys.nir for one in entries if one.keys.nir is not None}
    dated = {one.keys.name for one in entries if one.is_dated}
    bare = {one.keys.name for one in entries if not one.is_dated}
    found = {
        one.id: one
        for one in (
            *store.by_indexes(uow.session, list(nirs), list(dated)),
            *store.oldest_by_name(uow.session, list(bare)),
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
        traits=Traits(*(getattr(one, name) for name in STORED)),
        is_deceased=one.is_deceased,
        was_deceased=one.is_deceased,
    )


def _row(key: DataKey, one: Held) -> store.NewPerson:
    if one.first is None:
        raise LookupError("first")
    first = enriched(key, one.first, one.more) if one.more else one.first
    traits, keys = first.traits, one.keys
    return store.NewPerson(
        incident_id=key.incident_id,
        key=first.key,
        sealed=first.sealed,
        nir_index=keys.nir,
        name_index=keys.name,
        home_index=keys.home,
        has_email=traits.has_email,
        has_phone=traits.has_phone,
        has_address=traits.has_address,
        is_minor=traits.is_minor,
        is_protected=traits.is_protected,
        is_deceased=one.is_deceased,
        language=first.language,
        mail_domain=first.mail_domain,
        records=one.records,
    )


def _links(one: Held) -> Iterator[tuple[int, str, int]]:
    for controller_id, records in one.new_links.items():
        yield one.id, controller_id, records


def _more_links(persons: Sequence[Held], *, is_again: bool) -> list[dict[str, Any]]:
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
        one = lacking[row.id]
        identity = with_gaps_filled(key, opened(key, row), one.more)
        rows.append({"id": one.id, **columns(key, one.key, identity)})
    store.update_persons(uow.session, rows)
