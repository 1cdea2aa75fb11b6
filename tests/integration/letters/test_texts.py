"""Several texts in one file: everybody gets their own, whoever lives next door."""

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.infra.letterpress import SALUTATION
from breachdesk.letters import service
from breachdesk.letters.domain import BatchView
from breachdesk.letters.domain.printing import Place, Printing, Text
from breachdesk.letters.models import LetterReprint
from breachdesk.letters.service.copying import Bodies
from breachdesk.people.domain import Identity
from tests.builders.accounts import SETUP
from tests.builders.paper import (
    HOME,
    REFERENCE,
    batches,
    build_printing,
    build_reader,
    build_shop,
    unpacked,
    with_letters,
)
from tests.integration.infra.letterpress.reading import faults_of, pages_of

POSTCODES = ("75011", "01000", "69003", "01000", "29000", "75011")
LONG = "<p>Cette page est longue.</p>" * 40


def readers() -> list[Identity]:
    """Adults and minors by turns; who lives where is in no order."""
    return [
        build_reader(n, is_minor=n % 2 == 1, address=replace(HOME, postcode=postcode))
        for n, postcode in enumerate(POSTCODES)
    ]


def text_of(language: str, segment: str, _at: datetime) -> Text:
    """That for minors has two pages."""
    long = LONG if segment else ""
    return Text(f"<p>Texte {segment or 'majeur'}.</p>{SALUTATION}{long}", f"{language} {segment}")


def printed(
    services: Services, out: Path, **how: bool
) -> tuple[Printing, BatchView, dict[str, Path]]:
    _desk, incident_id, campaign_id = with_letters(services, readers())
    printing = build_printing(incident_id, campaign_id, text=text_of)
    service.plan(build_shop(services), printing)
    service.build(build_shop(services), printing, out, **how)
    [batch] = batches(services, incident_id, campaign_id)
    inside = unpacked(services, out / f"{REFERENCE}-0001.zip", batch, out / "in")
    return printing, batch, inside


def firsts(path: Path) -> list[str]:
    """The first page of each letter."""
    return [page for page in pages_of(path) if "Bonjour" in page]


def named(path: Path) -> list[tuple[int, str, bool]]:
    """(number of the person, town, whether the text is that for minors) of each letter."""
    return [
        (
            int(page.split("Bonjour Camille Exemple")[1].split(",")[0]),
            page.split(" PARIS")[0].split()[-1],
            "Texte mineur." in page and "Texte majeur." not in page,
        )
        for page in firsts(path)
    ]


def test_letters_of_all_texts_lie_in_the_order_of_the_post(
    services: Services, tmp_path: Path
) -> None:
    _printing, batch, inside = printed(services, tmp_path)

    found = named(inside["letters.pdf"])

    assert found == [
        (n, postcode, n % 2 == 1)
        for postcode, n in sorted((postcode, n) for n, postcode in enumerate(POSTCODES))
    ]
    assert (batch.letters, batch.bodies, batch.pages) == (6, 2, 9)
    assert faults_of(inside["letters.pdf"]) == []


def test_the_manifest_counts_the_pages_of_each_letter(services: Services, tmp_path: Path) -> None:
    _printing, batch, inside = printed(services, tmp_path, tagged=True)

    rows = list(csv.DictReader(inside["manifest.csv"].read_text().splitlines()))

    minors = [is_minor for _number, _postcode, is_minor in named(inside["letters.pdf"])]
    assert [int(row["pages"]) for row in rows] == [2 if is_minor else 1 for is_minor in minors]
    assert [row["zone"] for row in rows] == ["01", "01", "29", "69", "75", "75"]
    assert len(pages_of(inside["letters.pdf"])) == batch.pages == 9


def test_a_reprinted_range_has_the_texts_of_the_first_print(
    services: Services, tmp_path: Path
) -> None:
    printing, batch, inside = printed(services, tmp_path)
    wanted = service.Reprint(batch.id, 2, 5, "Bac tombé")
    path = service.reprint(build_shop(services), printing, wanted, tmp_path)
    again = unpacked(services, path, batch, tmp_path / "again")

    assert named(again["letters.pdf"]) == named(inside["letters.pdf"])[1:5]
    assert all("DUPLICATA" in page for page in firsts(again["letters.pdf"]))
    with services.reading(SETUP) as uow:
        assert uow.session.scalars(select(LetterReprint.letters)).one() == 4


def test_who_changed_the_text_meanwhile_gets_the_one_that_is_theirs_now(
    services: Services, tmp_path: Path
) -> None:
    _desk, incident_id, campaign_id = with_letters(services, readers())
    printing = build_printing(incident_id, campaign_id, text=text_of)
    service.plan(build_shop(services), printing)

    def come_of_age(person: Identity) -> Place:
        return printing.book(person)._replace(segment="")

    service.build(build_shop(services), replace(printing, book=come_of_age), tmp_path)

    [batch] = batches(services, incident_id, campaign_id)
    inside = unpacked(services, tmp_path / f"{REFERENCE}-0001.zip", batch, tmp_path / "in")
    assert not any(is_minor for _number, _postcode, is_minor in named(inside["letters.pdf"]))
    assert batch.bodies == 1


def test_a_text_is_laid_out_once_for_all_batches_of_a_day() -> None:
    bodies = Bodies(build_printing("incident", "campaign"))
    adult, minor = (Place("fr", segment, "Camille", "Bonjour,") for segment in ("", "mineur"))
    morning = datetime(2026, 3, 2, 9, tzinfo=UTC)
    noon, tomorrow = morning + timedelta(hours=3), morning + timedelta(days=1)

    first = bodies.of(adult, morning)

    assert bodies.of(adult, noon) is first
    assert bodies.of(adult, tomorrow).identifier != first.identifier
    assert bodies.of(minor, morning).identifier != first.identifier
