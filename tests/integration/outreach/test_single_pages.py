"""One letter for one person, made when it is asked for and kept nowhere."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Role
from tests.builders.organisations import save_member
from tests.builders.outreach import save_campaign
from tests.integration.conftest import SignIn
from tests.integration.infra.letterpress.reading import pages_of
from tests.integration.outreach.mailing import Mailing
from tests.integration.page import Pages
from tests.integration.trail import tags

WANTED = {"reason": "guardian"}


@pytest.fixture
def sent(mine: Pages, waiting: Mailing, services: Services, tmp_path: Path) -> Mailing:
    assert mine
    waiting.send(services, tmp_path / "out")
    return waiting


def made(pages: Pages, mailing: Mailing, person: str) -> bytes:
    address = f"{mailing.letters}/single"
    with pages.post(address, {**WANTED, "person": person}, status=200).reply as reply:
        assert reply.mimetype == "application/pdf"
        assert "Exemple" not in str(reply.headers)
        return bytes(reply.data)


@pytest.mark.usefixtures("in_both_languages")
def test_the_page_keeps_the_house_rules(mine: Pages, waiting: Mailing, services: Services) -> None:
    assert mine.get(f"{waiting.letters}/single?person=12").field("person") == "12"
    draft = save_campaign(services, waiting.desk.dpo, waiting.incident_id)
    mine.get(f"{waiting.case}/{draft}/letters/single")


def test_it_is_accessible_marked_and_bears_the_code_of_the_first(
    mine: Pages, sent: Mailing, services: Services, tmp_path: Path
) -> None:
    first = sent.rows(services)[0]
    content = made(mine, sent, codes.shown(first.code))

    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    text = " ".join(" ".join(pages_of(path)).split())
    assert "Madame Camille Exemple1 1 RUE DES TILLEULS" in text
    assert "DUPLICATA" in text
    assert codes.shown(first.code) in text
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert b"<pdfuaid:part>1" in pdf.Root.Metadata.read_bytes()
    assert list(services.sealed.folder.glob("*/*")) == []
    [(_tag, campaign_id, body)] = tags(services, "campaign:letter-copied")
    assert campaign_id == sent.campaign_id
    assert "guardian" in body


def test_the_person_may_be_named_by_number(
    mine: Pages, sent: Mailing, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(made(mine, sent, str(sent.rows(services)[1].person_id)))

    assert "Camille Exemple2" in " ".join(" ".join(pages_of(path)).split())


def test_who_was_not_written_to_gets_none_and_what_was_typed_stays(
    mine: Pages, sent: Mailing, services: Services
) -> None:
    aside = str(sent.rows(services)[2].person_id)
    for person in ("", "0", "-1", "9" * 30, "AAAAA-AAAAA", "\u2603", "x" * 301, aside):
        page = mine.post(f"{sent.letters}/single", {**WANTED, "person": person}, status=422)
        assert page.field("person") == person
        assert page.all("p", id="person-error")
    first = str(sent.rows(services)[0].person_id)
    for reason in ("", "because"):
        mine.post(f"{sent.letters}/single", {"person": first, "reason": reason}, status=422)

    assert tags(services, "campaign:letter-copied") == []


def test_nothing_is_made_of_a_draft_nor_through_another_campaign(
    mine: Pages, sent: Mailing, services: Services
) -> None:
    draft = save_campaign(services, sent.desk.dpo, sent.incident_id)
    code = sent.rows(services)[0].code

    mine.post(f"{sent.case}/{draft}/letters/single", {**WANTED, "person": code}, status=422)


def test_only_who_may_see_identities_makes_one(
    mine: Pages, waiting: Mailing, services: Services, sign_in: SignIn
) -> None:
    auditor = save_member(
        services, waiting.desk.organisation_id, Role.AUDITOR, email="c@tilleuls.example"
    )
    with mine.client.session_transaction() as cookie:
        cookie.clear()
    sign_in(mine.client, auditor)

    mine.get(f"{waiting.letters}/single", status=403)
    mine.post(f"{waiting.letters}/single", {**WANTED, "person": "1"}, status=403)
