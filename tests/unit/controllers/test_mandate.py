"""A mandate names who gives it, says what was accepted, and cannot be altered unnoticed."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.controllers.domain import WORDINGS, Answer, MandateKind, NewMandate
from breachdesk.controllers.domain.mandate import MAX_NAME, check_new, fingerprint, statement
from breachdesk.kernel.errors import ManyRulesError

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW = NewMandate(
    "1", MandateKind.FILE, Answer.YES, "Ada Lorne", "Titulaire", has_authority=True, language="fr"
)
PARTIES = {"reference": "INC-1", "processor": "P", "controller": "C", "controller_id": "2"}


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"answer": Answer.NONE}, "answer"),
        ({"declared_name": "  "}, "declared_name"),
        ({"declared_function": ""}, "declared_function"),
        ({"declared_name": "A" * (MAX_NAME + 1)}, "declared_name"),
        ({"declared_name": "Ada\nLorne"}, "declared_name"),
        ({"declared_function": "Titu\x07laire"}, "declared_function"),
        ({"has_authority": False}, "has_authority"),
    ],
)
def test_what_is_no_clear_declaration_is_refused(over: dict[str, object], field: str) -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_new(replace(NEW, **over))  # type: ignore[arg-type]  # checked by the dataclass
    assert [one.field for one in caught.value.broken] == [field]


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_new(
            NewMandate(
                "1", MandateKind.FILE, Answer.NONE, "", "", has_authority=False, language="fr"
            )
        )
    assert len(caught.value.broken) == 4


@pytest.mark.parametrize("kind", MandateKind)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_statement_holds_the_wording_that_was_shown(
    kind: MandateKind, answer: Answer, language: str
) -> None:
    new = replace(NEW, kind=kind, answer=answer, language=language)
    told = statement(new, PARTIES, AT)

    assert told["wording"] == WORDINGS[kind, answer].in_(language)
    assert told | PARTIES == told
    assert (told["declared_name"], told["given_at"]) == ("Ada Lorne", "2026-03-02T12:00:00+00:00")


def test_the_name_of_the_declarant_is_in_no_repr() -> None:
    assert "Lorne" not in repr(NEW)


def test_the_fingerprint_survives_storage_as_json_in_another_order() -> None:
    told = statement(replace(NEW, declared_name="Maëlle Kervella"), PARTIES, AT)
    stored = json.loads(json.dumps(dict(reversed(told.items()))))

    assert fingerprint(stored) == fingerprint(told)


@given(key=st.sampled_from(sorted(statement(NEW, PARTIES, AT))), value=st.text(max_size=5))
def test_every_altered_word_changes_the_fingerprint(key: str, value: str) -> None:
    told = statement(NEW, PARTIES, AT)
    assert fingerprint(told | {key: value}) != fingerprint(told) or value == told[key]
