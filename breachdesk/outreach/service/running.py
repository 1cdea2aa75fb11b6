"""Launching, pausing, resuming and ending campaigns, and the waves in which they go."""

from datetime import datetime, timedelta

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import BreachDeskError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.campaign import LIFECYCLE, STARTED, CampaignState
from breachdesk.outreach.domain.delivery import Counts, DeliveryState
from breachdesk.outreach.domain.events import (
    CampaignEnded,
    CampaignPaused,
    CampaignResumed,
    CampaignScheduled,
    CampaignStarted,
    MailsSwept,
)
from breachdesk.outreach.models import Campaign, CampaignPace
from breachdesk.outreach.service import plans
from breachdesk.outreach.service.approval import check_untouched
from breachdesk.outreach.service.campaigns import changing
from breachdesk.outreach.store import campaigns as store
from breachdesk.outreach.store import queue

CANARY = _("The first mails are out: look at what became of them, then let the others follow.")
SENDER_REFUSED = _("The relay refuses our own address: see to it, then let the campaign go on.")
NO_LONGER = _("It could not be started at its hour: %(why)s")


def launch(
    uow: UnitOfWork,
    incident_id: str,
    campaign_id: str,
    version: int,
    at: datetime | None = None,
) -> None:
    """Start now, or have it started at an hour; refused unless all is as it was approved."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    if row.state is not CampaignState.APPROVED:
        raise RuleError(_("Only an approved campaign can be launched."))
    check_untouched(uow, row)
    if at is None or at <= uow.clock.now():
        _start(uow, row)
        return
    row.launch_at = at
    uow.record(CampaignScheduled(row.id, incident_id, at.isoformat()))


def needs_relay(uow: UnitOfWork, incident_id: str, campaign_id: str) -> bool:
    """Whether a mail of the campaign waits: where letters come first, none does."""
    incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, campaign_id)
    return queue.next_boundary(uow.session, row.id, 0, size=1) is not None


def start_due(uow: UnitOfWork) -> None:
    """Start the campaigns whose hour has come."""
    for row in store.due(uow.session, uow.clock.now()):
        try:
            check_untouched(uow, row)
        except BreachDeskError as error:
            row.launch_at, row.note = None, plans.stored_note(Text(NO_LONGER.msgid, {"why": error}))
            uow.record(CampaignPaused(row.id, row.incident_id, "not-started"))
        else:
            _start(uow, row)


def pause(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int) -> None:
    """Nothing more is offered; the mails whose end is on its way are heard out."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, CampaignState.PAUSED)
    row.state, row.note = CampaignState.PAUSED, None
    uow.record(CampaignPaused(row.id, incident_id, "by-hand"))


def pause_for(uow: UnitOfWork, row: Campaign, cause: str, note: Text) -> None:
    """The campaign itself finds that a person must look."""
    if row.state is CampaignState.RUNNING:
        row.state, row.note = CampaignState.PAUSED, plans.stored_note(note)
        uow.record(CampaignPaused(row.id, row.incident_id, cause))


def resume(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int) -> None:
    """Go on, with the next wave when the one before is out."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    if row.state is not CampaignState.PAUSED:
        raise RuleError(_("Only a paused campaign can go on."))
    row.state, row.note = CampaignState.RUNNING, None
    pace = store.pace(uow.session, row.id)
    pace.rest_until, pace.failures = None, 0
    if queue.is_wave_out(uow.session, row.id, pace.released_to):
        _release(uow, row, pace)
    uow.record(CampaignResumed(row.id, incident_id))


def stop(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, why: str) -> None:
    """For good: what has not left is cancelled."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, CampaignState.STOPPED)
    if not why.strip():
        raise RuleError(_("Say why."), field="why")
    queue.cancel_queued(uow.session, row.id, uow.clock.now())
    _end(uow, row, CampaignState.STOPPED, _("Stopped: %(why)s", why=why.strip()))


