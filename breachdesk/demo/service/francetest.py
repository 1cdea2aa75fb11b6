"""The Francetest case, played from discovery to thirty hours after awareness."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from breachdesk.demo import case_facts
from breachdesk.demo.service import controllers
from breachdesk.demo.service.stage import Player
from breachdesk.demo.story import MOMENTS, Moment
from breachdesk.facts import service as facts
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    NewIncident,
    OrganisationRole,
    Step,
)
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.measures import service as measures
from breachdesk.measures.domain import MeasureDone, Phase
from breachdesk.obligations import service as obligations
from breachdesk.progress import service as progress
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import NewEntry

Act: TypeAlias = Callable[[UnitOfWork], object]

HOUR = timedelta(hours=1)
TITLE = "Résultats de tests lisibles en ligne"
REASONS = (
    "Données de santé avec identité, coordonnées et numéro de sécurité sociale, accessibles à qui "
    "trouvait l’adresse\u202f; usage par des tiers ni prouvé ni exclu. Sévérité ENISA 4,5 "
    "(très élevée)\u202f: risque élevé pour toutes les personnes."
)


def play(player: Player, aware_at: datetime, now: datetime) -> str:
    """Returns the case's id. Nothing later than `now` is told."""
    new = NewIncident(
        id=new_id(),
        organisation_id=player.organisation_id,
        title=TITLE,
        role=OrganisationRole.PROCESSOR,
        certainty=Certainty.ESTABLISHED,
        incident_type=IncidentType.EXPOSED_WEB_DATA,
        channel=DiscoveryChannel.JOURNALIST,
        channel_other="",
        discovered_at=aware_at - 2 * HOUR,
        aware_at=aware_at,
        zone="Europe/Paris",
        is_demo=True,
    )
    acts: list[tuple[datetime, Act]] = [
        (aware_at + 0.7 * HOUR, lambda uow: incidents.open_incident(uow, new)),
        (aware_at + 0.8 * HOUR, lambda uow: _first_facts(uow, new.id, aware_at)),
        (aware_at + 0.9 * HOUR, lambda uow: _cnil_clock(uow, new.id, aware_at)),
        (aware_at + HOUR, lambda uow: progress.reach(uow, new.id, Step.QUALIFIED, "")),
        (aware_at + 6 * HOUR, lambda uow: _done(uow, new.id, aware_at + 5.5 * HOUR)),
        (aware_at + 28 * HOUR, lambda uow: controllers.import_all(uow, new.id)),
        (aware_at + 29 * HOUR, lambda uow: _all_facts(uow, new.id, aware_at)),
        (aware_at + 29.8 * HOUR, lambda uow: controllers.draft_notice(uow, new.id)),
        (aware_at + 29.2 * HOUR, lambda uow: _circumstances(uow, new.id)),
        (aware_at + 29.5 * HOUR, lambda uow: risk.assess(uow, new.id, _assessment())),
    ]
    for moment in MOMENTS:
        noted = aware_at + moment.hours * HOUR + moment.noted_after * HOUR
        acts.append((max(noted, aware_at + HOUR), _telling(new.id, aware_at, moment)))
    for when, act in sorted(acts, key=lambda one: one[0]):
        if when <= now:
            player.at(when, act)
    return new.id


def _telling(incident_id: str, aware_at: datetime, moment: Moment) -> Act:
    entry = NewEntry(
        id=new_id(),
        incident_id=incident_id,
        occurred_at=aware_at + moment.hours * HOUR,
        kind=moment.kind,
        text=moment.text,
        source=moment.source,
    )
    return lambda uow: timeline.add_entry(uow, entry)


def _first_facts(uow: UnitOfWork, incident_id: str, aware_at: datetime) -> None:
    facts.record(uow, incident_id, case_facts.first_estimates(aware_at))


def _all_facts(uow: UnitOfWork, incident_id: str, aware_at: datetime) -> None:
    facts.record(uow, incident_id, case_facts.case_facts(aware_at))


def _cnil_clock(uow: UnitOfWork, incident_id: str, aware_at: datetime) -> None:
    """A processor starts this clock by hand: it will file for the pharmacies that mandate it."""
    obligations.add_optional(uow, incident_id, "gdpr-33-1", aware_at, new_id())


def _done(uow: UnitOfWork, incident_id: str, at: datetime) -> None:
    """The first hours' actions, done when the access was closed."""
    for one in measures.of_case(uow, incident_id):
        if one.phase is Phase.FIRST_HOURS:
            done = MeasureDone(one.id, one.version, at, "Fait dans la nuit.")
            measures.finish(uow, incident_id, done)


def _circumstances(uow: UnitOfWork, incident_id: str) -> None:
    """Use by third parties is neither proved nor excluded; no sign of theft."""
    told = {
        "encrypted": False,
        "exfiltration": "unknown",
        "malicious": False,
        "recipients_known": False,
        "vulnerable": True,
    }
    risk.record_circumstances(uow, incident_id, 0, told)


def _assessment() -> NewAssessment:
    return NewAssessment(new_id(), RiskLevel.HIGH, REASONS)
