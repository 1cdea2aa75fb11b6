import pytest

from breachdesk.infra.letterpress.fonts import lacking


@pytest.mark.parametrize("text", ["", "Élodie", "Αλέξανδρος", "Ђорђе", "أحمد", "ישראל", "क्षि"])
def test_names_in_scripts_that_noto_has_lack_nothing(text: str) -> None:
    assert lacking(text) == ""


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Él\x07o\x07die\x00", "\x07\x00"),  # control characters, each once
        ("a\ud800b", "\ud800"),  # half a surrogate pair
        ("a\ue000b", "\ue000"),  # private use
        ("a\u0378b", "\u0378"),  # unassigned
    ],
)
def test_what_no_typeface_can_show_is_named(text: str, missing: str) -> None:
    assert lacking(text) == missing
