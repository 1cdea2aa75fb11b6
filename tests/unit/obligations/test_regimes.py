"""The regimes as the law has them; the figures here come from the texts, not from the code."""

from datetime import date

import pytest

from breachdesk.deadlines.domain import Clock, Within, WithinMonths, WithoutDelay
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.errors import NotFoundError
from breachdesk.obligations.domain import Duty, StartsFrom
from breachdesk.obligations.registry import DUTIES, REGIMES, duty, live_duties

TODAY = date(2026, 11, 24)
CLOCKS: dict[str, Clock] = {
    "gdpr-33-1": Within(72),
    "gdpr-33-2": WithoutDelay(),
    "gdpr-33-4": Within(72),
    "gdpr-33-5": WithoutDelay(),
    "gdpr-34-1": WithoutDelay(),
    "lopmi-complaint": Within(72, is_of_the_union=False),
    "csp-l1111-8-2": WithoutDelay(),
    "nis2-early-warning": Within(24),
    "nis2-notification": Within(72),
    "nis2-final-report": WithinMonths(1),
    "dora-initial-classified": Within(4),
    "dora-initial-aware": Within(24),
    "dora-intermediate": Within(72),
    "dora-final": WithinMonths(1),
    "eidas-19": Within(24),
    "telecom-initial": Within(24),
    "telecom-second": Within(72),
    "cra-early-warning": Within(24),
    "cra-notification": Within(72),
    "cra-final-report": Within(14 * 24),
    "cra-final-report-incident": WithinMonths(1),
    "contract-24": Within(24, is_of_the_union=False),
    "contract-36": Within(36, is_of_the_union=False),
    "contract-48": Within(48, is_of_the_union=False),
    "mar-17": WithoutDelay(),
    "ordre-pharmaciens-notice": WithoutDelay(),
    "omnibus-33-1": Within(96),
}
LIVE = {
    (OrganisationRole.CONTROLLER, StartsFrom.AWARENESS): {"gdpr-33-1", "gdpr-33-5"},
    (OrganisationRole.JOINT_CONTROLLER, StartsFrom.AWARENESS): {"gdpr-33-1", "gdpr-33-5"},
    (OrganisationRole.PROCESSOR, StartsFrom.AWARENESS): {"gdpr-33-2", "gdpr-33-5"},
    (OrganisationRole.CONTROLLER, StartsFrom.HIGH_RISK): {"gdpr-34-1"},
    (OrganisationRole.PROCESSOR, StartsFrom.HIGH_RISK): set(),
    (OrganisationRole.CONTROLLER, StartsFrom.FIRST_FILING): {"gdpr-33-4"},
}


def test_every_duty_runs_on_its_clock() -> None:
    assert {code: one.clock for code, one in DUTIES.items()} == CLOCKS


@pytest.mark.parametrize(("when", "codes"), LIVE.items(), ids=lambda one: str(sorted(one)))
def test_what_starts_by_itself(when: tuple[OrganisationRole, StartsFrom], codes: set[str]) -> None:
    role, starts_from = when

    assert {one.code for one in live_duties(role, starts_from)} == codes


@pytest.mark.parametrize("one", DUTIES.values(), ids=lambda one: one.code)
def test_a_duty_is_told_in_both_languages(one: Duty) -> None:
    for words in (one.title, one.who, one.note):
        assert words.fr.strip()
        assert words.en.strip()
    assert one.legal_ref


def test_a_proposal_is_not_in_force() -> None:
    assert not REGIMES["digital_omnibus"].is_in_force(TODAY)


def test_the_gdpr_is_in_force_from_its_day() -> None:
    assert not REGIMES["gdpr"].is_in_force(date(2018, 5, 24))
    assert REGIMES["gdpr"].is_in_force(date(2018, 5, 25))


def test_an_unknown_code_names_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="gdpr-33-1"):
        duty("nothing")
