"""What comes out of the printer: every name as it was given, in its place, readable codes."""

import random
from pathlib import Path

import pytest
import zxingcpp
from PIL import ImageChops

from breachdesk.infra.letterpress import Body, Letter, Press, lay_out
from breachdesk.infra.pdf import typeset
from tests.builders.letters import jobs, letter, letter_html, letters, wholly_laid_out
from tests.integration.infra.letterpress.reading import (
    MM,
    faults_of,
    pages_of,
    pictures,
    words_of,
)

SCRIPTS = {
    "Latin": "AEÉÈÀÇŁŠŽÑÖÆŒabceéèàçłšžñöăţỳæœß",
    "Greek": "ΑΒΓΔΩαβγδέήίςωΐ",
    "Cyrillic": "АБВГДЖЯабвгджяђћѣґї",
    "Hebrew": "אבגדהוזחטיכלםן",
    # Without alef: after lam the two are one glyph, whose letters poppler gives back turned round.
    "Arabic": "بتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Devanagari": "कखगघचछजटठडतथदनपफबमयरलव",
}
JOINTS = {"Hebrew": " ", "Arabic": " "}
"""A hyphen between words from right to left: poppler takes it for left to right."""

COUNT = {"Latin": 400, "Greek": 200, "Cyrillic": 200, "Hebrew": 70, "Arabic": 70, "Devanagari": 60}


def names() -> list[str]:
    """A thousand invented ones."""
    chance = random.Random(34)  # noqa: S311  # the same names every time
    return [
        chance.choice(JOINTS.get(script, " -’")).join(
            "".join(chance.choices(SCRIPTS[script], k=chance.randint(3, 9))) for _word in range(2)
        )
        for script, count in COUNT.items()
        for _name in range(count)
    ]


def one_file(press: Press, body: Body, some: list[Letter], folder: Path, **how: bool) -> Path:
    [file] = press.print(jobs(body, some), folder, **how)
    assert faults_of(file.path) == []
    return file.path


def test_a_thousand_names_in_six_scripts_are_read_back_exactly(
    press: Press, body: Body, tmp_path: Path
) -> None:
    people = list(enumerate(names(), 1))
    batch = [letter(number, name) for number, name in people]

    pages = pages_of(one_file(press, body, batch, tmp_path))

    lost = [
        name
        for (_number, name), page in zip(people, pages, strict=True)
        if page.count(name) != 2  # address and salutation
    ]
    assert lost == []


def test_characters_whose_codes_hold_brackets_and_line_ends_are_read_back(
    press: Press, body: Body, tmp_path: Path
) -> None:
    name = "Élodie čĊ(\\)ĨĩŜ’"  # 010D, 010A, 0128, 0129, 015C

    [page] = pages_of(one_file(press, body, [letter(1, name)], tmp_path))

    assert page.count(name) == 2


@pytest.mark.parametrize("tagged", [False, True])
def test_nothing_but_the_address_shows_in_the_window(
    press: Press, body: Body, tmp_path: Path, *, tagged: bool
) -> None:
    narrowed = "Élodie Exemple-Très-Longuement de la Tour"
    long = (narrowed, *(f"LIGNE {line} GJPQY" for line in range(2, 8)))
    batch = [letter(1), letter(2, address=long, duplicate=True), letter(3, "ישראלה לדוגמה")]
    path = one_file(press, body, batch, tmp_path, tagged=tagged)

    for one, words, sheet in zip(batch, words_of(path), pictures(path, 72), strict=True):
        inside = [
            w for w in words if w.right > 90 and w.left < 200 and w.bottom > 34 and w.top < 90
        ]
        # Poppler gives the letters of Hebrew words from left to right here.
        found = sorted("".join(sorted(word.text)) for word in inside)
        assert found == sorted("".join(sorted(word)) for word in " ".join(one.address).split())
        assert all(w.left >= 109.5 and w.right <= 190 and w.top >= 54.5 for w in inside)
        ink = sheet.crop(tuple(round(at * MM) for at in (90, 34, 200, 90)))
        left, top, right, bottom = ImageChops.invert(ink).getbbox()
        assert left / MM >= 19.5  # 110 mm from the edge of the sheet
        assert top / MM >= 20.5  # 55 mm, less what a stroke of a letter may stand out
        assert right / MM <= 100
        assert bottom / MM <= 51  # seven lines end at 83 mm


def test_the_sender_and_the_text_keep_to_their_places(
    press: Press, body: Body, tmp_path: Path
) -> None:
    path = one_file(press, body, [letter(1)], tmp_path)
    [words] = words_of(path)
    at = {word.text: word for word in words}

    sender = [at["Tilleuls"], at["dpo@tilleuls.example"]]
    assert all(w.left > 19.9 and w.right < 85 and w.top > 14.5 and w.bottom < 50 for w in sender)
    assert at["Objet"].top > at["Ville-Exemple,"].top > 100
    [sheet] = pictures(path, 150)
    folds = sheet.crop((0, 0, round(15 * 150 / 25.4), 1754))
    dark = [y for y in range(1754) if min(folds.crop((0, y, folds.width, y + 1)).tobytes()) < 220]
    assert {round(y * 25.4 / 150) for y in dark} == {99, 198}


def test_a_stamped_letter_looks_as_if_it_were_wholly_laid_out(
    press: Press, body: Body, tmp_path: Path
) -> None:
    one = letter(1)
    [stamped] = pictures(one_file(press, body, [one], tmp_path), 100)
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(typeset(wholly_laid_out(one, letter_html()), "letter").pdf("whole"))

    [expected] = pictures(whole, 100)
    differences = ImageChops.difference(stamped, expected).histogram()

    # The ink is 3 % of the sheet; edges of modules and of a few letters fall on the next pixel.
    assert sum(differences[64:]) / sum(differences) < 0.002


@pytest.mark.parametrize("tagged", [False, True])
def test_every_qr_code_on_paper_leads_to_its_letter(
    press: Press, body: Body, tmp_path: Path, *, tagged: bool
) -> None:
    batch = [
        *letters(10),
        letter(11, link="HTTPS://AUTRE.EXAMPLE/?C=7"),
        letter(12, link="x" * 200),
    ]
    path = one_file(press, body, batch, tmp_path, tagged=tagged)

    for one, page in zip(batch, pictures(path, 150), strict=True):
        [code] = zxingcpp.read_barcodes(page)
        assert code.text == one.link


def test_the_code_the_reference_and_the_word_duplicate_are_there_as_text(
    press: Press, long_body: Body, tmp_path: Path
) -> None:
    batch = [letter(1), letter(2, duplicate=True)]
    first, second, third, copy, *copies = pages_of(one_file(press, long_body, batch, tmp_path))

    assert batch[0].code in first
    assert batch[0].reference in first
    assert "1/3" in first
    for number, page in ((2, second), (3, third)):
        assert f"Réf. {batch[0].reference}" in page
        assert f"{number}/3" in page
        assert "Élodie Exemple\n00" not in page
    assert "DUPLICATA" not in first + second + third
    assert "DUPLICATA" in copy
    assert all(f"Réf. {batch[1].reference} – DUPLICATA" in page for page in copies)


def test_an_english_letter_has_english_words(press: Press, tmp_path: Path) -> None:
    english = lay_out(letter_html(), "en", "Notice", ("Lime Tree Pharmacy",))
    [page] = pages_of(one_file(press, english, [letter(1, duplicate=True)], tmp_path))

    for word in ("Check this letter", "Verification code", "Your reference", "DUPLICATE"):
        assert word in page
