"""What is frozen when a notification is filed: a plain JSON object, whose fingerprint is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.facts.domain.values import Snapshot, dump, load
from breachdesk.facts.domain.versions import FactVersion
from breachdesk.notifications.domain.sheet import Origin

FORMAT = 1


def freeze(
    reference: str, kind: NotificationKind, answers: Snapshot, versions: Mapping[str, FactVersion]
) -> dict[str, Any]:
    """The answers of a filing, and for each fact the version, source and date it rests on."""
    return {
        "format": FORMAT,
        "reference": reference,
        "kind": kind.value,
        "answers": {key: dump(answer) for key, answer in sorted(answers.items())},
        "sources": {
            key: {"version": one.version, "source": one.source, "as_of": _iso(one.as_of)}
            for key, one in sorted(versions.items())
        },
    }


def thaw(frozen: Mapping[str, Any]) -> Snapshot:
    return {key: load(answer) for key, answer in frozen["answers"].items()}


def frozen_origins(frozen: Mapping[str, Any]) -> dict[str, Origin]:
    return {
        key: Origin(one["source"], datetime.fromisoformat(one["as_of"]) if one["as_of"] else None)
        for key, one in frozen["sources"].items()
    }


def origins(versions: Mapping[str, FactVersion]) -> dict[str, Origin]:
    return {key: Origin(one.source, one.as_of) for key, one in versions.items()}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
