"""The engine: claims a slice of mails and hands it over, so that a kill at any moment is safe.

Five steps, a transaction each where something is written: claim under a lease; write the mails;
offer a window of them; commit that their final dots follow; send the dots and hear what the relay
says, which is committed with the dots of the next window. A kill before the fourth leaves mails
that nobody can have accepted, which are queued again; a kill after it leaves that one window
uncertain.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from breachdesk.infra.smtp.outcomes import Accepted, Deferred, Offered, Refused, Uncertain
from breachdesk.infra.smtp.window import Opened, Settled, Window
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.errors import BreachDeskError, TransientError
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import (
    MAX_ATTEMPTS,
    DeliveryState,
    reply_class,
    wait_after,
)
from breachdesk.outreach.domain.pace import Throttle, levels_from, rest_after
from breachdesk.outreach.models import Campaign, CampaignPace
from breachdesk.outreach.service import plans, running
from breachdesk.outreach.service.writing import Batch, Outgoing, Ready, Written, write
from breachdesk.outreach.store import campaigns as store
from breachdesk.outreach.store import queue
from breachdesk.outreach.store.queue import Held, Outcome

log = logging.getLogger(__name__)

Answers: TypeAlias = list[tuple[Held, Settled]]
"""What the relay said to the final dots of a window, until it is committed."""

SLICE, WINDOWS = 100, 20
"""A slice is so many mails or so many windows, whichever is more."""

PURPOSE = "campaign-message-id"
D = DeliveryState


@dataclass(frozen=True)
class Hands:
    """A worker: how it opens transactions, its connections, and its name."""

    begin: Callable[[], UnitOfWork]
    read: Callable[[], UnitOfWork]
    window: Window
    outgoing: Outgoing
    holder: str
    is_stopping: Callable[[], bool] = lambda: False


def send_slice(hands: Hands) -> bool:
    """Hand over some mails of one campaign; False when nothing may leave now."""
    with hands.begin() as uow:
        batch = _claim(uow, hands)
    if batch is None:
        return False
    try:
        with hands.read() as uow:
            written = write(uow, batch, hands.outgoing)
    except TransientError:
        raise
    except BreachDeskError as error:
        _give_up(hands, batch, error)
        return True
    _leave_out(hands, batch, written)
    _hand_over(hands, batch, written.ready)
    return True


def _claim(uow: UnitOfWork, hands: Hands) -> Batch | None:
    """Rows of the first running campaign that may send now."""
    for row in store.in_state(uow.session, [CampaignState.RUNNING]):
        pace = store.pace(uow.session, row.id)
        rows = _admitted(uow, row, pace, hands)
        if rows:
            text = store.texts(uow.session, [row])[row.id]
            labelled = [_labelled(uow, row.id, one, text.sha256, hands) for one in rows]
            queue.label(
                uow.session, [new for old, new in zip(rows, labelled, strict=True) if new != old]
            )
            return Batch(
                row.id,
                row.incident_id,
                row.number,
                plans.wordings_of(text),
                plans.audience_of(row).people,
                labelled,
                pace.failures,
            )
    running.advance(uow)
    return None


def _admitted(uow: UnitOfWork, row: Campaign, pace: CampaignPace, hands: Hands) -> list[Held]:
    now = uow.clock.now()
    if pace.rest_until and pace.rest_until > now:
        return []
    throttle = Throttle(plans.pace_of(row), now, levels_from(pace.levels))
    room = throttle.room(max(SLICE, WINDOWS * hands.window.size))
    if not room:
        return []
    wanted = queue.Wanted(row.id, hands.holder, pace.released_to, room, throttle.exhausted())
    rows = queue.claim(uow.session, wanted, now)
    may = throttle.admit([one.domain for one in rows])
    queue.release(
        uow.session, hands.holder, [one.id for one, yes in zip(rows, may, strict=True) if not yes]
    )
    levels = throttle.to_json()
    if levels != pace.levels:
        pace.levels = levels
    return [one for one, yes in zip(rows, may, strict=True) if yes]


def _labelled(uow: UnitOfWork, campaign_id: str, row: Held, text_sha256: str, hands: Hands) -> Held:
    """With its code and Message-ID, which are made once."""
    if row.message_id:
        return row
    about = f"{campaign_id}|{row.person_id}|{text_sha256}"
    mac = uow.keys.mac(PURPOSE, about.encode())[:40]
    return row._replace(code=codes.new_code(), message_id=hands.outgoing.message_id(mac))


def _give_up(hands: Hands, batch: Batch, error: BreachDeskError) -> None:
    """The persons cannot be read: nothing of this campaign can leave until somebody looked."""
    log.error("campaign unreadable", extra={"campaign_id": batch.campaign_id})
    with hands.begin() as uow:
        queue.release(uow.session, hands.holder, [row.id for row in batch.rows])
        row = store.get(uow.session, batch.incident_id, batch.campaign_id, lock=True)
        running.pause_for(uow, row, "unreadable", error.text)


def _leave_out(hands: Hands, batch: Batch, written: Written) -> None:
    if not written.left_out:
        return
    with hands.begin() as uow:
        now = uow.clock.now()
        outcomes = [
            Outcome(one, D.EXCLUDED, why.value, now) for one, why in written.left_out.items()
        ]
        queue.settle(uow.session, hands.holder, (D.SENDING,), outcomes, now)
    log.info("left out", extra={"campaign_id": batch.campaign_id, "count": len(written.left_out)})


def _hand_over(hands: Hands, batch: Batch, ready: Sequence[Ready]) -> None:
    """Window after window, until the slice is through or something says to stop."""
    left = {one.row.id for one in ready}
    size = hands.window.size
    answers: Answers = []
    try:
        for at in range(0, len(ready), size):
            some = ready[at : at + size]
            left -= {one.row.id for one in some}
            if not _send(hands, batch, some, answers) or hands.is_stopping():
                break
    except BaseException:
        # What was offered must not be concluded by whatever comes next.
        hands.window.close()
        raise
    finally:
        if answers:
            with hands.begin() as uow:
                _note_answers(uow, hands, answers)
    if left:
        _put_back(hands, batch, left)


def _send(hands: Hands, batch: Batch, some: Sequence[Ready], answers: Answers) -> bool:
    """One window; False when the next one had better wait.

    `answers` are those to the window before, replaced by those to this one.
    """
    opened = hands.window.offer([one.letter for one in some])
    places = {at: some[at].row for at, one in enumerate(opened) if isinstance(one, Offered)}
    with hands.begin() as uow:
        _note_answers(uow, hands, answers)
        ours = queue.to_dot(
            uow.session,
            batch.campaign_id,
            hands.holder,
            [row.id for row in places.values()],
            uow.clock.now(),
        )
        _note_refusals(uow, hands, batch, list(zip(some, opened, strict=True)))
    answers.clear()
    for at, row in places.items():
        if row.id not in ours:
            hands.window.withdraw(at)
    if ours:
        answers.extend((places[at], one) for at, one in hands.window.conclude())
    if len(ours) < len(places):
        _put_back(hands, batch, {row.id for row in places.values()} - ours)
    return len(ours) == len(places) and not _is_blocked(opened)


def _note_answers(uow: UnitOfWork, hands: Hands, answers: Answers) -> None:
    now = uow.clock.now()
    outcomes = [_outcome(uow, row, one) for row, one in answers]
    # What was swept meanwhile is uncertain: this answer is what was missing.
    done = queue.settle(uow.session, hands.holder, (D.DOT, D.UNCERTAIN), outcomes, now)
    if done != len(outcomes):
        log.warning("somebody decided about mails before their answer came")


def _put_back(hands: Hands, batch: Batch, ids: Collection[int]) -> None:
    """The slice ends early, or the campaign was paused or stopped meanwhile."""
    with hands.begin() as uow:
        queue.release(uow.session, hands.holder, ids)
        queue.cancel_in_stopped(uow.session, uow.clock.now())
    log.info("put back", extra={"campaign_id": batch.campaign_id, "count": len(ids)})


def _note_refusals(
    uow: UnitOfWork, hands: Hands, batch: Batch, tried: Sequence[tuple[Ready, Opened]]
) -> None:
    """What the relay said before the dot; its view of our own address is no person's fault."""
    now = uow.clock.now()
    outcomes, of_sender = [], []
    for one, opened in tried:
        if isinstance(opened, Refused) and opened.of_sender:
            of_sender.append(one.row.id)
        elif not isinstance(opened, Offered):
            outcomes.append(_outcome(uow, one.row, opened))
    queue.settle(uow.session, hands.holder, (D.SENDING,), outcomes, now)
    queue.release(uow.session, hands.holder, of_sender)
    if of_sender:
        row = store.get(uow.session, batch.incident_id, batch.campaign_id, lock=True)
        running.pause_for(uow, row, "sender-refused", running.SENDER_REFUSED)
    silent = _is_silent([opened for _one, opened in tried])
    if silent or batch.failures:
        _rest(uow, batch, is_silent=silent)


