"""Giving an answer: once, by a person who has read it again, in the outbox or outside of it."""

from dataclasses import dataclass, field
from itertools import groupby

from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra import templating
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import MailDecided, MailSettled, MailState, NewMail
from breachdesk.replies import store
from breachdesk.replies.domain import OPEN, Draft, ReplyChannel, ReplyState, Seen
from breachdesk.replies.domain.checks import check_draft
from breachdesk.replies.domain.events import ReplyAnswered, ReplyOpened
from breachdesk.replies.domain.reply import LIFECYCLE
from breachdesk.replies.models import Reply
from breachdesk.replies.service import handling, reading, sealing
from breachdesk.wording.domain.texts import Kind, blocks

TEMPLATE = "mail/reply"


@dataclass(frozen=True, slots=True)
class Review:
    """What a person reads once more before the answer is given; by e-mail alone all of it."""

    email: str = field(repr=False)
    subject: str
    text: str = field(repr=False)


def review(uow: UnitOfWork, seen: Seen, draft: Draft) -> Review:
    """The answer as it would be given. It shows whom it goes to, which is recorded."""
    row = handling.changing(uow, seen)
    case = incidents.case(uow, row.incident_id, Permission.PEOPLE_READ)
    email = _checked(uow, row, draft)
    uow.record(ReplyOpened(row.id, case.id))
    if draft.channel is not ReplyChannel.EMAIL:
        return Review("", "", draft.text)
    mail = _mail(uow, case, row, draft, email)
    return Review(email, mail.subject, mail.text)


def answer(uow: UnitOfWork, seen: Seen, draft: Draft) -> None:
    """Keep the answer sealed, and by e-mail queue it; the same draft twice is given once."""
    case = incidents.case(uow, seen.incident_id, Permission.PEOPLE_READ)
    known = store.get(uow.session, case.id, seen.reply_id)
    if known.answer_id == draft.id and known.state not in OPEN:
        return
    row = handling.changing(uow, seen)
    email = _checked(uow, row, draft)
    key = sealing.key_of(uow, case.id)
    row.answer_sealed = sealing.seal_answer(key, row.id, draft.text)
    row.answer_id, row.answer_channel, row.answered_by = draft.id, draft.channel, uow.actor.name
    row.answered_at = draft.at or uow.clock.now()
    row.state = ReplyState.ANSWERED
    is_mail = draft.channel is ReplyChannel.EMAIL
    uow.record(ReplyAnswered(row.id, case.id, draft.channel, draft.id if is_mail else ""))
    if is_mail:
        outbox.queue(uow, _mail(uow, case, row, draft, email))


def on_mail_settled(uow: UnitOfWork, event: MailSettled | MailDecided) -> None:
    """An answer that the relay refused was not given: it is in hand again."""
    if event.state is not MailState.REFUSED:
        return
    row = store.by_answer(uow.session, event.subject_id)
    if row is not None and row.state in {ReplyState.ANSWERED, ReplyState.CLOSED}:
        handling.back_in_hand(uow, row)


def mail_state(uow: UnitOfWork, incident_id: str, reply_id: str) -> MailState | None:
    """How the answer's mail stands; None where none was sent."""
    view = reading.get(uow, incident_id, reply_id)
    if view.answer_channel is not ReplyChannel.EMAIL:
        return None
    return outbox.state(uow, view.mail_id)


def _checked(uow: UnitOfWork, row: Reply, draft: Draft) -> str:
    """The address the answer would go to; RuleError when it cannot be given so."""
    if not LIFECYCLE.allows(row.state, ReplyState.ANSWERED):
        raise RuleError(_("This is no longer possible in the present state."))
    letter = sealing.open_letter(sealing.key_of(uow, row.incident_id), row)
    check_draft(draft, letter.email, row.received_at, uow.clock.now())
    return letter.email


def _mail(uow: UnitOfWork, case: Case, row: Reply, draft: Draft, email: str) -> NewMail:
    """Its subject tells nothing but the reference: it stands in clear wherever mails are listed."""
    words = {
        "reference": reading.line(uow, case, row).reference,
        "text": draft.text,
        "runs": [
            (is_list, list(run))
            for is_list, run in groupby(blocks(draft.text), key=lambda one: one.kind is Kind.ITEM)
        ],
        "organisation": organisations.names(uow)[case.organisation_id],
    }
    subject, text, html = (
        templating.render(f"{TEMPLATE}/{part}", row.language, words)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return NewMail(
        id=draft.id,
        purpose="reply",
        incident_id=case.id,
        recipient_id=row.id,
        to_address=email,
        language=row.language,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        is_sealed=True,
    )
