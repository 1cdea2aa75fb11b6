"""What every playbook must be, whoever writes the next one."""

import re
from itertools import pairwise

import pytest

from breachdesk.incidents.domain import IncidentType, OrganisationRole
from breachdesk.kernel.actor import Role
from breachdesk.measures.domain import (
    MeasureKind,
    Phase,
    Playbook,
    PlaybookEntry,
    first_steps,
    flaws,
)
from breachdesk.measures.registry import PLAYBOOKS
from tests.unit.measures.test_domain import AWARE

ALL = [pytest.param(one, id=one.key) for one in PLAYBOOKS.values()]
ENTRIES = [
    pytest.param(entry, id=f"{one.key}:{entry.key}")
    for one in PLAYBOOKS.values()
    for entry in one.entries
]
FRENCH = [
    pytest.param(text, id=name)
    for one in PLAYBOOKS.values()
    for name, text in [
        (f"{one.key}:title", one.title.fr),
        (f"{one.key}:description", one.description.fr),
        *((f"{one.key}:{e.key}:title", e.title.fr) for e in one.entries),
        *((f"{one.key}:{e.key}:detail", e.detail.fr) for e in one.entries),
        *((f"{one.key}:{e.key}:source", e.source) for e in one.entries),
    ]
]
OWNERS = {Role.DPO, Role.RESPONDER, Role.COMMUNICATIONS, Role.MANAGEMENT}
CONTROLLERS = frozenset({OrganisationRole.CONTROLLER, OrganisationRole.JOINT_CONTROLLER})
SOURCE = re.compile(r"^$|^(RGPD/GDPR art\. |CEPD/EDPB |CSP, art\. |Code |CNIL, |ANSSI, |CERT-FR, )")


def entry(playbook: Playbook, key: str) -> PlaybookEntry:
    return next(one for one in playbook.entries if one.key == key)


def test_every_type_of_incident_has_its_playbook() -> None:
    assert set(PLAYBOOKS) == set(IncidentType) - {IncidentType.OTHER}


@pytest.mark.parametrize("playbook", ALL)
def test_a_playbook_does_not_contradict_itself(playbook: Playbook) -> None:
    assert list(flaws(playbook)) == []


@pytest.mark.parametrize("role", list(OrganisationRole))
@pytest.mark.parametrize("playbook", ALL)
def test_whatever_its_role_an_organisation_gets_a_checklist_it_can_read(
    playbook: Playbook, role: OrganisationRole
) -> None:
    assert 12 <= len(first_steps(playbook, AWARE, role)) <= 20


@pytest.mark.parametrize("playbook", ALL)
def test_every_phase_has_something_to_do(playbook: Playbook) -> None:
    assert {one.phase for one in playbook.entries} == set(Phase)


@pytest.mark.parametrize("playbook", ALL)
def test_what_is_due_first_comes_first(playbook: Playbook) -> None:
    timed = [one.due_hours for one in playbook.entries if one.due_hours is not None]

    assert all(above <= below for above, below in pairwise(timed))


@pytest.mark.parametrize("playbook", ALL)
def test_the_first_hours_keep_proof_and_contain(playbook: Playbook) -> None:
    kinds = {one.kind for one in playbook.entries if one.phase is Phase.FIRST_HOURS}

    assert kinds >= {MeasureKind.EVIDENCE, MeasureKind.CONTAINMENT}


@pytest.mark.parametrize("playbook", ALL)
def test_containing_is_over_when_the_three_days_are(playbook: Playbook) -> None:
    late = {one.kind for one in playbook.entries if one.phase is Phase.AFTER}

    assert MeasureKind.CONTAINMENT not in late
    assert MeasureKind.REMEDIATION in late


@pytest.mark.parametrize("playbook", ALL)
def test_controllers_tell_the_authority_before_the_72_hours_are_over(playbook: Playbook) -> None:
    filing = entry(playbook, "notify-cnil")

    assert filing.due_hours is not None
    assert filing.due_hours < 72
    assert (filing.roles, filing.source) == (CONTROLLERS, "RGPD/GDPR art. 33(1)")


@pytest.mark.parametrize("playbook", ALL)
def test_controllers_tell_the_people(playbook: Playbook) -> None:
    letter = entry(playbook, "inform-people")

    assert (letter.roles, letter.source) == (CONTROLLERS, "RGPD/GDPR art. 34")


@pytest.mark.parametrize("playbook", ALL)
def test_processors_warn_their_controllers_within_the_day(playbook: Playbook) -> None:
    warning = entry(playbook, "warn-controllers")

    assert warning.roles == {OrganisationRole.PROCESSOR}
    assert (warning.phase, warning.source) == (Phase.FIRST_DAY, "RGPD/GDPR art. 33(2)")


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_said_in_both_languages(entry: PlaybookEntry) -> None:
    assert entry.title.fr != entry.title.en
    assert entry.detail.fr != entry.detail.en


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_a_short_title_and_at_most_two_sentences(entry: PlaybookEntry) -> None:
    for title, detail in zip(
        (entry.title.fr, entry.title.en), (entry.detail.fr, entry.detail.en), strict=True
    ):
        assert len(title) <= 64
        assert not title.endswith(".")
        assert 1 <= len(re.findall(r"\.(?: |$)", detail)) <= 2


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_french_title_says_what_to_do(entry: PlaybookEntry) -> None:
    assert re.match(r"Ne pas |\w+(er|ir|re)\b", entry.title.fr)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_a_stable_key_an_owner_and_a_known_kind_of_source(
    entry: PlaybookEntry,
) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry.key)
    assert entry.owner in OWNERS
    assert SOURCE.match(entry.source)


@pytest.mark.parametrize("text", FRENCH)
def test_french_texts_follow_french_typography(text: str) -> None:
    assert not re.search(r"[^\u202f][:;!?»]", text)
    assert not re.search(r"«[^\u202f]", text)
    assert not re.search(r"\d (h|heures|jours|mois)\b", text)
    assert "'" not in text
    assert '"' not in text
    assert "  " not in text


@pytest.mark.parametrize("entry", ENTRIES)
def test_english_texts_follow_english_typography(entry: PlaybookEntry) -> None:
    text = f"{entry.title.en} {entry.detail.en}"

    assert not re.search(r"[\s][:;!?]", text)
    assert "'" not in text
    assert '"' not in text
    assert "\u202f" not in text
