from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.audit.domain import GENESIS, Entry, canonical, digest, walk


def chain(length: int) -> list[Entry]:
    entries, previous = [], GENESIS
    for seq in range(1, length + 1):
        entry = Entry(seq, "2026-03-02T12:00:00+00:00", "u1", "x:done", f"s{seq}", "i1", "{}", "")
        previous = digest(previous, entry)
        entries.append(replace(entry, digest=previous))
    return entries


def bad(entries: list[Entry]) -> list[int]:
    return [entry.seq for entry, ok in walk(entries) if not ok]


def test_an_untouched_chain_is_true() -> None:
    assert bad(chain(5)) == []


@pytest.mark.parametrize("field", ["at", "actor_id", "tag", "subject_id", "incident_id", "body"])
def test_ad_01_an_edited_field_is_found(field: str) -> None:
    entries = chain(3)
    entries[1] = replace(entries[1], **{field: "forged"})

    assert bad(entries) == [2]


def test_ad_02_a_deleted_entry_is_found() -> None:
    entries = chain(4)
    del entries[1]

    assert bad(entries)[0] == 3


def test_ad_03_swapped_entries_are_found() -> None:
    entries = chain(4)
    entries[1], entries[2] = entries[2], entries[1]

    assert bad(entries)[0] == 3


def test_ad_05_an_inserted_entry_is_found() -> None:
    entries = chain(3)
    entries.insert(1, replace(entries[1], subject_id="forged"))

    assert bad(entries) != []


@given(
    position=st.integers(0, 9),
    field=st.sampled_from(["at", "actor_id", "tag", "subject_id", "incident_id", "body", "digest"]),
    value=st.text(max_size=20),
)
def test_any_change_of_any_field_is_found(position: int, field: str, value: str) -> None:
    entries = chain(10)
    changed = replace(entries[position], **{field: value})
    if changed == entries[position]:
        return
    entries[position] = changed

    assert bad(entries) != []


def test_canonical_form_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_instants_are_written_in_iso_form() -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)

    assert canonical({"at": at}) == '{"at":"2026-03-02T12:00:00+00:00"}'


def test_an_event_may_not_carry_objects() -> None:
    with pytest.raises(TypeError, match="ids and plain values"):
        canonical({"x": object()})
