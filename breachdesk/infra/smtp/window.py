"""Several messages under way at once, one on each connection."""

import select
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Self, TypeAlias

from breachdesk.infra.smtp.outcomes import (
    Accepted,
    Deferred,
    Offered,
    Refused,
    Uncertain,
    unanswered,
)
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.session import Envelope, RelaySession
from breachdesk.kernel.errors import TransientError, UncertainError

_SHORTEST_WAIT = 0.05


class Letter(NamedTuple):
    envelope: Envelope
    content: bytes


Opened: TypeAlias = Offered | Refused | Deferred
Settled: TypeAlias = Accepted | Refused | Deferred | Uncertain


class Window:
    """`offer` up to `size` messages, commit that their dots follow, `conclude` them all.

    A message is named by its place in the batch. A crash leaves one batch uncertain, so `size`
    is how many messages a person may have to decide about. Connections are opened when needed,
    and anew when the relay closed them.
    """

    def __init__(self, relay: Relay, size: int) -> None:
        self.size = size
        self._relay = relay
        self._sessions: dict[int, RelaySession] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def offer(self, letters: Sequence[Letter]) -> list[Opened]:
        """Everything but the final dots; one outcome for each letter, in their order."""
        if len(letters) > self.size:
            raise ValueError("more letters than the window holds")
        if any(session.is_offered for session in self._sessions.values()):
            raise RuntimeError("conclude or withdraw what was offered first")
        found = self._attempt(dict(enumerate(letters)))
        # The relay may just have been tired of an idle connection: once more over a new one.
        again = {
            place: letters[place]
            for place, outcome in found.items()
            if isinstance(outcome, Deferred) and self._broke(place)
        }
        found |= self._attempt(again)
        return [found[place] for place in range(len(letters))]

    def withdraw(self, place: int) -> None:
        """Let a message that was offered go no further: its connection is given up."""
        self._sessions[place].close()

    def conclude(self, then: Sequence[Envelope] = ()) -> Iterator[tuple[int, Settled]]:
        """The final dots of all that were offered, at once; then each outcome as it arrives.

        `then` are the envelopes of the next batch, in its order. Take every outcome before it.
        """
        asked: dict[int, RelaySession] = {}
        lost: list[tuple[int, Settled]] = []
        for place, session in self._sessions.items():
            if not session.is_offered:
                continue
            try:
                session.finish(then[place] if place < len(then) else None)
                asked[place] = session
            except UncertainError as error:
                lost.append((place, Uncertain(error.text)))
        return _outcomes(lost, asked, time.monotonic() + self._relay.dot_timeout)

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()

    def _attempt(self, letters: Mapping[int, Letter]) -> dict[int, Opened]:
        found: dict[int, Opened] = {}
        for place, failure in self._open(letters).items():
            found[place] = Deferred("", failure.text)
        reached = {place: one for place, one in letters.items() if place not in found}
        for place, letter in reached.items():
            _announce(self._sessions[place], letter.envelope)
        until = time.monotonic() + self._relay.reply_timeout
        for place, letter in reached.items():
            left = max(until - time.monotonic(), _SHORTEST_WAIT)
            try:
                found[place] = self._sessions[place].offer(*letter, timeout=left)
            except TransientError as error:
                found[place] = Deferred("", error.text)
        return found

    def _broke(self, place: int) -> bool:
        """There was a connection and now there is none."""
        return place in self._sessions and not self._sessions[place].is_open

    def _open(self, places: Mapping[int, Letter]) -> dict[int, TransientError]:
        """Connect side by side, for a handshake takes many round trips; the failures by place."""
        missing = [place for place in places if not self._is_open(place)]
        failures: dict[int, TransientError] = {}
        if not missing:
            return failures
        with ThreadPoolExecutor(len(missing)) as threads:
            for place, found in zip(missing, threads.map(self._connect, missing), strict=True):
                if isinstance(found, TransientError):
                    failures[place] = found
                    self._sessions.pop(place, None)
                else:
                    self._sessions[place] = found
        return failures

    def _connect(self, _place: int) -> RelaySession | TransientError:
        try:
            return self._relay.connect()
        except TransientError as error:
            return error

    def _is_open(self, place: int) -> bool:
        return place in self._sessions and self._sessions[place].is_open


def _announce(session: RelaySession, envelope: Envelope) -> None:
    try:
        session.announce(envelope)
    except TransientError:
        return  # offer finds the session closed


def _outcomes(
    lost: list[tuple[int, Settled]], asked: dict[int, RelaySession], until: float
) -> Iterator[tuple[int, Settled]]:
    yield from lost
    if len(asked) == 1:  # nobody to be kept waiting: spare the selector
        [(place, session)] = asked.items()
        yield place, _answer(session)
        return
    waiting = select.poll()
    places = {session.fileno(): place for place, session in asked.items()}
    for number in places:
        waiting.register(number, select.POLLIN)
    while asked:
        ready = waiting.poll(max(until - time.monotonic(), 0) * 1000)
        if not ready:
            break
        for number, _events in ready:
            waiting.unregister(number)
            place = places[number]
            yield place, _answer(asked.pop(place))
    for place, session in asked.items():
        session.close()
        yield place, Uncertain(unanswered().text)


def _answer(session: RelaySession) -> Settled:
    try:
        return session.answer()
    except UncertainError as error:
        return Uncertain(error.text)
