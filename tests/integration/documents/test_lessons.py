"""The report after a case: hours in figures, what held, what did not, what is to do."""

from datetime import timedelta

from breachdesk.facts.domain import Words
from breachdesk.kernel.clock import FrozenClock
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import text_of

KIND = "lessons-learned"


def read(case: Case, language: str = "fr") -> str:
    return text_of(case.pdf(language, kind=KIND)).replace("’", "'")


def test_hours_count_from_awareness(filed: Case, clock: FrozenClock) -> None:
    clock.at = NOON + timedelta(hours=40)
    filed.file(filed.begin())

    # Aware an hour before the test's noon.
    assert "Prise de connaissance 02/03/2026 à 12:00 (heure de Paris) H+0" in read(filed)
    assert "Autorité notifiée 04/03/2026 à 05:00 (heure de Paris) H+41" in read(filed)
    assert "Closed not recorded" in read(filed, "en")


def test_a_duty_met_in_time_worked(filed: Case) -> None:
    filed.file(filed.begin())
    text = read(filed)

    worked, rest = text.split("Ce qui n'a pas fonctionné")
    assert "dans le délai, le 02/03/2026 à 13:00" in worked
    assert "en retard" not in rest


def test_a_duty_met_late_did_not_and_says_why(filed: Case, clock: FrozenClock) -> None:
    clock.at = NOON + timedelta(hours=90)
    filed.file(filed.begin(), "Journaux rendus trop tard.")
    worked, rest = read(filed).split("Ce qui n'a pas fonctionné")

    assert "dans le délai" not in worked
    assert "en retard, attendu le 05/03/2026 à 12:00" in rest
    assert "Journaux rendus trop tard." in rest


def test_actions_to_do_are_told_with_their_owner_and_those_done_are_counted(filed: Case) -> None:
    filed.act("Changer les secrets", owner=filed.dpo.user_id)
    filed.finish(filed.act("Fermer le dossier ouvert"))
    text = read(filed)

    assert f"Changer les secrets {filed.dpo.name}" in text
    assert "1 action faite dans le délai" in text
    assert "Fermer le dossier ouvert" not in text


def test_causes_come_from_the_facts(filed: Case) -> None:
    filed.tell("security.prior_measures", Words("Sauvegarde quotidienne."))

    assert "Sauvegarde quotidienne." in read(filed)


def test_only_what_happens_in_the_case_makes_it_stale(filed: Case, clock: FrozenClock) -> None:
    filed.act("Changer les secrets")
    filed.issue(KIND)
    clock.at = NOON + timedelta(days=90)
    assert filed.stale() == [False]
    filed.act("Former les équipes")

    assert filed.stale() == [True]
