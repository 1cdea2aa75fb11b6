"""A publication elsewhere says where, and ends after it began."""

from dataclasses import replace
from datetime import date

import pytest

from breachdesk.kernel.errors import RuleError
from breachdesk.publications.domain.elsewhere import Elsewhere, Medium, check_elsewhere

TOLD = Elsewhere(Medium.NEWSPAPER, "Le Courrier de l’Exemple, page 5", date(2026, 3, 2))


@pytest.mark.parametrize("until", [None, date(2026, 3, 2), date(2026, 4, 2)])
def test_it_may_last(until: date | None) -> None:
    check_elsewhere(replace(TOLD, until=until))


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"medium": Medium.NOTICE}, "medium"),  # our own page is never told by hand
        ({"medium": None}, "medium"),
        ({"place": " "}, "place"),
        ({"place": "x" * 301}, "place"),
        ({"note": "x" * 2_001}, "note"),
        ({"since": date(26, 3, 2)}, "since"),
        ({"until": date(2026, 3, 1)}, "until"),
        ({"until": date(9999, 3, 1)}, "until"),
    ],
)
def test_what_is_wrong_names_its_field(over: dict[str, object], field: str) -> None:
    with pytest.raises(RuleError) as refused:
        check_elsewhere(replace(TOLD, **over))  # type: ignore[arg-type]

    assert refused.value.field == field
