"""Queueing mails, handing them over once each, and settling what stays uncertain."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from breachdesk.infra.mail import Mailer
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import (
    PermanentError,
    RuleError,
    TransientError,
    UncertainError,
)
from breachdesk.kernel.text import _
from breachdesk.outbox import store
from breachdesk.outbox.domain import (
    LIFECYCLE,
    MAX_ATTEMPTS,
    SECRET,
    UNDER_WAY,
    MailDecided,
    MailQueued,
    MailSettled,
    MailState,
    MailView,
    NewMail,
    check_new,
    compose,
    wait_after,
)
from breachdesk.outbox.models import OutboxMail

log = logging.getLogger(__name__)

Begin = Callable[[], UnitOfWork]
PURPOSE = "message-id"
CODE_DIGITS = 3
SECRET_PURPOSE = "portal-link"  # noqa: S105  # what the key is derived for


class LostMailError(Exception):
    """The mail is no longer ours: its lease ran out and somebody else decided about it."""


def queue(uow: UnitOfWork, new: NewMail) -> str:
    """Put the mail into the queue, part of the change that wants it said. Returns its id."""
    if store.find(uow.session, new.id):
        return new.id
    queue_all(uow, [new])
    return new.id


def queue_all(uow: UnitOfWork, mails: Sequence[NewMail]) -> None:
    """Queue many new mails in one go; the caller sees to it that none of them was queued before."""
    now = uow.clock.now()
    for new in mails:
        check_new(new)
        uow.add(_row(uow, new, now))
        uow.record(MailQueued(new.id, new.incident_id, new.purpose, new.recipient_id))
    uow.session.flush()


def _row(uow: UnitOfWork, new: NewMail, now: datetime) -> OutboxMail:
    sealed = None
    if new.is_sealed:
        content = json.dumps([new.to_address, new.text, new.html]).encode()
        sealed = uow.vault.key(new.incident_id).seal(_place(new.id), content)
        new = replace(new, to_address="", text="", html="")
    return OutboxMail(
        id=new.id,
        incident_id=new.incident_id,
        purpose=new.purpose,
        recipient_id=new.recipient_id,
        to_address=new.to_address,
        language=new.language,
        subject=new.subject,
        text=new.text,
        html=new.html,
        secret_id=new.secret_id,
        sealed=sealed,
        # The same at every attempt: receivers and the relay's log can be matched with it.
        message_id=f"<{uow.keys.mac(PURPOSE, new.id.encode())[:40]}@breachdesk>",
        state=MailState.QUEUED,
        queued_at=now,
        not_before=now,
    )


def deliver_next(begin: Begin, mailer: Mailer, sender: str, holder: str) -> bool:
    """Hand over one mail; False when none is waiting.

    `begin` opens a unit of work of the worker. The mail is claimed in one transaction, the
    state DOT is committed in another before the end of the message is sent, and what the relay
    said is committed in a third: a kill between any two is found by `sweep`.
    """
    with begin() as uow:
        row = store.claim(uow.session, holder, uow.clock.now())
        if row is None:
            return False
        if row.sealed is not None and uow.vault.is_destroyed(row.incident_id):
            return _refuse_destroyed(uow, row)
        mail = _held(uow, row)
        attempts, message_id, now = row.attempts, row.message_id, uow.clock.now()

    def before_dot() -> None:
        _move(begin, mail, holder, (MailState.SENDING, MailState.DOT))

    try:
        reply = mailer.hand_over(compose(mail, sender, message_id, now), before_dot)
    except UncertainError as error:
        _settle(begin, mail, holder, MailState.UNCERTAIN, str(error))
    except PermanentError as error:
        _settle(begin, mail, holder, MailState.REFUSED, str(error))
    except TransientError as error:
        _retry(begin, mail, holder, attempts, str(error))
    else:
        sent = MailState.ACCEPTED if mailer.is_real else MailState.KEPT
        _settle(begin, mail, holder, sent, reply)
    return True


def sweep(uow: UnitOfWork) -> int:
    """Take over what dead workers left: before the dot it is queued again, after it uncertain."""
    rows = store.abandoned(uow.session, uow.clock.now())
    return sum(_take_over(uow, row) for row in rows)


def _take_over(uow: UnitOfWork, row: OutboxMail) -> bool:
    """False when the holder, thought dead, was faster after all."""
    is_dot = row.state is MailState.DOT
    wanted = MailState.UNCERTAIN if is_dot else MailState.QUEUED
    settled_at = uow.clock.now() if is_dot else None
    if not store.move(
        uow.session, row.id, row.holder, row.state, wanted, lease_until=None, settled_at=settled_at
    ):
        return False
    uow.record(MailSettled(row.id, row.incident_id, wanted))
    return True


def decide(uow: UnitOfWork, mail_id: str, wanted: MailState, reason: str) -> None:
    """A person settles an uncertain mail: QUEUED sends it again, ACCEPTED counts it as sent."""
    uow.actor.require(Permission.OUTBOX_READ)
    row = store.get(uow.session, mail_id)
    LIFECYCLE.check(row.state, wanted)
    if not reason.strip():
        raise RuleError(_("Say why: somebody may ask what became of this mail."), field="reason")
    row.state, row.reply = wanted, reason.strip()
    row.not_before, row.settled_at = uow.clock.now(), uow.clock.now()
    uow.record(MailDecided(row.id, row.incident_id, wanted))


def page(uow: UnitOfWork, offset: int, limit: int) -> tuple[tuple[MailView, ...], int]:
    uow.actor.require(Permission.OUTBOX_READ)
    rows, total = store.page(uow.session, offset, limit)
    return tuple(_view(row) for row in rows), total


def get(uow: UnitOfWork, mail_id: str) -> MailView:
    uow.actor.require(Permission.OUTBOX_READ)
    return _view(store.get(uow.session, mail_id))


def counts(uow: UnitOfWork) -> dict[MailState, int]:
    """How many mails are in each state, on the whole instance; no content."""
    return store.counts(uow.session)


def state(uow: UnitOfWork, mail_id: str) -> MailState | None:
    """How a mail stands, for the feature that queued it; no content."""
    row = store.find(uow.session, mail_id)
    return row.state if row else None


def _place(mail_id: str) -> str:
    return f"outbox_mail|{mail_id}"


def _held(uow: UnitOfWork, row: OutboxMail) -> NewMail:
    """The mail as it leaves."""
    address, text, html = row.to_address, row.text, row.html
    if row.sealed is not None:
        key = uow.vault.key(row.incident_id)
        address, text, html = json.loads(key.open(_place(row.id), row.sealed))
    return NewMail(
        row.id,
        row.purpose,
        row.incident_id,
        row.recipient_id,
        address,
        row.language,
        row.subject,
        _with_secret(uow, row, text),
        _with_secret(uow, row, html),
        is_sealed=row.sealed is not None,
    )


def _refuse_destroyed(uow: UnitOfWork, row: OutboxMail) -> bool:
    """Its content was destroyed with the personal data of the incident while it waited."""
    row.state, row.settled_at = MailState.REFUSED, uow.clock.now()
    uow.record(MailSettled(row.id, row.incident_id, MailState.REFUSED))
    return True


def _with_secret(uow: UnitOfWork, row: OutboxMail, text: str) -> str:
    if not row.secret_id:
        return text
    return text.replace(SECRET, uow.keys.token(SECRET_PURPOSE, row.secret_id))


def _move(begin: Begin, mail: NewMail, holder: str, states: tuple[MailState, MailState]) -> None:
    with begin() as uow:
        if not store.move(uow.session, mail.id, holder, *states):
            raise LostMailError(mail.id)


def _settle(begin: Begin, mail: NewMail, holder: str, state: MailState, reply: str) -> None:
    with begin() as uow:
        reply = _kept(mail, reply)
        _leave(uow, mail.id, holder, state, reply=reply, settled_at=uow.clock.now())
        uow.record(MailSettled(mail.id, mail.incident_id, state))
    log.info("mail settled", extra={"mail_id": mail.id, "state": state.value})


def _retry(begin: Begin, mail: NewMail, holder: str, attempts: int, reply: str) -> None:
    """Wait, then try again; after many attempts the mail is given up and listed."""
    if attempts >= MAX_ATTEMPTS:
        _settle(begin, mail, holder, MailState.REFUSED, reply)
        return
    with begin() as uow:
        until = uow.clock.now() + wait_after(attempts)
        reply = _kept(mail, reply)
        _leave(uow, mail.id, holder, MailState.QUEUED, reply=reply, not_before=until)


def _kept(mail: NewMail, reply: str) -> str:
    """What the relay said; of a sealed mail its number only, since words may name the address."""
    code = reply[:CODE_DIGITS]
    if not mail.is_sealed:
        return reply
    return code if code.isdigit() else ""


def _leave(uow: UnitOfWork, mail_id: str, holder: str, wanted: MailState, **values: object) -> None:
    """End the attempt; LostMailError when the mail was swept meanwhile: then people decide."""
    now = store.get(uow.session, mail_id).state
    is_ours = now in UNDER_WAY and store.move(uow.session, mail_id, holder, now, wanted, **values)
    if not is_ours:
        raise LostMailError(mail_id)


def _view(row: OutboxMail) -> MailView:
    return MailView(
        id=row.id,
        purpose=row.purpose,
        incident_id=row.incident_id,
        to_address=row.to_address,
        subject=row.subject,
        text=row.text,
        message_id=row.message_id,
        state=row.state,
        queued_at=row.queued_at,
        attempts=row.attempts,
        settled_at=row.settled_at,
        reply=row.reply,
    )
