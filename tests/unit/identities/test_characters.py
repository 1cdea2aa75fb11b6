import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.identities.domain.characters import (
    folded,
    has_foreign_digits,
    has_hidden,
    unaccented,
)
from tests.unit.identities.strange import ARABIC, BOM, NARROW, NBSP, RTL, ZWSP, wide

texts = st.text(st.one_of(st.characters(), st.sampled_from("éÉœ’ \u00a0\u0301\u200b\u0661")))


@pytest.mark.parametrize("mark", [ZWSP, BOM, RTL, "\0", "\x85", "\u2028", "\u00ad", "\ud800"])
def test_up_32_a_mark_that_does_not_show_is_found(mark: str) -> None:
    assert has_hidden(f"Zoé{mark}Mbaye")


@pytest.mark.parametrize("text", ["", "Zoé Mbaye", f"Zoé{NBSP}Mbaye", "\U0001f3e0", "\u0301"])
def test_what_shows_is_not_hidden(text: str) -> None:
    assert not has_hidden(text)


@pytest.mark.parametrize("text", [ARABIC, wide("12"), "12³"])
def test_up_32_digits_of_other_scripts_are_found(text: str) -> None:
    assert has_foreign_digits(text)


def test_digits_of_the_keyboard_are_not_foreign() -> None:
    assert not has_foreign_digits("0123456789 é")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Éloïse Šimůnek", "Eloise Simunek"),
        ("Œuvré", "OEuvre"),
        ("E\u0301loise", "Eloise"),  # already taken apart
        ("\u01fd", "ae"),  # ǽ: accent and ligature at once
        ("Straße", "Strasse"),
        ("Đặng", "Dang"),  # beyond the western letters
        ("l’Île", "l'Ile"),
    ],
)
def test_letters_become_plain(text: str, plain: str) -> None:
    assert unaccented(text) == plain


@given(texts)
def test_plain_letters_stay_plain(text: str) -> None:
    assert unaccented(unaccented(text)) == unaccented(text)


@given(texts)
def test_only_spaces_are_folded(text: str) -> None:
    kept = folded(text)

    assert [c for c in kept if c != " "] == [
        c for c in text if c != "\t" and unicodedata.category(c) != "Zs"
    ]
    assert folded(kept) == kept
    assert "  " not in kept


def test_every_kind_of_space_is_one_space() -> None:
    assert folded(f"{NBSP} Zoé\t{NARROW}Mbaye ") == "Zoé Mbaye"
