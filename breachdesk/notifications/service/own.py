"""The CNIL's form filled with the case's facts, as it stands or as another body would file it."""

from collections.abc import Mapping
from datetime import datetime

from breachdesk.facts import service as facts
from breachdesk.facts.domain.draft import Draft, NotificationKind, is_late
from breachdesk.facts.domain.values import Answer, Choice, Snapshot
from breachdesk.facts.registry import SECTIONS
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.notifications.domain import CopySheet
from breachdesk.notifications.domain.frozen import origins
from breachdesk.notifications.domain.sheet import whole
from breachdesk.notifications.service.filing import voice

OURS = (
    "organisation.",
    "legal.",
    "contact.",
    "filing.",
    "delay.",
    "communication.",
    "controllers.",
)
"""What belongs to the body whose case this is, and is no answer of another."""


def answers(uow: UnitOfWork, incident_id: str, language: str) -> CopySheet:
    """Every question with its present answer, whatever was filed before."""
    filing = facts.draft(uow, incident_id, NotificationKind.INITIAL)
    sources = origins(facts.current(uow, incident_id))
    return whole(SECTIONS, filing, sources, voice(language, uow.clock.now()))


def own_answers(uow: UnitOfWork, incident_id: str, own: Mapping[str, Answer]) -> Snapshot:
    """The answers another controller of the same breach would file: the facts, and its own."""
    shared = {
        key: answer
        for key, answer in facts.values(uow, incident_id).items()
        if not key.startswith(OURS)
    }
    return {**shared, **own, "filing.kind": Choice(NotificationKind.INITIAL)}


def own_form(
    uow: UnitOfWork,
    incident_id: str,
    own: Mapping[str, Answer],
    aware_at: datetime | None,
    language: str,
) -> CopySheet:
    """The form for another controller, in the order of the CNIL's page."""
    incidents.case(uow, incident_id)
    now = uow.clock.now()
    filing = Draft(
        own_answers(uow, incident_id, own),
        NotificationKind.INITIAL,
        is_late=aware_at is not None and is_late(aware_at, now),
    )
    sources = origins(facts.current(uow, incident_id))
    return whole(SECTIONS, filing, sources, voice(language, now))