def _rest(uow: UnitOfWork, batch: Batch, *, is_silent: bool) -> None:
    """Knock again later at a relay that is not heard; longer each time."""
    pace = store.pace(uow.session, batch.campaign_id)
    pace.failures = pace.failures + 1 if is_silent else 0
    pace.rest_until = uow.clock.now() + rest_after(pace.failures) if is_silent else None


def _is_silent(opened: Sequence[Opened]) -> bool:
    """The relay itself was not heard: the fault lies with no recipient."""
    return all(isinstance(one, Deferred) and not one.reply for one in opened)


def _is_blocked(opened: Sequence[Opened]) -> bool:
    return _is_silent(opened) or any(isinstance(one, Refused) and one.of_sender for one in opened)


def _outcome(uow: UnitOfWork, row: Held, one: Opened | Settled) -> Outcome:
    now = uow.clock.now()
    match one:
        case Accepted(reply):
            return Outcome(row.id, D.ACCEPTED, reply_class(reply), now)
        case Refused():
            return Outcome(row.id, D.REFUSED, reply_class(one.reply), now)
        case Deferred() if row.attempts >= MAX_ATTEMPTS:
            return Outcome(row.id, D.REFUSED, reply_class(one.reply), now)
        case Deferred():
            again = now + wait_after(row.attempts)
            return Outcome(row.id, D.QUEUED, reply_class(one.reply), again)
        case Uncertain():
            return Outcome(row.id, D.UNCERTAIN, "", now)
        case Offered():
            raise RuntimeError("an offer is no outcome")
