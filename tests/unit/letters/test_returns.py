"""Files of letters that came back, as a print house or a spreadsheet writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel import codes
from breachdesk.kernel.errors import RuleError
from breachdesk.letters.domain import ReturnCode
from breachdesk.letters.domain.returns import OUTCOME_LABELS, Outcome, Returned, read


def test_codes_and_marks_are_read_with_or_without_headings() -> None:
    rows = ["ABCDE-FGHJK;unknown\r\n", "\r\n", "ABCDE-FGHJM; Refusé \r\n"]
    expected = (
        Returned("ABCDE-FGHJK", ReturnCode.UNKNOWN),
        Returned("ABCDE-FGHJM", ReturnCode.REFUSED),
    )

    assert read(rows) == expected
    assert read(["code;motif\r\n", *rows]) == expected


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("NPAI", ReturnCode.UNKNOWN),
        ("accès", ReturnCode.ACCESS),
        ("refused", ReturnCode.REFUSED),
        ("Non réclamé", ReturnCode.UNCLAIMED),
    ],
)
def test_the_marks_may_be_said_in_french(written: str, reason: ReturnCode) -> None:
    assert read([f"ABCDE-FGHJK;{written}"])[0].reason is reason


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "no letter"),
        (["code;motif"], "no letter"),
        (["A;unknown", "B;lost"], "Line 2"),
        (["A;unknown", "B"], "Line 2"),
        (["code;motif", "A,unknown"], "Line 2"),
        (["A;unknown", "B;unknown;C"], "Line 2"),
    ],
)
def test_a_row_that_says_nothing_is_named(rows: list[str], told: str) -> None:
    with pytest.raises(RuleError, match=told):
        read(rows)


@given(st.lists(st.sampled_from(ReturnCode), min_size=1, max_size=30))
def test_every_row_is_told_once_and_in_its_order(reasons: list[ReturnCode]) -> None:
    rows = [Returned(codes.shown(codes.new_code()), one) for one in reasons]

    assert read(f"{one.code};{one.reason}" for one in rows) == tuple(rows)


def test_every_outcome_has_its_words() -> None:
    assert set(OUTCOME_LABELS) == set(Outcome)
