"""Recording what was decided about the risk."""

from collections.abc import Collection, Mapping
from typing import Any

from breachdesk.facts import service as facts
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.text import Bilingual, _
from breachdesk.risk import store
from breachdesk.risk.domain import (
    AdviceRecorded,
    AdviceView,
    AssessmentView,
    DepartureProposed,
    NewAdvice,
    NewAssessment,
    RiskAssessed,
    check_advice,
    check_new,
    check_second,
)
from breachdesk.risk.domain.circumstances import CircumstancesRecorded, facts_of
from breachdesk.risk.domain.facts import RiskFacts
from breachdesk.risk.domain.finding import ORDER
from breachdesk.risk.domain.from_case import complete, fingerprint, met_exemptions
from breachdesk.risk.domain.notes import notes as beside
from breachdesk.risk.models import Advice, Assessment, Circumstances
from breachdesk.risk.registry import Proposal, propose


def assess(uow: UnitOfWork, incident_id: str, new: NewAssessment) -> str:
    """Add a version; the former ones stay. Returns its id.

    Below what the methods propose it counts only once a second person confirmed it.
    """
    case = incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    if store.get(uow.session, new.id):
        return new.id
    given = risk_facts(uow, case.id)
    found = propose(given)
    check_new(new, met_exemptions(given, facts.values(uow, case.id)))
    departs = ORDER[new.level] < ORDER[found.level]
    version = len(store.of_case(uow.session, case.id)) + 1
    uow.create(
        Assessment(
            id=new.id,
            incident_id=case.id,
            version=version,
            level=new.level,
            reasons=new.reasons,
            exemption=new.exemption,
            decided_at=uow.clock.now(),
            decided_by=uow.actor.name,
            decided_by_id=uow.actor.user_id,
            proposed=found.level,
            severity=found.score.se,
            inputs_sha256=fingerprint(given),
            needs_second=departs,
        )
    )
    event = DepartureProposed if departs else RiskAssessed
    uow.record(event(new.id, case.id, version, new.level))
    return new.id


def confirm(uow: UnitOfWork, incident_id: str, assessment_id: str) -> None:
    """A second person agrees with a decision below the proposal; from now on it counts."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = store.get(uow.session, assessment_id)
    if row is None or row.incident_id != case.id:
        raise NotFoundError(_("There is nothing at this address."))
    check_second(row.decided_by_id, uow.actor.user_id)
    if not row.needs_second or row.confirmed_at is not None:
        raise RuleError(_("This was already recorded."))
    row.confirmed_at, row.confirmed_by = uow.clock.now(), uow.actor.name
    uow.record(RiskAssessed(row.id, case.id, row.version, row.level))


def advise(uow: UnitOfWork, incident_id: str, new: NewAdvice) -> str:
    """Record what somebody else thinks. Returns its id."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    if store.find_advice(uow.session, new.id):
        return new.id
    check_advice(new, uow.clock.now())
    uow.create(
        Advice(
            id=new.id,
            incident_id=case.id,
            source=new.source,
            who=new.who.strip(),
            given_at=new.given_at,
            text=new.text.strip(),
            recorded_at=uow.clock.now(),
            recorded_by=uow.actor.name,
        )
    )
    uow.record(AdviceRecorded(new.id, case.id, new.source))
    return new.id


def advice(uow: UnitOfWork, incident_id: str) -> tuple[AdviceView, ...]:
    """The newest first."""
    incidents.case(uow, incident_id)
    return tuple(
        AdviceView(row.source, row.who, row.given_at, row.text, row.recorded_at, row.recorded_by)
        for row in store.advice(uow.session, incident_id)
    )


def proposal(uow: UnitOfWork, incident_id: str) -> Proposal:
    """What the methods propose for the case as it stands; nothing is recorded."""
    return propose(risk_facts(uow, incident_id))


def risk_facts(uow: UnitOfWork, incident_id: str) -> RiskFacts:
    values, _version = circumstances(uow, incident_id)
    return complete(facts_of(values), facts.values(uow, incident_id))


def notes(uow: UnitOfWork, incident_id: str) -> tuple[Bilingual, ...]:
    """What to consider beside the level."""
    return beside(risk_facts(uow, incident_id), facts.values(uow, incident_id))


def circumstances(uow: UnitOfWork, incident_id: str) -> tuple[dict[str, Any], int]:
    """(what was told beyond the CNIL's form, its version: 0 while nothing was)."""
    incidents.case(uow, incident_id)
    row = store.circumstances(uow.session, incident_id)
    return (dict(row.values), row.version) if row else ({}, 0)


def record_circumstances(
    uow: UnitOfWork, incident_id: str, seen: int, values: Mapping[str, Any]
) -> None:
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    facts_of(values)
    row = store.circumstances(uow.session, case.id)
    if (row.version if row else 0) != seen:
        raise StaleError
    if row is None:
        uow.create(Circumstances(incident_id=case.id, values=dict(values)))
    else:
        row.values = dict(values)
    uow.record(CircumstancesRecorded(case.id, case.id, seen + 1))


def history(uow: UnitOfWork, incident_id: str) -> tuple[AssessmentView, ...]:
    """Every assessment of the case, the newest first."""
    incidents.case(uow, incident_id)
    now = fingerprint(risk_facts(uow, incident_id))
    return tuple(_view(row, now) for row in store.of_case(uow.session, incident_id))


def current_of(uow: UnitOfWork, incident_ids: Collection[str]) -> dict[str, AssessmentView]:
    """The decision in force of each case that has one; the caller has checked the cases."""
    rows = store.of_cases(uow.session, incident_ids)
    views = ((row.incident_id, _view(row, row.inputs_sha256)) for row in rows)
    return {incident_id: view for incident_id, view in views if view.is_in_force}


def current(uow: UnitOfWork, incident_id: str) -> AssessmentView | None:
    """The newest decision that counts."""
    return next((one for one in history(uow, incident_id) if one.is_in_force), None)


def _view(row: Assessment, inputs_now: str) -> AssessmentView:
    return AssessmentView(
        id=row.id,
        version=row.version,
        level=row.level,
        reasons=row.reasons,
        exemption=row.exemption,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decided_by_id=row.decided_by_id,
        proposed=row.proposed,
        severity=row.severity,
        is_stale=row.inputs_sha256 != inputs_now,
        needs_second=row.needs_second,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
    )
