"""What there is to tell of a case, as tables of plain values: each becomes a JSON file."""

from collections.abc import Iterable, Mapping
from typing import Any

from breachdesk.audit import service as audit
from breachdesk.audit.domain import LogLine
from breachdesk.controllers import service as controllers
from breachdesk.controllers.service import mandates
from breachdesk.controllers.service import notices as controller_notices
from breachdesk.documents import service as documents
from breachdesk.evidence.domain import EvidenceView
from breachdesk.facts import service as facts
from breachdesk.facts.domain.values import dump
from breachdesk.incidents.domain import Case
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from breachdesk.outreach import service as outreach
from breachdesk.outreach.domain.coverage import Coverage
from breachdesk.outreach.service import figures
from breachdesk.publications.service import elsewhere, notices
from breachdesk.replies import service as replies
from breachdesk.reports.service import as_list, plain
from breachdesk.risk import service as risk
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import as_record

ALL_ENTRIES = 1_000_000


def tables(
    uow: UnitOfWork, case: Case, language: str, files: Mapping[str, EvidenceView]
) -> dict[str, Any]:
    """By name of the file; `files` are the evidence by the names they have in the bundle."""
    say = translator(language)
    return {
        "case": plain(case),
        "actors": _actors(uow, case),
        "timeline": [as_record(one, case.zone, say) for one in timeline.entries(uow, case.id)],
        "facts": _facts(uow, case.id),
        "assessments": as_list(risk.history(uow, case.id)),
        "decisions": _decisions(uow, case),
        "obligations": [
            {**plain(one), "duty": one.duty.code} for one in obligations.of_case(uow, case.id)
        ],
        "measures": as_list(measures.of_case(uow, case.id)),
        "documents": as_list(documents.of_case(uow, case.id)),
        "filings": as_list(notifications.of_case(uow, case.id)),
        "coverage": _coverage(uow, case.id),
        "controllers": as_list(controllers.of_case(uow, case.id)),
        "mandates": as_list(mandates.of_case(uow, case.id)),
        "replies": replies.figures(uow, case.id).to_json(),
        "evidence": [{**plain(one), "file": name} for name, one in files.items()],
        "custody": _custody(uow, case.id, files.values()),
        "texts/campaigns": as_list(one for one in outreach.of_case(uow, case.id) if one.digest),
        "texts/controller-notices": as_list(controller_notices.of_case(uow, case.id)),
        "texts/public-notices": as_list(notices.of_case(uow, case.id)),
        "texts/published": as_list(elsewhere.published(uow, case.id)),
    }


def _actors(uow: UnitOfWork, case: Case) -> list[dict[str, Any]]:
    """Who the ids in the audit trail are, by the role they have now."""
    found = organisations.members(uow, case.organisation_id, with_closed=True)
    return [{"id": one.user_id, "name": one.name, "role": one.role} for one in found]


def _facts(uow: UnitOfWork, incident_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every version of every answer, the newest first."""
    return {
        key: [
            {**plain(one), "value": dump(one.value)} for one in facts.history(uow, incident_id, key)
        ]
        for key in facts.current(uow, incident_id)
    }


def _decisions(uow: UnitOfWork, case: Case) -> dict[str, Any]:
    """What people decided and why, besides the assessments."""
    waived = (one for one in obligations.of_case(uow, case.id) if one.waived_at)
    return {
        "steps": as_list(case.steps),
        "awareness": as_list(case.corrections),
        "advice": as_list(risk.advice(uow, case.id)),
        "waived": [
            {
                "duty": one.duty.code,
                "at": plain(one.waived_at),
                "by": one.waived_by,
                "why": one.waive_reason,
            }
            for one in waived
        ],
    }


def _coverage(uow: UnitOfWork, incident_id: str) -> dict[str, Any]:
    account = figures.account(uow, incident_id)
    return {
        "records": account.records,
        "persons": account.whole.persons,
        "kept_at": plain(account.kept_at),
        "whole": _tally(account.whole),
        "by_controller": [
            {"controller": plain(part.place), "tally": _tally(part)} for part in account.parts
        ],
    }


def _tally(coverage: Coverage) -> list[dict[str, Any]]:
    """Everybody stands on one line; `code` says why somebody was left out."""
    return [
        {"standing": standing, "code": why, "persons": number}
        for (standing, why), number in sorted(coverage.tally.items())
    ]


def _custody(
    uow: UnitOfWork, incident_id: str, files: Iterable[EvidenceView]
) -> list[dict[str, Any]]:
    """What happened to each file, from the audit trail, the oldest first."""
    ids = {one.id for one in files}
    lines: list[LogLine] = list(audit.of_incident(uow, incident_id, ALL_ENTRIES))
    return as_list(one for one in reversed(lines) if one.subject_id in ids)
