"""The register on paper: the table first, then each breach on a page of its own."""

import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts.domain import Words
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Step
from breachdesk.kernel.actor import Actor
from breachdesk.progress import service as progress
from breachdesk.register import service
from breachdesk.register.domain import RegisterFilter
from tests.builders.incidents import open_case
from tests.builders.organisations import save_desk
from tests.conftest import NOON
from tests.integration.documents.filings import Case

TITLES = ("Ordinateur perdu", "Fichier envoyé", "Boîte ouverte")


def export(services: Services, actor: Actor, language: str = "fr", **wanted: object) -> bytes:
    with services.unit_of_work(actor) as uow:
        narrowed = RegisterFilter(**wanted)  # type: ignore[arg-type]  # checked by the dataclass
        return service.export(uow, "pdf", narrowed, language)[0]


def pages_of(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


@pytest.fixture
def cases(services: Services, dpo: Actor) -> list[Case]:
    aware = [NOON - timedelta(hours=number + 1) for number in range(len(TITLES))]
    return [
        Case(services, dpo, open_case(services, dpo, title=title, discovered_at=at, aware_at=at))
        for title, at in zip(TITLES, aware, strict=True)
    ]


@pytest.mark.usefixtures("cases")
def test_each_breach_starts_a_page_and_shares_it_with_no_other(
    services: Services, dpo: Actor
) -> None:
    table, *sheets = pages_of(export(services, dpo))
    starts = [sheet for sheet in sheets if "INC-2026-" in sheet]

    assert all(title in table for title in TITLES)
    assert [next(t for t in TITLES if t in sheet) for sheet in starts] == list(TITLES)
    for sheet in sheets:
        assert sum(title in sheet for title in TITLES) <= 1


def test_a_long_breach_goes_on_and_the_next_still_starts_anew(
    services: Services, dpo: Actor, cases: list[Case]
) -> None:
    cases[0].tell("breach.description", Words("ligne\n" * 150))
    sheets = pages_of(export(services, dpo))[1:]
    places = {title: [n for n, sheet in enumerate(sheets) if title in sheet] for title in TITLES}

    assert places[TITLES[1]][0] > places[TITLES[0]][0] + 2
    assert not set(places[TITLES[1]]) & set(places[TITLES[2]])


@pytest.mark.usefixtures("cases")
def test_who_made_it_when_and_the_number_stand_on_every_page(
    services: Services, dpo: Actor
) -> None:
    pages = pages_of(export(services, dpo))

    for number, text in enumerate(pages, start=1):
        assert "Produit le 02/03/2026 à 13:00 (heure de Paris)" in text
        assert dpo.name in text
        assert text.replace(" / ", "/").endswith(f"{number}/{len(pages)}")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.usefixtures("cases")
def test_it_is_made_for_archives_and_screen_readers(
    services: Services, dpo: Actor, language: str
) -> None:
    with pikepdf.open(BytesIO(export(services, dpo, language))) as document:
        xmp = document.Root.Metadata.read_bytes().decode()
        assert "<pdfuaid:part>1" in xmp
        assert "pdfaid:part" in xmp
        assert str(document.Root.Lang) == language
        assert str(document.docinfo["/Title"])


@pytest.mark.usefixtures("cases")
def test_only_what_the_filter_lets_through_has_a_page(services: Services, dpo: Actor) -> None:
    text = " ".join(pages_of(export(services, dpo, text="perdu")))

    assert TITLES[0] in text
    assert TITLES[1] not in text


@pytest.mark.usefixtures("cases")
def test_others_are_neither_in_the_table_nor_on_a_page(services: Services, dpo: Actor) -> None:
    open_case(services, save_desk(services, name="Autre pharmacie").dpo, title="La leur")

    assert "La leur" not in " ".join(pages_of(export(services, dpo)))


def test_archived_ones_can_be_printed(services: Services, dpo: Actor, cases: list[Case]) -> None:
    with services.unit_of_work(dpo) as uow:
        progress.reach(uow, cases[0].id, Step.DISMISSED, "Aucune donnée personnelle.")
        incidents.archive(uow, cases[0].id)

    assert TITLES[0] in " ".join(pages_of(export(services, dpo, archived=True)))


def test_an_empty_register_is_a_page_that_says_so(services: Services, dpo: Actor) -> None:
    [page] = pages_of(export(services, dpo))

    assert "Registre des violations" in page


def test_markup_is_text(services: Services, dpo: Actor) -> None:
    open_case(services, dpo, title="<b>gras</b> {{ 7*7 }}")

    assert "<b>gras</b> {{ 7*7 }}" in " ".join(pages_of(export(services, dpo)))
