"""The rows of the register, with a fixed number of queries however many there are."""

from datetime import datetime

from breachdesk.facts import service as facts
from breachdesk.facts.domain.values import Choices
from breachdesk.facts.domain.versions import FactVersion
from breachdesk.facts.domain.wording import Voice, lines
from breachdesk.facts.registry import field
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import CaseFilter, Step
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.typography import instant
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingState, NotificationKind, NotificationView
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationView
from breachdesk.organisations import service as organisations
from breachdesk.register.domain import RegisterFilter, RegisterRow
from breachdesk.risk import service as risk

KEYS = ("breach.nature", "people.count", "data.records_count")
MOST = 5_000
"""More breaches than any register shows on one page; narrower filters go further back."""


def rows(uow: UnitOfWork, wanted: RegisterFilter, language: str) -> tuple[RegisterRow, ...]:
    """Breaches of the actor's organisations, the latest awareness first; no exercises."""
    cases, _total = incidents.cases(
        uow,
        CaseFilter(
            text=wanted.text,
            organisation_id=wanted.organisation_id,
            year=wanted.year,
            archived=wanted.archived,
        ),
        limit=MOST,
    )
    ids = [case.id for case in cases]
    names = organisations.names(uow)
    told = facts.of_cases(uow, ids, KEYS)
    filings = notifications.of_cases(uow, ids)
    duties = obligations.of_cases(uow, ids)
    levels = risk.current_of(uow, ids)
    on = uow.clock.now().date()
    voice = Voice(language, on, lambda one: instant(one.at, one.zone, language))
    found = (
        RegisterRow(
            case=case,
            organisation=names[case.organisation_id],
            nature=_lines(told[case.id], "breach.nature", voice),
            nature_keys=_keys(told[case.id]),
            people=" ".join(_lines(told[case.id], "people.count", voice)),
            records=" ".join(_lines(told[case.id], "data.records_count", voice)),
            assessment=levels.get(case.id),
            filing=first_filing(filings[case.id]),
            is_on_time=_on_time(first_filing(filings[case.id]), duties[case.id]),
            people_told_at=_discharged(duties[case.id], "gdpr-34-1"),
            closed_at=case.reached(Step.CLOSED),
        )
        for case in cases
    )
    return tuple(row for row in found if wanted.admits(row))


def first_filing(filings: tuple[NotificationView, ...]) -> NotificationView | None:
    """The filing that met Article 33(1)."""
    return next(
        (
            one
            for one in filings
            if one.state is FilingState.FILED and one.kind is not NotificationKind.COMPLEMENTARY
        ),
        None,
    )


def _lines(told: dict[str, FactVersion], key: str, voice: Voice) -> tuple[str, ...]:
    return lines(field(key), told[key].value, voice) if key in told else ()


def _keys(told: dict[str, FactVersion]) -> frozenset[str]:
    nature = told.get("breach.nature")
    return nature.value.keys if nature and isinstance(nature.value, Choices) else frozenset()


def _on_time(filing: NotificationView | None, duties: tuple[ObligationView, ...]) -> bool | None:
    duty = next((one for one in duties if one.duty.code == "gdpr-33-1"), None)
    if filing is None or filing.filed_at is None or duty is None or duty.due_at is None:
        return None
    return filing.filed_at <= duty.due_at


def _discharged(duties: tuple[ObligationView, ...], code: str) -> datetime | None:
    return next((one.discharged_at for one in duties if one.duty.code == code), None)
