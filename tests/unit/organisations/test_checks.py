import pytest

from breachdesk.kernel.errors import ManyRulesError
from breachdesk.organisations.domain import Section, Value
from breachdesk.organisations.service.checks import tidied
from tests.builders.organisations import BODY, CONTACT

WIDE = "\N{FULLWIDTH DIGIT ZERO}"


def broken(section: Section, **values: Value) -> dict[str | None, str]:
    with pytest.raises(ManyRulesError) as refusal:
        tidied(section, values)
    return {rule.field: str(rule) for rule in refusal.value.broken}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("siren", "732 829 320", "732829320"),
        ("siren", "", ""),
        ("vat", "fr 44 732829320", "FR44732829320"),
        ("vat", "DE136695976", "DE136695976"),
        ("sector", "health", "health"),
        ("city", "  Quimper ", "Quimper"),
        ("legal_email", "Direction@Tilleuls.example", "Direction@tilleuls.example"),
        ("contact_phone", "06 39 98 01 23", "+33 6 39 98 01 23"),  # set aside for fiction
        ("contact_phone", "+590 690 12 34 56", "+590 690 12 34 56"),
        ("contact_is_dpo", True, True),
    ],
)
def test_what_can_be_true_is_kept_in_one_spelling(key: str, typed: Value, kept: Value) -> None:
    assert tidied(Section.CONTACT, {key: typed}) == {key: kept}


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("siren", "732829321", "nine digits"),  # the last digit checks the others
        ("siren", "73282932", "nine digits"),
        ("siren", "732829320" + WIDE, "nine digits"),
        ("vat", "FR00732829320", "eleven digits"),
        ("vat", "732829320", "eleven digits"),
        ("sector", "piracy", "one of the list"),
        ("legal_email", "direction@", "name@example.org"),
        ("contact_email", "a@b.fr, c@d.fr", "name@example.org"),
        ("contact_phone", "12", "ten digits"),
        ("contact_phone", "call me", "ten digits"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(key: str, typed: str, said: str) -> None:
    assert said in broken(Section.CONTACT, **{key: typed})[key]


def test_every_wrong_field_is_told_at_once() -> None:
    found = broken(Section.CONTACT, **{**CONTACT, "contact_email": "x", "contact_phone": "1"})

    assert set(found) == {"contact_email", "contact_phone"}


def test_a_french_vat_number_carries_the_siren() -> None:
    found = broken(Section.BODY, **{**BODY, "siren": "552100554"})

    assert set(found) == {"vat"}


def test_a_body_has_a_name() -> None:
    assert set(broken(Section.BODY, name=" ")) == {"name"}
