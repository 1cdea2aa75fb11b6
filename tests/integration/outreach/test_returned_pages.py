"""Letters that came back, noted from the browser: scanned one by one, or from a file."""

from io import BytesIO
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Role
from breachdesk.letters.domain import LetterState, ReturnCode
from tests.builders.organisations import save_member
from tests.integration.conftest import SignIn
from tests.integration.outreach.mailing import Mailing
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

L = LetterState
UNKNOWN = "AAAAA-AAAAA"


@pytest.fixture
def sent(mine: Pages, waiting: Mailing, services: Services, tmp_path: Path) -> Mailing:
    assert mine
    waiting.send(services, tmp_path / "out")
    return waiting


def code_of(services: Services, mailing: Mailing, at: int = 0) -> str:
    return codes.shown(mailing.rows(services)[at].code)


def scan(pages: Pages, mailing: Mailing, code: str, mark: str = "refused") -> Page:
    return pages.post(f"{mailing.case}/returned", {"code": code, "reason": mark}, status=200)


def tray(pages: Pages, mailing: Mailing, content: bytes, status: int = 200) -> Page:
    file = (BytesIO(content), "retours.csv")
    return pages.post(f"{mailing.case}/returned/file", {"file": file}, status=status)


@pytest.mark.usefixtures("in_both_languages")
def test_the_page_keeps_the_house_rules_empty_and_with_outcomes(
    mine: Pages, sent: Mailing, services: Services
) -> None:
    mine.get(f"{sent.case}/returned")
    scan(mine, sent, code_of(services, sent))
    tray(mine, sent, f"{UNKNOWN};NPAI\n".encode())


def test_one_after_the_other_is_scanned_with_the_same_mark(
    mine: Pages, sent: Mailing, services: Services
) -> None:
    page = scan(mine, sent, code_of(services, sent))

    assert "Noté" in page.text
    assert (page.field("code"), page.field("reason")) == ("", "refused")
    assert "autofocus" in page.one("input", name="code").attrib
    first = sent.rows(services)[0]
    assert (first.state, first.return_code) == (L.RETURNED, ReturnCode.REFUSED)
    link = f"https://desk.example/verifier?code={code_of(services, sent, 1)}"
    scan(mine, sent, link, "unclaimed")
    assert sent.rows(services)[1].return_code is ReturnCode.UNCLAIMED
    assert "Letter refused" not in mine.get(f"{sent.letters}/").text
    assert sent.counts(services)[L.RETURNED] == 2


def test_each_of_the_four_outcomes_is_told_with_its_row(
    mine: Pages, waiting: Mailing, services: Services, tmp_path: Path
) -> None:
    waiting.send(services, tmp_path / "out")
    first, second = (code_of(services, waiting, at) for at in (0, 1))
    scan(mine, waiting, first)
    content = f"code;marque\n{first};refused\n{second};Non réclamé\n{UNKNOWN};access\n"
    page = tray(mine, waiting, content.encode())

    assert "Déjà noté" in page.text
    assert "Noté" in page.text
    assert "Aucune lettre de ce dossier ne porte ce code" in page.text.replace("\xa0", " ")
    assert waiting.counts(services)[L.RETURNED] == 2
    assert len(tags(services, "letters:returned")) == 2


def test_a_letter_that_has_not_left_cannot_come_back(
    mine: Pages, waiting: Mailing, services: Services
) -> None:
    waiting.plan(services)
    page = scan(mine, waiting, code_of(services, waiting))

    assert "Pas encore remise" in page.text
    assert L.RETURNED not in waiting.counts(services)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", "é;NPAI".encode("latin-1"), b"{code};lost", b"\x00\x01", b"{code};NPAI\nonly"],
)
def test_a_file_that_cannot_be_read_notes_nothing_and_says_why(
    mine: Pages, sent: Mailing, services: Services, content: bytes
) -> None:
    code = code_of(services, sent).encode()
    page = tray(mine, sent, content.replace(b"{code}", code), status=422)

    assert page.all("p", id="file-error")
    assert L.RETURNED not in sent.counts(services)


@pytest.mark.parametrize(
    "typed",
    [
        {"code": "", "reason": "refused"},
        {"code": "x" * 301, "reason": "refused"},
        {"code": UNKNOWN},
        {"code": UNKNOWN, "reason": "eaten"},
    ],
)
def test_what_is_scanned_without_a_mark_stays(
    mine: Pages, waiting: Mailing, typed: dict[str, str]
) -> None:
    page = mine.post(f"{waiting.case}/returned", typed, status=422)

    assert page.field("code") == typed["code"]


@pytest.mark.parametrize("code", ["'; --", "💥", "=1+1", "A" * 300])
def test_what_is_no_code_is_told_and_is_no_trouble(
    mine: Pages, waiting: Mailing, code: str
) -> None:
    assert code in scan(mine, waiting, code).text


def test_who_may_only_read_notes_nothing(
    mine: Pages, waiting: Mailing, services: Services, sign_in: SignIn
) -> None:
    auditor = save_member(
        services, waiting.desk.organisation_id, Role.AUDITOR, email="c@tilleuls.example"
    )
    with mine.client.session_transaction() as cookie:
        cookie.clear()
    sign_in(mine.client, auditor)

    mine.get(f"{waiting.case}/returned")
    wanted = {"code": UNKNOWN, "reason": "refused"}
    mine.post(f"{waiting.case}/returned", wanted, status=403)
    mine.post(f"{waiting.case}/returned/file", {}, status=403)
