"""When two rows are one person: the rule of the module, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.people.domain.matching import Doubt, Held, Keys, Register

NIR_A, NIR_B = b"nir-a", b"nir-b"
ANNE, BEA = b"anne", b"bea"
QUIMPER, BREST = b"anne-29000", b"anne-29200"


def held(nir: bytes | None, name: bytes, home: bytes | None) -> Held:
    return Held(Keys(nir, name, home), "key")


def register(*known: Held) -> Register:
    made = Register()
    for one in known:
        made.add(one)
    return made


@pytest.mark.parametrize(
    ("known", "row", "expected"),
    [
        # the same NIR and name: one person, wherever she lives
        ((NIR_A, ANNE, QUIMPER), (NIR_A, ANNE, BREST), "same"),
        # the same NIR with another name: a human decides
        ((NIR_A, ANNE, QUIMPER), (NIR_A, BEA, None), Doubt.CONFLICT),
        # two NIRs are two people, even with one name at one place
        ((NIR_A, ANNE, QUIMPER), (NIR_B, ANNE, QUIMPER), "new"),
        # one NIR missing: name, date and postcode together tell
        ((NIR_A, ANNE, QUIMPER), (None, ANNE, QUIMPER), "same"),
        ((None, ANNE, QUIMPER), (NIR_A, ANNE, QUIMPER), "same"),
        ((None, ANNE, QUIMPER), (None, ANNE, QUIMPER), "same"),
        # another or no postcode: a human decides
        ((NIR_A, ANNE, QUIMPER), (None, ANNE, BREST), Doubt.HOMONYM),
        ((None, ANNE, QUIMPER), (NIR_A, ANNE, BREST), Doubt.HOMONYM),
        ((None, ANNE, None), (None, ANNE, None), Doubt.HOMONYM),
        ((None, ANNE, None), (None, BEA, None), "new"),
    ],
)
def test_two_rows_are_one_person_only_when_nothing_speaks_against_it(
    known: tuple[bytes | None, bytes, bytes | None],
    row: tuple[bytes | None, bytes, bytes | None],
    expected: str | Doubt,
) -> None:
    first = held(*known)

    same, other, doubt = register(first).find(Keys(*row))

    assert same is (first if expected == "same" else None)
    assert doubt == (expected if isinstance(expected, Doubt) else None)
    assert other is (first if doubt else None)


def test_a_row_that_fits_two_people_at_one_place_is_neither() -> None:
    known = register(held(NIR_A, ANNE, QUIMPER), held(NIR_B, ANNE, QUIMPER))

    same, _other, doubt = known.find(Keys(None, ANNE, QUIMPER))

    assert (same, doubt) == (None, Doubt.HOMONYM)


def test_a_nir_learnt_later_is_found_and_no_longer_open_for_another() -> None:
    first = held(None, ANNE, QUIMPER)
    known = register(first)

    known.learn_nir(first, NIR_A)

    assert known.find(Keys(NIR_A, ANNE, None))[0] is first
    assert known.find(Keys(NIR_B, ANNE, QUIMPER)) == (None, None, None)


KEYS = st.builds(
    Keys,
    st.sampled_from([None, NIR_A, NIR_B]),
    st.sampled_from([ANNE, BEA]),
    st.none(),
) | st.builds(
    Keys,
    st.sampled_from([None, NIR_A, NIR_B]),
    st.just(ANNE),
    st.sampled_from([QUIMPER, BREST]),  # a home holds the name
)


@given(st.lists(KEYS, max_size=12))
def test_nobody_with_two_nirs_is_ever_made_one(rows: list[Keys]) -> None:
    known, members = Register(), dict[int, list[Keys]]()
    for keys in rows:
        same, _other, _doubt = known.find(keys)
        if same is None:
            same = Held(keys, "key")
            known.add(same)
        elif keys.nir and same.keys.nir is None:
            known.learn_nir(same, keys.nir)
        members.setdefault(id(same), []).append(keys)

    for one in members.values():
        assert len({keys.nir for keys in one} - {None}) <= 1
        assert len({keys.name for keys in one}) == 1
