"""When an answer is due: the month of Article 12(3), its extension, and the targets."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.deadlines.domain import AUTHORITY_ZONE, WithinMonths
from breachdesk.deadlines.service import is_working_day, last_day
from breachdesk.kernel.errors import ManyRulesError
from breachdesk.replies.domain.clock import ReplyKind, Targets, check_targets, due, extended

TARGETS = Targets(question_days=7, complaint_days=15)
INSTANTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001  # Hypothesis adds the zone
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
HOUR = timedelta(hours=1)


def paris(text: str) -> datetime:
    """A time on Paris clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=AUTHORITY_ZONE)


@pytest.mark.parametrize(
    ("received", "first", "last", "further"),
    [
        # the last day of a shorter month, a Saturday: by the letter, the Monday after
        ("2026-01-31T10:00", "2026-02-28T10:00", "2026-03-02", "2026-04-28T10:00"),
        ("2026-01-29T10:00", "2026-02-28T10:00", "2026-03-02", "2026-04-28T10:00"),
        # a leap year, a Tuesday: nothing moves
        ("2028-01-31T10:00", "2028-02-29T10:00", "2028-02-29", "2028-04-29T10:00"),
        ("2026-03-31T10:00", "2026-04-30T10:00", "2026-04-30", "2026-06-30T10:00"),
        # a Sunday: the Monday
        ("2026-05-14T09:00", "2026-06-14T09:00", "2026-06-15", "2026-08-14T09:00"),
        # 1 May is a holiday and a Friday: the Monday after it
        ("2026-04-01T18:00", "2026-05-01T18:00", "2026-05-04", "2026-07-01T18:00"),
        # Good Friday is a working day, Easter Monday none
        ("2026-03-03T08:00", "2026-04-03T08:00", "2026-04-03", "2026-06-03T08:00"),
        ("2026-03-06T08:00", "2026-04-06T08:00", "2026-04-07", "2026-06-06T08:00"),
        # over the end of the year; 25 December and the weekend after it
        ("2026-11-25T12:00", "2026-12-25T12:00", "2026-12-28", "2027-02-25T12:00"),
        # both clock changes: the same Paris time
        ("2026-03-15T10:00", "2026-04-15T10:00", "2026-04-15", "2026-06-15T10:00"),
        ("2026-10-15T10:00", "2026-11-15T10:00", "2026-11-16", "2027-01-15T10:00"),
        # late in the evening, where the day differs in UTC
        ("2026-06-30T23:30", "2026-07-30T23:30", "2026-07-30", "2026-09-30T23:30"),
    ],
)
def test_a_right_is_due_a_month_later_and_may_have_two_more(
    received: str, first: str, last: str, further: str
) -> None:
    found = due(ReplyKind.RIGHTS, paris(received), TARGETS)

    assert found == paris(first)
    assert last_day(paris(received), 1).isoformat() == last
    assert extended(found) == paris(further)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(ReplyKind.QUESTION, timedelta(days=7)), (ReplyKind.COMPLAINT, timedelta(days=15))],
)
def test_others_are_due_when_the_organisation_wants(kind: ReplyKind, expected: timedelta) -> None:
    received = paris("2026-03-27T17:00")

    assert due(kind, received, TARGETS) - received.astimezone(UTC) == expected


@given(INSTANTS)
def test_the_month_ends_on_the_day_of_the_same_number_or_the_last_of_the_month(
    received: datetime,
) -> None:
    start = received.astimezone(AUTHORITY_ZONE)
    end = due(ReplyKind.RIGHTS, received, TARGETS).astimezone(AUTHORITY_ZONE)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == 1
    assert end.day == start.day or (end + timedelta(days=1)).month != end.month
    assert end.day <= start.day


@given(INSTANTS)
def test_who_keeps_the_prudent_time_is_in_time_by_the_letter(received: datetime) -> None:
    for months, end in (
        (1, due(ReplyKind.RIGHTS, received, TARGETS)),
        (3, extended(due(ReplyKind.RIGHTS, received, TARGETS))),
    ):
        assert end.astimezone(AUTHORITY_ZONE).date() <= last_day(received, months)


@given(INSTANTS, st.integers(1, 12))
def test_the_last_day_by_the_letter_is_the_first_working_day_from_the_end(
    received: datetime, months: int
) -> None:
    end = WithinMonths(months).due(received).astimezone(AUTHORITY_ZONE).date()
    found = last_day(received, months)

    assert is_working_day(found)
    assert not any(is_working_day(end + timedelta(days=days)) for days in range((found - end).days))


@given(INSTANTS)
def test_an_extension_adds_two_months_and_never_more_than_three_in_all(received: datetime) -> None:
    first = due(ReplyKind.RIGHTS, received, TARGETS)

    assert timedelta(days=58) < extended(first) - first < timedelta(days=63)
    # one hour: a time that the clock change skips is taken an hour later from then on
    assert extended(first) <= WithinMonths(3).due(received) + HOUR


@given(INSTANTS, st.integers(0, 400))
def test_who_wrote_on_a_later_day_is_never_due_on_an_earlier_one(
    received: datetime, days: int
) -> None:
    """Days, not instants: all who write from the 28th to the 31st of January have one last day."""
    later = received + timedelta(days=days)
    for kind in ReplyKind:
        ends = [due(kind, one, TARGETS).astimezone(AUTHORITY_ZONE) for one in (received, later)]
        assert ends[0].date() <= ends[1].date()


@pytest.mark.parametrize(
    ("days", "fields"),
    [
        ((1, 90), []),
        ((0, 15), ["question_days"]),
        ((7, 91), ["complaint_days"]),
        ((-1, 0), ["question_days", "complaint_days"]),
    ],
)
def test_targets_are_days_somebody_can_have_meant(days: tuple[int, int], fields: list[str]) -> None:
    if not fields:
        check_targets(Targets(*days))
        return
    with pytest.raises(ManyRulesError) as refused:
        check_targets(Targets(*days))
    assert [one.field for one in refused.value.broken] == fields
