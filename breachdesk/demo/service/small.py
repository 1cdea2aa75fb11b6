"""Two small cases of the months before, so that register and figures are not empty."""

from datetime import datetime, timedelta

from breachdesk.demo.service.stage import Player
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Choices, Confidence, Figure, NewFact, NotificationKind, Words
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
from breachdesk.measures.domain import MeasureDone
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingReceipt, NewNotification
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from breachdesk.progress import service as progress
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel

HOUR = timedelta(hours=1)


def play(player: Player, before: datetime) -> None:
    _laptop(player, before - timedelta(days=96, hours=5))
    _message(player, before - timedelta(days=41, hours=9))


def _laptop(player: Player, aware_at: datetime) -> None:
    """An encrypted laptop: the risk is unlikely, nobody has to be told, the case is closed."""
    case = _open(
        player,
        aware_at,
        "Ordinateur portable chiffré oublié dans un train",
        IncidentType.LOST_DEVICE_OR_PAPER,
    )
    _tell(player, case, aware_at, "availability", 40)
    _circumstances(player, case, aware_at, LAPTOP)
    _assess(player, case, aware_at + 5 * HOUR, RiskLevel.NONE, ENCRYPTED)
    player.at(aware_at + 6 * HOUR, lambda uow: _waive_notification(uow, case))
    _finish(player, case, aware_at + 30 * HOUR)


def _message(player: Player, aware_at: datetime) -> None:
    """A list sent to the wrong pharmacy: notified in time, closed after its deletion."""
    case = _open(
        player,
        aware_at,
        "Liste de rendez-vous envoyée à la mauvaise pharmacie",
        IncidentType.MIS_SENT_MESSAGE,
    )
    _tell(player, case, aware_at, "confidentiality", 62)
    _circumstances(player, case, aware_at, MESSAGE)
    _assess(player, case, aware_at + 8 * HOUR, RiskLevel.RISK, TRUSTED)
    filing = new_id()
    filed_at = aware_at + 26 * HOUR
    player.at(
        filed_at - HOUR,
        lambda uow: notifications.start(
            uow, NewNotification(filing, case, NotificationKind.COMPLETE)
        ),
    )
    player.at(
        filed_at,
        lambda uow: notifications.file(
            uow,
            case,
            filing,
            notifications.get(uow, case, filing).version,
            receipt=FilingReceipt(filed_at, "DEMO-000062", ""),
        ),
    )
    _finish(player, case, aware_at + 60 * HOUR)


ORIGINS = {"availability": "lost_equipment", "confidentiality": "wrong_recipient"}
LAPTOP: dict[str, object] = {
    "encrypted": True,
    "key_compromised": False,
    "backup": True,
    "exfiltration": "unknown",
    "service_impact": "none",
    "vulnerable": False,
}
MESSAGE: dict[str, object] = {
    "encrypted": False,
    "exfiltration": "no",
    "malicious": False,
    "recipients_known": True,
    "recipient_trusted": True,
    "mitigations": ["recipient_confirmed_deletion"],
    "vulnerable": False,
}
ENCRYPTED = (
    "Disque chiffré à l’état de l’art, mot de passe non compromis, sauvegarde disponible\u202f: "
    "violation non susceptible d’engendrer un risque pour les personnes."
)
TRUSTED = (
    "Destinataire connu, tenu au secret professionnel, suppression confirmée par écrit\u202f; "
    "l’identité et l’horaire restent toutefois lus\u202f: risque, mais pas élevé."
)


def _open(player: Player, aware_at: datetime, title: str, kind: IncidentType) -> str:
    new = NewIncident(
        id=new_id(),
        organisation_id=player.organisation_id,
        title=title,
        role=OrganisationRole.CONTROLLER,
        certainty=Certainty.ESTABLISHED,
        incident_type=kind,
        channel=DiscoveryChannel.INTERNAL,
        channel_other="",
        discovered_at=aware_at - HOUR,
        aware_at=aware_at,
        zone="Europe/Paris",
        is_demo=True,
    )
    player.at(aware_at + HOUR, lambda uow: incidents.open_incident(uow, new))
    return new.id


def _tell(player: Player, case: str, aware_at: datetime, nature: str, people: int) -> None:
    at = aware_at + 3 * HOUR
    told = [
        NewFact("breach.nature", Choices(frozenset({nature}))),
        NewFact("breach.description", Words("Voir la chronologie du dossier.")),
        NewFact("breach.origin", Choices(frozenset({ORIGINS[nature]}))),
        NewFact("breach.cause", Choices(frozenset({"internal_accidental"}))),
        NewFact("data.categories", Choices(frozenset({"civil_status", "contact"}))),
        NewFact("people.categories", Choices(frozenset({"customers"}))),
        NewFact("people.count", Figure(people), at, "Décompte interne", Confidence.CONFIRMED),
    ]
    player.at(at, lambda uow: facts.record(uow, case, told))


def _circumstances(
    player: Player, case: str, aware_at: datetime, values: dict[str, object]
) -> None:
    at = aware_at + 4 * HOUR
    player.at(at, lambda uow: risk.record_circumstances(uow, case, 0, values))


def _assess(player: Player, case: str, at: datetime, level: RiskLevel, reasons: str) -> None:
    player.at(at - HOUR, lambda uow: progress.reach(uow, case, Step.QUALIFIED, ""))
    player.at(at, lambda uow: risk.assess(uow, case, NewAssessment(new_id(), level, reasons)))


def _finish(player: Player, case: str, at: datetime) -> None:
    """Every action done, every obligation met, every step taken, the case closed."""
    player.at(at, lambda uow: _act(uow, case, at))
    player.at(at + HOUR, lambda uow: _discharge(uow, case, at))
    player.at(at + 2 * HOUR, lambda uow: _steps(uow, case))


def _waive_notification(uow: UnitOfWork, case: str) -> None:
    for one in obligations.of_case(uow, case):
        if one.is_open and one.duty.code == "gdpr-33-1":
            obligations.waive(uow, one.id, one.version, ENCRYPTED)


def _act(uow: UnitOfWork, case: str, at: datetime) -> None:
    for one in measures.of_case(uow, case):
        measures.finish(uow, case, MeasureDone(one.id, one.version, at, "Fait."))


def _discharge(uow: UnitOfWork, case: str, at: datetime) -> None:
    for one in obligations.of_case(uow, case):
        if one.is_open:
            obligations.discharge(uow, one.id, one.version, Discharge(at, "Fiche du registre."))


def _steps(uow: UnitOfWork, case: str) -> None:
    for step in (
        Step.CONTAINED,
        Step.NOTIFIED,
        Step.COMMUNICATED,
        Step.REMEDIATED,
        Step.CLOSED,
    ):
        if incidents.case(uow, case).reached(step) is None:
            progress.reach(uow, case, step, "")
