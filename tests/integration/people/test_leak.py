"""What is known of people stands nowhere in clear: not in the database, its log, files or lists."""

import logging
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services
from breachdesk.demo.domain.identifiers import nir
from breachdesk.kernel.actor import Actor
from tests.builders.people import BORN, as_csv, import_people, person, receive
from tests.canaries import found_in, hits
from tests.integration.page import Pages

CANARIES = {
    "NIR": nir(2, BORN, "56", 998, 777),
    "name": "Zéphyrine-Canari",
    "e-mail": "canari.secret@patients.example",
    "phone": "639987777",
    "street": "impasse du Serin-Jaune",
    "result": "faiblement positif",
    "remark": "Rappeler la patiente demain. Elle attend son jugement.",
}


@pytest.fixture
def rows() -> list[dict[str, str]]:
    one = person(
        1,
        Nom=CANARIES["name"],
        NIR=CANARIES["NIR"],
        Adresse=f"3 {CANARIES['street']}",
        Téléphone=f"0{CANARIES['phone']}",
        **{"E-mail": CANARIES["e-mail"]},
    )
    extra = {"Résultat": CANARIES["result"], "X": CANARIES["remark"]}
    rejected = one | {"Né le": "31/02/1985", "NIR": "1"}
    return [one | extra, rejected | extra, one | {"Nom": "Autre"} | extra]


def test_the_search_finds_what_is_planted(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    (tmp_path / "plain.csv").write_bytes(as_csv(rows))

    assert hits(tmp_path, CANARIES) == {"plain.csv": list(CANARIES)}


def test_no_canary_stands_in_the_instance_or_in_an_answer(  # noqa: PLR0913, PLR0917  # fixtures
    services: Services,
    dpo: Actor,
    incident_id: str,
    pages: Pages,
    rows: list[dict[str, str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    waiting = receive(services, dpo, incident_id, as_csv([*rows, person(9)]))
    import_people(services, dpo, incident_id, as_csv(rows))
    base = f"/incidents/{incident_id}/people"
    answers = [
        pages.get(f"{base}/{path}").reply.data
        for path in ("", "import", f"import/{waiting}/", "doubts/", "exports/", "persons/1/")
    ]
    asked = {"nir": CANARIES["NIR"], "last_name": CANARIES["name"]}
    pages.post(f"{base}/persons/1/", {"reason": "call"}, status=200)
    hotline = pages.post(f"{base}/hotline", asked, status=200).reply.data
    trail = pages.get(f"/incidents/{incident_id}/log/").reply.data

    home = services.settings.home
    assert (home / "breachdesk.db-wal").exists(), "the log of the database is searched too"
    assert hits(home, CANARIES) == {}
    assert found_in(b"".join([*answers, trail]), CANARIES) == []
    assert found_in(caplog.text.encode(), CANARIES) == []
    assert found_in(hotline, CANARIES) == []
