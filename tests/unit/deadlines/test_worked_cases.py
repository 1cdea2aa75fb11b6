from datetime import datetime
from typing import Any

import pytest

from breachdesk.deadlines.domain import AUTHORITY_ZONE, Reckoning, Within
from breachdesk.deadlines.service import reckoning
from tests.unit.deadlines.worked import CASES, IDS

CLOCK = Within(hours=72)


def paris(at: datetime | None) -> str:
    assert at is not None
    return at.astimezone(AUTHORITY_ZONE).isoformat()


def of(case: dict[str, Any]) -> Reckoning:
    return reckoning(CLOCK, datetime.fromisoformat(case["awareness"]))


def test_all_21_are_here() -> None:
    assert len(CASES) == 21


@pytest.mark.parametrize("case", CASES, ids=IDS)
class TestWorkedCase:
    def test_due(self, case: dict[str, Any]) -> None:
        assert paris(of(case).due) == case["due_prudent"]

    def test_literal_limit(self, case: dict[str, Any]) -> None:
        assert paris(of(case).literal) == case["due_hour_rule"]

    def test_most_favourable_reading(self, case: dict[str, Any]) -> None:
        found = of(case)

        assert paris(found.outer_limit) == case["outer_limit"]
        assert found.outer_extended is case["outer_limit_extended"]
