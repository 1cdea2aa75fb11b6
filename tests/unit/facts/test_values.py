import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Day,
    Figure,
    Instant,
    Words,
    YesNo,
    dump,
    load,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
counts = st.integers(0, 10**10)
answers = st.one_of(
    st.just(UNKNOWN),
    st.builds(Words, texts),
    st.builds(Choice, texts, texts),
    st.builds(Choices, st.frozensets(texts), st.dictionaries(texts, texts)),
    st.builds(Figure, counts, st.none() | counts, st.booleans()),
    st.builds(YesNo, st.booleans()),
    st.builds(Instant, st.datetimes(timezones=st.just(UTC)), texts),
    st.builds(Day, st.dates()),
    st.builds(Bodies, st.lists(st.builds(Body, texts, texts, texts, texts)).map(tuple)),
)


@given(answers)
def test_json_gives_every_answer_back_unchanged(answer: Answer) -> None:
    assert load(json.loads(json.dumps(dump(answer)))) == answer


def test_json_names_the_type_so_that_old_versions_stay_readable() -> None:
    assert dump(Day(date(2026, 3, 2))) == {"type": "day", "on": "2026-03-02"}


def test_not_known_yet_is_null() -> None:
    assert dump(UNKNOWN) is None


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 2, 12),  # noqa: DTZ001  # what is tested
        datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_an_instant_is_in_utc(at: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        Instant(at, "Europe/Paris")


def test_the_order_of_ticking_does_not_matter() -> None:
    assert Choices(frozenset(["a", "b"])) == Choices(frozenset(["b", "a"]))
