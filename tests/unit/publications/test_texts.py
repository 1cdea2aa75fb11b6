"""What a text for everybody may hold, and what it must say before anybody sees it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.incidents.domain import IncidentType
from breachdesk.kernel.errors import ManyRulesError
from breachdesk.publications.domain.notice import address
from breachdesk.publications.domain.texts import (
    KNOWN,
    PARTS,
    VALUES,
    NoticeText,
    Reading,
    check_ready,
    check_text,
    pairs_of,
    tidied,
)
from breachdesk.publications.registry import Known, draft
from breachdesk.wording.domain.findings import Expectations
from breachdesk.wording.domain.standard import examples
from breachdesk.wording.registry import READY

KNOWN_ALL = Known(people="12 431", told_on="1 mars 2026", about_nir=True)
TYPES = sorted({name for name, _channel, _language in READY})
SOME_NIR = "1 84 12 76 451 089 46"


def build_text(language: str = "fr", kind: str = "exposed-web-data", **over: str) -> NoticeText:
    values = {key: examples(language)[key] for key in VALUES}
    return replace(draft(kind, language, KNOWN_ALL, values), **over)


def expectations(language: str = "fr") -> Expectations:
    told = examples(language)
    host = told["page de vérification"].split("/")[2]
    return Expectations(
        contact_email=told["contact du dpo"],
        contact_phone=told["téléphone"],
        link_hosts=frozenset({host}),
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", TYPES)
class TestReadyTexts:
    def test_they_can_be_approved_once_their_values_are_there(
        self, kind: str, language: str
    ) -> None:
        text = tidied(build_text(language, kind))

        check_text(text, language)
        check_ready({language: text}, {language: expectations(language)})

    def test_nothing_is_left_open(self, kind: str, language: str) -> None:
        reading = Reading(build_text(language, kind), language)

        for part in PARTS:
            assert "{" not in reading.fill(part), part
            assert "((" not in reading.fill(part), part


def test_the_public_list_of_placeholders_holds_nothing_of_one_person() -> None:
    for language in ("fr", "en"):
        names = {one.name for one in KNOWN[language].values()}
        assert names == VALUES.keys()
        assert not names & {"prénom", "nom", "code", "référence", "mineur"}


def test_a_placeholder_for_one_person_is_refused_beside_its_field() -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_text(NoticeText(body="Bonjour ((prénom))", hotline="((code))"), "fr")

    assert [one.field for one in refused.value.broken] == ["fr-body", "fr-hotline"]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"title": "x" * 201}, "fr-title"),
        ({"press_title": "two\nlines"}, "fr-press_title"),
        ({"body": "x" * 20_001}, "fr-body"),
        ({"questions": "Sans question"}, "fr-questions"),
        ({"values": {"téléphone": "x" * 501}}, "fr-phone"),
        ({"hotline": "a\x07b"}, "fr-hotline"),
    ],
)
def test_what_cannot_be_kept_names_its_field(over: dict[str, str], field: str) -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_text(replace(NoticeText(), **over), "fr")

    assert field in {one.field for one in refused.value.broken}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_social_security_number_stops_the_approval_wherever_it_stands(part: str) -> None:
    text = build_text()
    spoiled = replace(text, **{part: f"{getattr(text, part)} {SOME_NIR}"})

    with pytest.raises(ManyRulesError, match="social security"):
        check_ready({"fr": spoiled}, {"fr": expectations()})


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ({"title": ""}, "title and a text"),
        ({"questions": "# Pourquoi ?\n\n# Comment ?\n\nAinsi."}, "Pourquoi"),
        ({"press_title": ""}, "press text"),
        ({"body": "Bonjour."}, "what happened"),
    ],
)
def test_half_a_text_is_not_ready(over: dict[str, str], told: str) -> None:
    with pytest.raises(ManyRulesError) as refused:
        check_ready({"fr": build_text(**over)}, {"fr": expectations()})

    assert any(told in str(one.text) for one in refused.value.broken)


def test_a_missing_value_is_named() -> None:
    text = build_text()
    holes = replace(text, values={**text.values, "téléphone": ""})

    with pytest.raises(ManyRulesError, match="téléphone"):
        check_ready({"fr": holes}, {"fr": expectations()})
    assert Reading(holes, "fr").missing() == ("téléphone",)


def test_the_press_and_the_hotline_may_be_left_out() -> None:
    bare = build_text(press_title="", press_lead="", press_body="", press_contact="", hotline="")

    check_ready({"fr": bare}, {"fr": expectations()})
    assert Reading(bare, "fr").press == ""


def test_the_press_text_is_plain_and_in_its_order() -> None:
    told = Reading(build_text(), "fr").press

    assert told.startswith("Pharmacie du Port informe")
    assert (
        told.index("12\u00a0431")
        < told.index("Ce qui s’est passé")
        < told.rindex("01\u00a099\u00a000\u00a012\u00a034")
    )
    assert "# " not in told


class TestQuestions:
    def test_what_the_case_does_not_know_is_not_asked(self) -> None:
        asked = [one.question for one in pairs_of(draft("ransomware", "fr", Known(), {}).questions)]

        assert not any("Combien" in one or "sécurité sociale" in one for one in asked)
        assert asked[0] == "Que s’est-il passé ?"

    def test_a_type_without_ready_text_leaves_answers_open(self) -> None:
        pairs = pairs_of(draft(IncidentType.OTHER.value, "fr", Known(), {}).questions)

        assert {one.question for one in pairs if not one.answer} == {
            "Que s’est-il passé ?",
            "Qu’est-ce que je risque ?",
            "Que dois-je faire ?",
        }

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "- y", "z\n\n- w"]))))
    def test_they_keep_their_order_and_their_answers(self, told: list[tuple[str, str]]) -> None:
        text = "\n\n".join(f"# {question}\n\n{answer}" for question, answer in told)

        found = pairs_of(text)

        assert [one.question for one in found] == [question for question, _answer in told]
        assert all(one.answer for one in found)


def test_the_public_address_holds_the_reference_only() -> None:
    assert address("https://x.example", "2026-001") == "https://x.example/notices/2026-001"
    assert address("https://x.example", "2026-001", "en").endswith("/notices/2026-001/en")
