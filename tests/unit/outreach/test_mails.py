"""What a mail says to whom."""

from dataclasses import replace

import pytest

from breachdesk.infra.mailmerge.draft import marker
from breachdesk.kernel.errors import ManyRulesError
from breachdesk.outreach.domain.delivery import Exclusion
from breachdesk.outreach.domain.mails import (
    Case,
    LeftOutError,
    Markers,
    addressee,
    check_address,
    choose,
    pattern_words,
    segment_of,
    values_of,
)
from breachdesk.outreach.domain.wordings import Reading, Wording, check_ready, check_wording
from breachdesk.wording.domain.article34 import Expectations
from tests.builders.outreach import VALUES, build_person, build_wording

CASE = Case(
    "Laboratoire",
    is_processor=True,
    reference="2026-0001-1",
    check_page="https://x.example/verifier",
    controllers={"c1": "A", "c2": "B"},
)
EXPECTED = {
    "fr": Expectations(
        contact_email=VALUES["contact du dpo"], link_hosts=frozenset({"pharmacie-du-port.example"})
    )
}


def reading(body: str) -> Reading:
    return Reading(Wording("Objet", body, VALUES), "fr")


def test_the_responsible_bodies_of_a_person_are_named() -> None:
    text = reading("((organisme))")
    values = values_of(build_person(controllers=("c1", "c2")), CASE, "ABCDEFGHJK", text)

    assert values["organisme"] == "A et B"
    assert values["sous-traitant"] == "Laboratoire"
    assert values["code"] == "ABCDE-FGHJK"


def test_in_a_controller_s_own_case_the_organisation_is_named() -> None:
    own = replace(CASE, is_processor=False)

    assert values_of(build_person(), own, "A" * 10, reading("((organisme))"))["organisme"] == (
        "Laboratoire"
    )


@pytest.mark.parametrize(
    ("body", "over", "why"),
    [
        ("((civilité))", {"civility": ""}, Exclusion.MISSING_VALUE),
        ("((mineur??((civilité))))", {"civility": "", "is_minor": True}, Exclusion.MISSING_VALUE),
    ],
)
def test_who_lacks_what_the_text_needs_is_left_out(
    body: str, over: dict[str, object], why: Exclusion
) -> None:
    with pytest.raises(LeftOutError) as caught:
        values_of(build_person(**over), CASE, "A" * 10, reading(body))

    assert caught.value.why is why


def test_who_has_no_address_is_left_out_of_mails_only() -> None:
    nobody = build_person(email="")

    with pytest.raises(LeftOutError) as caught:
        check_address(nobody)

    assert caught.value.why is Exclusion.NO_ADDRESS
    assert values_of(nobody, CASE, "A" * 10, reading("((prénom))"))["prénom"] == "Camille"


def test_what_stands_in_a_block_for_others_is_not_needed() -> None:
    text = reading("Bonjour((mineur?? ((civilité))))")

    assert values_of(build_person(civility=""), CASE, "A" * 10, text)


def test_people_who_read_the_same_share_a_segment() -> None:
    plain, for_minors = reading("Bonjour"), reading("Bonjour((mineur?? petit))")
    minor = build_person(is_minor=True)

    assert segment_of(minor, plain) == segment_of(build_person(), plain) == frozenset()
    assert segment_of(minor, for_minors) == {"mineur"}


@pytest.mark.parametrize(
    ("over", "name"),
    [
        ({}, "Camille Exemple1"),
        ({"representative": "Dominique"}, "Camille Exemple1"),
        ({"is_minor": True, "representative": "Dominique"}, "Dominique"),
        ({"is_protected": True, "representative": "Dominique"}, "Dominique"),
        ({"is_minor": True}, "Camille Exemple1"),
    ],
)
def test_minors_and_protected_adults_are_written_to_through_others(
    over: dict[str, object], name: str
) -> None:
    assert addressee(build_person(**over)) == name


def test_a_text_in_another_language_is_better_than_none() -> None:
    french, english = Reading(build_wording(), "fr"), Reading(build_wording("en"), "en")

    assert choose({"fr": french, "en": english}, "en") is english
    assert choose({"fr": french, "en": english}, "de") is french
    assert choose({"en": english}, "de") is english
    with pytest.raises(LeftOutError):
        choose({}, "fr")


def test_markers_stand_where_values_will() -> None:
    markers = Markers.new()
    words = pattern_words(reading("Bonjour ((prénom))"), frozenset(), marker, markers)

    assert words.text == f"Bonjour {marker(markers.names['prénom'])}"
    assert marker(markers.names["prénom"]) in words.html
    assert Markers.new().names["prénom"] != markers.names["prénom"]


def test_a_ready_text_with_its_values_may_be_approved() -> None:
    check_ready({"fr": build_wording()}, EXPECTED)


@pytest.mark.parametrize(
    "wording",
    [
        Wording("", ""),
        Wording("Objet", "Bonjour", VALUES),
        build_wording(shared={**VALUES, "date de la violation": ""}),
    ],
)
def test_a_text_that_is_not_ready_is_refused(wording: Wording) -> None:
    with pytest.raises(ManyRulesError):
        check_ready({"fr": wording}, EXPECTED)


def test_unknown_placeholders_are_told_beside_their_field() -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_wording(Wording("((prenomm))", "((nope)) ((nom"), "fr")

    assert [one.field for one in caught.value.broken] == ["fr-subject", "fr-body", "fr-body"]
