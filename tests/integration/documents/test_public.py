"""The press statement and the questions and answers: the approved words, or a marked draft."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service as documents
from breachdesk.kernel.errors import RuleError
from tests.builders.organisations import Desk
from tests.builders.outreach import save_case, save_deputy
from tests.builders.publications import approve, edit, publish, save_notice, withdraw
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import text_of
from tests.integration.page import Pages

PRESS, QUESTIONS = "press-statement", "questions-answers"
LEAD = "Des données ont été lues par un tiers."


@pytest.fixture
def case(services: Services, desk: Desk) -> Case:
    _desk, incident_id = save_case(services, desk)
    return Case(services, desk.dpo, incident_id)


def read(case: Case, kind: str, language: str = "fr") -> str:
    with case.services.reading(case.dpo) as uow:
        pdf = documents.render(uow, case.id, kind, language)[1]
    return text_of(pdf).replace("’", "'")


@pytest.mark.parametrize("kind", [PRESS, QUESTIONS])
def test_what_nobody_has_approved_says_so(case: Case, kind: str) -> None:
    save_notice(case.services, case.dpo, case.id)

    assert "· PROJET NON APPROUVÉ" in read(case, kind)
    assert "· DRAFT, NOT APPROVED" in read(case, kind, "en")


def test_an_approved_text_says_when_and_bears_no_mark(
    case: Case, services: Services, desk: Desk
) -> None:
    notice = save_notice(services, case.dpo, case.id, press_lead=LEAD)
    approve(services, save_deputy(services, desk), case.id, notice)
    text = read(case, PRESS)

    assert "Texte approuvé le 02/03/2026 à 13:00 (heure de Paris)" in text
    assert LEAD in text
    assert "PROJET" not in text


def test_the_approved_version_is_taken_while_a_newer_one_is_written(
    case: Case, services: Services, desk: Desk
) -> None:
    first = save_notice(services, case.dpo, case.id, press_lead=LEAD)
    approve(services, save_deputy(services, desk), case.id, first)
    publish(services, case.dpo, case.id, first)
    save_notice(services, case.dpo, case.id, press_lead="Rien n'est encore sûr.")

    assert LEAD in read(case, PRESS)


def test_questions_stand_with_their_answers(case: Case) -> None:
    save_notice(case.services, case.dpo, case.id, questions="# Et mon nom ?\n\nIl a été lu.")

    assert "Et mon nom ? Il a été lu." in read(case, QUESTIONS)


def test_a_value_not_given_yet_shows_its_own_name(case: Case) -> None:
    notice = save_notice(case.services, case.dpo, case.id)
    edit(case.services, case.dpo, case.id, notice, press_lead="Appelez le ((sous-traitant)).")

    assert "Appelez le [sous-traitant]." in read(case, PRESS)


def test_changed_words_make_it_stale_and_so_does_a_withdrawal(
    case: Case, services: Services, desk: Desk
) -> None:
    notice = save_notice(services, case.dpo, case.id)
    case.issue(PRESS)
    assert case.stale() == [False]
    edit(services, case.dpo, case.id, notice, press_lead=LEAD)
    assert case.stale() == [True]

    approve(services, save_deputy(services, desk), case.id, notice)
    publish(services, case.dpo, case.id, notice)
    withdraw(services, case.dpo, case.id, notice)
    assert case.stale() == [True]


def test_without_a_notice_there_is_no_statement(case: Case) -> None:
    with pytest.raises(RuleError, match="No public notice"):
        case.issue(PRESS)


def test_the_page_says_so_next_to_the_choice(case: Case, pages: Pages) -> None:
    sent = {"kind": PRESS, "language": "fr", "about_id": ""}
    answer = pages.post(f"/incidents/{case.id}/documents/", sent, status=422)

    assert "Aucun avis public n’a été préparé dans cette langue." in answer.text
