import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from breachdesk.demo.domain.identifiers import FICTION_LANDLINES, landline, mobile
from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.phones import TEN_DIGITS, Kind, canonical, kind, readable
from tests.builders.refusals import refusal
from tests.unit.identities.strange import ARABIC, NARROW, NBSP, ZWSP, wide

unhurried = settings(deadline=None)
"""The libraries read their tables at the first call that needs them."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01 99 00 12 34", "+33199001234"),
        ("02 61 91 12 34", "+33261911234"),
        ("03 53 01 12 34", "+33353011234"),
        ("04 65 71 12 34", "+33465711234"),
        ("05 36 49 12 34", "+33536491234"),
        ("06 39 98 12 34", "+33639981234"),  # fiction, which libphonenumber calls not valid
        ("0639981234", "+33639981234"),
        ("06.39.98.12.34", "+33639981234"),
        ("06-39-98-12-34", "+33639981234"),
        ("06/39/98/12/34", "+33639981234"),
        (f" 06{NBSP}39{NARROW}98 12 34 ", "+33639981234"),
        ("+33 6 39 98 12 34", "+33639981234"),
        ("+33 06 39 98 12 34", "+33639981234"),  # the zero kept by mistake
        ("+33 (0)6 39 98 12 34", "+33639981234"),
        ("0033 6 39 98 12 34", "+33639981234"),
        ("0033 06 39 98 12 34", "+33639981234"),
        ("0800 12 34 56", "+33800123456"),
        ("+44 20 7946 0123", "+442079460123"),
        ("00 32 2 555 12 12", "+3225551212"),
        ("+590 690 12 34 56", "+590690123456"),
        ("+262 0692 12 34 56", "+262692123456"),
        ("+33 692 12 34 56", "+262692123456"),  # the mainland's code before a number of Réunion
    ],
)
def test_numbers_become_e164(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    ("typed", "postcode", "kept"),
    [
        ("0690 12 34 56", "97110", "+590690123456"),
        ("0690 12 34 56", "97133", "+590690123456"),  # Saint-Barthélemy
        ("0696 12 34 56", "97200", "+596696123456"),
        ("0694 12 34 56", "97300", "+594694123456"),
        ("0692 12 34 56", "97400", "+262692123456"),
        ("0639 01 23 45", "97600", "+262639012345"),
        ("41 12 34", "97500", "+508411234"),
        ("0508 41 12 34", "97500", "+508411234"),
        ("72 12 34", "98600", "+681721234"),
        ("87 12 34 56", "98714", "+68987123456"),
        ("75 12 34", "98800", "+687751234"),
        ("0692 12 34 56", "75011", "+262692123456"),  # moved, number kept
        ("06 12 34 56 78", "97400", "+33612345678"),
        ("06 12 34 56 78", "98800", "+33612345678"),
        ("06 39 98 12 34", "97600", "+33639981234"),  # fiction, though 0639 is Mayotte's
        ("01 99 00 12 34", "", "+33199001234"),
        ("01 99 00 12 34", "20090", "+33199001234"),
    ],
)
def test_the_postcode_tells_the_territory(typed: str, postcode: str, kept: str) -> None:
    assert canonical(typed, postcode) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("06 39 98 12", "ten digits"),
        ("06 39 98 12 34 567", "ten digits"),
        ("00 39 98 12 34", "no number looks so"),  # reads as Italy
        ("+32 2 1", "ten digits"),
        ("3919", "short number"),
        ("118 218", "short number"),
        ("15", "short number"),
        ("112", "short number"),
        ("08 99 12 34 56", "premium"),
        ("+33 8 99 12 34 56", "premium"),
        ("+44 909 879 0000", "premium"),
        ("639981234", "zero at the front"),
        ("33639981234", "must be a +"),
        ("262692123456", "must be a +"),
        ("6.39981234E+08", "power of ten"),
        ("639981234.0", "with .0"),
        ("0800 FLEURS", "ten digits"),  # libphonenumber would dial the letters
        ("0639981234 ext. 12", "ten digits"),
        ("06 39 98 12 34 / 06 39 98 12 35", "ten digits"),
        ("+0639981234", "ten digits"),
        ("06+39981234", "ten digits"),
        ("call me", "ten digits"),
        ("", "ten digits"),
    ],
)
def test_what_is_nobodys_number_is_refused(typed: str, said: str) -> None:
    assert said in refusal(canonical, typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (wide("0639981234"), "0 to 9"),  # libphonenumber takes them
        ("0639981" + ARABIC, "0 to 9"),
        (f"0639981234{ZWSP}", "invisible"),
    ],
)
def test_up_32_only_digits_of_the_keyboard_count(typed: str, said: str) -> None:
    assert said in refusal(canonical, typed)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+33639981234", Kind.MOBILE),
        ("+33712345678", Kind.MOBILE),
        ("+33199001234", Kind.LANDLINE),
        ("+33912345678", Kind.LANDLINE),  # a box
        ("+33800123456", Kind.SPECIAL),
        ("+262692123456", Kind.MOBILE),
        ("+262639012345", Kind.MOBILE),
        ("+262262123456", Kind.LANDLINE),
        ("+590690123456", Kind.MOBILE),
        ("+687751234", Kind.MOBILE),
        ("+447400123456", Kind.MOBILE),
        ("+442079460123", Kind.LANDLINE),
        ("+12025550123", Kind.MOBILE),  # North America does not tell them apart
        ("+262712345678", Kind.SPECIAL),  # possible, and nobody knows what
    ],
)
def test_the_kind_tells_whether_a_message_arrives(number: str, expected: Kind) -> None:
    assert kind(number) == expected


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+33639981234", "+33 6 39 98 12 34"), ("+590690123456", "+590 690 12 34 56")],
)
def test_a_number_is_shown_in_groups(number: str, shown: str) -> None:
    assert readable(number) == shown
    assert canonical(shown) == number


@unhurried
@given(st.integers(0, 10_000_000), st.sampled_from(["", "67000", "20090", "97400", "98800"]))
def test_every_number_of_the_demonstration_is_taken(number: int, postcode: str) -> None:
    assert canonical(mobile(number), postcode) == f"+33{mobile(number)[1:]}"
    assert kind(canonical(mobile(number))) == Kind.MOBILE
    assert canonical(landline(number), postcode) == f"+33{landline(number)[1:]}"
    assert kind(canonical(landline(number))) == Kind.LANDLINE
    assert landline(number)[:6] in FICTION_LANDLINES


HEADS = ("26", "50", "59", "63", "69", "70", "94", "97")


@unhurried
@given(
    st.builds(
        str.__add__,
        st.one_of(st.sampled_from(HEADS), st.from_regex("[1-9][0-9]", fullmatch=True)),
        st.from_regex("[0-9]{7}", fullmatch=True),
    )
)
@example("639981234")
def test_ten_digits_mean_what_libphonenumber_says_of_the_first_territory_that_has_them(
    nine: str,
) -> None:
    if nine.startswith("89"):
        return
    homes = (
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for region in ("FR", *TEN_DIGITS)
        if phonenumbers.is_valid_number_for_region(
            number := phonenumbers.parse(f"0{nine}", region), region
        )
    )

    assert canonical(f"0{nine}") == next(homes, f"+33{nine}")


@unhurried
@given(
    st.one_of(
        st.text(st.sampled_from("+0123456789 .-()/"), max_size=16),
        st.from_regex(r"(\+|00)?(33|262|590|687|44|1)?[0-9]{6,11}", fullmatch=True),
        st.text(),
    ),
    st.sampled_from(["", "75011", "97400", "97500", "98714", "98800"]),
)
def test_any_text_is_taken_in_its_normal_form_or_refused(text: str, postcode: str) -> None:
    try:
        kept = canonical(text, postcode)
    except Unlikely:
        return
    assert kept.startswith("+")
    assert canonical(kept, postcode) == kept
    assert canonical(kept) == kept
    assert kind(kept) in Kind
