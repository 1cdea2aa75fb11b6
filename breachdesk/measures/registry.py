"""All playbooks, found by dropping a TOML file in playbooks/."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Role
from breachdesk.kernel.text import Bilingual
from breachdesk.measures import playbooks
from breachdesk.measures.domain import (
    EVERYBODY,
    MeasureKind,
    Phase,
    Playbook,
    PlaybookEntry,
    flaws,
)

OPTIONAL = frozenset({"due_hours", "source", "roles"})
REQUIRED = frozenset({"key", "phase", "kind", "owner", "evidence", "title", "detail"})


class PlaybookError(Exception):
    """A playbook file is malformed; the message names the file and the entry. Stops the start."""


def load(name: str, text: str) -> Playbook:
    """The playbook of a TOML text; `name` is the file's, without its ending."""
    where = f"{name}.toml"
    try:
        data = tomllib.loads(text)
        _check_names(data, frozenset({"title", "description", "entry"}))
        entries = []
        for number, one in enumerate(data["entry"], start=1):
            where = f"{name}.toml, entry {one.get('key', number)}"
            entries.append(_entry(one))
        where = f"{name}.toml"
        found = Playbook(name, _both(data, "title"), _both(data, "description"), tuple(entries))
    except (ValueError, TypeError, AttributeError) as error:
        raise PlaybookError(f"{where}: {error}") from error
    for key, flaw in flaws(found):
        raise PlaybookError(f"{name}.toml, entry {key}: {flaw}")
    return found


def _entry(data: Mapping[str, Any]) -> PlaybookEntry:
    _check_names(data, REQUIRED, OPTIONAL)
    return PlaybookEntry(
        key=_typed(data, "key", str),
        phase=Phase(data["phase"]),
        kind=MeasureKind(data["kind"]),
        title=_both(data, "title"),
        detail=_both(data, "detail"),
        owner=Role(data["owner"]),
        due_hours=_typed(data, "due_hours", int) if "due_hours" in data else None,
        wants_evidence=_typed(data, "evidence", bool),
        source=_typed(data, "source", str) if "source" in data else "",
        roles=frozenset(map(OrganisationRole, data["roles"])) if "roles" in data else EVERYBODY,
    )


def _check_names(
    data: Mapping[str, Any], required: frozenset[str], optional: frozenset[str] = frozenset()
) -> None:
    if missing := required - data.keys():
        raise ValueError(f"lacks {', '.join(sorted(missing))}")
    if strange := data.keys() - required - optional:
        raise ValueError(f"does not know {', '.join(sorted(strange))}")


def _typed(data: Mapping[str, Any], name: str, kind: type[Any]) -> Any:  # noqa: ANN401
    """The value; a yes or no is no number, though Python takes it for one."""
    if type(data[name]) is not kind or data[name] == "":
        raise ValueError(f"{name} must be {kind.__name__} and not empty")
    return data[name]


def _both(data: Mapping[str, Any], name: str) -> Bilingual:
    words = data[name]
    if not isinstance(words, dict) or set(words) != {"fr", "en"}:
        raise ValueError(f"{name} needs fr and en")
    if not all(isinstance(text, str) and text.strip() for text in words.values()):
        raise ValueError(f"{name} has an empty text")
    return Bilingual(words["fr"], words["en"])


def _all() -> dict[str, Playbook]:
    files = sorted(resources.files(playbooks).iterdir(), key=lambda file: file.name)
    return {
        name: load(name, file.read_text(encoding="utf-8"))
        for file in files
        if (name := file.name.removesuffix(".toml")) != file.name
    }


PLAYBOOKS: Mapping[str, Playbook] = _all()
