"""The facts for a criminal complaint: what is known, room for the rest, and what is kept."""

import hashlib
from datetime import timedelta

import pytest

from breachdesk.facts.domain import UNKNOWN, Words
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "police-complaint"
LOG = b"203.0.113.7 GET /wp-content/uploads\n"
DUTY = "lopmi-complaint"


def read(case: Case, language: str = "fr") -> str:
    return text_of(case.pdf(language, kind=KIND)).replace("’", "'")


def test_it_names_who_complains(filed: Case) -> None:
    text = read(filed)

    assert "Responsable légal Madame" in text
    assert "Numéro SIREN" in text


def test_files_kept_are_listed_with_their_digests(filed: Case) -> None:
    filed.keep("acces.log", LOG)
    digest = hashlib.sha256(LOG).hexdigest()

    assert "acces.log" in read(filed)
    # The column breaks the digest over lines, between which the other columns stand.
    assert digest[:16] in read(filed)
    assert attachment_of(filed.pdf(kind=KIND))["evidence"] == [
        {"name": "acces.log", "sha256": digest, "size": len(LOG)}
    ]


def test_what_travels_inside_is_no_more_than_what_is_read(filed: Case) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte."))
    filed.tell("security.prior_measures", Words("Sauvegarde quotidienne."))
    told = attachment_of(filed.pdf(kind=KIND))

    assert told["answers"]["breach.description"]["lines"] == ["Une boîte ouverte."]
    assert "security.prior_measures" not in told["answers"]
    assert "Sauvegarde quotidienne." not in read(filed)


def test_actions_done_are_told_and_those_to_do_are_not(filed: Case) -> None:
    filed.finish(filed.act("Fermer le dossier ouvert"))
    filed.act("Changer les secrets")
    text = read(filed)

    assert "Fermer le dossier ouvert 02/03/2026 à 13:00" in text
    assert "Changer les secrets" not in text


@pytest.mark.parametrize(
    ("language", "blank"), [("fr", "à compléter à la main"), ("en", "to be completed by hand")]
)
def test_what_is_not_known_leaves_room_to_write(filed: Case, language: str, blank: str) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte."))
    known = read(filed, language).count(blank)
    filed.tell("breach.description", UNKNOWN)

    assert known > 10
    assert read(filed, language).count(blank) == known + 1


class TestTimeLimit:
    def test_without_a_clock_it_is_72_hours_from_awareness(self, filed: Case) -> None:
        # Aware on 2 March at 12:00 in Paris: an hour before the test's noon in UTC.
        assert "05/03/2026 à 12:00 (heure de Paris)" in read(filed)
        assert "aucun dépôt enregistré" in read(filed)

    def test_a_clock_that_runs_tells_its_own(self, filed: Case) -> None:
        filed.start_clock(DUTY)
        due = NOON + timedelta(hours=72)

        assert f"{due:%d/%m/%Y} à 13:00 (heure de Paris)" in read(filed)

    def test_a_complaint_filed_is_told_with_what_shows_it(self, filed: Case) -> None:
        filed.start_clock(DUTY)
        filed.discharge(DUTY, "Procès-verbal 2026/118")

        assert "déposée le 02/03/2026 à 13:00 (heure de Paris) (Procès-verbal 2026/118)" in read(
            filed
        )

    def test_one_that_is_not_filed_says_why(self, filed: Case) -> None:
        filed.start_clock(DUTY)
        filed.waive(DUTY, "Aucune assurance de ce risque.")

        assert "pas de dépôt, pour ce motif : Aucune assurance de ce risque." in read(filed)


class TestStale:
    def test_a_file_more_makes_it_so(self, filed: Case) -> None:
        filed.issue(KIND)
        assert filed.stale() == [False]
        filed.keep("acces.log", LOG)

        assert filed.stale() == [True]

    def test_an_action_done_makes_it_so(self, filed: Case) -> None:
        action = filed.act("Fermer le dossier ouvert")
        filed.issue(KIND)
        filed.finish(action)

        assert filed.stale() == [True]
