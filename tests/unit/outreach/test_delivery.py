"""States of a mail, codes, digests, and what is kept of a relay's words."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel import codes
from breachdesk.outreach.domain import digest
from breachdesk.outreach.domain.delivery import (
    DELIVERY_LABELS,
    EXCLUSION_LABELS,
    LIFECYCLE,
    Counts,
    DeliveryState,
    Exclusion,
    reply_class,
    wait_after,
)

D = DeliveryState


def test_after_the_dot_nothing_leads_back_but_a_refusal_for_now() -> None:
    """From uncertain only a person, or an answer that came late, may queue again."""
    assert LIFECYCLE.edges[D.DOT] == {D.ACCEPTED, D.REFUSED, D.QUEUED, D.UNCERTAIN, D.BOUNCED}
    assert not LIFECYCLE.allows(D.DOT, D.CANCELLED)
    assert not LIFECYCLE.allows(D.ACCEPTED, D.QUEUED)


def test_every_state_has_its_words() -> None:
    assert set(DELIVERY_LABELS) == set(LIFECYCLE.edges) == set(D)
    assert set(EXCLUSION_LABELS) == set(Exclusion)


def test_the_command_line_s_counts_add_up() -> None:
    counts = Counts({state: at + 1 for at, state in enumerate(D)})
    told = counts.to_json()

    assert told.pop("audience") == sum(told.values()) == counts.total
    assert told["sending"] == counts[D.SENDING] + counts[D.DOT]
    assert counts.pending + counts.done == counts.total


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("250 2.0.0 Ok: queued as 4F2K", "250 2.0.0"),
        ("550 5.1.1 <ada@patients.example>: no such user", "550 5.1.1"),
        ("550 ada@patients.example unknown", "550"),
        ("550-5.7.1 refused", "550 5.7.1"),
        ("perhaps", ""),
        ("", ""),
    ],
)
def test_of_an_answer_only_the_numbers_are_kept(reply: str, kept: str) -> None:
    assert reply_class(reply) == kept


def test_waits_double_up_to_an_hour() -> None:
    assert [wait_after(one).total_seconds() / 60 for one in (1, 2, 3, 7, 40)] == [1, 2, 4, 60, 60]


def test_a_code_is_read_however_it_is_typed() -> None:
    code = codes.new_code()
    shown = codes.shown(code)

    assert len(code) == 10
    assert codes.read(shown) == codes.read(f"  {shown.lower()} ") == code
    assert codes.read(" ".join(code)) == code


@pytest.mark.parametrize(
    "typed", ["", "ABC", "0" * 10, "ABCDEFGHJ\u0660", "A" * 5_000, "ABCDE-FGHIO"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) == ""


def test_codes_are_not_repeated() -> None:
    assert len({codes.new_code() for _time in range(1_000)}) == 1_000


def test_the_digest_of_an_audience_is_that_of_its_lines() -> None:
    assert digest.of_audience([1, 22, 333]) == (3, hashlib.sha256(b"1\n22\n333\n").hexdigest())


@given(st.sets(st.integers(1, 10**9), max_size=20), st.integers(1, 10**9))
def test_one_person_more_or_less_is_another_audience(ids: set[int], other: int) -> None:
    changed = ids ^ {other}

    assert digest.of_audience(sorted(ids)) != digest.of_audience(sorted(changed))
