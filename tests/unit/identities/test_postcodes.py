import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.demo.domain.pharmacies import postcode
from breachdesk.identities.domain.addresses import department
from tests.unit.identities.strange import wide


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("75011", "75"),
        ("01000", "01"),
        ("95880", "95"),
        ("20090", "2A"),
        ("20137", "2A"),
        ("20200", "2B"),
        ("20620", "2B"),
        ("97110", "971"),
        ("97600", "976"),
        ("98000", "980"),  # Monaco
        ("98800", "988"),
        ("20700", ""),  # no post office of Corsica has it
        ("97900", ""),
        ("98100", ""),
        ("00100", ""),
        ("96000", ""),
        ("99000", ""),
        ("7501", ""),
        ("750110", ""),
        ("2A000", ""),
        ("75 011", ""),
        (wide("75011"), ""),
        ("", ""),
    ],
)
def test_the_department_of_a_postcode(code: str, found: str) -> None:
    assert department(code) == found


def test_every_postcode_of_the_demonstration_has_a_department() -> None:
    chance = random.Random(2)  # noqa: S311  # a test

    assert all(department(postcode(chance)) for _time in range(2_000))


@given(st.text())
def test_no_text_but_five_digits_has_a_department(text: str) -> None:
    assert not department(text) or (len(text) == 5 and text.isascii() and text.isdigit())
