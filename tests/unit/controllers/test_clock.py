"""Every controller's own 72 hours: whose knowledge counts, and from when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.controllers.domain import Awareness, AwarenessBasis, Knowledge, awareness
from breachdesk.controllers.domain.clock import check_knowledge
from breachdesk.kernel.errors import RuleError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
B = AwarenessBasis
EARLY, LATE, LATER = (NOON + timedelta(hours=hours) for hours in (1, 2, 3))
INSTANTS = st.none() | st.integers(0, 10**6).map(lambda one: NOON + timedelta(seconds=one))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Knowledge(), None),
        (Knowledge(delivered_at=LATE), (LATE, B.NOTICE)),
        (Knowledge(delivered_at=LATE, acknowledged_at=LATER), (LATE, B.NOTICE)),
        # a forwarded mail: the receipt is acknowledged before the relay said it had taken the mail
        (Knowledge(delivered_at=LATE, acknowledged_at=EARLY), (EARLY, B.ACKNOWLEDGED)),
        # the press was faster than the processor
        (Knowledge(delivered_at=LATE, other_at=EARLY), (EARLY, B.OTHER)),
        (Knowledge(delivered_at=EARLY, other_at=LATE), (EARLY, B.NOTICE)),
        (Knowledge(other_at=LATE), (LATE, B.OTHER)),
        # what a person retained goes before all others, though later
        (Knowledge(EARLY, EARLY, EARLY, LATER), (LATER, B.RETAINED)),
        # at the same instant the notice is the better proof
        (Knowledge(LATE, LATE, LATE), (LATE, B.NOTICE)),
    ],
)
def test_the_earliest_knowledge_starts_the_clock(
    known: Knowledge, expected: tuple[datetime, AwarenessBasis] | None
) -> None:
    assert awareness(known) == (Awareness(*expected) if expected else None)


@given(delivered=INSTANTS, acknowledged=INSTANTS, other=INSTANTS, retained=INSTANTS)
def test_it_is_one_of_the_known_instants_and_never_later_than_any_not_retained(
    delivered: datetime | None,
    acknowledged: datetime | None,
    other: datetime | None,
    retained: datetime | None,
) -> None:
    found = awareness(Knowledge(delivered, acknowledged, other, retained))
    known = [at for at in (delivered, acknowledged, other) if at]

    if retained is not None:
        assert found == Awareness(retained, B.RETAINED)
    elif not known:
        assert found is None
    else:
        assert found is not None
        assert found.at == min(known)


class TestTold:
    def test_knowledge_wants_its_source(self) -> None:
        with pytest.raises(RuleError) as caught:
            check_knowledge(NOON, " \n", NOON, "other")
        assert caught.value.field == "other_why"

    def test_nobody_knew_tomorrow(self) -> None:
        with pytest.raises(RuleError) as caught:
            check_knowledge(NOON + timedelta(seconds=1), "Le journal", NOON, "retained")
        assert caught.value.field == "retained_at"

    def test_now_with_a_source_is_fine_and_so_is_nothing(self) -> None:
        check_knowledge(NOON, "Le journal", NOON, "other")
        check_knowledge(None, "", NOON, "other")
