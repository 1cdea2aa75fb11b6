import pytest

from breachdesk.kernel.typed import number, problem_with_line, problem_with_prose


@pytest.mark.parametrize("text", ["", "un", "l’été à 14 h 05", "a\nb\tc\r\n", "😀", "x" * 10])
def test_ordinary_text_is_fine(text: str) -> None:
    assert problem_with_prose(text, 20) is None


def test_a_text_past_its_limit_names_both_figures() -> None:
    assert str(problem_with_prose("x" * 11, 10)) == ("This text has 11 characters; at most 10 fit.")


@pytest.mark.parametrize(
    ("text", "code"), [("a\0b", "0000"), ("\x1b[0m", "001B"), ("\ud800", "D800")]
)
def test_control_characters_are_refused_by_code(text: str, code: str) -> None:
    assert f"U+{code}" in str(problem_with_prose(text, 20))


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\r"])
def test_a_line_has_no_breaks(text: str) -> None:
    assert str(problem_with_line(text, 20)) == "This must fit on one line."


DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("code", [*DIRECTIONS, 0x2028, 0x200B, 0x2060, 0xFEFF, 0xFFF9, 0xE0041])
def test_a_line_holds_nothing_invisible(code: int) -> None:
    told = str(problem_with_line(f"abc{chr(code)}txt", 20))

    assert f"U+{code:04X}" in told
    assert "Character 4" in told


def test_an_invisible_character_is_told_by_its_name() -> None:
    assert "RIGHT-TO-LEFT OVERRIDE" in str(problem_with_line("facture\u202efdp.exe", 20))


@pytest.mark.parametrize(
    "text",
    [
        "Φαρμακείο",
        "בית מרקחת",
        "صيدلية",  # the script itself
        "می\u200cخواهم",  # noqa: RUF001  # Persian: the non-joiner parts two letters
        "क्\u200dष",  # Hindi: the joiner shapes them
        "👩\u200d⚕️",
        "אב\u200e (1)\u200f",  # plain marks of direction
        "Phar\u00admacie",
    ],
)
def test_what_scripts_need_is_no_hidden_character(text: str) -> None:
    assert problem_with_line(text, 20) is None


@pytest.mark.parametrize("text", ["un\u202edeux", "\ufeffun"])
def test_prose_that_was_copied_may_hold_them(text: str) -> None:
    assert problem_with_prose(text, 20) is None


@pytest.mark.parametrize(("text", "read"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(text: str, read: int) -> None:
    assert number(text) == read


# int() raises for the first four and past 4,300 digits; it reads all between them.
@pytest.mark.parametrize(
    "text", ["", "²", "1e9", "None", "٣", "-1", " 1", "1_0", "1" * 10, "9" * 5_000]
)
def test_what_no_column_holds_is_no_number(text: str) -> None:
    assert number(text) is None
