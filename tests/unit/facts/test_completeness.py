import pytest

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Choice,
    Choices,
    Completeness,
    Need,
    NotificationKind,
    completeness,
    says_unknown,
)
from breachdesk.facts.registry import SECTIONS, field
from tests.builders.facts import build_draft, francetest_form

INITIAL, COMPLETE = NotificationKind.INITIAL, NotificationKind.COMPLETE


def of(
    values: dict[str, Answer], kind: NotificationKind = INITIAL, *, is_late: bool = False
) -> Completeness:
    return completeness(SECTIONS, build_draft(values, kind, is_late=is_late))


def needs(found: Completeness) -> dict[str, Need]:
    return {one.field.key: one.need for one in found.missing}


def reason(found: Completeness, key: str) -> str:
    return next(str(one.why) for one in found.missing if one.field.key == key)


@pytest.mark.parametrize("kind", NotificationKind)
def test_nothing_is_missing_from_a_whole_form(kind: NotificationKind) -> None:
    found = of(francetest_form(), kind)

    assert found.missing == ()
    assert found.percent == 100


def test_an_empty_form_lacks_everything_that_is_asked() -> None:
    found = of({})

    assert found.percent == 0
    assert len(found.missing) == found.asked
    assert {"organisation.siren", "incident.aware_at", "breach.nature"} <= needs(found).keys()


def test_optional_fields_are_never_missing() -> None:
    optional = {"organisation.vat", "dates.comment", "controllers.count", "incident.discovered_at"}

    assert not optional & needs(of({})).keys()


def test_what_the_filing_itself_holds_is_not_missing() -> None:
    assert not any(key.startswith("filing.") for key in needs(of({})))


def test_a_missing_field_tells_its_section() -> None:
    [missing] = [one for one in of({}).missing if one.field.key == "people.count"]

    assert missing.section.key == "data"


@pytest.mark.parametrize(("kind", "need"), [(INITIAL, Need.WANTED), (COMPLETE, Need.REQUIRED)])
def test_the_circumstances_may_wait_until_the_filing_that_completes(
    kind: NotificationKind, need: Need
) -> None:
    assert needs(of({}, kind))["discovery.circumstances"] is need


def test_required_and_wanted_are_told_apart() -> None:
    found = of({})

    assert {one.field.key for one in found.required} == {
        key for key, need in needs(found).items() if need is Need.REQUIRED
    }
    assert set(found.required) | set(found.wanted) == set(found.missing)
    assert "discovery.circumstances" in {one.field.key for one in found.wanted}


def test_not_known_yet_answers_an_initial_filing_and_stays_on_the_list() -> None:
    found = of(francetest_form() | {"people.count": UNKNOWN})

    assert found.percent == 100
    assert found.required == ()
    assert reason(found, "people.count") == "Not known yet; to be said as soon as it is known."


def test_not_known_yet_does_not_answer_the_filing_that_completes() -> None:
    found = of(francetest_form() | {"people.count": UNKNOWN}, COMPLETE)

    assert found.percent == 97  # 48 of 49
    assert [one.field.key for one in found.required] == ["people.count"]
    assert "Not known yet, but required" in reason(found, "people.count")


@pytest.mark.parametrize("key", ["breach.nature", "measures.taken"])
def test_some_answers_no_filing_can_do_without(key: str) -> None:
    found = of(francetest_form() | {key: UNKNOWN})

    assert needs(found)[key] is Need.REQUIRED
    assert found.percent < 100


def test_no_answer_at_all_says_why_it_matters() -> None:
    found = of({})

    assert reason(found, "breach.nature") == "Required for this kind of notification."
    assert reason(found, "harm.description") == "Not answered yet."


def test_the_cause_may_remain_unknown_for_ever() -> None:
    unknown = Choices(frozenset({"unknown"}))

    found = of(francetest_form() | {"breach.cause": unknown}, COMPLETE)

    assert found.percent == 100
    assert needs(found) == {"breach.cause": Need.WANTED}


def test_an_undetermined_communication_has_to_be_settled_in_the_end() -> None:
    undetermined = francetest_form() | {"communication.state": Choice("undetermined")}

    assert needs(of(undetermined)) == {"communication.state": Need.WANTED}
    assert needs(of(undetermined, COMPLETE)) == {"communication.state": Need.REQUIRED}


def test_a_late_filing_lacks_its_reasons() -> None:
    assert needs(of(francetest_form(), is_late=True)) == {"delay.reasons": Need.REQUIRED}


def test_people_who_were_informed_are_counted() -> None:
    informed = francetest_form() | {"communication.state": Choice("informed")}

    assert needs(of(informed)) == {"communication.count": Need.REQUIRED}


def test_a_form_that_asks_nothing_is_complete() -> None:
    assert completeness((), build_draft()).percent == 100


def test_a_figure_never_says_that_it_is_unknown() -> None:
    assert not says_unknown(field("people.count"), francetest_form()["people.count"])
