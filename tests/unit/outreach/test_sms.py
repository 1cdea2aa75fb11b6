"""How many parts a short message takes, and what it may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.errors import ManyRulesError
from breachdesk.outreach.domain.sms import (
    BASIC,
    EXTENDED,
    Encoding,
    Sender,
    check_text,
    draft,
    measure,
)

GSM, UCS = Encoding.GSM_7, Encoding.UCS_2
SENDER = Sender("Pharmacie des Tilleuls", "+33 1 99 00 12 34")
TEXT = "Pharmacie des Tilleuls : un message sur vos données. Pour vérifier : 01 99 00 12 34."


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", GSM, 0, 1),
        ("a" * 160, GSM, 160, 1),
        ("a" * 161, GSM, 161, 2),
        ("a" * 306, GSM, 306, 2),
        ("a" * 307, GSM, 307, 3),
        ("a" * 158 + "€", GSM, 160, 1),
        ("a" * 159 + "€", GSM, 161, 2),
        ("ê" * 70, UCS, 70, 1),
        ("ê" * 71, UCS, 71, 2),
        ("ê" * 134, UCS, 134, 2),
        ("ê" * 135, UCS, 135, 3),
        ("é è à ù ì ò É Ç", GSM, 15, 1),
        # A pair is not parted: its first half would have fitted into the part before.
        ("a" * 152 + "€" + "a" * 151, GSM, 305, 2),
        ("a" * 152 + "€" + "a" * 152, GSM, 306, 3),
        ("ê" * 66 + "😀" + "ê" * 65, UCS, 133, 2),
        ("ê" * 66 + "😀" + "ê" * 66, UCS, 134, 3),
    ],
)
def test_a_message_takes_so_many_parts(
    text: str, encoding: Encoding, units: int, parts: int
) -> None:
    found = measure(text)

    assert (found.encoding, found.units, found.parts) == (encoding, units, parts)


@pytest.mark.parametrize("character", list("çêœ’«»…–—âîôûëïÈÀÊ😀"))
def test_one_character_outside_the_alphabet_changes_all(character: str) -> None:
    found = measure("a" * 71 + character)

    assert (found.encoding, found.outside, found.parts) == (UCS, character, 2)


def test_a_no_break_space_is_outside_too() -> None:
    assert measure("1\u00a0234").encoding is UCS


@pytest.mark.parametrize("character", sorted(EXTENDED))
def test_the_second_alphabet_takes_two_places(character: str) -> None:
    assert (measure(character).encoding, measure(character).units) == (GSM, 2)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=500))
def test_parts_hold_all_units_and_no_part_too_many(text: str) -> None:
    found = measure(text)
    alone, of_many = (160, 153) if set(text) <= BASIC | EXTENDED else (70, 67)

    if found.units <= alone:
        assert found.parts == 1
    else:
        # At most one place is lost where a pair would have been parted.
        assert (found.parts - 1) * (of_many - 1) < found.units <= found.parts * of_many


def test_what_names_sender_and_a_number_to_check_is_fine() -> None:
    check_text(TEXT, SENDER)
    check_text(draft(SENDER, "fr"), SENDER)
    check_text(draft(SENDER, "en"), SENDER)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (TEXT.replace("Tilleuls", "Lilas"), "Name the sender"),
        (TEXT.replace("12 34", "12 35"), "at which number"),
        (f"{TEXT} https://tilleuls.example", "No link"),
        (f"{TEXT} bit.ly/abc", "No link"),
        (f"{TEXT} www.tilleuls.example", "No link"),
        (f"{TEXT} dpo@tilleuls.example", "No link"),
        (TEXT.replace("vos données", "votre dépistage"), "depistage"),
        (TEXT.replace("vos données", "your screening"), "screening"),
        (f"{TEXT}\nA", "one line"),
        (f"{TEXT} {'a' * 400}", "3 parts"),
        ("", "Name the sender"),
    ],
)
def test_what_it_lacks_or_must_not_hold_is_told(text: str, why: str) -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_text(text, SENDER)

    assert why in " ".join(str(one) for one in caught.value.broken)


def test_the_sender_s_own_name_may_speak_of_health() -> None:
    sender = Sender("Clinique des Tilleuls", SENDER.phone)

    check_text(TEXT.replace("Pharmacie", "Clinique"), sender)


def test_without_a_telephone_number_nothing_can_be_checked() -> None:
    with pytest.raises(ManyRulesError, match="telephone number first"):
        check_text(TEXT, Sender(SENDER.name, ""))
