"""The notification as PDF: what the CNIL's form asks, in its order, for people and machines."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service
from breachdesk.facts import service as facts
from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.facts.domain.values import Unknown, Words
from breachdesk.facts.domain.versions import NewFact
from breachdesk.facts.registry import SECTIONS
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.ids import new_id
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingReceipt, NewNotification
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, complete
from tests.conftest import NOON
from tests.integration.documents.reading import attachment_of, text_of

HOUR = timedelta(hours=1)
HOSTILE = (
    "<script>alert(1)</script> <img src='file:///etc/passwd'> {{ 7*7 }} %(name)s "
    "\u202egauche\u202c 🕳️ " + "mot " * 4_000
)


@pytest.fixture
def case(services: Services, desk: Desk) -> str:
    complete(services, desk.organisation_id)
    return open_case(services, desk.dpo)


def tell(services: Services, dpo: Actor, case: str, key: str, text: str | None) -> None:
    with services.unit_of_work(dpo) as uow:
        present = facts.current(uow, case).get(key)
        answer = Unknown() if text is None else Words(text)
        base = present.version if present else 0
        facts.record(uow, case, [NewFact(key, answer, base_version=base)])


def pdf(services: Services, dpo: Actor, case: str, language: str = "fr", about: str = "") -> bytes:
    with services.reading(dpo) as uow:
        return service.render(uow, case, "cnil-notification", language, about)[1]


def begin(services: Services, dpo: Actor, case: str, kind: NotificationKind) -> str:
    with services.unit_of_work(dpo) as uow:
        return notifications.start(uow, NewNotification(new_id(), case, kind))


def file(services: Services, dpo: Actor, case: str, filing: str, reasons: str = "") -> None:
    with services.unit_of_work(dpo) as uow:
        version = notifications.get(uow, case, filing).version
        receipt = FilingReceipt(services.clock.now(), "N-2026-7", reasons)
        notifications.file(uow, case, filing, version, receipt)


def test_every_section_in_the_order_of_the_form(services: Services, dpo: Actor, case: str) -> None:
    text = text_of(pdf(services, dpo, case))
    places = [
        text.index(" ".join(f"{one.number}. {one.title.fr}".split()))
        for one in SECTIONS
        if one.number not in {9, 10, 11, 12, 13}
    ]

    assert places == sorted(places)


def test_what_is_not_known_is_said(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case, "breach.description", None)

    assert "Inconnu à ce stade" in text_of(pdf(services, dpo, case))


def test_reference_version_hour_and_pages(services: Services, dpo: Actor, case: str) -> None:
    text = text_of(pdf(services, dpo, case))

    assert "INC-2026-0001" in text
    assert "v1" in text
    assert "02/03/2026 à 13:00 (heure de Paris)" in text
    assert "1/4" in text.replace(" ", "")


def test_in_english_on_demand(services: Services, dpo: Actor, case: str) -> None:
    text = text_of(pdf(services, dpo, case, "en"))

    assert "Paris time" in text
    assert "heure de Paris" not in text


def test_marks_for_archives_and_screen_readers(services: Services, dpo: Actor, case: str) -> None:
    with pikepdf.open(BytesIO(pdf(services, dpo, case))) as document:
        xmp = document.Root.Metadata.read_bytes().decode()
        assert 'pdfaid:part="3"' in xmp or "<pdfaid:part>3" in xmp
        assert 'pdfaid:conformance="A"' in xmp or "<pdfaid:conformance>A" in xmp
        assert "<pdfuaid:part>1" in xmp
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert "INC-2026-0001" in str(document.docinfo["/Title"])
        assert "/StructTreeRoot" in document.Root


def test_the_same_answers_travel_as_json(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case, "breach.description", "Une boîte ouverte.")
    filing = begin(services, dpo, case, NotificationKind.INITIAL)
    content = pdf(services, dpo, case, about=filing)
    with services.reading(dpo) as uow:
        expected = notifications.snapshot(uow, case, filing)

    assert attachment_of(content) == expected
    assert expected["answers"]["filing.kind"]
    with pikepdf.open(BytesIO(content)) as document:
        assert {str(spec.AFRelationship) for spec in document.Root.AF} == {"/Source"}


def test_hostile_text_is_text(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case, "breach.description", HOSTILE)
    text = text_of(pdf(services, dpo, case))

    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "root:" not in text


def test_what_was_filed_stays_as_it_was(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case, "breach.description", "Avant.")
    filing = begin(services, dpo, case, NotificationKind.INITIAL)
    file(services, dpo, case, filing)
    tell(services, dpo, case, "breach.description", "Après.")

    text = text_of(pdf(services, dpo, case, about=filing))
    assert "Avant." in text
    assert "Après." not in text
    assert "N-2026-7" in text


def test_a_complementary_tells_only_what_changed(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case, "breach.description", "Avant.")
    file(services, dpo, case, begin(services, dpo, case, NotificationKind.INITIAL))
    tell(services, dpo, case, "breach.description", "Après.")
    text = text_of(
        pdf(services, dpo, case, about=begin(services, dpo, case, NotificationKind.COMPLEMENTARY))
    )

    assert "Avant." in text
    assert "Après." in text
    assert "Numéro SIREN" not in text


def test_beyond_72_hours_the_reasons_are_in_it(
    services: Services, dpo: Actor, case: str, clock: FrozenClock
) -> None:
    clock.at = NOON + 90 * HOUR
    filing = begin(services, dpo, case, NotificationKind.INITIAL)
    file(services, dpo, case, filing, "Journaux rendus par l’hébergeur le quatrième jour.")

    assert "quatrième jour" in text_of(pdf(services, dpo, case, about=filing))


def test_a_document_older_than_the_facts_is_marked(
    services: Services, dpo: Actor, case: str
) -> None:
    with services.unit_of_work(dpo) as uow:
        service.issue(uow, case, "cnil-notification", "fr")
    with services.reading(dpo) as uow:
        [fresh] = service.of_case(uow, case)
    tell(services, dpo, case, "breach.description", "Du nouveau.")
    with services.reading(dpo) as uow:
        [stale] = service.of_case(uow, case)

    assert (fresh.is_stale, stale.is_stale) == (False, True)


def test_an_issued_document_never_changes(services: Services, dpo: Actor, case: str) -> None:
    with services.unit_of_work(dpo) as uow:
        first = service.issue(uow, case, "cnil-notification", "fr")
    with services.unit_of_work(dpo) as uow:
        before = service.content(uow, case, first)[1]
    tell(services, dpo, case, "breach.description", "Du nouveau.")
    with services.unit_of_work(dpo) as uow:
        service.issue(uow, case, "cnil-notification", "fr")
        after = service.content(uow, case, first)[1]
        versions = sorted(one.version for one in service.of_case(uow, case))

    assert before == after
    assert versions == [1, 2]


def test_the_same_facts_give_the_same_bytes(services: Services, dpo: Actor, case: str) -> None:
    assert pdf(services, dpo, case) == pdf(services, dpo, case)
