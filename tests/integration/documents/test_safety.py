"""What people type never becomes anything but text, and a document reaches for nothing."""

import socket
from io import BytesIO
from typing import Any, NoReturn

import pikepdf
import pytest

from breachdesk.documents.registry import KINDS
from breachdesk.facts.domain import NotificationKind, Words
from breachdesk.infra.pdf import ForbiddenAddressError, render_pdf
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

MARKUP = (
    "<script>alert(1)</script>",
    "<img src='file:///etc/passwd'>",
    '<img src="http://127.0.0.1:9/pixel.png">',
    "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "<link rel=attachment href=file:///etc/passwd>",
    "{{ 1111*1111 }} {% include 'base.html' %} ${1111*1111}",
    "%(name)s %s",
    "</dd></dl><h2>15. Section ajoutée</h2>",
    "&lt;b&gt; &amp; &eacute;",
    "url(file:///etc/hostname)",
)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a connection, by any library, stops the test."""

    def refuse(*arguments: Any) -> NoReturn:  # noqa: ANN401
        raise AssertionError(f"a document opened a connection: {arguments[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.usefixtures("no_network")
def test_markup_is_shown_as_it_was_typed(filed: Case, language: str) -> None:
    filed.tell("breach.description", Words("\n".join(MARKUP)))
    text = text_of(filed.pdf(language))

    assert [one for one in MARKUP if one not in text] == []
    assert "root:x:" not in text


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_of_document_runs_what_is_typed(filed: Case, kind: str) -> None:
    filed.tell("breach.description", Words("\n".join(MARKUP)))
    filed.note("\n".join(MARKUP))
    text = text_of(filed.pdf(kind=kind))

    assert "<script>alert(1)</script>" in text
    assert "{{ 1111*1111 }}" in text
    assert "1234321" not in text.replace(" ", "")


@pytest.mark.usefixtures("no_network")
def test_markup_adds_no_file_no_link_and_no_script(filed: Case) -> None:
    filed.tell("breach.description", Words("\n".join(MARKUP)))
    with pikepdf.open(BytesIO(filed.pdf())) as document:
        assert list(document.attachments) == ["notification.json"]
        assert "/OpenAction" not in document.Root
        assert "/JavaScript" not in document.Root.get("/Names", {})
        assert not [page for page in document.pages if "/Annots" in page]
        assert not [name for page in document.pages for name in page.get_images()]


def test_marks_that_turn_the_writing_round_end_with_their_answer(filed: Case) -> None:
    filed.tell("breach.description", Words("avant \u202eehcuag \u2067droite \u05d0\u05d1 fin"))
    filed.tell("security.prior_measures", Words("Sauvegarde quotidienne"))
    text = text_of(filed.pdf())

    assert "avant" in text
    assert "Sauvegarde quotidienne" in text
    assert "INC-2026-0001" in text


def test_signs_beyond_the_letters_stay_in_the_text(filed: Case) -> None:
    filed.tell("breach.description", Words("Carte perdue 🕳️ 👩‍💻 œ Ÿ ﬁ 漢字"))
    told = attachment_of(filed.pdf())

    assert "🕳️ 👩‍💻 œ Ÿ ﬁ 漢字" in told["answers"]["breach.description"]["text"]
    assert "Carte perdue" in text_of(filed.pdf())


def test_an_answer_of_20_000_characters_is_told_to_its_end(filed: Case) -> None:
    words = [f"mot{number:04d}" for number in range(2_200)]
    long = " ".join(words).ljust(20_000, "x")
    filed.tell("breach.description", Words(long))
    content = filed.pdf()
    text = text_of(content)

    assert [word for word in words if word not in text] == []
    assert attachment_of(content)["answers"]["breach.description"]["text"] == long


def test_20_000_characters_without_a_space_stay_on_the_page(filed: Case) -> None:
    filed.tell("breach.description", Words("A" * 20_000))

    assert text_of(filed.pdf()).count("A") >= 20_000


def test_names_of_the_case_and_the_number_of_the_filing_are_text_too(filed: Case) -> None:
    filing = filed.begin(NotificationKind.INITIAL)
    filed.file(filing, number="<b>{{ 7*7 }}</b>")

    assert "<b>{{ 7*7 }}</b>" in text_of(filed.pdf(about=filing))


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/pixel.png",
        "https://example.org/pixel.png",
        "ftp://127.0.0.1/pixel.png",
        "data:text/html,<script>1</script>",
        "//127.0.0.1:9/pixel.png",
    ],
)
def test_even_a_faulty_template_cannot_reach_out(address: str) -> None:
    html = f"<html lang=fr><title>x</title><body><img alt=x src='{address}'></body></html>"
    try:
        content = render_pdf(html, NOON)
    except ForbiddenAddressError:
        return
    with pikepdf.open(BytesIO(content)) as document:
        assert not [name for page in document.pages for name in page.get_images()]
