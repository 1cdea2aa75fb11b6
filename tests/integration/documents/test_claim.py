"""The notice to the insurer: what the case knows, and lines to fill in for what it does not."""

from breachdesk.facts.domain import NotificationKind, Words
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "insurer-notice"
DUTY = "lopmi-complaint"


def read(case: Case, language: str = "fr") -> str:
    return text_of(case.pdf(language, kind=KIND)).replace("’", "'")


def test_contract_and_costs_are_left_to_be_filled_in(filed: Case) -> None:
    text = read(filed)

    assert "Numéro de police à compléter à la main" in text
    assert "Le dossier n'enregistre aucun montant" in text
    assert "Centre d'appels" in text
    assert "Policy number to be completed by hand" in read(filed, "en")


def test_actions_are_told_done_or_not(filed: Case) -> None:
    filed.finish(filed.act("Fermer le dossier ouvert"))
    filed.act("Changer les secrets")
    text = read(filed)

    assert "Fermer le dossier ouvert Fait 02/03/2026 à 13:00" in text
    assert "Changer les secrets À faire –" in text


def test_it_says_whether_the_authority_and_the_police_were_told(filed: Case) -> None:
    before = read(filed)
    filed.file(filed.begin(NotificationKind.INITIAL))
    filed.start_clock(DUTY)
    filed.discharge(DUTY, "Procès-verbal 2026/118")
    after = read(filed)

    assert "Aucune notification à la CNIL n'est enregistrée comme déposée." in before
    assert "aucun dépôt enregistré" in before
    assert "02/03/2026 à 13:00 (heure de Paris) (N-2026-7)" in after
    assert "(Procès-verbal 2026/118)" in after


def test_what_travels_inside_is_what_is_read(filed: Case) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte."))
    told = attachment_of(filed.pdf(kind=KIND))

    assert told["answers"]["breach.description"]["lines"] == ["Une boîte ouverte."]
    assert "consequences.confidentiality" not in told["answers"]


def test_a_complaint_filed_since_makes_it_stale(filed: Case) -> None:
    filed.start_clock(DUTY)
    filed.issue(KIND)
    assert filed.stale() == [False]
    filed.discharge(DUTY, "Procès-verbal 2026/118")

    assert filed.stale() == [True]
