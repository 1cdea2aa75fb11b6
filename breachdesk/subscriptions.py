"""Who reacts to what, in one table. Reactions run in the same transaction as their cause."""

from collections.abc import Callable, Mapping
from typing import Any

from breachdesk.controllers import service as controllers
from breachdesk.documents import service as documents
from breachdesk.incidents.domain import AwarenessCorrected, IncidentOpened, StepReached
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.events import Event
from breachdesk.letters.service import joining as letters
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import NotificationFiled
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationDischarged, ObligationWaived
from breachdesk.outbox.domain import MailDecided, MailSettled
from breachdesk.outreach.service import figures as coverage
from breachdesk.outreach.service import joining as mails
from breachdesk.people.domain.events import PeoplePurged, PersonsJoined, PurgeConfirmed
from breachdesk.progress import service as progress
from breachdesk.replies import service as replies
from breachdesk.risk.domain import RiskAssessed
from breachdesk.timeline import service as timeline

REACTIONS: Mapping[type[Event], tuple[Callable[[UnitOfWork, Any], None], ...]] = {
    IncidentOpened: (
        obligations.on_incident_opened,
        measures.on_incident_opened,
        timeline.on_incident_opened,
    ),
    AwarenessCorrected: (obligations.on_awareness_corrected, timeline.on_awareness_corrected),
    StepReached: (timeline.on_step_reached,),
    RiskAssessed: (obligations.on_risk_assessed, progress.on_risk_assessed),
    NotificationFiled: (notifications.on_notification_filed, progress.on_notification_filed),
    ObligationDischarged: (obligations.on_obligation_settled, progress.on_obligation_settled),
    ObligationWaived: (obligations.on_obligation_settled, progress.on_obligation_settled),
    PurgeConfirmed: (coverage.keep,),
    PersonsJoined: (mails.on_persons_joined, letters.on_persons_joined),
    PeoplePurged: (documents.on_people_purged,),
    MailSettled: (controllers.on_mail_settled, replies.on_mail_settled),
    MailDecided: (controllers.on_mail_settled, replies.on_mail_settled),
}


def dispatch(uow: UnitOfWork, event: Event) -> None:
    for react in REACTIONS.get(type(event), ()):
        react(uow, event)
