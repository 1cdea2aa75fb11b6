"""What a notice must hold before it may be approved: Articles 28(3)(f) and 33(2)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from breachdesk.controllers.domain import PARTS, NoticeState, Part, Wording
from breachdesk.controllers.domain.notice import LIFECYCLE, MAX_SECTION, check_wording
from breachdesk.kernel.errors import ManyRulesError, RuleError

WHOLE = Wording("Information importante", dict.fromkeys(Part, "Texte."))
NEEDED: Mapping[Part, frozenset[str]] = {part: about.needs for part, about in PARTS.items()}
S = NoticeState


def faults(wording: Wording, uses: Mapping[Part, frozenset[str]] = NEEDED) -> list[str | None]:
    with pytest.raises(ManyRulesError) as caught:
        check_wording(wording, uses, "fr")
    return [one.field for one in caught.value.broken]


def test_a_whole_notice_is_fine() -> None:
    check_wording(WHOLE, NEEDED, "fr")


@pytest.mark.parametrize("part", Part)
def test_no_section_may_be_empty(part: Part) -> None:
    assert faults(replace(WHOLE, parts=WHOLE.parts | {part: " \n"})) == [f"fr-{part.value}"]  # type: ignore[operator]


@pytest.mark.parametrize("part", [part for part, about in PARTS.items() if about.needs])
def test_a_section_without_its_placeholder_is_refused(part: Part) -> None:
    assert faults(WHOLE, {**NEEDED, part: frozenset()}) == [f"fr-{part.value}"]


def test_hour_figures_and_link_are_what_a_notice_cannot_do_without() -> None:
    assert {name for about in PARTS.values() for name in about.needs} == {
        "hour",
        "persons",
        "link",
    }


def test_every_fault_is_told_at_once() -> None:
    empty = Wording("", {})
    assert set(faults(empty, {})) == {f"fr-{name}" for name in ("subject", *Part)}


def test_a_section_longer_than_people_read_is_refused() -> None:
    long = {**WHOLE.parts, Part.EVENTS: "x" * (MAX_SECTION + 1)}
    assert faults(replace(WHOLE, parts=long)) == ["fr-events"]


@pytest.mark.parametrize("state", S)
def test_nothing_follows_a_withdrawal_and_all_may_be_withdrawn(state: NoticeState) -> None:
    if state is S.WITHDRAWN:
        for wanted in S:
            with pytest.raises(RuleError):
                LIFECYCLE.check(state, wanted)
    else:
        LIFECYCLE.check(state, S.WITHDRAWN)


@pytest.mark.parametrize(
    ("state", "wanted"), [(S.DRAFT, S.SENT), (S.SENT, S.DRAFT), (S.SENT, S.APPROVED)]
)
def test_only_an_approved_text_is_sent_and_a_sent_one_never_changes(
    state: NoticeState, wanted: NoticeState
) -> None:
    with pytest.raises(RuleError):
        LIFECYCLE.check(state, wanted)
