"""Personal links to the portal: issued, told apart from a guess, revoked.

A token is an HMAC of the link's id under a key outside the database, so that a mail can be
queued without the token standing in it: the worker puts it in when the mail leaves.
"""

from breachdesk.controllers.domain.links import (
    LIFETIME,
    DeadLinkError,
    LinkFault,
    LinkIssued,
    LinkOpened,
    LinkRevoked,
    LinkView,
)
from breachdesk.controllers.models import AffectedController, PortalLink
from breachdesk.controllers.store import files
from breachdesk.controllers.store import portal as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.keys import token_hash
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.ids import new_id
from breachdesk.outbox.service import SECRET_PURPOSE


def token(uow: UnitOfWork, link_id: str) -> str:
    return uow.keys.token(SECRET_PURPOSE, link_id)


def live(uow: UnitOfWork, rows: list[AffectedController]) -> dict[str, str]:
    """By controller, the id of a link that opens: the one it has, else a new one."""
    now = uow.clock.now()
    found = store.live_links(uow.session, [row.id for row in rows], now)
    return {row.id: found[row.id].id if row.id in found else _issue(uow, row).id for row in rows}


def renew(uow: UnitOfWork, incident_id: str, controller_id: str) -> str:
    """Revoke what there is and issue a new link; returns its id."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = files.get(uow.session, incident_id, controller_id)
    revoke(uow, incident_id, controller_id)
    return _issue(uow, row).id


def revoke(uow: UnitOfWork, incident_id: str, controller_id: str) -> None:
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = files.get(uow.session, incident_id, controller_id)
    store.revoke_links(uow.session, [row.id], uow.clock.now())
    uow.record(LinkRevoked(row.id, incident_id))


def opened(uow: UnitOfWork, typed: str) -> PortalLink:
    """The link of a token, noted as opened; DeadLinkError when there is none that opens."""
    row = store.link_by_hash(uow.session, token_hash(typed))
    if row is None:
        raise DeadLinkError(LinkFault.UNKNOWN)
    check(uow, row)
    controller = files.find(uow.session, row.controller_id)
    if row.opened_at is None and controller is not None:
        row.opened_at = uow.clock.now()
        uow.record(LinkOpened(controller.id, controller.incident_id, row.id))
    return row


def by_id(uow: UnitOfWork, link_id: str) -> PortalLink:
    """The same for a visitor who has opened it before."""
    row = store.link(uow.session, link_id)
    if row is None:
        raise DeadLinkError(LinkFault.UNKNOWN)
    check(uow, row)
    return row


def check(uow: UnitOfWork, row: PortalLink) -> None:
    if row.revoked_at is not None:
        raise DeadLinkError(LinkFault.REVOKED)
    if row.expires_at <= uow.clock.now():
        raise DeadLinkError(LinkFault.EXPIRED)


def _issue(uow: UnitOfWork, row: AffectedController) -> PortalLink:
    link_id, now = new_id(), uow.clock.now()
    made = PortalLink(
        id=link_id,
        controller_id=row.id,
        token_sha256=token_hash(token(uow, link_id)),
        issued_at=now,
        expires_at=now + LIFETIME,
    )
    uow.add(made)
    uow.record(LinkIssued(row.id, row.incident_id, link_id))
    return made


def of_controller(uow: UnitOfWork, incident_id: str, controller_id: str) -> tuple[LinkView, ...]:
    """Every link ever issued to the controller, the newest first."""
    incidents.case(uow, incident_id)
    row = files.get(uow.session, incident_id, controller_id)
    return tuple(
        LinkView(
            one.id, one.controller_id, one.issued_at, one.expires_at, one.revoked_at, one.opened_at
        )
        for one in store.links_of(uow.session, row.id)
    )
