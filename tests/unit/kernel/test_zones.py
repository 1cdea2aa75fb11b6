from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.zones import (
    FIRST_YEAR,
    LAST_YEAR,
    ZONES,
    AmbiguousTimeError,
    MissingTimeError,
    in_zone,
    is_repeated,
    midnight,
    offset_of,
    resolve,
    zone,
)

PARIS = "Europe/Paris"
REPEATED = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001  # what a clock on the wall shows
SKIPPED = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
NAMES = [one.name for one in ZONES]
instants = st.datetimes(
    min_value=datetime(1975, 1, 1),  # noqa: DTZ001
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_zone_offered_exists(name: str) -> None:
    assert zone(name).key == name


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe/Paris\0", "x" * 999])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="not known"):
        zone(name)


@given(instants, st.sampled_from(NAMES))
def test_a_clock_that_is_read_once_leads_back_to_its_instant(at: datetime, name: str) -> None:
    local = in_zone(at, name)
    assume(not is_repeated(local))

    assert resolve(local.replace(tzinfo=None), name) == at


@given(instants, st.sampled_from(NAMES))
def test_with_its_fold_every_clock_leads_back(at: datetime, name: str) -> None:
    local = in_zone(at, name)

    assert resolve(local.replace(tzinfo=None, fold=0), name, fold=local.fold) == at


def test_the_repeated_hour_asks_which_and_names_both() -> None:
    with pytest.raises(AmbiguousTimeError) as caught:
        resolve(REPEATED, PARIS)

    first, second = caught.value.choices
    assert second - first == timedelta(hours=1)
    assert "UTC+02:00" in str(caught.value.text)
    assert "UTC+01:00" in str(caught.value.text)


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_the_repeated_hour_with_a_choice(fold: int, hour: int) -> None:
    assert resolve(REPEATED, PARIS, fold) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_the_skipped_hour_is_refused_and_explained() -> None:
    with pytest.raises(MissingTimeError, match="02:30 became 03:30"):
        resolve(SKIPPED, PARIS)


@pytest.mark.parametrize("fold", [0, 1])
def test_no_choice_makes_the_skipped_hour_exist(fold: int) -> None:
    with pytest.raises(MissingTimeError):
        resolve(SKIPPED, PARIS, fold)


@pytest.mark.parametrize("year", [1, 1899, 2101, 9999])
def test_a_year_nobody_means_is_refused(year: int) -> None:
    with pytest.raises(RuleError, match="year"):
        resolve(datetime(year, 1, 1), PARIS)  # noqa: DTZ001


def test_an_offset_as_people_write_it() -> None:
    assert offset_of(in_zone(datetime(2026, 7, 1, tzinfo=UTC), PARIS)) == "UTC+02:00"
    assert offset_of(in_zone(datetime(2026, 7, 1, tzinfo=UTC), "Pacific/Tahiti")) == "UTC-10:00"


def test_the_zone_of_the_machine_is_not_a_zone_of_its_own() -> None:
    with pytest.raises(RuleError, match="not known"):
        zone("localtime")


def test_a_refused_zone_says_which_field() -> None:
    with pytest.raises(RuleError) as caught:
        resolve(REPEATED, "Mars/Olympus")
    assert caught.value.field == "zone"


@pytest.mark.parametrize("minute", [0, 59])
def test_every_minute_of_the_skipped_hour_is_refused(minute: int) -> None:
    with pytest.raises(MissingTimeError):
        resolve(SKIPPED.replace(minute=minute), PARIS)


@pytest.mark.parametrize(("hour", "minute", "utc"), [(1, 59, 0), (3, 0, 1)])
def test_the_minutes_beside_the_skipped_hour_exist(hour: int, minute: int, utc: int) -> None:
    at = resolve(SKIPPED.replace(hour=hour, minute=minute), PARIS)

    assert at == datetime(2026, 3, 29, utc, minute, tzinfo=UTC)


@pytest.mark.parametrize("fold", [None, 0, 1])
@pytest.mark.parametrize(("hour", "minute"), [(1, 59), (3, 0)])
def test_beside_the_repeated_hour_no_choice_is_needed(
    hour: int, minute: int, fold: int | None
) -> None:
    wall = REPEATED.replace(hour=hour, minute=minute)

    assert in_zone(resolve(wall, PARIS, fold), PARIS).replace(tzinfo=None) == wall


def test_the_hour_skipped_in_paris_exists_on_the_islands() -> None:
    assert resolve(SKIPPED, "Indian/Reunion") == datetime(2026, 3, 28, 22, 30, tzinfo=UTC)


def test_half_an_hour_repeated_is_told_by_its_own_offsets() -> None:
    wall = datetime(2026, 4, 5, 1, 45)  # noqa: DTZ001
    with pytest.raises(AmbiguousTimeError, match=r"UTC\+11:00.*UTC\+10:30") as caught:
        resolve(wall, "Australia/Lord_Howe")

    first, second = caught.value.choices
    assert second - first == timedelta(minutes=30)


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_the_first_and_last_year_are_accepted(year: int) -> None:
    assert resolve(datetime(year, 6, 1), "UTC").year == year  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "utc"),
    [
        ("Europe/Paris", datetime(2025, 12, 31, 23, tzinfo=UTC)),
        ("UTC", datetime(2026, 1, 1, tzinfo=UTC)),
        ("America/Martinique", datetime(2026, 1, 1, 4, tzinfo=UTC)),
        ("Pacific/Noumea", datetime(2025, 12, 31, 13, tzinfo=UTC)),
    ],
)
def test_a_day_begins_with_the_zone(name: str, utc: datetime) -> None:
    assert midnight(date(2026, 1, 1), name) == utc
