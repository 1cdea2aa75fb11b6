from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.kernel.typography import (
    FRENCH_ZONES,
    both_zones,
    count,
    day,
    decimal,
    elapsed,
    instant,
    left,
    length,
    moment,
)
from breachdesk.kernel.zones import ZONES

PARIS = "Europe/Paris"
SUMMER = datetime(2021, 8, 27, 16, 40, tzinfo=UTC)
N = "\u202f"


@pytest.mark.parametrize(
    ("at", "zone", "language", "said"),
    [
        (SUMMER, PARIS, "fr", "27/08/2021 à 18:40 (heure de Paris)"),
        (SUMMER, PARIS, "en", "27/08/2021 at 18:40 (Paris time)"),
        (SUMMER.replace(second=7), PARIS, "fr", "27/08/2021 à 18:40:07 (heure de Paris)"),
        (SUMMER, "Indian/Reunion", "fr", "27/08/2021 à 20:40 (heure de La Réunion)"),
        (SUMMER, "UTC", "fr", "27/08/2021 à 16:40 (temps universel)"),
        (SUMMER, "UTC", "en", "27/08/2021 at 16:40 (UTC)"),
        (SUMMER, "Asia/Tokyo", "fr", "28/08/2021 à 01:40 (heure de Asia/Tokyo)"),
    ],
)
def test_an_instant_is_written(at: datetime, zone: str, language: str, said: str) -> None:
    assert instant(at, zone, language) == said


def test_in_the_repeated_hour_the_offset_is_said() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert instant(first, PARIS, "fr").endswith("(heure de Paris, UTC+02:00)")
    assert instant(first + timedelta(hours=1), PARIS, "fr").endswith("UTC+01:00)")


def test_below_a_head_that_names_the_zone_only_the_repeated_hour_says_more() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert moment(SUMMER, "Indian/Reunion") == "27/08/2021 20:40"
    assert moment(first, PARIS) == "25/10/2026 02:30 UTC+02:00"
    assert moment(first + timedelta(hours=1), PARIS) == "25/10/2026 02:30 UTC+01:00"


def test_paris_time_is_added_where_the_clocks_differ() -> None:
    told = both_zones(SUMMER, "Indian/Reunion", "fr")

    assert told == ("27/08/2021 à 20:40 (heure de La Réunion), 27/08/2021 à 18:40 (heure de Paris)")
    assert both_zones(SUMMER, "Europe/Berlin", "fr") == "27/08/2021 à 18:40 (heure de Berlin)"


def test_a_score_has_the_comma_of_its_language() -> None:
    assert (decimal(4.5, "fr"), decimal(4.5, "en"), decimal(0, "fr")) == ("4,5", "4.5", "0")


def test_a_day_is_that_of_the_zone() -> None:
    late = datetime(2021, 8, 27, 22, 30, tzinfo=UTC)

    assert (day(late, PARIS), day(late, "UTC")) == ("28/08/2021", "27/08/2021")


def test_counts_are_grouped_as_each_language_does() -> None:
    assert count(386_970, "fr") == f"386{N}970"
    assert count(386_970, "en") == "386,970"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=59), f"0{N}min"),
        (timedelta(hours=29, minutes=59, seconds=59), f"1{N}j 05{N}h 59{N}min"),
        (timedelta(hours=5, minutes=3), f"5{N}h 03{N}min"),
        (timedelta(hours=-5), f"5{N}h 00{N}min"),
    ],
)
def test_a_length_is_never_rounded_up(span: timedelta, said: str) -> None:
    assert length(span, "fr") == said


def test_time_left_and_time_late() -> None:
    assert left(SUMMER, SUMMER - timedelta(hours=2), "fr") == f"dans 2{N}h 00{N}min"
    assert left(SUMMER, SUMMER + timedelta(hours=2), "fr") == f"en retard de 2{N}h 00{N}min"
    assert left(SUMMER, SUMMER + timedelta(hours=2), "en") == f"2{N}h 00{N}min late"


def test_elapsed_hours_are_whole() -> None:
    assert elapsed(SUMMER, SUMMER + timedelta(hours=41, minutes=59)) == "H+41"


def test_every_zone_offered_has_its_french_words() -> None:
    assert set(FRENCH_ZONES) == {one.name for one in ZONES}


def test_the_repeated_hour_of_paris_is_told_apart_from_overseas() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    told = [both_zones(first + timedelta(hours=n), "Indian/Reunion", "fr") for n in (0, 1)]

    assert told[0].endswith("25/10/2026 à 02:30 (heure de Paris, UTC+02:00)")
    assert told[1].endswith("25/10/2026 à 02:30 (heure de Paris, UTC+01:00)")


def test_both_zones_in_english() -> None:
    assert both_zones(SUMMER, "Pacific/Tahiti", "en") == (
        "27/08/2021 at 06:40 (French Polynesia (Tahiti) time), 27/08/2021 at 18:40 (Paris time)"
    )


@pytest.mark.parametrize("number", [0, 7, 999])
def test_a_small_count_is_not_grouped(number: int) -> None:
    assert count(number, "fr") == count(number, "en") == str(number)


def test_a_length_in_english_counts_days() -> None:
    assert length(timedelta(days=2, hours=1, minutes=5), "en") == f"2{N}d 01{N}h 05{N}min"


def test_at_the_due_instant_nothing_is_late() -> None:
    assert left(SUMMER, SUMMER, "fr") == f"dans 0{N}min"
    assert left(SUMMER, SUMMER, "en") == f"0{N}min left"


def test_the_hour_that_has_not_ended_is_not_counted() -> None:
    assert elapsed(SUMMER, SUMMER) == "H+0"
    assert elapsed(SUMMER, SUMMER + timedelta(minutes=59, seconds=59)) == "H+0"
    assert elapsed(SUMMER, SUMMER + timedelta(hours=72)) == "H+72"


def test_what_came_before_the_start_carries_one_sign_only() -> None:
    assert elapsed(SUMMER, SUMMER - timedelta(hours=2)) == "H-2"