def close(uow: UnitOfWork, incident_id: str, campaign_id: str, version: int, why: str) -> None:
    """Finish a campaign of which some mails stay uncertain; the reason is on record."""
    row = changing(uow, incident_id, campaign_id, version, Permission.INCIDENT_DECIDE)
    LIFECYCLE.check(row.state, CampaignState.FINISHED)
    if _counts(uow, row).pending:
        raise RuleError(_("Mails are still waiting: stop the campaign or let it end."))
    if not why.strip():
        raise RuleError(_("Say why."), field="why")
    _end(uow, row, CampaignState.FINISHED, _("Closed: %(why)s", why=why.strip()))


def sweep(uow: UnitOfWork) -> None:
    """Take over what dead workers left, and leave nothing queued in a stopped campaign."""
    now = uow.clock.now()
    for campaign_id, (queued, uncertain) in queue.sweep(uow.session, now).items():
        row = store.find(uow.session, campaign_id)
        incident_id = row.incident_id if row else ""
        uow.record(MailsSwept(campaign_id, incident_id, queued, uncertain))
    queue.cancel_in_stopped(uow.session, now)


def advance(uow: UnitOfWork) -> None:
    """What a campaign does by itself when its wave is out: wait for a look, go on, or finish."""
    for seen in store.in_state(uow.session, STARTED):
        pace = store.pace(uow.session, seen.id)
        row = store.get(uow.session, seen.incident_id, seen.id, lock=True)
        if row.state in STARTED and queue.is_wave_out(uow.session, row.id, pace.released_to):
            _next(uow, row, pace)


def _next(uow: UnitOfWork, row: Campaign, pace: CampaignPace) -> None:
    more = queue.next_boundary(uow.session, row.id, pace.released_to, size=1) is not None
    if more and row.state is CampaignState.RUNNING:
        if pace.is_canary:
            pace.is_canary = False
            pause_for(uow, row, "canary", CANARY)
        elif pace.next_wave_at is None or pace.next_wave_at <= uow.clock.now():
            _release(uow, row, pace)
    elif not more:
        counts = _counts(uow, row)
        if not counts.pending and not counts[DeliveryState.UNCERTAIN]:
            _end(uow, row, CampaignState.FINISHED, None)


def _start(uow: UnitOfWork, row: Campaign) -> None:
    chosen = plans.pace_of(row)
    row.state, row.started_at, row.note = CampaignState.RUNNING, uow.clock.now(), None
    pace = CampaignPace(
        campaign_id=row.id, released_to=0, is_canary=bool(chosen.canary), levels={}, failures=0
    )
    uow.create(pace)
    _release(uow, row, pace, first=chosen.canary)
    uow.record(CampaignStarted(row.id, row.incident_id, row.digest))
    if queue.is_wave_out(uow.session, row.id, pace.released_to):
        _next(uow, row, pace)


def _release(uow: UnitOfWork, row: Campaign, pace: CampaignPace, first: int = 0) -> None:
    """Let the next wave leave: the canary, a wave, or all that are left."""
    chosen = plans.pace_of(row)
    boundary = queue.next_boundary(uow.session, row.id, pace.released_to, first or chosen.wave)
    if boundary is not None:
        pace.released_to = boundary
    if chosen.wave and not first:
        pace.next_wave_at = uow.clock.now() + timedelta(minutes=chosen.wave_minutes)


def _end(uow: UnitOfWork, row: Campaign, state: CampaignState, note: Text | None) -> None:
    row.state, row.ended_at = state, uow.clock.now()
    row.note = plans.stored_note(note) if note else None
    counts = _counts(uow, row).to_json()
    uow.record(CampaignEnded(row.id, row.incident_id, state.value, counts))


def _counts(uow: UnitOfWork, row: Campaign) -> Counts:
    return Counts(queue.counts(uow.session, [row.id])[row.id])
