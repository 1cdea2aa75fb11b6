import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.demo.domain.pharmacies import pharmacies
from breachdesk.identities.domain.addresses import Address, Code, envelope, from_parts, problems
from breachdesk.identities.domain.characters import unaccented
from tests.unit.identities.strange import NBSP, RTL, ZWSP, wide

NAME = "Mme Zoé Mbaye"
FULL = Address(
    delivery="Appartement 12, 3e étage",
    building="Résidence des Tilleuls",
    street="12 bis, rue de l’Horloge",
    locality="Le Haut-Sorbier",
    postcode="67000",
    city="St-Orvin-lès-Ste-Mérande",
)
HOME = Address(street="12 rue du Marché", postcode="67000", city="Rocheverte")
THIRTY_EIGHT = "12 RUE " + "A" * 31


def address(**changed: str) -> Address:
    cells = {"street": "12 rue du Marché", "postcode": "67000", "city": "Rocheverte"}
    return from_parts(cells | changed)


def codes(name: str = NAME, **changed: str) -> list[Code]:
    return [one.code for one in problems(name, address(**changed))]


def test_an_envelope_goes_from_the_person_to_the_place() -> None:
    assert envelope(NAME, FULL) == (
        "Mme Zoé Mbaye",
        "Appartement 12, 3e étage",
        "Résidence des Tilleuls",
        "12 BIS RUE DE L HORLOGE",
        "LE HAUT SORBIER",
        "67000 SAINT ORVIN LES SAINTE MERANDE",
    )


def test_blank_lines_are_dropped() -> None:
    assert envelope(f" {NAME} ", HOME) == (NAME, "12 RUE DU MARCHE", "67000 ROCHEVERTE")


def test_the_country_comes_last_and_the_lines_of_another_post_stay_as_written() -> None:
    abroad = from_parts(
        {
            "street": "Tilsiter Straße 12/3",
            "postcode": "D-77694",
            "city": "Kehl",
            "country": "Allemagne",
        }
    )

    assert envelope(NAME, abroad) == (NAME, "Tilsiter Straße 12/3", "D-77694 Kehl", "ALLEMAGNE")
    assert problems(NAME, abroad) == ()


@pytest.mark.parametrize("country", ["France", "FRANCE", " fr ", "FRA", ""])
def test_france_is_not_written_on_an_envelope(country: str) -> None:
    assert address(country=country) == HOME


@pytest.mark.parametrize(
    ("street", "line"),
    [
        ("N° 12, rue d'Été", "12 RUE D ETE"),
        ("12-14 rue du Pré", "12 14 RUE DU PRE"),
        ("4 imp. des Œillets", "4 IMP DES OEILLETS"),
        ("12 RUE ST JUST", "12 RUE ST JUST"),  # in full in names of towns only
        ("12  rue\tdu" + NBSP + "Pré ", "12 RUE DU PRE"),
        ("7 rue E\u0301mile", "7 RUE EMILE"),
    ],
)
def test_the_street_is_in_plain_capitals(street: str, line: str) -> None:
    assert envelope(NAME, address(street=street))[1] == line


@pytest.mark.parametrize(
    ("city", "line"),
    [
        ("Ste-Mérande", "67000 SAINTE MERANDE"),
        ("Villeneuve St Orvin", "67000 VILLENEUVE SAINT ORVIN"),
        ("Ostheim", "67000 OSTHEIM"),
        ("Lormoy-l’Île Cedex 9", "67000 LORMOY L ILE CEDEX 9"),
    ],
)
def test_a_town_is_written_in_full(city: str, line: str) -> None:
    assert envelope(NAME, address(city=city))[-1] == line


def test_lines_inside_one_cell_stay_lines() -> None:
    assert envelope(NAME, address(street="Bât. B\r\n\n12 rue du Pré")) == (
        NAME,
        "BAT B",
        "12 RUE DU PRE",
        "67000 ROCHEVERTE",
    )


