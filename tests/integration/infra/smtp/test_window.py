"""Several messages under way at once: what is known of each, against the relay's own log."""

import socket
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from select import select

import pytest

from breachdesk.infra.smtp.outcomes import Accepted, Deferred, Offered, Refused, Uncertain
from breachdesk.infra.smtp.window import Letter, Settled, Window
from tests.faulty_relay.habits import UNCLEAR, Fault, Habits
from tests.faulty_relay.relay import faulty_relay
from tests.integration.infra.smtp.mails import PIPELINED, PLAIN, client, content, to


def letter(kind: str) -> Letter:
    return Letter(to(kind), content(kind))


def letters(*kinds: str) -> list[Letter]:
    return [letter(kind) for kind in kinds]


@pytest.mark.parametrize("extensions", [PIPELINED, PLAIN])
def test_each_outcome_stands_at_the_place_of_its_message(
    tmp_path: Path, extensions: tuple[str, ...]
) -> None:
    kinds = ["ada", Fault.RCPT_REFUSED, Fault.DOT_LATER, Fault.TAKEN, Fault.RCPT_DROP, "bob"]
    habits = Habits(extensions=extensions)
    with faulty_relay(tmp_path, habits) as relay, Window(client(relay), 8) as window:
        offered = window.offer(letters(*kinds))
        concluded = dict(window.conclude())

    assert [type(one) for one in offered] == [
        Offered, Refused, Offered, Offered, Deferred, Offered,
    ]  # fmt: skip
    assert {place: type(one) for place, one in concluded.items()} == {
        0: Accepted,
        2: Deferred,
        3: Uncertain,
        5: Accepted,
    }
    assert len(relay.accepted()) == 3  # ada, bob, and the one that is uncertain


def test_the_next_batch_rides_along_and_the_connections_stay(tmp_path: Path) -> None:
    batches = [letters(*(f"p{batch}{place}" for place in range(4))) for batch in range(5)]
    with faulty_relay(tmp_path, Habits()) as relay, Window(client(relay), 4) as window:
        for batch, following in pairwise([*batches, []]):
            assert window.offer(batch) == [Offered()] * 4
            found = dict(window.conclude([one.envelope for one in following]))
            assert found == dict.fromkeys(range(4), Accepted("250 taken"))

        assert len(relay.accepted()) == 20
        assert relay.connections() == 4


def test_one_mute_answer_does_not_keep_the_others_waiting(tmp_path: Path) -> None:
    with (
        faulty_relay(tmp_path, Habits()) as relay,
        Window(client(relay, dot_timeout=0.5), 3) as window,
    ):
        window.offer(letters(Fault.MUTE, "ada", "bob"))
        outcomes = list(window.conclude())

    assert {place for place, _one in outcomes[:2]} == {1, 2}
    assert outcomes[2][0] == 0
    assert isinstance(outcomes[2][1], Uncertain)


def test_a_withdrawn_message_is_not_accepted_and_its_place_is_free_again(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits()) as relay, Window(client(relay), 2) as window:
        window.offer(letters("ada", "bob"))
        window.withdraw(0)

        assert dict(window.conclude()) == {1: Accepted("250 taken")}
        assert window.offer(letters("eve")) == [Offered()]
        assert dict(window.conclude()) == {0: Accepted("250 taken")}
        assert [one.message_id for one in relay.accepted()] == [
            "<bob@breachdesk>",
            "<eve@breachdesk>",
        ]


@pytest.mark.parametrize("farewell", ["", "421 idle for too long"])
def test_connections_the_relay_tired_of_are_opened_anew(tmp_path: Path, farewell: str) -> None:
    with (
        faulty_relay(tmp_path, Habits(idle=0.1, farewell=farewell)) as relay,
        Window(client(relay), 2) as window,
    ):
        window.offer(letters("ada", "bob"))
        list(window.conclude())
        for session in window._sessions.values():  # noqa: SLF001  # until it has hung up
            select([session], [], [], 5)

        assert window.offer(letters("eve", "zoe")) == [Offered()] * 2
        assert len(dict(window.conclude())) == 2
        assert relay.connections() == 4


def test_a_batch_shorter_or_other_than_announced_reaches_only_its_own_people(
    tmp_path: Path,
) -> None:
    with faulty_relay(tmp_path, Habits()) as relay, Window(client(relay), 2) as window:
        window.offer(letters("ada", "bob"))
        list(window.conclude([to("eve"), to("zoe")]))

        assert window.offer(letters("kim")) == [Offered()]
        assert dict(window.conclude()) == {0: Accepted("250 taken")}
        assert window.offer(letters("lea", "zoe")) == [Offered()] * 2
        list(window.conclude())
        assert Counter(one.message_id[1:4] for one in relay.accepted()) == Counter(
            ["ada", "bob", "kim", "lea", "zoe"]
        )


