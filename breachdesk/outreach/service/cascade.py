"""The order of channels of a case, and the fall from mails to letters.

A person lets mails fall, by button or command line, as often as more of them were refused or came
back: nothing is written to anybody without a decision. A job may do the same as a system actor.
"""

from collections.abc import Mapping

from sqlalchemy import Select

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.text import _
from breachdesk.letters import service as letters
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.domain.cascade import MailFate, Rules, RulesView, check_rules
from breachdesk.outreach.domain.events import ChannelsOrdered, MailsFell
from breachdesk.outreach.models import Campaign, CascadeRules
from breachdesk.outreach.service import plans
from breachdesk.outreach.store import campaigns
from breachdesk.outreach.store import cascade as store
from breachdesk.people import service as people


def rules(uow: UnitOfWork, incident_id: str) -> RulesView:
    """As somebody set them, else the defaults, which need no row."""
    incidents.case(uow, incident_id)
    row = store.rules(uow.session, incident_id)
    if row is None:
        return RulesView(Rules(), 0)
    falls = frozenset(MailFate(one) for one in row.falls)
    return RulesView(Rules(row.first, falls, row.notice), row.version)


def change_rules(uow: UnitOfWork, incident_id: str, version: int, rules: Rules) -> None:
    """Campaigns that are approved keep the channel they were approved for."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    check_rules(rules)
    row = store.rules(uow.session, incident_id, lock=True)
    if version != (row.version if row else 0):
        raise StaleError
    falls = sorted(rules.falls)
    if row:
        row.first, row.falls, row.notice = rules.first, list(falls), rules.notice
    else:
        uow.create(
            CascadeRules(
                incident_id=incident_id, first=rules.first, falls=falls, notice=rules.notice
            )
        )
    uow.record(ChannelsOrdered(incident_id, incident_id, rules.first, tuple(falls), rules.notice))


def would_fall(uow: UnitOfWork, incident_id: str, campaign_id: str) -> Mapping[MailFate, int]:
    """By reason, how many letters fall() would add now; none unless the campaign was launched."""
    incidents.case(uow, incident_id)
    row = campaigns.get(uow.session, incident_id, campaign_id)
    return store.by_why(uow.session, _falling(uow, row)) if row.state in LAUNCHED else {}


def fall(uow: UnitOfWork, incident_id: str, campaign_id: str) -> int:
    """Add a letter for everybody whom the rules send on to one; how many there were.

    Doing it again adds only those of whom something was learnt meanwhile.
    """
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    hold(uow, incident_id)
    row = campaigns.get(uow.session, incident_id, campaign_id, lock=True)
    if row.state not in LAUNCHED:
        raise RuleError(_("Only mails of a campaign that runs or is finished fall to letters."))
    falling = _falling(uow, row)
    reasons = store.by_why(uow.session, falling)
    added = letters.add(uow, incident_id, campaign_id, falling)
    if added:
        by_why = {why.value: number for why, number in reasons.items()}
        uow.record(MailsFell(campaign_id, incident_id, by_why))
    return added


def hold(uow: UnitOfWork, incident_id: str) -> None:
    """Let nobody else decide meanwhile to whom this case writes; before any row is locked."""
    store.hold(uow.session, incident_id)


def _falling(uow: UnitOfWork, row: Campaign) -> Select[int, str]:
    """Of those still to be told; of a first notice, without whom anything reaches, or may."""
    unreached = store.unreached(row.id, rules(uow, row.incident_id).rules)
    person = unreached.selected_columns[0]
    still = people.audience(uow, row.incident_id, plans.audience_of(row).people)
    unwritten = unreached.where(~letters.written(person, row.id), person.in_(still))
    if not plans.audience_of(row).not_yet_informed:
        return unwritten
    return unwritten.where(
        ~campaigns.mailed(person, campaigns.MAY_REACH), ~letters.under_way(person)
    )