def test_a_full_address_has_no_problem() -> None:
    assert problems(NAME, FULL) == ()
    assert codes() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"street": ""}, Code.NO_STREET),
        ({"street": "  "}, Code.NO_STREET),
        ({"city": ""}, Code.NO_TOWN),
        ({"postcode": ""}, Code.POSTCODE_FORM),
        ({"postcode": "67000.0"}, Code.POSTCODE_FORM),
        ({"postcode": "670000"}, Code.POSTCODE_FORM),
        ({"postcode": wide("67000")}, Code.POSTCODE_FORM),  # int() would take them
        ({"postcode": "1000"}, Code.POSTCODE_ZERO),  # Bourg-en-Bresse, or Brussels
        ({"postcode": "99000"}, Code.POSTCODE_DEPARTMENT),
        ({"postcode": "97900"}, Code.POSTCODE_DEPARTMENT),
        ({"postcode": "SW1A 1AA"}, Code.NO_COUNTRY),
        ({"postcode": "L-1234"}, Code.NO_COUNTRY),
        ({"street": f"12 rue{ZWSP} du Pré"}, Code.HIDDEN),
        ({"city": f"{RTL}Rocheverte"}, Code.HIDDEN),
        ({"city": "Roche\0verte"}, Code.HIDDEN),
        ({"street": THIRTY_EIGHT + "A"}, Code.LINE_TOO_LONG),
        ({"street": "1\n2\n3\n4\n5"}, Code.TOO_MANY_LINES),
        ({"locality": "BP 12"}, Code.PO_BOX),
        ({"street": "B.P. n° 12"}, Code.PO_BOX),
        ({"locality": "CS 10012"}, Code.PO_BOX),
        ({"street": "Poste restante"}, Code.PO_BOX),
    ],
)
def test_what_keeps_a_letter_from_arriving_is_told(changed: dict[str, str], code: Code) -> None:
    assert codes(**changed) == [code]


def test_a_letter_needs_a_name() -> None:
    assert codes(" ") == [Code.NO_NAME]
    assert codes(f"Zoé{ZWSP}") == [Code.HIDDEN]


@pytest.mark.parametrize(
    "changed",
    [
        {"street": THIRTY_EIGHT},
        {"street": "1\n2\n3\n4"},  # six lines in all
        {"street": "1\n2\n3\n4", "country": "Belgique"},  # and the country
        {"street": "", "locality": "Le Bourg"},
        {"street": "3 rue B. Pascal"},  # no post-office box
        {"postcode": "97411"},
        {"postcode": "SW1A 1AA", "country": "Royaume-Uni"},
    ],
)
def test_what_is_unusual_and_arrives_is_fine(changed: dict[str, str]) -> None:
    assert codes(**changed) == []


def test_every_problem_is_told_and_none_repeats_the_address() -> None:
    found = problems("", Address(street="Quai " + "x" * 40, postcode="9900"))
    told = " ".join(str(one.text) for one in found)

    assert [one.code for one in found] == [
        Code.NO_NAME,
        Code.NO_TOWN,
        Code.POSTCODE_ZERO,
        Code.LINE_TOO_LONG,
    ]
    assert "Line 1 has 45 characters; at most 38 fit." in told
    assert "xxx" not in told
    assert "9900" not in told


def test_every_pharmacy_of_the_demonstration_can_be_written_to() -> None:
    for one in pharmacies():
        cells = {"street": one.address, "postcode": one.postcode, "city": one.city}
        assert problems(one.name, from_parts(cells)) == ()


cells = st.text(st.sampled_from("abÉœ °-,'’/.12N\n\t\u00a0\u0301ST"), max_size=60)
addresses = st.builds(
    lambda *parts: from_parts(
        dict(zip(("delivery", "building", "street", "locality", "city"), parts, strict=True))
        | {"postcode": "67000"}
    ),
    *[cells] * 5,
)


@given(cells, addresses)
def test_nothing_is_cut(name: str, to: Address) -> None:
    printed = "".join(envelope(name, to)).upper()
    given_ = "".join((name, *to.cells))

    for letter in "ABE12":
        assert unaccented(printed).count(letter) >= unaccented(given_).upper().count(letter)


@given(cells, cells, cells)
def test_the_lower_lines_put_on_an_envelope_again_stay_as_they_are(
    street: str, locality: str, city: str
) -> None:
    lines = envelope(NAME, address(street=street, locality=locality, city=city.replace("\n", "")))
    *middle, last = lines[1:]
    again = address(street="\n".join(middle), city=last.removeprefix("67000").strip())

    assert envelope(NAME, again) == lines


@given(cells, addresses)
def test_a_line_is_never_blank_and_spaces_are_single(name: str, to: Address) -> None:
    for line in envelope(name, to):
        assert line == " ".join(line.split())
        assert line


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_is_judged_without_an_error(
    name: str, street: str, postcode: str, country: str
) -> None:
    cells = {"street": street, "postcode": postcode, "country": country}

    assert all(str(one.text) for one in problems(name, from_parts(cells)))
