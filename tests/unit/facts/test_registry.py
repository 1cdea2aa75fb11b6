import pytest

from breachdesk.facts.registry import COMPARED, FACTS, FIELDS, field, section
from breachdesk.kernel.errors import NotFoundError


def test_a_field_is_found_by_its_key() -> None:
    assert field("breach.nature").key == "breach.nature"


def test_a_field_that_the_form_does_not_have_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="no such question"):
        field("breach.colour")


def test_a_section_is_found_by_its_key() -> None:
    assert section("data").number == 8


def test_a_section_that_the_form_does_not_have_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="no such section"):
        section("weather")


def test_fields_keep_the_order_of_the_form() -> None:
    keys = list(FIELDS)

    assert keys[0] == "filing.kind"
    assert keys.index("organisation.siren") < keys.index("breach.nature")
    assert keys[-1] == "cross_border.bodies_details"


def test_only_facts_are_recorded() -> None:
    assert "people.count" in FACTS
    assert not {"organisation.siren", "incident.aware_at", "filing.kind"} & FACTS.keys()


def test_the_kind_of_filing_is_no_change_between_filings() -> None:
    assert "filing.kind" not in COMPARED
    assert {"organisation.name", "incident.aware_at", "people.count"} <= set(COMPARED)
