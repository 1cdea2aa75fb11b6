import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.letterpress.lines import Line, Narrowed, fit, plain, visible
from breachdesk.infra.letterpress.slots import MEASURES, Slot
from breachdesk.infra.letterpress.typeface import Typeface
from tests.builders.letters import NOTO_SANS

TYPEFACE = Typeface.load(NOTO_SANS)
ADDRESS = MEASURES[Slot.ADDRESS]
WORDS = st.lists(st.text("ABCxyzéŁΩЖ", min_size=1, max_size=30), min_size=1, max_size=9)


def set_lines(*texts: str) -> list[tuple[str, int]] | None:
    lines = fit(texts, ADDRESS, TYPEFACE)
    return None if lines is None else [text_and_width(line) for line in lines]


def text_and_width(line: Line) -> tuple[str, int]:
    return (line.text, line.width) if isinstance(line, Narrowed) else (line, 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élodie  \t Exemple\n", "Élodie Exemple"),
        ("E\u0301lodie", "Élodie"),  # composed
        ("12\u00a0bis,\u202frue", "12 bis, rue"),
        ("\u2028", ""),
    ],
)
def test_text_is_composed_and_its_white_space_is_ordinary(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert visible("\ufeffÉlo\u00addie\u200b \u200fאב\u202c") == "Élodie אב"


def test_what_fits_is_set_as_it_is() -> None:
    assert set_lines("Élodie Exemple", "00100 VILLE") == [
        ("Élodie Exemple", 100),
        ("00100 VILLE", 100),
    ]


def test_a_line_too_wide_goes_on_in_a_second_one_while_there_is_room() -> None:
    # 80 mm at 10 pt are 22,677 thousandths; M is 907 wide and a space 260, so 24 M fit.
    assert set_lines("M" * 20 + " " + "M" * 20) == [("M" * 20, 100), ("M" * 20, 100)]


def test_without_room_for_another_line_it_is_narrowed() -> None:
    # 30 M and a space of 260: 27,470; 22,677 of those are 82 %.
    lines = set_lines("M" * 15 + " " + "M" * 15, *["B"] * 6)

    assert lines == [("M" * 15 + " " + "M" * 15, 82), *[("B", 100)] * 6]


def test_a_single_word_is_narrowed_to_seventy_per_cent_and_no_further() -> None:
    assert set_lines("M" * 35) == [("M" * 35, 71)]  # 31,745
    assert set_lines("M" * 36) is None  # 32,652: 69 %


@given(WORDS, st.integers(0, 6))
def test_lines_that_are_set_hold_every_word_within_the_window(words: list[str], more: int) -> None:
    lines = fit([" ".join(words), *["B"] * more], ADDRESS, TYPEFACE)

    if lines is None:
        return
    found = [text_and_width(line) for line in lines]
    assert " ".join(text for text, _width in found).split() == [*words, *["B"] * more]
    assert len(found) <= ADDRESS.lines
    for text, width in found:
        assert 70 <= width <= 100
        assert TYPEFACE.width(text) * width / 100 <= ADDRESS.room


def test_every_character_of_the_typeface_has_a_glyph() -> None:
    assert TYPEFACE.width("Łódź Αθήνα Київ ’œŒ€№ 0123456789") < TYPEFACE.width("中")
    assert min(TYPEFACE.glyphs.values()) > 0  # 0 is the box for what is missing
