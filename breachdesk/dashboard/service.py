"""What the front page shows, across every case a person may see."""

from dataclasses import dataclass

from breachdesk.dashboard.domain import Figures, figures
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.zones import in_zone
from breachdesk.measures import service as measures
from breachdesk.measures.domain import MeasureView
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import NotificationView
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import ObligationView
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import MailState
from breachdesk.register import service as register
from breachdesk.register.domain import RegisterFilter
from breachdesk.replies import service as replies
from breachdesk.replies.domain import ReplyLine

DUE_LINES = 30
WAITING = (MailState.QUEUED, MailState.SENDING, MailState.DOT)


@dataclass(frozen=True, slots=True)
class Overview:
    """`mails` is None for those who may not see the outbox."""

    due: tuple[tuple[ObligationView, Case], ...]
    more_due: int
    requests: tuple[tuple[ReplyLine, Case], ...]
    mine: tuple[tuple[MeasureView, Case], ...]
    drafts: tuple[tuple[NotificationView, Case], ...]
    mails: dict[str, int] | None
    figures: Figures


def overview(uow: UnitOfWork, language: str) -> Overview:
    duties = [(duty, case) for duty, case in obligations.open_ones(uow) if not case.is_settled]
    year = in_zone(uow.clock.now(), uow.actor.zone).year
    rows = register.rows(uow, RegisterFilter(), language)
    return Overview(
        due=tuple(duties[:DUE_LINES]),
        more_due=max(0, len(duties) - DUE_LINES),
        requests=replies.all_rights_due(uow)[:DUE_LINES],
        mine=measures.mine(uow),
        drafts=notifications.in_preparation(uow),
        mails=_mails(uow),
        figures=figures(year, rows, uow.actor.zone),
    )


def _mails(uow: UnitOfWork) -> dict[str, int] | None:
    if not uow.actor.may(Permission.OUTBOX_READ):
        return None
    counts = outbox.counts(uow)
    return {
        "waiting": sum(counts.get(state, 0) for state in WAITING),
        "uncertain": counts.get(MailState.UNCERTAIN, 0),
        "refused": counts.get(MailState.REFUSED, 0),
    }
