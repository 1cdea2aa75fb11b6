"""The marks archives and screen readers look for, on every kind of document in both languages."""

import hashlib
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service
from breachdesk.documents.registry import KINDS
from breachdesk.facts.domain import NotificationKind, Words
from breachdesk.kernel.clock import FrozenClock
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import fingerprint
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, complete
from tests.conftest import NOON
from tests.integration.documents.filings import KIND, Case
from tests.integration.documents.reading import attachment_of, text_of

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
EVERY = [(kind, language) for kind in sorted(KINDS) for language in ("fr", "en")]


def xmp_of(document: pikepdf.Pdf) -> dict[str, str]:
    """Every property of the metadata, whether it is written as an element or an attribute."""
    root = ET.fromstring(document.Root.Metadata.read_bytes())  # noqa: S314  # our own file
    found = {}
    for element in root.iter():
        found[element.tag] = (element.text or "").strip()
        found.update(element.attrib)
    return found


def page_texts(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True)  # noqa: S603
    return [" ".join(page.split()) for page in run.stdout.decode().split("\f")[:-1]]


def tags(node: Any) -> Iterator[str]:  # noqa: ANN401  # an object of the file
    """The structure tags, from the top down."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags(node.K)


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_marks_of_archive_and_access(filed: Case, kind: str, language: str) -> None:
    with pikepdf.open(BytesIO(filed.pdf(language, kind=kind))) as document:
        xmp = xmp_of(document)
        assert (xmp[f"{PDFA}part"], xmp[f"{PDFA}conformance"]) == ("3", "A")
        assert xmp[f"{PDFUA}part"] == "1"
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == language
        title = KINDS[kind].title.in_(language)
        assert str(document.docinfo["/Title"]) == f"{title} – INC-2026-0001"
        assert not document.is_encrypted


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_headings_and_lists_are_tagged(filed: Case, kind: str, language: str) -> None:
    with pikepdf.open(BytesIO(filed.pdf(language, kind=kind))) as document:
        found = Counter(tags(document.Root.StructTreeRoot.K))

    assert found["/H1"] == 1
    assert found["/H2"] >= 3
    assert found["/Document"] == 1


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_letter_is_in_a_font_that_travels_along(filed: Case, kind: str) -> None:
    with pikepdf.open(BytesIO(filed.pdf(kind=kind))) as document:
        fonts = [
            font["/DescendantFonts"][0].FontDescriptor
            for page in document.pages
            for font in page.Resources.Font.values()
        ]

        assert fonts
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)


@pytest.mark.parametrize(
    ("language", "made"),
    [
        ("fr", "Produit le 02/03/2026 à 13:00 (heure de Paris)"),
        ("en", "Made 02/03/2026 at 13:00 (Paris time)"),
    ],
)
def test_each_page_names_the_case_the_version_the_hour_and_its_number(
    filed: Case, language: str, made: str
) -> None:
    filed.issue(language=language)
    pages = page_texts(filed.pdf(language))

    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        title = KINDS[KIND].title.in_(language)
        assert text.startswith(f"INC-2026-0001 · {title} · v2")
        assert text.replace(" / ", "/").endswith(f"{made} {number}/{len(pages)}")


def test_times_are_those_of_the_case(services: Services, desk: Desk) -> None:
    complete(services, desk.organisation_id)
    case = Case(services, desk.dpo, open_case(services, desk.dpo, zone="America/Guadeloupe"))

    assert "02/03/2026 à 08:00 (heure de la Guadeloupe)" in text_of(case.pdf())


def test_of_the_hour_that_comes_twice_the_offset_is_told(filed: Case, clock: FrozenClock) -> None:
    clock.at = NOON.replace(month=10, day=25, hour=1, minute=30, tzinfo=UTC)

    assert "Produit le 25/10/2026 à 02:30 (heure de Paris, UTC+01:00)" in text_of(filed.pdf())


def test_an_exercise_says_so(services: Services, desk: Desk) -> None:
    complete(services, desk.organisation_id)
    case = Case(services, desk.dpo, open_case(services, desk.dpo, is_exercise=True))

    assert "EXERCICE" in text_of(case.pdf())


def test_the_attachment_is_the_snapshot_under_its_fingerprint(filed: Case) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte.\nDeux « lignes »."))
    filing = filed.begin(NotificationKind.INITIAL)
    filed.file(filing)
    with filed.services.reading(filed.dpo) as uow:
        view = notifications.get(uow, filed.id, filing)
        snapshot = notifications.snapshot(uow, filed.id, filing)
    content = filed.pdf(about=filing)

    assert attachment_of(content) == snapshot
    assert fingerprint(attachment_of(content)) == view.snapshot_sha256
    assert view.snapshot_sha256 in text_of(content)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_attachment_is_named_typed_and_related(filed: Case, language: str) -> None:
    with pikepdf.open(BytesIO(filed.pdf(language))) as document:
        spec, *again = document.Root.AF
        assert {one.objgen for one in again} <= {spec.objgen}
        assert str(spec.AFRelationship) == "/Source"
        assert str(spec.UF) == "notification.json"
        assert str(spec.Desc) == KINDS[KIND].title.in_(language)
        assert str(spec.EF.F.Subtype) == "/application/json"
        assert list(document.attachments) == ["notification.json"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_data_travel_in_the_kinds_that_say_so(filed: Case, kind: str) -> None:
    with pikepdf.open(BytesIO(filed.pdf(kind=kind))) as document:
        assert len(document.attachments) == int(bool(KINDS[kind].attaches))


def test_what_is_kept_is_found_under_its_digest(filed: Case, clock: FrozenClock) -> None:
    document_id = filed.issue()
    clock.at += timedelta(days=30)
    with filed.services.unit_of_work(filed.dpo) as uow:
        name, content = service.content(uow, filed.id, document_id)
        [view] = service.of_case(uow, filed.id)

    assert name == "INC-2026-0001-cnil-notification-v1.pdf"
    assert hashlib.sha256(content).hexdigest() == view.sha256
    assert len(content) == view.size
    assert view.issued_at == NOON
