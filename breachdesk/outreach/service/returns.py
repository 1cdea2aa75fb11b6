"""What reports of returned mails change: the state of the mail, and the use of its address."""

from collections.abc import Callable, Iterable

from breachdesk.infra import returns
from breachdesk.infra.returns import Report
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.outreach.domain.delivery import LIFECYCLE, DeliveryState
from breachdesk.outreach.domain.events import MailReturned
from breachdesk.outreach.models import Bounce, Campaign, Delivery
from breachdesk.outreach.service.writing import SUPPRESSION
from breachdesk.outreach.store import returns as store
from breachdesk.people import service as people

D = DeliveryState
RETURNED = "returned"


def take_in(begin: Callable[[], UnitOfWork], messages: Iterable[bytes]) -> dict[str, int]:
    """Tie reports to the mails they are about, each in a transaction; a second time is harmless.

    Returns how many messages were `read`, were `reports`, and were about mails of `ours`.
    """
    told = {"read": 0, "reports": 0, "ours": 0}
    for content in messages:
        told["read"] += 1
        report = returns.read(content)
        if report:
            told["reports"] += 1
            with begin() as uow:
                told["ours"] += note(uow, report)
    return told


def note(uow: UnitOfWork, report: Report) -> bool:
    """Take a report in; False when it is about none of our mails, or was read before.

    A forged report would have to name a Message-ID that only the recipient and the relays know.
    """
    if store.was_read(uow.session, report.sha256):
        return False
    found = store.find(uow.session, report.message_ids)
    if found is None:
        return False
    mail, campaign = found
    uow.actor.require(Permission.INCIDENT_EDIT)
    now = uow.clock.now()
    uow.add(
        Bounce(
            delivery_id=mail.id,
            report_sha256=report.sha256,
            is_final=report.is_final,
            status=report.status,
            read_at=now,
        )
    )
    uow.record(
        MailReturned(campaign.id, campaign.incident_id, mail.id, report.is_final, report.status)
    )
    if report.is_final:
        if LIFECYCLE.allows(mail.state, D.BOUNCED):
            mail.state, mail.reply_class = D.BOUNCED, report.status
            mail.settled_at, mail.holder = now, ""
        # Also before a mail that waits to be sent again: its first copy came back.
        _suppress(uow, mail, campaign)
    return True


def _suppress(uow: UnitOfWork, mail: Delivery, campaign: Campaign) -> None:
    incident_id = campaign.incident_id
    person = people.identities(uow, incident_id, [mail.person_id]).get(mail.person_id)
    if person and person.email:
        index = uow.vault.key(incident_id).index(SUPPRESSION, person.email.casefold())
        store.suppress(uow.session, incident_id, index, RETURNED, uow.clock.now())
