"""States, what may be recorded and what keeps an answer back, as tables."""

from datetime import date, timedelta
from itertools import product

import pytest

from breachdesk.deadlines.domain import Standing
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.typed import problem_with_prose
from breachdesk.replies.domain import (
    Draft,
    Letter,
    ReplyChannel,
    ReplyKind,
    ReplyState,
    Told,
)
from breachdesk.replies.domain.checks import (
    GAP,
    MAX_TEXT,
    check_draft,
    check_extension,
    check_new,
    check_note,
    check_told,
)
from breachdesk.replies.domain.reply import LIFECYCLE, standing_of
from breachdesk.replies.registry import READY
from tests.builders.replies import DAY, LETTER, build_draft, build_reply, build_told
from tests.conftest import NOON

MOMENT = timedelta(seconds=1)
NEW, HAND, LONG, GONE, DONE, SHUT = ReplyState
MOVES = {
    (NEW, HAND), (NEW, LONG), (NEW, GONE), (NEW, DONE), (NEW, SHUT),
    (HAND, LONG), (HAND, GONE), (HAND, DONE), (HAND, SHUT),
    (LONG, GONE), (LONG, DONE), (LONG, SHUT),
    (GONE, HAND), (GONE, SHUT),
    (DONE, HAND), (DONE, SHUT),
    (SHUT, HAND),
}  # fmt: skip


@pytest.mark.parametrize(("now", "wanted"), [*product(ReplyState, ReplyState)])
def test_a_reply_moves_only_along_these_lines(now: ReplyState, wanted: ReplyState) -> None:
    assert LIFECYCLE.allows(now, wanted) == ((now, wanted) in MOVES)


@pytest.mark.parametrize(
    ("settled", "closed", "expected"),
    [
        (None, None, Standing.OVERDUE),
        (NOON - DAY, None, Standing.DISCHARGED),
        (NOON - MOMENT, None, Standing.DISCHARGED_LATE),
        (None, NOON, Standing.WAIVED),
        (NOON - MOMENT, NOON, Standing.DISCHARGED_LATE),  # closing later does not mend it
    ],
)
def test_the_clock_stands_by_the_answer(
    settled: object, closed: object, expected: Standing
) -> None:
    assert standing_of(NOON - 2 * MOMENT, NOON, settled, closed) is expected  # type: ignore[arg-type]


def broken(error: ManyRulesError) -> set[str | None]:
    return {one.field for one in error.broken}


@pytest.mark.parametrize(
    ("over", "fields"),
    [
        ({"received_at": NOON + MOMENT}, {"received_at"}),
        ({"received_at": NOON.replace(year=1999)}, {"received_at"}),
        ({"letter": Letter("  \n ")}, {"words"}),
        ({"letter": Letter("x" * (MAX_TEXT + 1))}, {"words"}),
        ({"letter": Letter("x", email="not an address")}, {"email"}),
        ({"letter": Letter("x", email="a@b.example,c@d.example")}, {"email"}),
        ({"letter": Letter("x", name="n" * 201, contact="c" * 201)}, {"name", "contact"}),
    ],
)
def test_what_cannot_have_come_in_is_refused(over: dict[str, object], fields: set[str]) -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_new(build_reply("case", **over), NOON)

    assert broken(refused.value) == fields


def test_what_came_this_very_moment_may_be_recorded() -> None:
    check_new(build_reply("case", received_at=NOON, letter=Letter("x" * MAX_TEXT)), NOON)


def test_nothing_of_a_letter_stands_in_what_programs_print() -> None:
    assert "anari" not in repr(build_reply("case"))
    assert "anari" not in repr(build_told()) + repr(build_draft())


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (build_told(at=NOON + MOMENT), {"at"}),
        (build_told(at=NOON - 2 * DAY), {"at"}),
        (build_told(text=" "), {"words"}),
    ],
)
def test_nobody_was_told_before_they_asked_or_tomorrow(told: Told, fields: set[str]) -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_told(told, NOON - DAY, NOON)

    assert broken(refused.value) == fields


@pytest.mark.parametrize("kind", [ReplyKind.QUESTION, ReplyKind.COMPLAINT])
def test_only_the_month_of_a_right_is_extended(kind: ReplyKind) -> None:
    with pytest.raises(RuleError):
        check_extension(kind, NOON, date(2026, 4, 2), is_second=False)


def test_a_month_is_extended_once() -> None:
    with pytest.raises(RuleError, match="once"):
        check_extension(ReplyKind.RIGHTS, NOON, date(2026, 4, 2), is_second=True)


@pytest.mark.parametrize("last_day", [date(2026, 3, 3), date(2026, 3, 2)])
def test_an_extension_is_told_by_the_end_of_the_last_day_in_paris(last_day: date) -> None:
    """22:59:59 UTC is still the 2nd of March there."""
    told_at = NOON.replace(hour=22, minute=59, second=59)

    check_extension(ReplyKind.RIGHTS, told_at, last_day, is_second=False)


def test_an_extension_told_a_moment_after_the_last_day_is_refused() -> None:
    with pytest.raises(RuleError) as refused:
        check_extension(ReplyKind.RIGHTS, NOON.replace(hour=23), date(2026, 3, 2), is_second=False)

    assert refused.value.field == "at"


@pytest.mark.parametrize(
    ("draft", "email", "fields"),
    [
        (build_draft(text=""), "a@b.example", {"words"}),
        (build_draft(text=f"Données : {GAP}."), "a@b.example", {"words"}),
        (build_draft(), "", {"channel"}),
        (build_draft(channel=ReplyChannel.LETTER), "", {"at"}),
        (build_draft(channel=ReplyChannel.TELEPHONE, at=NOON + MOMENT), "", {"at"}),
        (build_draft(channel=ReplyChannel.COUNTER, at=NOON - 2 * DAY), "", {"at"}),
        (build_draft(channel=ReplyChannel.LETTER, text=GAP), "", {"words", "at"}),
    ],
)
def test_an_answer_that_cannot_be_given_says_why(
    draft: Draft, email: str, fields: set[str]
) -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_draft(draft, email, NOON - DAY, NOON)

    assert broken(refused.value) == fields


def test_an_answer_by_mail_or_by_hand_may_be_given() -> None:
    check_draft(build_draft(), LETTER.email, NOON - DAY, NOON)
    check_draft(build_draft(channel=ReplyChannel.LETTER, at=NOON), "", NOON - DAY, NOON)


def test_a_note_says_something() -> None:
    with pytest.raises(RuleError):
        check_note("\t")


@pytest.mark.parametrize("key", [*READY])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_ready_answer_can_be_given_once_its_gaps_are_filled(key: str, language: str) -> None:
    text = READY[key].text.in_(language).strip()

    assert problem_with_prose(text, MAX_TEXT) is None
    check_draft(build_draft(text=text.replace(GAP, "x")), LETTER.email, NOON - DAY, NOON)
    assert READY[key].title.in_(language)
