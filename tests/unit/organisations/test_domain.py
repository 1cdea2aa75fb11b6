import pytest

from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import RuleError
from breachdesk.organisations.domain import (
    FIELD_LABELS,
    FIELDS,
    SECTION_LABELS,
    OrganisationIdentity,
    Section,
    Value,
    check_keeps_a_dpo,
)
from breachdesk.organisations.domain.sectors import SECTORS
from tests.builders.organisations import BODY, CONTACT, REPRESENTATIVE

FULL = {**BODY, **REPRESENTATIVE, **CONTACT}


def identity(**over: Value) -> OrganisationIdentity:
    return OrganisationIdentity("o1", 1, "Pharmacie", "Europe/Paris", {**FULL, **over})


def test_every_field_and_section_has_a_label() -> None:
    assert set(FIELD_LABELS) == {key for keys in FIELDS.values() for key in keys}
    assert set(SECTION_LABELS) == set(Section)


def test_there_are_the_21_sectors_of_the_cnil() -> None:
    assert len(SECTORS) == 21


def test_a_full_identity_is_complete() -> None:
    assert identity().is_complete


def test_what_is_empty_is_named_by_section() -> None:
    partly = identity(siren="", city="", legal_email="")

    assert partly.missing(Section.BODY) == ("siren", "city")
    assert partly.missing(Section.REPRESENTATIVE) == ("legal_email",)
    assert not partly.is_complete


def test_a_body_may_have_no_vat_number() -> None:
    assert identity(vat="").is_complete


@pytest.mark.parametrize(("is_dpo", "wanted"), [(True, ("contact_dpo_number",)), (False, ())])
def test_the_designation_number_is_wanted_of_a_dpo(is_dpo: Value, wanted: tuple[str, ...]) -> None:
    contact = identity(contact_is_dpo=is_dpo, contact_dpo_number="")

    assert contact.missing(Section.CONTACT) == wanted


class TestLastDpo:
    def test_cannot_be_removed(self) -> None:
        with pytest.raises(RuleError, match="only data protection officer"):
            check_keeps_a_dpo({"ada": Role.DPO, "bo": Role.AUDITOR}, "ada", None)

    def test_cannot_become_something_else(self) -> None:
        with pytest.raises(RuleError, match="only data protection officer"):
            check_keeps_a_dpo({"ada": Role.DPO}, "ada", Role.DEPUTY)

    @pytest.mark.parametrize(
        ("roles", "after"),
        [
            ({"ada": Role.DPO, "bo": Role.DPO}, None),
            ({"ada": Role.DPO}, Role.DPO),
            ({"ada": Role.AUDITOR, "bo": Role.DPO}, None),
            ({"bo": Role.AUDITOR}, None),  # a closed account is no longer among the members
        ],
    )
    def test_others_may_go(self, roles: dict[str, Role], after: Role | None) -> None:
        check_keeps_a_dpo(roles, "ada", after)
