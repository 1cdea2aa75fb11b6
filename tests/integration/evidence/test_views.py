import hashlib
from datetime import datetime
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.http import parse_options_header
from werkzeug.test import encode_multipart

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages, parse
from tests.integration.trail import tags

ADDED, READ = "evidence:added", "evidence:read"
TAKEN = 303
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
LOG = "2026-03-02T09:00:00Z connexion refusée\n".encode()


@pytest.fixture
def address(services: Services, dpo: Actor) -> str:
    return f"/incidents/{open_case(services, dpo)}/evidence/"


def keep(
    pages: Pages,
    address: str,
    content: bytes = LOG,
    name: str = "journal.log",
    *,
    status: int = 303,
    **over: str,
) -> Page:
    data = {**pages.get(address).form_values, "description": "Journal de la messagerie", **over}
    return pages.post(address, {**data, "file": (BytesIO(content), name)}, status=status)


def keep_large(pages: Pages, address: str, size: int, *, status: int) -> Page | None:
    """As keep(), from a body in memory: the client leaves its temporary file of a large one open.

    None when the answer leads elsewhere.
    """
    form = pages.get(address).form_values | {"description": "Journal de la messagerie"}
    file = FileStorage(BytesIO(b"x" * size), "journal.log")
    boundary, body = encode_multipart({**form, "csrf_token": pages.token(), "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    reply = pages.client.post(address, data=body, content_type=kind)
    assert reply.status_code == status
    return None if status == TAKEN else Page(reply, parse(reply.text, address))


def names(page: Page) -> list[str]:
    return ["".join(cell.itertext()) for cell in page.all("th", scope="row")]


def fetch(pages: Pages, address: str, *, status: int = 200) -> Page:
    """Download the first file of the list."""
    actions = [str(form.get("action")) for form in pages.get(address).all("form")]
    return pages.post(next(one for one in actions if "/download" in one), {}, status=status)


def refusal(page: Page) -> str:
    """Every sentence of the summary above the page."""
    [summary] = page.all("div", class_="error-summary")
    return " ".join(" ".join(summary.itertext()).split())


def is_empty(services: Services) -> bool:
    """Whether neither the trail nor the disk holds a file."""
    left = [one for one in services.settings.files_folder.rglob("*") if one.is_file()]
    return tags(services, ADDED) == [] and left == []


class TestKeeping:
    def test_the_page_shows_its_digest_who_added_it_and_when(
        self, pages: Pages, address: str, dpo: Actor
    ) -> None:
        keep(pages, address)

        page = pages.get(address)
        assert names(page) == ["journal.log"]
        assert hashlib.sha256(LOG).hexdigest() in page.text
        assert "Journal de la messagerie" in page.text
        assert dpo.name in "".join(page.one("tbody").itertext())
        [added] = page.one("tbody").iter("time")
        assert datetime.fromisoformat(str(added.get("datetime"))) == NOON

    def test_the_trail_keeps_the_digest(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        keep(pages, address)

        [(_tag, _subject, body)] = tags(services, ADDED)
        assert hashlib.sha256(LOG).hexdigest() in body

    def test_the_form_sent_twice_keeps_one(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        once = pages.get(address).field("once")
        for _time in range(2):
            keep(pages, address, once=once)

        assert len(names(pages.get(address))) == len(tags(services, ADDED)) == 1

    def test_the_same_bytes_may_prove_two_things(self, pages: Pages, address: str) -> None:
        keep(pages, address, name="a.log")
        keep(pages, address, name="b.log")

        assert sorted(names(pages.get(address))) == ["a.log", "b.log"]

    def test_takes_somebody_who_may_edit(
        self, pages: Pages, address: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        sign_in(pages.client, save_member(services, desk.organisation_id, Role.AUDITOR))

        keep(pages, address, status=403)
        assert tags(services, ADDED) == []


class TestRefusal:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("virus.exe", b"MZ"),
            ("page.html", b"<script>alert(1)</script>"),
            ("drawing.svg", b"<svg/>"),
            ("no-ending", b"text"),
            ("report.pdf", b"MZ not a PDF"),
            ("picture.png", b"%PDF-1.7"),
            ("notes.txt", b"\0\1\2"),
            ("capture.png.exe", PNG),
        ],
    )
    def test_a_type_that_is_not_taken_is_named_in_a_sentence(
        self,
        pages: Pages,
        address: str,
        services: Services,
        name: str,
        content: bytes,
    ) -> None:
        page = keep(pages, address, content, name, status=422)

        assert "fichier" in refusal(page)
        assert page.field("description") == "Journal de la messagerie"
        assert is_empty(services)

    @pytest.mark.parametrize("name", ["empty.txt", "empty.pdf", "empty.log"])
    def test_an_empty_file_proves_nothing(
        self, pages: Pages, address: str, services: Services, name: str
    ) -> None:
        page = keep(pages, address, b"", name, status=422)

        assert refusal(page)
        assert is_empty(services)

    def test_no_file_at_all(self, pages: Pages, address: str, services: Services) -> None:
        form = pages.get(address).form_values
        page = pages.post(address, {**form, "description": "Rien", "file": ""}, status=422)

        assert refusal(page)
        assert page.field("description") == "Rien"
        assert tags(services, ADDED) == []

    def test_one_byte_over_the_limit(self, pages: Pages, address: str, services: Services) -> None:
        limit = services.settings.max_upload_mb * 1_000_000
        page = keep_large(pages, address, limit + 1, status=422)

        assert page
        assert "dépasse 25 Mo" in refusal(page)
        assert page.field("description") == "Journal de la messagerie"
        assert is_empty(services)

    def test_exactly_the_limit_is_taken(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        keep_large(pages, address, services.settings.max_upload_mb * 1_000_000, status=TAKEN)

        assert names(pages.get(address)) == ["journal.log"]

    def test_far_over_the_limit_is_a_page_too(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        size = (services.settings.max_upload_mb + 5) * 1_000_000
        page = keep_large(pages, address, size, status=413)

        assert page
        assert "trop volumineux" in page.text
        assert is_empty(services)

    def test_a_description_of_many_pages(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = keep(pages, address, status=422, description="a" * 501)

        assert page.field("description") == "a" * 501
        assert is_empty(services)


class TestName:
    @pytest.mark.parametrize(
        ("sent", "kept"),
        [
            ("../../etc/passwd.txt", "passwd.txt"),
            (r"C:\\Users\\Bo\\capture.txt", "capture.txt"),
            ("/absolute/path.txt", "path.txt"),
            ("a\u202etxt.exe.txt", "atxt.exe.txt"),
            ("tab\tand\x07bell.txt", "tabandbell.txt"),
            ("<b>gras</b>.txt", "b.txt"),
            ("..txt", "txt"),
            ("é" * 300 + ".txt", "é" * 146 + ".txt"),
            ("pre\u0301sence.txt", "présence.txt"),
        ],
    )
    def test_is_made_harmless(self, pages: Pages, address: str, sent: str, kept: str) -> None:
        keep(pages, address, name=sent)

        assert names(pages.get(address)) == [kept]

    @pytest.mark.parametrize("sent", ["...", "dir/", " . "])
    def test_of_which_nothing_is_left_is_refused(
        self, pages: Pages, address: str, services: Services, sent: str
    ) -> None:
        assert refusal(keep(pages, address, name=sent, status=422))
        assert tags(services, ADDED) == []


class TestDownload:
    def test_is_an_attachment_no_browser_interprets(self, pages: Pages, address: str) -> None:
        keep(pages, address, PNG, "capture d’écran.png")

        reply = fetch(pages, address).reply
        assert reply.get_data() == PNG
        assert reply.headers["Content-Disposition"].startswith("attachment; filename")
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Content-Security-Policy"].startswith("sandbox")
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.mimetype == "image/png"

    def test_a_name_cannot_begin_a_header_of_its_own(self, pages: Pages, address: str) -> None:
        keep(pages, address, name="a; filename=evil.exe; x=é.txt")

        told = fetch(pages, address).reply.headers["Content-Disposition"]
        kind, options = parse_options_header(told)
        assert (kind, options["filename"]) == ("attachment", "a; filename=evil.exe; x=é.txt")

    def test_is_itself_recorded(self, pages: Pages, address: str, services: Services) -> None:
        keep(pages, address)
        fetch(pages, address)

        assert len(tags(services, READ)) == 1

    def test_goes_through_its_own_case_only(
        self, pages: Pages, address: str, services: Services, dpo: Actor
    ) -> None:
        keep(pages, address)
        [(_tag, file_id, _body)] = tags(services, ADDED)
        other = open_case(services, dpo)

        pages.post(f"/incidents/{other}/evidence/{file_id}/download", {}, status=404)

    def test_a_stranger_finds_nothing(
        self, pages: Pages, address: str, services: Services, sign_in: SignIn
    ) -> None:
        keep(pages, address)
        [(_tag, file_id, _body)] = tags(services, ADDED)
        sign_in(pages.client, save_desk(services).dpo)

        pages.get(address, status=404)
        pages.post(f"{address}{file_id}/download", {}, status=404)
        assert tags(services, READ) == []
