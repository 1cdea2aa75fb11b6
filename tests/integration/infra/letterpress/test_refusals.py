"""What the press refuses, before anything is printed."""

from pathlib import Path

import pytest

from breachdesk.infra.letterpress import (
    SALUTATION,
    Body,
    Fault,
    FontMissingError,
    Press,
    Unprintable,
    UnprintableError,
    lay_out,
)
from breachdesk.kernel.errors import RuleError
from tests.builders.letters import NOTO_SANS, SENDER, TITLE, jobs, letter, letter_html
from tests.integration.infra.letterpress.reading import pages_of


@pytest.mark.parametrize(
    ("changes", "fault", "characters"),
    [
        ({"name": "Él\x07odie\x00 Exemple"}, Fault.CHARACTERS, "\x07\x00"),
        ({"name": "Élodie \ue000"}, Fault.CHARACTERS, "\ue000"),
        ({"code": "AB\x00D"}, Fault.CHARACTERS, "\x00"),
        ({"address": ()}, Fault.ADDRESS_EMPTY, ""),
        ({"address": (" ", "\u200b")}, Fault.ADDRESS_EMPTY, ""),
        ({"address": ("LIGNE",) * 40}, Fault.ADDRESS_LINES, ""),
        ({"address": ("X" * 300, "00100 VILLE")}, Fault.ADDRESS_WIDTH, ""),
        ({"address": ("Élodie " * 43, "A", "B", "C", "D")}, Fault.ADDRESS_WIDTH, ""),
        ({"address": ("كلمة " * 60, "00100 VILLE")}, Fault.ADDRESS_WIDTH, ""),
        ({"address": ("ك" * 199,) * 7}, Fault.ADDRESS_WIDTH, ""),
        ({"salutation": "Madame " + "Élodie " * 43}, Fault.SALUTATION, ""),
        ({"salutation": "כבוד " * 40}, Fault.SALUTATION, ""),
        ({"salutation": ""}, Fault.SALUTATION, ""),
        ({"reference": "INC-" * 20}, Fault.REFERENCE, ""),
        ({"reference": "אב"}, Fault.REFERENCE, ""),
        ({"code": ""}, Fault.CODE, ""),
        ({"link": ""}, Fault.LINK, ""),
        ({"link": "https://exemple.fr/é"}, Fault.LINK, ""),
        ({"link": "x" * 300}, Fault.LINK, ""),
    ],
)
def test_a_letter_that_cannot_be_printed_is_named_by_its_number(
    press: Press, changes: dict[str, object], fault: Fault, characters: str
) -> None:
    batch = [letter(1), letter(7, **changes), letter(8)]  # type: ignore[arg-type]

    assert press.check(batch) == [Unprintable(7, characters, fault)]


def test_all_that_are_refused_are_told_in_the_order_of_the_letters(press: Press) -> None:
    batch = [
        letter(1, "Él\x07odie"),
        letter(2, salutation="כבוד " * 40),  # found only when it is laid out
        letter(3, address=()),
    ]

    assert [one.sequence for one in press.check(batch)] == [1, 2, 3]


def test_a_long_name_goes_on_in_a_second_line(press: Press, body: Body, tmp_path: Path) -> None:
    name = "Marie-Antoinette Élisabeth Exemple de Lorem-Ipsum"
    one = letter(1, address=(name, "12 RUE DES TILLEULS", "00100 VILLE EXEMPLE"))

    [file] = press.print(jobs(body, [one]), tmp_path)

    [page] = pages_of(file.path)
    assert "Marie-Antoinette Élisabeth Exemple de\nLorem-Ipsum\n12 RUE" in page


def test_marks_that_nobody_sees_do_not_stop_a_letter(press: Press) -> None:
    assert press.check([letter(1, "\ufeffÉlodie\u200b Exem\u00adple")]) == []


def test_a_refused_letter_that_is_sent_all_the_same_leaves_no_file(
    press: Press, body: Body, tmp_path: Path
) -> None:
    batch = [letter(1), letter(2, address=())]

    with pytest.raises(UnprintableError, match="cannot be printed: 1") as caught:
        list(press.print(jobs(body, batch), tmp_path))

    assert caught.value.refused == (Unprintable(2, "", Fault.ADDRESS_EMPTY),)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("per_file", [0, 20_001])
def test_a_file_of_no_letters_or_of_too_many_is_refused(
    press: Press, body: Body, tmp_path: Path, per_file: int
) -> None:
    with pytest.raises(ValueError, match=str(per_file)):
        next(press.print(jobs(body, [letter(1)]), tmp_path, per_file=per_file))


def test_a_body_of_ten_pages_is_refused() -> None:
    with pytest.raises(RuleError, match="10 pages; four are the limit") as caught:
        lay_out(letter_html(9), "fr", TITLE, SENDER)

    assert caught.value.field == "text"


def test_a_sender_of_nine_lines_is_refused() -> None:
    with pytest.raises(RuleError, match="eight lines"):
        lay_out(letter_html(), "fr", TITLE, ("line",) * 9)


def test_a_salutation_that_does_not_come_on_the_first_page_is_refused() -> None:
    with pytest.raises(RuleError, match="more than the first page"):
        lay_out("<p>avant</p>" * 60 + SALUTATION, "fr", TITLE, SENDER)


@pytest.mark.parametrize(
    "html", ["<p>no place</p>", SALUTATION * 2, f"<article>own</article>{SALUTATION}"]
)
def test_a_text_says_once_where_the_salutation_stands(html: str) -> None:
    with pytest.raises(ValueError, match="SALUTATION once"):
        lay_out(html, "fr", TITLE, SENDER)


@pytest.mark.parametrize("content", [None, b"no font", NOTO_SANS.read_bytes()[:5_000]])
def test_a_missing_or_broken_typeface_is_told_at_once(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "NotoSans-Regular.ttf"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(FontMissingError, match=r"NotoSans-Regular\.ttf.*fonts-noto-core"):
        Press(path)
