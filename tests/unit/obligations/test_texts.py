"""The parallel clocks, one row for each text: its article and its limits."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from breachdesk.deadlines.domain import Clock, Within, WithinMonths, WithoutDelay
from breachdesk.kernel.text import Bilingual
from breachdesk.obligations.domain import Regime
from breachdesk.obligations.registry import DUTIES, REGIMES, duty, optional_duties, regime_of

AT_ONCE, MONTH = WithoutDelay(), WithinMonths(1)
START = datetime(2026, 6, 9, 8, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    code: str
    article: str
    limits: tuple[Clock, ...]


def national(hours: int) -> Within:
    """Of a national law or a contract: Regulation 1182/71 has no say."""
    return Within(hours, is_of_the_union=False)


ROWS = (
    Row("lopmi", "L12-10-1", (national(72),)),
    Row("csp-health", "L1111-8-2", (AT_ONCE,)),
    Row("nis2", "2022/2555, art. 23", (Within(24), Within(72), MONTH)),
    Row("dora", "2022/2554", (Within(4), Within(24), Within(72), MONTH)),
    Row("eidas", "910/2014, art. 19", (Within(24),)),
    Row("telecom", "611/2013, art. 2", (Within(24), Within(72))),
    Row("cra", "2024/2847, art. 14", (Within(24), Within(72), Within(14 * 24), MONTH)),
    Row("contract", "28(3)(f)", (national(24), national(36), national(48))),
    Row("mar", "art. 17", (AT_ONCE,)),
    Row("ordre-pharmaciens", "Usage", (AT_ONCE,)),
    Row("digital-omnibus", "COM(2025) 837, 2025/0360(COD)", (Within(96),)),
)
BINDING_SINCE = {"lopmi": date(2023, 4, 24), "cra": date(2026, 9, 11)}
NOT_LAW_IN_FRANCE = ("nis2", "digital-omnibus")
GDPR_ARTICLES = {
    "gdpr-33-1": "33(1)",
    "gdpr-33-2": "33(2)",
    "gdpr-33-4": "33(4)",
    "gdpr-33-5": "33(5)",
    "gdpr-34-1": "34(1)",
}
by_code = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)


def regime(code: str) -> Regime:
    (found,) = (one for one in REGIMES.values() if one.code == code)
    return found


def test_the_codes_of_the_regimes_never_change() -> None:
    assert {one.code for one in REGIMES.values()} == {"gdpr", *(row.code for row in ROWS)}


def test_no_two_duties_share_a_code() -> None:
    codes = [one.code for regime in REGIMES.values() for one in regime.duties]

    assert len(codes) == len(set(codes)) == len(DUTIES)


@by_code
def test_every_duty_names_its_article(row: Row) -> None:
    for one in regime(row.code).duties:
        assert row.article in one.legal_ref


@by_code
def test_its_limits_are_those_of_the_text(row: Row) -> None:
    assert {one.clock for one in regime(row.code).duties} == set(row.limits)


@by_code
def test_it_is_offered_and_never_starts_by_itself(row: Row) -> None:
    assert set(regime(row.code).duties) <= set(optional_duties())


@pytest.mark.parametrize(("code", "day"), BINDING_SINCE.items())
def test_it_binds_from_its_first_day(code: str, day: date) -> None:
    assert regime(code).is_in_force(day)
    assert not regime(code).is_in_force(day - timedelta(days=1))


@pytest.mark.parametrize("code", NOT_LAW_IN_FRANCE)
@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2199, 12, 31)], ids=str)
def test_what_was_not_adopted_binds_on_no_day(code: str, day: date) -> None:
    assert not regime(code).is_in_force(day)


@pytest.mark.parametrize(("code", "article"), GDPR_ARTICLES.items())
def test_every_duty_of_the_gdpr_names_its_article(code: str, article: str) -> None:
    assert article in duty(code).legal_ref


@pytest.mark.parametrize("one", REGIMES.values(), ids=lambda one: one.code)
def test_a_regime_is_labelled_in_both_languages(one: Regime) -> None:
    for label in (one.title, one.authority):
        assert isinstance(label, Bilingual)
        assert label.fr.strip()
        assert label.en.strip()
    assert one.duties


@pytest.mark.parametrize("code", DUTIES)
def test_every_duty_leads_back_to_its_regime(code: str) -> None:
    assert duty(code) in regime_of(code).duties


@pytest.mark.parametrize("code", DUTIES)
def test_no_clock_is_due_before_it_starts(code: str) -> None:
    due = duty(code).clock.due(START)

    assert due is None or due > START
