"""The report on containment: what is done and what is open, step by step, with its evidence."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest

from breachdesk.documents import service as documents
from breachdesk.documents.kinds.containment_report import counts
from breachdesk.evidence import service as evidence
from breachdesk.evidence.domain import NewEvidence
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.ids import new_id
from breachdesk.measures import service as measures
from breachdesk.measures.domain import MeasureDone, MeasureKind, MeasureStatus, Phase
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "containment-report"
LOG = b"2026-03-02T09:00:00Z access closed\n"


def made(case: Case, language: str = "fr") -> bytes:
    """Unlike Case.pdf() without an action of its own."""
    with case.services.reading(case.dpo) as uow:
        return documents.render(uow, case.id, KIND, language)[1]


def told(case: Case, language: str = "fr") -> str:
    return text_of(made(case, language))


def finish(case: Case, measure_id: str, note: str = "") -> None:
    with case.services.unit_of_work(case.dpo) as uow:
        version = measures.get(uow, case.id, measure_id).version
        done = MeasureDone(measure_id, version, NOON - timedelta(minutes=5), note)
        measures.finish(uow, case.id, done)


def keep(case: Case, about_id: str, name: str = "journal.log") -> None:
    new = NewEvidence(new_id(), case.id, about_id, name, "Journal du pare-feu", BytesIO(LOG))
    with case.services.unit_of_work(case.dpo) as uow:
        evidence.add(uow, new, 1_000)


@pytest.mark.parametrize(
    ("language", "done", "to_do"), [("fr", "Fait", "À faire"), ("en", "Done", "To do")]
)
def test_each_action_is_told_as_it_stands(
    filed: Case, language: str, done: str, to_do: str
) -> None:
    finish(filed, filed.act("Fermer la boîte"), "Mot de passe changé.")
    filed.act("Renforcer la connexion", MeasureKind.REMEDIATION, Phase.AFTER)
    text = told(filed, language)

    assert f"Fermer la boîte {done} {filed.dpo.name}" in text
    assert "Mot de passe changé. 02/03/2026 12:55" in text
    assert f"Renforcer la connexion {to_do}" in text


def test_only_containment_and_remediation_are_told(filed: Case) -> None:
    filed.act("Prévenir les clients", MeasureKind.COMMUNICATION)

    assert "Prévenir les clients" not in told(filed)


def test_steps_follow_each_other_in_the_order_of_the_playbook(filed: Case) -> None:
    filed.act("Plus tard", phase=Phase.AFTER)
    filed.act("Tout de suite", phase=Phase.FIRST_HOURS)
    text = told(filed)

    assert text.index("Tout de suite") < text.index("Plus tard")


def test_evidence_is_told_with_its_digest_and_what_it_was_kept_for(
    filed: Case, clock: FrozenClock
) -> None:
    action = filed.act("Fermer la boîte")
    keep(filed, action)
    clock.at += timedelta(minutes=1)
    keep(filed, "", "copie.log")
    text = told(filed, "en")

    assert "Fermer la boîte To do nobody yet No. 1" in text
    assert "1 journal.log Fermer la boîte" in text
    assert "2 copie.log the case" in text
    assert hashlib.sha256(LOG).hexdigest() in text.replace(" ", "")


def test_what_is_past_its_time_says_so_and_that_alone_makes_nothing_older(
    filed: Case, clock: FrozenClock
) -> None:
    filed.act("Fermer la boîte", due_at=NOON + timedelta(hours=1))
    filed.issue(KIND)
    assert "Dépassé" not in told(filed)

    clock.at += timedelta(hours=2)
    assert "Dépassé" in told(filed)
    assert filed.stale() == [False]


def test_it_is_older_than_the_facts_once_an_action_is_done(filed: Case) -> None:
    action = filed.act("Fermer la boîte")
    filed.issue(KIND)
    finish(filed, action)

    assert filed.stale() == [True]


def test_its_data_travel_in_it(filed: Case) -> None:
    action = filed.act("Fermer la boîte")
    keep(filed, action)
    finish(filed, action)
    data = attachment_of(made(filed))
    [mine] = [one for one in data["actions"] if one["id"] == action]

    assert (mine["status"], mine["done_at"]) == ("done", "2026-03-02T11:55:00+00:00")
    assert [one["sha256"] for one in data["evidence"]] == [hashlib.sha256(LOG).hexdigest()]


def test_the_counts_are_those_of_the_kind(filed: Case) -> None:
    filed.act("Fermer la boîte")
    filed.act("Corriger la cause", MeasureKind.REMEDIATION)
    with filed.services.reading(filed.dpo) as uow:
        found = measures.of_case(uow, filed.id)
    own = [one for one in found if one.kind is MeasureKind.REMEDIATION]

    assert counts(found, MeasureKind.REMEDIATION)[MeasureStatus.OPEN] == len(own)


def test_without_evidence_it_says_so(filed: Case) -> None:
    assert "No file is kept as evidence." in told(filed, "en")
