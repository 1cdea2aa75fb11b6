"""Whoever is counted is counted once, and the labels agree with persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.i18n import translator
from breachdesk.letters.domain import LetterState
from breachdesk.outreach.domain.cascade import FALLABLE, First, MailFate, Place, Rules
from breachdesk.outreach.domain.coverage import (
    LEFT_OUT_LABELS,
    STANDING_LABELS,
    STANDING_MEANINGS,
    Coverage,
    Standing,
    tally,
)
from breachdesk.outreach.domain.delivery import DELIVERY_LABELS, DeliveryState, Exclusion

PLACES = st.builds(
    Place,
    mail=st.sampled_from(MailFate),
    letter=st.none() | st.sampled_from(LetterState),
    is_deceased=st.booleans(),
    is_reachable=st.booleans(),
)
RULES = st.builds(
    Rules, st.sampled_from(First), st.frozensets(st.sampled_from(FALLABLE)), st.booleans()
)


@given(st.dictionaries(PLACES, st.integers(1, 1_000_000)), RULES)
def test_standings_add_up_to_the_persons_and_reasons_to_those_left_out(
    places: dict[Place, int], rules: Rules
) -> None:
    found = Coverage(None, tally(places, rules))

    assert sum(found.by_standing.values()) == found.persons == sum(places.values())
    assert sum(found.left_out.values()) == found[Standing.EXCLUDED]


def test_every_standing_and_every_reason_is_told() -> None:
    assert set(STANDING_LABELS) == set(STANDING_MEANINGS) == set(Standing)
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
        (Standing.UNREACHABLE, "Sans aucune adresse"),
        (Standing.NOT_ADDRESSED, "Dans aucune campagne à ce jour"),
    ],
)
def test_standings_count_persons_in_french(standing: Standing, words: str) -> None:
    assert translator("fr")(STANDING_LABELS[standing]) == words


def test_states_count_mails_in_french() -> None:
    say = translator("fr")

    assert say(DELIVERY_LABELS[DeliveryState.REFUSED]) == "Refusé"
    assert say(DELIVERY_LABELS[DeliveryState.EXCLUDED]) == "Écarté"
