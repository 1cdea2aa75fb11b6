"""Gathering everything there is about a case."""

from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import datetime
from typing import Any

from breachdesk.audit import service as audit
from breachdesk.documents import service as documents
from breachdesk.evidence import service as evidence
from breachdesk.facts import service as facts
from breachdesk.facts.domain.values import dump
from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Bilingual, Text
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.obligations import service as obligations
from breachdesk.reports.domain import CaseExported
from breachdesk.risk import service as risk
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import as_record

FORMAT = "breachdesk-case-1"
ALL_ENTRIES = 1_000_000


def whole_case(uow: UnitOfWork, incident_id: str) -> dict[str, Any]:
    """The case as plain JSON values: instants as ISO 8601, files by their SHA-256."""
    case = incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    say = translator(uow.actor.language)
    told = {
        "format": FORMAT,
        "made_at": uow.clock.now().isoformat(),
        "case": plain(case),
        "facts": {
            key: [{**plain(one), "value": dump(one.value)} for one in _versions(uow, case.id, key)]
            for key in facts.current(uow, case.id)
        },
        "obligations": [
            {**plain(one), "duty": one.duty.code} for one in obligations.of_case(uow, case.id)
        ],
        "assessments": as_list(risk.history(uow, case.id)),
        "notifications": [
            {**plain(one), "snapshot": notifications.snapshot(uow, case.id, one.id)}
            for one in notifications.of_case(uow, case.id)
        ],
        "timeline": [as_record(entry, case.zone, say) for entry in timeline.entries(uow, case.id)],
        "measures": as_list(measures.of_case(uow, case.id)),
        "evidence": as_list(evidence.of_case(uow, case.id)),
        "documents": as_list(documents.of_case(uow, case.id)),
        "trail": as_list(audit.of_incident(uow, case.id, ALL_ENTRIES)),
    }
    uow.record(CaseExported(case.id, case.id))
    return told


def _versions(uow: UnitOfWork, incident_id: str, key: str) -> Iterable[Any]:
    return facts.history(uow, incident_id, key)


def as_list(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [plain(value) for value in values]


def plain(value: Any) -> Any:  # noqa: ANN401  # any value of any feature
    """Dataclasses as objects, instants as text, both languages of bilingual words."""
    match value:
        case datetime():
            return value.isoformat()
        case Text():
            return str(value)
        case Bilingual(fr=fr, en=en):
            return {"fr": fr, "en": en}
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case tuple() | list() | frozenset():
            return [plain(one) for one in value]
        case _:
            return _fields(value) if is_dataclass(value) else value


def _fields(value: Any) -> dict[str, Any]:  # noqa: ANN401  # any dataclass
    names = value.__dataclass_fields__
    return {name: plain(getattr(value, name)) for name in names if _is_told(name, value)}


def _is_told(name: str, value: object) -> bool:
    """A duty is told by its code and an answer by its own form, not by their parts."""
    return not (name == "duty" or (name == "value" and hasattr(value, "recorded_by")))
