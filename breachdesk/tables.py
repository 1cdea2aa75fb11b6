"""Every table, for migrations and tests: importing this module fills METADATA."""

from breachdesk.accounts import models as accounts
from breachdesk.audit import models as audit
from breachdesk.bundles import models as bundles
from breachdesk.calendars import models as calendars
from breachdesk.controllers import models as controllers
from breachdesk.documents import models as documents
from breachdesk.evidence import models as evidence
from breachdesk.facts import models as facts
from breachdesk.incidents import models as incidents
from breachdesk.infra import lease
from breachdesk.infra.db import Base
from breachdesk.letters import models as letters
from breachdesk.measures import models as measures
from breachdesk.notifications import models as notifications
from breachdesk.obligations import models as obligations
from breachdesk.organisations import models as organisations
from breachdesk.outbox import models as outbox
from breachdesk.outreach import models as outreach
from breachdesk.people import models as people
from breachdesk.portal import models as portal
from breachdesk.publications import models as publications
from breachdesk.reminders import models as reminders
from breachdesk.replies import models as replies
from breachdesk.risk import models as risk
from breachdesk.rosters import models as rosters
from breachdesk.tasks import models as tasks
from breachdesk.timeline import models as timeline

MODULES = (
    accounts,
    audit,
    bundles,
    calendars,
    controllers,
    documents,
    evidence,
    facts,
    incidents,
    lease,
    letters,
    measures,
    notifications,
    obligations,
    organisations,
    outbox,
    outreach,
    people,
    portal,
    publications,
    reminders,
    replies,
    risk,
    rosters,
    tasks,
    timeline,
)
METADATA = Base.metadata
