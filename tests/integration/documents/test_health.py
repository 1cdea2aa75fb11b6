"""The report to the CERT Santé: whether it is due, as far as the case tells, and its facts."""

from breachdesk.bootstrap import Services
from breachdesk.documents.kinds.cert_sante_report import applies
from breachdesk.facts.domain import Words
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import EditSection, Section
from tests.builders.organisations import Desk
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "cert-sante-report"
DUTY = "csp-l1111-8-2"


def read(case: Case, language: str = "fr") -> str:
    return text_of(case.pdf(language, kind=KIND)).replace("’", "'")


def move_to_sector(services: Services, desk: Desk, sector: str) -> None:
    with services.unit_of_work(desk.dpo) as uow:
        now = organisations.identity(uow, desk.organisation_id)
        values = {**now.section(Section.BODY), "sector": sector}
        organisations.edit(uow, EditSection(now.id, now.version, Section.BODY, values))


def test_of_another_sector_it_says_that_the_duty_does_not_apply(
    filed: Case, services: Services, desk: Desk
) -> None:
    move_to_sector(services, desk, "trade")

    assert "Non applicable d'après le dossier" in read(filed)


def test_of_the_health_sector_it_is_to_be_checked_and_an_earlier_paper_is_stale(
    filed: Case, services: Services, desk: Desk
) -> None:
    move_to_sector(services, desk, "trade")
    filed.issue(KIND)
    move_to_sector(services, desk, "health")

    assert filed.stale() == [True]
    assert "À vérifier : l'organisme relève du secteur de la santé" in read(filed)


def test_without_a_sector_nothing_is_concluded() -> None:
    assert "not recorded" in str(applies(None, ""))


def test_a_case_that_follows_the_duty_says_so_until_it_is_set_aside(filed: Case) -> None:
    filed.start_clock(DUTY)
    assert "Applicable : le dossier suit cette obligation." in read(filed)
    filed.waive(DUTY, "Officine hors du champ.")

    assert "Non applicable dans ce dossier : Officine hors du champ." in read(filed)


def test_a_report_made_is_told_with_what_shows_it(filed: Case) -> None:
    filed.start_clock(DUTY)
    filed.discharge(DUTY, "Accusé S-2026-4")

    assert "fait le 02/03/2026 à 13:00 (heure de Paris) (Accusé S-2026-4)" in read(filed)


def test_facts_are_told_and_travel_inside(filed: Case) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte."))
    content = filed.pdf("en", kind=KIND)

    assert "Une boîte ouverte." in text_of(content)
    assert "FINESS number to be completed by hand" in text_of(content)
    told = attachment_of(content)["answers"]
    assert told["breach.description"]["lines"] == ["Une boîte ouverte."]
