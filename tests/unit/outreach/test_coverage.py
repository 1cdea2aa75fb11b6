"""Whoever is counted is counted once, and the labels agree with persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.i18n import translator
from breachdesk.outreach.domain.coverage import (
    BY_STATE,
    CLASSES,
    LEFT_OUT_LABELS,
    STANDING_LABELS,
    Coverage,
    Standing,
)
from breachdesk.outreach.domain.delivery import DELIVERY_LABELS, DeliveryState, Exclusion

TALLIES = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 1_000_000))


@given(TALLIES)
def test_standings_add_up_to_the_persons_and_reasons_to_those_left_out(
    tally: dict[tuple[Standing, str], int],
) -> None:
    found = Coverage(None, tally)

    assert sum(found.by_standing.values()) == found.persons == sum(tally.values())
    assert sum(found.left_out.values()) == found[Standing.EXCLUDED]


def test_every_state_of_a_mail_and_every_reason_has_its_class() -> None:
    assert set(BY_STATE) == set(DeliveryState)
    assert set(STANDING_LABELS) == set(Standing)
    assert set(LEFT_OUT_LABELS) >= set(Exclusion)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.INFORMED, "Informées"),
        (Standing.PENDING, "En attente"),
        (Standing.REFUSED, "Refusées par le relais"),
        (Standing.BOUNCED, "Retournées"),
        (Standing.UNCERTAIN, "Incertaines"),
        (Standing.EXCLUDED, "Laissées de côté"),
        (Standing.UNREACHABLE, "Injoignables par courriel"),
        (Standing.NOT_ADDRESSED, "Dans aucune campagne à ce jour"),
    ],
)
def test_standings_count_persons_in_french(standing: Standing, words: str) -> None:
    assert translator("fr")(STANDING_LABELS[standing]) == words


def test_states_count_mails_in_french() -> None:
    say = translator("fr")

    assert say(DELIVERY_LABELS[DeliveryState.REFUSED]) == "Refusé"
    assert say(DELIVERY_LABELS[DeliveryState.EXCLUDED]) == "Écarté"
