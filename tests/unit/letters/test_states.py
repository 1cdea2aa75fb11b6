"""States of letters and batches, and the words for all of them."""

import pytest

from breachdesk.letters.domain import (
    BATCH_LABELS,
    FAULT_LABELS,
    LETTER_LABELS,
    RETURN_LABELS,
    BatchState,
    Fault,
    LetterState,
    ReturnCode,
)
from breachdesk.letters.domain.states import BATCH_LIFECYCLE, LETTER_LIFECYCLE, ON_PAPER

L = LetterState


def test_everything_has_its_words() -> None:
    assert set(LETTER_LABELS) == set(LetterState) == set(LETTER_LIFECYCLE.edges)
    assert set(BATCH_LABELS) == set(BatchState) == set(BATCH_LIFECYCLE.edges)
    assert set(RETURN_LABELS) == set(ReturnCode)
    assert set(FAULT_LABELS) == set(Fault)


@pytest.mark.parametrize("state", LetterState)
def test_what_is_on_paper_never_waits_to_be_printed_again(state: LetterState) -> None:
    reached, waiting = set(), {state}
    while waiting:
        reached |= (new := waiting)
        waiting = {two for one in new for two in LETTER_LIFECYCLE.edges[one]} - reached

    assert state not in ON_PAPER or reached <= ON_PAPER


def test_only_what_can_be_mailed_enters_a_batch() -> None:
    before = {one for one in L if LETTER_LIFECYCLE.allows(one, L.BATCHED)}

    assert before == {L.WAITING}