def test_a_batch_that_was_not_concluded_is_not_mixed_with_the_next(tmp_path: Path) -> None:
    """Its dots were not committed: they must never be sent along with others."""
    with faulty_relay(tmp_path) as relay, Window(client(relay), 2) as window:
        window.offer(letters("ada", "bob"))
        with pytest.raises(RuntimeError):
            window.offer(letters("eve"))

    assert relay.accepted() == []


def test_without_a_relay_every_message_waits(tmp_path: Path) -> None:
    with socket.socket() as closed, faulty_relay(tmp_path, Habits()) as relay:
        closed.bind(("127.0.0.1", 0))
        with Window(client(relay, port=closed.getsockname()[1]), 3) as window:
            outcomes = window.offer(letters("ada", "bob", "eve"))
            assert list(window.conclude()) == []

    assert {type(one) for one in outcomes} == {Deferred}
    assert all("cannot be reached" in str(one.reason) for one in outcomes)  # type: ignore[union-attr]


def test_relays_that_hang_are_waited_for_together(tmp_path: Path) -> None:
    """Ten messages one after another would take ten times the time out, and outlive leases."""
    with (
        faulty_relay(tmp_path, Habits(latency=30)) as relay,
        Window(client(relay, reply_timeout=0.3), 10) as window,
    ):
        started = time.monotonic()
        outcomes = window.offer(letters(*(f"p{number}" for number in range(10))))

    assert {type(one) for one in outcomes} == {Deferred}
    assert time.monotonic() - started < 2


def test_a_batch_larger_than_the_window_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with (
        faulty_relay(tmp_path, Habits()) as relay,
        Window(client(relay), 1) as window,
        pytest.raises(ValueError, match="window"),
    ):
        window.offer(letters("ada", "bob"))


PEOPLE = 400
ATTEMPTS = 6


@pytest.mark.parametrize(
    ("extensions", "size", "rides"),
    [
        (PIPELINED, 1, True),
        (PIPELINED, 1, False),
        (PIPELINED, 8, True),
        (PIPELINED, 50, False),
        (PLAIN, 8, True),
    ],
)
def test_what_is_known_agrees_with_the_relays_log_whatever_fails(
    tmp_path: Path, extensions: tuple[str, ...], size: int, *, rides: bool
) -> None:
    """The invariants of sending (I1 to I5), with every fourth message or so meeting a fault."""
    habits = Habits(seed=size, rate=0.25, extensions=extensions)
    people = [f"p{number}" for number in range(PEOPLE)]
    with faulty_relay(tmp_path, habits) as relay, Window(client(relay), size) as window:
        known = _campaign(window, people, rides=rides)
        taken = Counter(one.message_id for one in relay.accepted())
        met = relay.met()

    of = {kind: {f"<{p}@breachdesk>" for p in people if known[p] is kind} for kind in _FATES}
    assert sum(map(len, of.values())) == PEOPLE  # I1
    assert max(taken.values()) == 1  # I2
    assert of[Accepted] <= set(taken)  # I3
    assert set(taken) <= of[Accepted] | of[Uncertain]  # I4
    cuts = UNCLEAR | {Fault.CONTENT_DROP}  # the latter may show only after the dot
    if rides and extensions is PIPELINED:
        cuts |= {Fault.RCPT_DROP}  # takes the answer to the dot before it along
    assert 0 < len(of[Uncertain]) <= sum(met[fault] for fault in cuts)  # I5
    assert len(met) >= 15  # nearly every kind of fault was there


_FATES = (Accepted, Refused, Deferred, Uncertain)


def _campaign(window: Window, people: list[str], *, rides: bool) -> dict[str, type]:
    """As a sender works: what is deferred comes again, at most ATTEMPTS times."""
    known: dict[str, type] = {}
    for _attempt in range(ATTEMPTS):
        waiting = [one for one in people if known.get(one, Deferred) is Deferred]
        batches = [waiting[at : at + window.size] for at in range(0, len(waiting), window.size)]
        for batch, following in pairwise([*batches, []]):
            known |= dict(zip(batch, map(type, window.offer(letters(*batch))), strict=True))
            ahead = [to(one) for one in following] if rides else []
            outcomes: dict[int, Settled] = dict(window.conclude(ahead))
            known |= {batch[place]: type(one) for place, one in outcomes.items()}
    return known
