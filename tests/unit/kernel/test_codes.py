"""Codes as people type them and scanners read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel import codes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABCDE-FGHJK", "ABCDEFGHJK"),
        (" abcde fghjk ", "ABCDEFGHJK"),
        ("https://desk.example/verifier?code=ABCDE-FGHJK", "ABCDEFGHJK"),
        ("https://desk.example/verifier?code=", ""),
        ("https://desk.example/verifier", ""),
        ("ABCDEFGHJ", ""),
        ("ABCDEFGHJ0", ""),
        ("x" * codes.MOST_TYPED + "=ABCDEFGHJK", ""),
    ],
)
def test_a_code_is_read_alone_or_at_the_end_of_its_link(typed: str, code: str) -> None:
    assert codes.read(typed) == code


@given(st.text())
def test_what_is_read_can_be_a_code_or_is_empty(typed: str) -> None:
    assert len(codes.read(typed)) in {0, codes.LENGTH}
