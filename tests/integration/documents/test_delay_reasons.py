"""The reasons for a delay: told where there is one, and where there is none it says so."""

from datetime import timedelta

import pytest

from breachdesk.facts.domain import Words
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.clock import FrozenClock
from tests.builders.incidents import open_case
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "delay-reasons"
HOUR = timedelta(hours=1)
IN_TIME, PAST = 71, 80
"""Hours from the opening, which is one after awareness: 72 exactly, and eight too many and one."""
REASONS = "L’hébergeur n’a rendu les journaux que le quatrième jour."


def read(case: Case, language: str = "en") -> str:
    return text_of(case.pdf(language, kind=KIND))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Pas de retard : la notification a été déposée dans les 72 heures."),
        ("en", "Not late: the notification was filed within 72 hours."),
    ],
)
def test_filed_at_the_last_instant_it_says_that_there_is_no_delay(
    filed: Case, clock: FrozenClock, language: str, said: str
) -> None:
    clock.at += IN_TIME * HOUR
    filed.file(filed.begin())

    assert said in read(filed, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "En retard : la notification a été déposée 9 h après l’échéance."),
        ("en", "Late: the notification was filed 9 h after the deadline."),
    ],
)
def test_filed_late_it_says_by_how_much_and_why(
    filed: Case, clock: FrozenClock, language: str, said: str
) -> None:
    clock.at += PAST * HOUR
    filed.file(filed.begin(), REASONS)
    text = read(filed, language)

    assert said in text
    assert text.count(REASONS) == 1, "they stand with the filing and with the duty: told once"


def test_before_the_deadline_it_says_that_nothing_is_late(filed: Case, clock: FrozenClock) -> None:
    clock.at += IN_TIME * HOUR

    assert "Not late: the deadline had not passed" in read(filed)


def test_past_the_deadline_it_says_that_nothing_is_filed(filed: Case, clock: FrozenClock) -> None:
    clock.at += PAST * HOUR
    text = read(filed)

    assert "Late: the deadline has passed and nothing is filed." in text
    assert "No reasons are recorded." in text


def test_where_no_clock_runs_nothing_can_be_late(filed: Case, clock: FrozenClock) -> None:
    role = OrganisationRole.PROCESSOR
    other = Case(filed.services, filed.dpo, open_case(filed.services, filed.dpo, role=role))
    clock.at += PAST * HOUR

    assert "Not late: no deadline of 72 hours runs for this organisation" in read(other)


def test_what_was_done_until_the_filing_is_told_and_nothing_later(
    filed: Case, clock: FrozenClock
) -> None:
    filed.note("Avant de savoir.", NOON - 2 * HOUR)
    filed.note("Journaux demandés.", source="Courriel")
    clock.at += PAST * HOUR
    filed.file(filed.begin(), REASONS)
    clock.at += HOUR
    filed.note("Après le dépôt.")
    text = read(filed)

    assert "Journaux demandés. " in text
    assert "Courriel" in text
    assert "Avant de savoir." not in text
    assert "Après le dépôt." not in text


def test_its_data_are_the_answers_it_rests_on(filed: Case, clock: FrozenClock) -> None:
    clock.at += PAST * HOUR
    filed.file(filed.begin(), REASONS)

    told = attachment_of(filed.pdf(kind=KIND))
    assert told["answers"]["delay.reasons"]["text"] == REASONS


def test_it_is_older_than_the_facts_once_the_reasons_move(filed: Case, clock: FrozenClock) -> None:
    clock.at += PAST * HOUR
    filed.issue(KIND)
    assert filed.stale() == [False]

    filed.tell("delay.reasons", Words(REASONS))
    assert filed.stale() == [True]
