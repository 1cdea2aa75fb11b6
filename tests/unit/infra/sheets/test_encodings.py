from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.sheets import CHOICES, SheetError, detect, rows
from tests.unit.infra.sheets.files import cells, layout_of

NAMES = (
    "Noël",
    "Œuvré",
    "ÿ",
    "Hélène",
    "FRANÇOIS",
    "FRANçOIS",  # accents that an old system left small
    "BENOÎT",
    "Loïc",
    "L’Haÿ-les-Roses",
    "Müller",
    "d'Étang",
    "Cœur",
    "RAPHAËL",
    "forêt",
    "1ère",
    "N°12",
    "Ça",
    "où",
    "À",
    "«\u00a0Là\u00a0»",
    "Peña",
)


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16", "utf-16-le"),  # with its mark
        ("cp1252", "cp1252"),
        ("iso8859-15", "iso8859-15"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_up_17_the_encoding_is_found_and_every_accent_comes_back(codec: str, encoding: str) -> None:
    content = "nom;prenom\nNoël;Œuvré ÿ\n".encode(codec)

    assert layout_of(content).encoding == encoding
    assert cells(content) == [["nom", "prenom"], ["Noël", "Œuvré ÿ"]]


def test_up_17_latin_1_is_read_as_the_windows_encoding_that_contains_it() -> None:
    content = "nom;prenom\nNoël;Chloé ÿ\n".encode("latin-1")

    assert cells(content)[1] == ["Noël", "Chloé ÿ"]


@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=30),
    codec=st.sampled_from(["cp1252", "mac_roman"]),
)
def test_up_17_accents_are_right_or_asked_for_but_never_wrong(names: list[str], codec: str) -> None:
    content = "\n".join(["nom", *names]).encode(codec)

    try:
        found = cells(content)
    except SheetError as refusal:
        assert "encoding" in str(refusal)  # noqa: PT017
    else:
        assert [line[0] for line in found[1:]] == names


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "iso8859-15"])
@pytest.mark.parametrize("name", ["André", "Hélène", "Noël", "François", "HÉLÈNE", "Cœur"])
def test_up_17_one_ordinary_name_is_enough(name: str, codec: str) -> None:
    assert cells(f"nom\n{name}\n".encode(codec))[1] == [name]


@pytest.mark.parametrize(
    "content",
    [
        b"nom\n\xbd\xd8\xa4\n",
        "nom\nAndré\nHélène\n".encode("cp850"),
        b"nom\n\xc6\xf3\xea\xee\xe2\n\xc8\xe2\xe0\xed\xee\xe2\n",
        "nom\nAndré\n".encode("utf-32"),
        b"nom\nL\xd5\x8etoile\n",  # ’é in Mac Roman, and a letter of Armenian in UTF-8
    ],
    ids=["signs", "MS-DOS", "Cyrillic", "UTF-32", "Armenian"],
)
def test_up_17_what_fits_no_encoding_well_is_asked_for(content: bytes) -> None:
    with pytest.raises(SheetError, match="Say which it is"):
        layout_of(content)


@pytest.mark.parametrize("name", ["Иванова", "Ελένη", "山田太郎様", "Andre\u0301", "12 €"])
def test_up_17_utf_8_is_read_in_any_script(name: str) -> None:
    assert cells(f"nom\n{name}\n".encode())[1] == [name]


def test_up_17_the_answer_is_then_used() -> None:
    content = "nom\nAndré\nHélène\n".encode("cp850")
    layout = detect(BytesIO(content), "a.csv", encoding="cp850")

    assert [row.cells for row in rows(BytesIO(content), layout)][1:] == [["André"], ["Hélène"]]


@pytest.mark.parametrize("encoding", [*CHOICES, "klingon"])
def test_up_17_an_impossible_answer_is_refused(encoding: str) -> None:
    content = b"nom\nAndr\x81\x8d\x8f\xe9\n\xd8e"

    if encoding in {"iso8859-15", "mac_roman", "cp850"}:  # every byte is something there
        assert detect(BytesIO(content), "a.csv", encoding=encoding).encoding == encoding
    else:
        with pytest.raises(SheetError, match=r"not written in|Say which"):
            detect(BytesIO(content), "a.csv", encoding=encoding)


def test_up_18_utf_8_mixed_with_another_encoding_is_refused_with_the_line() -> None:
    content = "nom\nAndré\nZoé\n".encode() + "Noël\n".encode("cp1252")

    with pytest.raises(SheetError, match="line 4 is not in UTF-8"):
        layout_of(content)


def test_up_18_a_utf_8_mark_before_another_encoding_is_refused() -> None:
    with pytest.raises(SheetError, match="mixes several encodings"):
        layout_of(b"\xef\xbb\xbfnom\nAndr\xe9\n")


def test_up_18_two_one_byte_encodings_in_one_file_are_asked_about() -> None:
    content = "nom\nAndré\nHélène\nNoël\n".encode("cp1252") + "Zoé\n".encode("mac_roman")

    with pytest.raises(SheetError, match="Say which it is"):
        layout_of(content)


def test_up_18_a_utf_16_file_cut_in_the_middle_of_a_character_is_refused() -> None:
    with pytest.raises(SheetError, match="not written in UTF-16 LE"):
        layout_of("nom;ville\nNoël;Nîmes\n".encode("utf-16-le")[:-1])
