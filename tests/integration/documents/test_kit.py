"""The paper kit: every question of the CNIL with room to write, without any case."""

from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service
from breachdesk.facts.registry import SECTIONS
from breachdesk.kernel.errors import NotFoundError
from tests.builders.organisations import SIREN, Desk, complete, save_desk
from tests.conftest import NOON
from tests.integration.documents.reading import text_of
from tests.integration.documents.test_form_order import in_order, squeeze
from tests.integration.documents.test_seal import PDFA, PDFUA, tags, xmp_of
from tests.integration.page import Pages


def kit(services: Services, desk: Desk, language: str = "fr") -> bytes:
    with services.reading(desk.dpo) as uow:
        return service.paper_kit(uow, desk.organisation_id, language)[1]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_question_of_the_form_is_missing(services: Services, desk: Desk, language: str) -> None:
    wanted = []
    for section in SECTIONS:
        wanted.append(f"{section.number}. {section.title.in_(language)}")
        wanted += [one.label_at(NOON.date()).in_(language) for one in section.fields if one.on_form]

    assert len(wanted) > 60
    assert in_order(squeeze(text_of(kit(services, desk, language))), wanted) == []


def test_every_option_is_there_to_be_ticked(services: Services, desk: Desk) -> None:
    text = squeeze(text_of(kit(services, desk)).replace("- ", "-"))
    [nature] = [one for section in SECTIONS for one in section.fields if one.key == "breach.nature"]

    assert len(nature.options) >= 3
    assert [o for o in nature.options if squeeze(o.label_at(NOON.date()).fr) not in text] == []


def test_what_the_organisation_has_told_is_filled_in(services: Services, desk: Desk) -> None:
    complete(services, desk.organisation_id)
    text = text_of(kit(services, desk))

    assert f"Numéro SIREN {SIREN}" in text
    assert desk.dpo.name in text


def test_the_log_the_script_and_the_calls_are_there(services: Services, desk: Desk) -> None:
    text = text_of(kit(services, desk)).replace("’", "'")

    for title in ("Main courante de crise", "Script des appels", "Appels reçus"):
        assert title in text
    assert "Commencer l'appel" in text
    assert "((" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_marks_of_archive_and_access(services: Services, desk: Desk, language: str) -> None:
    with pikepdf.open(BytesIO(kit(services, desk, language))) as document:
        xmp = xmp_of(document)
        found = Counter(tags(document.Root.StructTreeRoot.K))

        assert (xmp[f"{PDFA}part"], xmp[f"{PDFUA}part"]) == ("3", "1")
        assert str(document.Root.Lang) == language
        assert found["/H1"] == 1
        assert found["/H2"] >= 6


def test_it_is_downloaded_from_the_page_of_the_organisation(pages: Pages, desk: Desk) -> None:
    address = f"/organisations/{desk.organisation_id}/paper-kit.pdf"

    assert address in pages.get(f"/organisations/{desk.organisation_id}").links
    assert pages.client.get(address).data.startswith(b"%PDF-")


def test_another_organisation_has_none_for_strangers(services: Services, desk: Desk) -> None:
    stranger = save_desk(services, name="Autre")
    with pytest.raises(NotFoundError), services.reading(stranger.dpo) as uow:
        service.paper_kit(uow, desk.organisation_id, "fr")
