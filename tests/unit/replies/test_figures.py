"""What the figures count."""

from dataclasses import replace
from datetime import timedelta

from breachdesk.deadlines.domain import Standing
from breachdesk.replies.domain import ReplyChannel, ReplyKind, ReplyLine, ReplyState
from breachdesk.replies.domain.figures import figures, tally
from tests.conftest import NOON

HOUR = timedelta(hours=1)
LINE = ReplyLine(
    id="r",
    incident_id="i",
    reference="INC-2026-0001-R1",
    kind=ReplyKind.RIGHTS,
    channel=ReplyChannel.EMAIL,
    state=ReplyState.RECEIVED,
    received_at=NOON,
    due_at=NOON,
    standing=Standing.PENDING,
    settled_at=None,
    answered_at=None,
)
LATE = replace(LINE, standing=Standing.OVERDUE)


def answered(hours: float, standing: Standing = Standing.DISCHARGED) -> ReplyLine:
    at = NOON + hours * HOUR
    return replace(
        LINE, state=ReplyState.ANSWERED, standing=standing, settled_at=at, answered_at=at
    )


def test_nothing_came() -> None:
    found = tally([])

    assert (found.total, found.open, found.late, found.answered) == (0, 0, 0, 0)
    assert found.median_hours is None


def test_the_median_is_of_those_answered_alone() -> None:
    found = tally([LINE, answered(1), answered(2), answered(100, Standing.DISCHARGED_LATE)])

    assert (found.total, found.open, found.answered, found.answered_late) == (4, 1, 3, 1)
    assert found.median_hours == 2.0


def test_of_two_answers_the_median_lies_between() -> None:
    assert tally([answered(1), answered(2)]).median_hours == 1.5


def test_late_is_what_still_waits() -> None:
    closed = replace(LATE, state=ReplyState.CLOSED, standing=Standing.WAIVED)
    handed = replace(LATE, state=ReplyState.HANDED, standing=Standing.DISCHARGED_LATE)

    found = tally([LATE, closed, handed])
    assert (found.open, found.late, found.answered_late) == (1, 1, 0)


def test_every_kind_and_channel_has_its_row() -> None:
    found = figures([LATE, replace(LINE, kind=ReplyKind.QUESTION, channel=ReplyChannel.LETTER)])
    told = found.to_json()

    assert set(told["by_kind"]) == {kind.value for kind in ReplyKind}
    assert set(told["by_channel"]) == {channel.value for channel in ReplyChannel}
    assert told["by_kind"]["rights"]["late"] == 1
    assert told["by_channel"]["letter"]["total"] == 1
    assert told["by_channel"]["portal"]["total"] == 0
    assert told["total"] == 2
