"""What a case needs to move on, gathered from every feature that knows a part of it."""

from datetime import datetime, time, timedelta

from breachdesk.audit import service as audit
from breachdesk.audit.domain import LogLine
from breachdesk.deadlines.domain import AUTHORITY_ZONE
from breachdesk.facts import service as facts
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case, CaseView, Step, refusals
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import KIND_LABELS, NotificationFiled
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationDischarged, ObligationView, ObligationWaived
from breachdesk.progress.domain import ClockPicture, Mark, StepView, ToComplete, fraction
from breachdesk.risk import service as risk
from breachdesk.risk.domain import RiskAssessed

AUTHORITY_DUTIES = frozenset({"gdpr-33-1", "gdpr-33-2"})
PEOPLE_DUTY = "gdpr-34-1"
LOG_LINES = 500
NIGHT_FROM, NIGHT_TO = 22, 6


def view(uow: UnitOfWork, incident_id: str) -> CaseView:
    """Everything the steps depend on."""
    case = incidents.case(uow, incident_id)
    duties = obligations.of_case(uow, incident_id)
    language = uow.actor.language
    return CaseView(
        reached=frozenset(step.step for step in case.steps),
        open_obligations=tuple(d.duty.title.in_(language) for d in duties if d.is_open),
        open_containment=measures.open_count(uow, incident_id, containment=True),
        open_remediation=measures.open_count(uow, incident_id, containment=False),
        is_assessed=risk.current(uow, incident_id) is not None,
        authority_settled=not any(d.is_open and d.duty.code in AUTHORITY_DUTIES for d in duties),
        people_settled=not any(d.is_open and d.duty.code == PEOPLE_DUTY for d in duties),
    )


def steps(uow: UnitOfWork, incident_id: str) -> tuple[StepView, ...]:
    """Each step with when it was reached, or with everything that keeps the case from it."""
    case = incidents.case(uow, incident_id)
    gathered = view(uow, incident_id)
    found = []
    for step in Step:
        reached = next((one for one in case.steps if one.step is step), None)
        if reached:
            found.append(StepView(step, reached.reached_at, reached.reached_by, reached.reason, ()))
        else:
            broken = refusals(step, gathered, reason="asked for on the page")
            found.append(StepView(step, None, "", "", tuple(error.text for error in broken)))
    return tuple(found)


def reach(uow: UnitOfWork, incident_id: str, step: Step, reason: str) -> None:
    """Take the step; ManyRulesError says everything that is missing."""
    permission = (
        Permission.INCIDENT_DECIDE
        if step in {Step.DISMISSED, Step.CLOSED, Step.QUALIFIED}
        else Permission.INCIDENT_EDIT
    )
    incidents.case(uow, incident_id, permission)
    broken = refusals(step, view(uow, incident_id), reason)
    if broken:
        raise ManyRulesError(broken)
    incidents.record_step(uow, incident_id, step, reason)


def reopen(uow: UnitOfWork, incident_id: str, reason: str) -> None:
    """Open a closed or dismissed case again."""
    case = incidents.case(uow, incident_id)
    settled = next((s for s in (Step.CLOSED, Step.DISMISSED) if case.reached(s)), None)
    if settled is None:
        raise RuleError(_("This case is not closed."))
    incidents.withdraw_step(uow, incident_id, settled, reason)


def on_risk_assessed(uow: UnitOfWork, event: RiskAssessed) -> None:
    _reach_if_open(uow, event.incident_id, Step.ASSESSED)


def on_notification_filed(uow: UnitOfWork, event: NotificationFiled) -> None:
    _reach_if_open(uow, event.incident_id, Step.NOTIFIED)


def on_obligation_settled(uow: UnitOfWork, event: ObligationDischarged | ObligationWaived) -> None:
    if event.duty == PEOPLE_DUTY:
        _reach_if_open(uow, event.incident_id, Step.COMMUNICATED)
    elif event.duty in AUTHORITY_DUTIES:
        _reach_if_open(uow, event.incident_id, Step.NOTIFIED)


def _reach_if_open(uow: UnitOfWork, incident_id: str, step: Step) -> None:
    """Take the step that something else has just brought about, when nothing else is missing."""
    if not refusals(step, view(uow, incident_id)):
        incidents.record_step(uow, incident_id, step, "")


def to_complete(uow: UnitOfWork, incident_id: str) -> tuple[tuple[ToComplete, ...], int]:
    """(what the next filing lacks, percent answered)."""
    kind = notifications.next_kind(uow, incident_id)
    found = facts.missing(uow, incident_id, kind)
    items = tuple(
        ToComplete(
            title=one.field.label_at(uow.clock.now().date()),
            why=one.why,
            section=one.section.key,
            is_required=one in found.required,
        )
        for one in found.missing
    )
    return items, found.percent


def log(uow: UnitOfWork, incident_id: str) -> tuple[LogLine, ...]:
    """The newest audit entries of the case, for people who may read them."""
    incidents.case(uow, incident_id, Permission.AUDIT_READ)
    return audit.of_incident(uow, incident_id, LOG_LINES)


def people(uow: UnitOfWork, incident_id: str) -> dict[str, str]:
    """Ids and names of the organisation's members: the trail holds ids only."""
    case = incidents.case(uow, incident_id)
    return measures.owners(uow, case.organisation_id)


def clock_picture(uow: UnitOfWork, case: Case) -> ClockPicture | None:
    """The line from awareness to the due time of the filing, or of whatever is due last."""
    duty = _drawn(obligations.of_case(uow, case.id))
    if duty is None or duty.due_at is None:
        return None
    start, due = duty.started_at, duty.due_at
    filings = [one for one in notifications.of_case(uow, case.id) if one.filed_at]
    marks = [
        Mark("filing", KIND_LABELS[one.kind], fraction(start, due, one.filed_at), one.filed_at)
        for one in filings
        if one.filed_at
    ]
    contained = case.reached(Step.CONTAINED)
    if contained:
        marks.append(
            Mark("containment", _("Contained"), fraction(start, due, contained), contained)
        )
    return ClockPicture(
        start=start,
        due=due,
        now=fraction(start, due, uow.clock.now()),
        marks=tuple(sorted(marks, key=lambda mark: mark.instant)),
        nights=_nights(start, due),
    )


def _drawn(duties: tuple[ObligationView, ...]) -> ObligationView | None:
    timed = [duty for duty in duties if duty.due_at is not None]
    return next((d for d in timed if d.duty.code == "gdpr-33-1"), timed[-1] if timed else None)


def _nights(start: datetime, due: datetime) -> tuple[tuple[float, float], ...]:
    """Paris nights within the line, from 22 h to 6 h, as fractions."""
    nights = []
    day = start.astimezone(AUTHORITY_ZONE).date() - timedelta(days=1)
    while day <= due.astimezone(AUTHORITY_ZONE).date():
        evening = datetime.combine(day, time(NIGHT_FROM), AUTHORITY_ZONE)
        morning = datetime.combine(day + timedelta(days=1), time(NIGHT_TO), AUTHORITY_ZONE)
        shaded = (fraction(start, due, evening), fraction(start, due, morning))
        if shaded[0] < shaded[1]:
            nights.append(shaded)
        day += timedelta(days=1)
    return tuple(nights)
