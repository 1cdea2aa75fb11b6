"""Letters of several bodies in one file: each on the pages of its own, each body there once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachdesk.infra.letterpress import Body, Job, Press, lay_out
from tests.builders.letters import SENDER, TITLE, jobs, letter, letter_html, letters
from tests.integration.infra.letterpress.reading import faults_of, pages_of

PHARMACIES = ("Pharmacie Alpha", "Pharmacie Omega", "Pharmacie Sigma")
LENGTHS = (1, 3, 1)
"""Pages."""


@pytest.fixture(scope="module")
def bodies() -> list[Body]:
    return [
        lay_out(letter_html(pages).replace("nous avons", f"{name} a", 1), "fr", TITLE, SENDER)
        for name, pages in zip(PHARMACIES, LENGTHS, strict=True)
    ]


def shared_pages(path: Path) -> list[tuple[int, int]]:
    """What each page shares with others."""
    with pikepdf.open(path) as pdf:
        return [page.Contents[0].objgen for page in pdf.pages]


def programs(path: Path) -> int:
    """How many fonts are embedded."""
    with pikepdf.open(path) as pdf:
        return sum(
            isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one for one in pdf.objects
        )


@pytest.mark.parametrize("tagged", [False, True])
def test_every_letter_has_the_text_of_its_own_body(
    press: Press, bodies: list[Body], tmp_path: Path, *, tagged: bool
) -> None:
    batch: list[Job] = [
        (bodies[number % 3], letter(number, f"Camille Exemple-{number}", duplicate=number == 5))
        for number in range(1, 131)
    ]
    [file] = press.print(batch, tmp_path, tagged=tagged)

    pages = iter(pages_of(file.path))
    for number in range(1, 131):
        own = [next(pages) for _page in range(LENGTHS[number % 3])]
        assert f"Madame Camille Exemple-{number},\n" in own[0]
        assert [name for name in PHARMACIES if name in own[0]] == [PHARMACIES[number % 3]]
        assert all(f"Réf. INC-2026-0007 / {number:06d}" in page for page in own[1:])
        assert ("DUPLICATA" in own[0]) == (number == 5)
    assert next(pages, None) is None
    assert (file.letters, file.pages, file.bodies) == (130, 218, 3)
    assert faults_of(file.path) == []


def test_a_body_is_written_once_and_fonts_are_shared(
    press: Press, bodies: list[Body], tmp_path: Path
) -> None:
    """Two texts with the same letters in them need the same fonts."""
    twin = lay_out(
        letter_html().replace("nous avons", "Pharmacie hpla A a", 1), "fr", TITLE, SENDER
    )
    [alone] = press.print(jobs(bodies[0], letters(250)), tmp_path / "alone")
    [mixed] = press.print(
        [([bodies[0], twin][one.sequence % 2], one) for one in letters(250)], tmp_path / "mixed"
    )

    assert len(set(shared_pages(mixed.path))) == 2
    assert programs(mixed.path) == programs(alone.path)
    assert mixed.size - alone.size < 10_000


def test_a_body_laid_out_anew_is_the_same_body(
    press: Press, bodies: list[Body], tmp_path: Path
) -> None:
    again = lay_out(
        letter_html().replace("nous avons", f"{PHARMACIES[0]} a", 1), "fr", TITLE, SENDER
    )
    [file] = press.print([(bodies[0], letter(1)), (again, letter(2))], tmp_path)

    assert file.bodies == 1
    assert len(set(shared_pages(file.path))) == 1


def test_names_set_by_hand_find_the_resources_of_their_body(
    press: Press, bodies: list[Body], tmp_path: Path
) -> None:
    name = "ישראלה לדוגמה"
    batch: list[Job] = [(body, letter(at, name)) for at, body in enumerate(bodies)]
    [file] = press.print(batch, tmp_path)
    pages = pages_of(file.path)

    for at, page in ((0, 0), (1, 1), (2, 4)):
        assert pages[page].count(name) == 2
        assert PHARMACIES[at] in pages[page]
    assert file.by_hand == 3
    assert faults_of(file.path) == []


@settings(max_examples=25, deadline=None)  # some examples are two leaves long
@given(picks=st.lists(st.integers(0, 2), min_size=1, max_size=120), tagged=st.booleans())
def test_the_pages_of_a_file_follow_its_letters(
    press: Press, bodies: list[Body], picks: list[int], *, tagged: bool
) -> None:
    batch = [(bodies[pick], letter(number)) for number, pick in enumerate(picks)]
    with TemporaryDirectory() as folder:
        [file] = press.print(batch, Path(folder), tagged=tagged)
        found = shared_pages(file.path)
        faults = faults_of(file.path)

    own: dict[int, list[tuple[int, int]]] = {}
    at = 0
    for pick in picks:
        some = found[at : at + LENGTHS[pick]]
        assert own.setdefault(pick, some) == some
        at += LENGTHS[pick]
    assert at == len(found) == file.pages
    assert len(set(found)) == sum(LENGTHS[pick] for pick in own)
    assert faults == []
