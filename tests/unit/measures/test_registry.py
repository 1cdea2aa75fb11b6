"""A malformed playbook stops the start, and says where it is malformed."""

import pytest

from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Role
from breachdesk.measures.domain import EVERYBODY, MeasureKind, Phase
from breachdesk.measures.registry import PlaybookError, load

HEAD = """
title = {fr = "Fuite", en = "Leak"}
description = {fr = "Une fuite.", en = "A leak."}
"""
ENTRY = """
[[entry]]
key = "close-access"
phase = "first-hours"
kind = "containment"
owner = "responder"
due_hours = 2
evidence = true
title = {fr = "Fermer", en = "Close"}
detail = {fr = "Fermer vite.", en = "Close fast."}
"""


def refusal(text: str) -> str:
    with pytest.raises(PlaybookError) as caught:
        load("leak", text)
    return str(caught.value)


def test_a_well_formed_file_becomes_a_playbook() -> None:
    playbook = load("leak", HEAD + ENTRY)
    [entry] = playbook.entries

    assert (playbook.key, playbook.title.fr, playbook.description.en) == (
        "leak",
        "Fuite",
        "A leak.",
    )
    assert (entry.key, entry.phase, entry.kind, entry.owner) == (
        "close-access",
        Phase.FIRST_HOURS,
        MeasureKind.CONTAINMENT,
        Role.RESPONDER,
    )
    assert (entry.due_hours, entry.wants_evidence, entry.source) == (2, True, "")
    assert entry.roles == EVERYBODY


def test_an_entry_may_concern_some_roles_only() -> None:
    [entry] = load("leak", HEAD + ENTRY + 'roles = ["processor"]\nsource = "Art. 1"\n').entries

    assert entry.roles == {OrganisationRole.PROCESSOR}
    assert entry.source == "Art. 1"


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('phase = "first-hours"', 'phase = "soon"', "'soon' is not a valid Phase"),
        ('kind = "containment"', 'kind = "magic"', "'magic' is not a valid MeasureKind"),
        ('owner = "responder"', 'owner = "nobody"', "'nobody' is not a valid Role"),
        ('owner = "responder"', 'owners = "dpo"', "lacks owner"),
        ("due_hours = 2", "due = 2", "does not know due"),
        ("due_hours = 2", "due_hours = true", "due_hours must be int"),
        ("due_hours = 2", "due_hours = 5", "due_hours 5 does not belong to its phase"),
        ("due_hours = 2", "due_hours = 0", "due_hours 0 does not belong to its phase"),
        ("due_hours = 2\n", "", "due_hours None does not belong to its phase"),
        ("evidence = true", "evidence = 1", "evidence must be bool"),
        ("evidence = true", 'evidence = true\nsource = ""', "source must be str"),
        ("evidence = true", 'evidence = true\nroles = ["king"]', "'king' is not a valid"),
        ('{fr = "Fermer", en', "{en", "title needs fr and en"),
        ('fr = "Fermer vite."', 'fr = " "', "detail has an empty text"),
        ('fr = "Fermer vite."', "fr = 7", "detail has an empty text"),
    ],
)
def test_a_malformed_entry_is_named_with_its_file(written: str, instead: str, said: str) -> None:
    found = refusal(HEAD + ENTRY.replace(written, instead))

    assert found.startswith("leak.toml, entry close-access: ")
    assert said in found


def test_an_entry_without_key_is_named_by_its_number() -> None:
    found = refusal(HEAD + ENTRY + ENTRY.replace('key = "close-access"', ""))

    assert found == "leak.toml, entry 2: lacks key"


def test_a_key_that_comes_twice_is_refused() -> None:
    assert refusal(HEAD + ENTRY + ENTRY) == "leak.toml, entry close-access: this key comes twice"


def test_phases_go_forward() -> None:
    late = ENTRY.replace("close-access", "later").replace("first-hours", "after")
    found = refusal(HEAD + late.replace("due_hours = 2", "") + ENTRY)

    assert found == (
        "leak.toml, entry close-access: its phase comes before the one of the entry above"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "leak.toml: Invalid value"),
        (ENTRY, "leak.toml: lacks description, title"),
        (HEAD, "leak.toml: lacks entry"),
        (HEAD + "entry = [1]", "leak.toml: 'int' object"),
        (HEAD + "entry = 1", "leak.toml: 'int' object"),
        (HEAD.replace("Leak", "") + ENTRY, "leak.toml: title has an empty text"),
    ],
)
def test_a_malformed_file_is_named(text: str, said: str) -> None:
    assert refusal(text).startswith(said)
