import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.demo.domain.pharmacies import LAST_NAMES, MEN, WOMEN
from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.names import matching, mixes_scripts, shown
from tests.builders.refusals import refusal
from tests.unit.identities.strange import BOM, NARROW, NBSP, RTL, ZWSP

texts = st.text(st.one_of(st.characters(), st.sampled_from("aéÉœßŁ’- \u00a0\u0301\u0345")))


@pytest.mark.parametrize("name", ["", *LAST_NAMES, *WOMEN, *MEN, "Jean Paul", "D'Artagnan"])
def test_names_of_the_demonstration_are_shown_as_they_are(name: str) -> None:
    assert shown(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("E\u0301loi\u0308se", "Éloïse"),  # NFD, as macOS writes file names
        (f" Le{NBSP}Goffic\t", "Le Goffic"),
        (f"Nguyen{NARROW}  Morel", "Nguyen Morel"),
        ("   ", ""),
        ("山田 太郎", "山田 太郎"),
    ],
)
def test_up_32_letters_are_composed_and_spaces_folded(typed: str, kept: str) -> None:
    assert shown(typed) == kept


@pytest.mark.parametrize("mark", [ZWSP, BOM, RTL, "\n", "\r", "\0", "\u2028", "\x1b", "\ud800"])
def test_up_32_a_name_with_a_mark_that_does_not_show_is_refused(mark: str) -> None:
    assert "invisible" in refusal(shown, f"Mbaye{mark}")
    assert "invisible" in refusal(shown, f"Mba{mark}ye")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("D’Ormesson-Leclair", "Éloïse"), ("DORMESSON LECLAIR", "ELOISE")),
        (("Le Goffic", "Maëlle"), ("LEGOFFIC", "Maelle")),
        (("O’Malley", "Zoé"), ("O'MALLEY", "zoe")),
        (("O\u02bcMalley", "Zoé"), ("OMalley", "Zoé")),  # an apostrophe that is a letter
        (("Lebœuf", "Lætitia"), ("LEBOEUF", "LAETITIA")),
        (("Straß", "Łucja"), ("STRASS", "Lucja")),
        (("E\u0301meric", "Jean-Paul"), ("Émeric", "Jean Paul")),
        (("Émeric", ""), ("emeric", "")),
        (("\u0130nan", "A"), ("Inan", "A")),  # the Turkish capital with a dot
    ],
)
def test_names_that_differ_in_spelling_match(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert matching(*one) == matching(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Le Goff", "Jean"), ("Goff", "Jean")),  # particles stay
        (("de Morel", "Inès"), ("Morel", "Inès")),
        (("Martin", "Paul"), ("Paul", "Martin")),  # the order counts
        (("Martin", "Jean Paul"), ("Martin Jean", "Paul")),
        (("Martin", "Zoé"), ("Martin", "Zoa")),
    ],
)
def test_names_of_others_do_not_match(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert matching(*one) != matching(*other)


@pytest.mark.parametrize(
    "name",
    [
        "D\u0443pont",  # Cyrillic u, which looks like y
        "\u0410 Dupont",  # Cyrillic
        "M\u03bfrel",  # Greek omicron
        "\uff24upont",  # full-width D
    ],
)
def test_up_32_letters_of_two_scripts_are_told(name: str) -> None:
    assert mixes_scripts(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Dupont",
        "Éloïse",
        "O\u02bcMalley",
        "Mª José",
        "Иван Петров",
        "山田 はなコ",
        "E\u0301loi",
    ],
)
def test_one_script_is_fine(name: str) -> None:
    assert not mixes_scripts(name)


@given(texts)
def test_a_shown_name_is_its_own_normal_form(text: str) -> None:
    try:
        kept = shown(text)
    except Unlikely:
        return
    assert shown(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


@given(texts, texts)
def test_a_key_is_its_own_key(last: str, first: str) -> None:
    key = matching(last, first)

    assert matching(*key.split("|")) == key


@given(st.text(st.characters(max_codepoint=0x17F, categories=["L", "Zs"])))
def test_capitals_and_decomposed_letters_make_no_difference(name: str) -> None:
    for variant in (name.upper(), unicodedata.normalize("NFD", name), f" {name}-"):
        assert matching(variant, "") == matching(name, "")
