"""What one connection concludes from what a relay does, against the relay's own log."""

from collections.abc import Iterator
from pathlib import Path
from select import select

import pytest

from breachdesk.infra.smtp.outcomes import Accepted, Deferred, Offered, Refused
from breachdesk.infra.smtp.session import Envelope, RelaySession
from breachdesk.kernel.errors import TransientError, UncertainError
from tests.faulty_relay.habits import Fault, Habits
from tests.faulty_relay.relay import FaultyRelay, faulty_relay
from tests.integration.infra.smtp.mails import PIPELINED, PLAIN, SENDER, client, content, to


@pytest.fixture(scope="module", params=[PIPELINED, PLAIN], ids=["pipelined", "one by one"])
def running(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[FaultyRelay]:
    folder = tmp_path_factory.mktemp("relay")
    with faulty_relay(folder, Habits(extensions=request.param, keeps=True)) as relay:
        yield relay


@pytest.fixture
def relay(running: FaultyRelay) -> FaultyRelay:
    running.forget()
    return running


@pytest.fixture
def session(relay: FaultyRelay) -> Iterator[RelaySession]:
    with client(relay).connect() as session:
        yield session


def send(session: RelaySession, kind: str) -> object:
    outcome = session.offer(to(kind), content(kind))
    return session.conclude() if isinstance(outcome, Offered) else outcome


def ids(relay: FaultyRelay) -> list[str]:
    return [one.message_id for one in relay.accepted()]


def test_many_messages_go_over_one_connection_each_to_one_person(
    relay: FaultyRelay, session: RelaySession
) -> None:
    people = [f"p{number}" for number in range(20)]

    outcomes = [send(session, person) for person in people]

    assert outcomes == [Accepted("250 taken")] * 20
    assert ids(relay) == [f"<{person}@breachdesk>" for person in people]
    assert [one.recipients for one in relay.accepted()] == [(to(p).recipient,) for p in people]
    assert relay.connections() == 1


@pytest.mark.parametrize(
    ("fault", "kind", "reply"),
    [
        (Fault.RCPT_LATER, Deferred, "452 mailbox full"),
        (Fault.RCPT_REFUSED, Refused, "550 no such person"),
        (Fault.DATA_LATER, Deferred, "451 no room"),
        (Fault.DATA_REFUSED, Refused, "554 no mail today"),
        (Fault.DOT_LATER, Deferred, "451 try later"),
        (Fault.DOT_REFUSED, Refused, "554 not wanted"),
    ],
)
def test_after_a_refusal_the_connection_takes_the_next_message(
    relay: FaultyRelay, session: RelaySession, fault: Fault, kind: type, reply: str
) -> None:
    outcome = send(session, fault)

    assert isinstance(outcome, kind)
    assert outcome.reply == reply  # type: ignore[attr-defined]
    assert reply in str(outcome.reason)  # type: ignore[attr-defined]
    assert send(session, "ada") == Accepted("250 taken")
    assert ids(relay) == ["<ada@breachdesk>"]
    assert relay.connections() == 1


@pytest.mark.parametrize(
    ("fault", "kind"), [(Fault.MAIL_LATER, Deferred), (Fault.MAIL_REFUSED, Refused)]
)
def test_a_relay_that_does_not_take_our_own_address_is_told_apart(
    session: RelaySession, fault: Fault, kind: type
) -> None:
    outcome = session.offer(Envelope(f"{fault}@tilleuls.example", "ada@x.example"), content(1))

    assert isinstance(outcome, kind)
    assert getattr(outcome, "of_sender", True)
    assert send(session, "ada") == Accepted("250 taken")


def test_a_refused_person_says_nothing_about_our_own_address(session: RelaySession) -> None:
    outcome = send(session, Fault.RCPT_REFUSED)

    assert isinstance(outcome, Refused)
    assert not outcome.of_sender


@pytest.mark.parametrize("fault", [Fault.RCPT_CLOSING, Fault.DOT_CLOSING])
def test_421_closes_the_session_and_nothing_was_accepted(
    relay: FaultyRelay, session: RelaySession, fault: Fault
) -> None:
    outcome = send(session, fault)

    assert isinstance(outcome, Deferred)
    assert outcome.reply == "421 going down"
    assert not session.is_open
    assert ids(relay) == []


def test_a_relay_that_wants_the_message_of_a_refused_person_gets_none(tmp_path: Path) -> None:
    """RFC 2920 would have an empty message sent; hanging up cannot be misunderstood."""
    with faulty_relay(tmp_path, Habits()) as relay, client(relay).connect() as session:
        assert isinstance(send(session, Fault.RCPT_RUDE), Refused)

        assert not session.is_open
        assert ids(relay) == []


def test_a_connection_lost_at_the_recipient_is_worth_another_try(
    relay: FaultyRelay, session: RelaySession
) -> None:
    with pytest.raises(TransientError, match="hung up"):
        send(session, Fault.RCPT_DROP)

    assert not session.is_open
    assert ids(relay) == []


def test_a_connection_lost_in_the_content_was_never_accepted(
    relay: FaultyRelay, session: RelaySession
) -> None:
    """Told as uncertain when the loss shows only after the dot is on its way: never as sent."""
    with pytest.raises((TransientError, UncertainError)):
        send(session, Fault.CONTENT_DROP)

    assert not session.is_open
    assert ids(relay) == []


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [(Fault.LOST, 0), (Fault.TAKEN, 1), (Fault.GARBLED, 1)],
)
def test_without_an_answer_to_the_dot_the_message_is_uncertain_either_way(
    relay: FaultyRelay, session: RelaySession, fault: Fault, accepted: int
) -> None:
    with pytest.raises(UncertainError, match="did not answer"):
        send(session, fault)

    assert not session.is_open
    assert len(ids(relay)) == accepted


def test_a_relay_that_stays_mute_after_the_dot_is_waited_for_only_so_long(
    relay: FaultyRelay,
) -> None:
    with client(relay, dot_timeout=0.3).connect() as session, pytest.raises(UncertainError):
        send(session, Fault.MUTE)

    assert not session.is_open
    assert len(ids(relay)) == 1


def test_a_slow_answer_to_the_dot_is_waited_for_longer_than_others(tmp_path: Path) -> None:
    with (
        faulty_relay(tmp_path, Habits(delay=0.6)) as relay,
        client(relay, reply_timeout=0.3).connect() as session,
    ):
        assert send(session, Fault.SLOW) == Accepted("250 taken")
        assert send(session, "ada") == Accepted("250 taken")


def test_nothing_is_accepted_before_the_final_dot(
    relay: FaultyRelay, session: RelaySession
) -> None:
    assert session.offer(to("ada"), content("ada")) == Offered()
    assert session.is_offered
    session.close()

    with client(relay).connect() as another:
        assert send(another, "bob") == Accepted("250 taken")
    assert ids(relay) == ["<bob@breachdesk>"]


def test_the_next_envelope_may_ride_along_with_the_final_dot(
    relay: FaultyRelay, session: RelaySession
) -> None:
    kinds = ["ada", Fault.RCPT_REFUSED, "bob", Fault.DOT_LATER, "eve", "zoe"]
    found = []
    for kind, following in zip(kinds, [*kinds[1:], None], strict=True):
        outcome = session.offer(to(kind), content(kind))
        if isinstance(outcome, Offered):
            outcome = session.conclude(to(following) if following else None)  # type: ignore[assignment]
        found.append(type(outcome))

    assert found == [Accepted, Refused, Accepted, Deferred, Accepted, Accepted]
    assert ids(relay) == [f"<{kind}@breachdesk>" for kind in ("ada", "bob", "eve", "zoe")]
    assert relay.connections() == 1


def test_an_announced_person_never_gets_what_was_meant_for_another(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits()) as relay, client(relay).connect() as session:
        session.offer(to("ada"), content("ada"))
        session.conclude(then=to("bob"))

        with pytest.raises(TransientError):
            session.offer(to("eve"), content("eve"))

        assert [one.recipients for one in relay.accepted()] == [(to("ada").recipient,)]


def test_a_message_that_is_not_offered_after_all_leaves_nothing_behind(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits()) as relay, client(relay).connect() as session:
        session.announce(to("ada"))
        session.announce(to("ada"))  # once is enough
        session.close()

        with client(relay).connect() as another:
            assert send(another, "bob") == Accepted("250 taken")
        assert ids(relay) == ["<bob@breachdesk>"]


def test_a_relay_that_tired_of_waiting_is_found_out_before_anything_is_lost(
    tmp_path: Path,
) -> None:
    with faulty_relay(tmp_path, Habits(idle=0.05)) as relay, client(relay).connect() as session:
        select([session], [], [], 5)  # until it has hung up

        with pytest.raises(TransientError):
            send(session, "ada")

        assert ids(relay) == []


@pytest.mark.parametrize(
    ("sent", "arrived"),
    [
        pytest.param("a\r\n.\r\nb\r\n", "a\r\n.\r\nb\r\n", id="a line that is a dot"),
        pytest.param("..a\r\n.b\r\n", "..a\r\n.b\r\n", id="dots at line starts"),
        pytest.param("a\n.\nMAIL FROM:<x@y>\n", "a\r\n.\r\nMAIL FROM:<x@y>\r\n", id="LF . LF"),
        pytest.param("a\r.\rQUIT\r", "a\r\n.\r\nQUIT\r\n", id="CR . CR"),
        pytest.param("a\n.\r\nb", "a\r\n.\r\nb\r\n", id="LF . CRLF and no end"),
        pytest.param("a\r\r\n.\n\r\nb\r\n", "a\r\n\r\n.\r\n\r\nb\r\n", id="all mixed"),
        pytest.param("é" * 499 + "\r\n", "é" * 499 + "\r\n", id="998 octets"),
    ],
)
def test_em_08_the_content_arrives_as_one_message(
    relay: FaultyRelay, session: RelaySession, sent: str, arrived: str
) -> None:
    session.offer(to("ada"), content("ada", sent))
    session.conclude()

    assert send(session, "bob") == Accepted("250 taken")  # both sides are still in step
    assert [one.content for one in relay.accepted()] == [content("ada", arrived), content("bob")]


def test_em_08_a_line_too_long_is_refused_before_it_is_sent(
    relay: FaultyRelay, session: RelaySession
) -> None:
    outcome = session.offer(to("ada"), content("ada", "x" * 999 + "\r\n"))

    assert isinstance(outcome, Refused)
    assert "longer" in str(outcome.reason)
    assert send(session, "bob") == Accepted("250 taken")
    assert ids(relay) == ["<bob@breachdesk>"]


def test_em_09_an_address_with_accents_needs_a_relay_that_takes_them(
    relay: FaultyRelay, session: RelaySession
) -> None:
    outcome = session.offer(to("zoé"), content("zoé"))

    assert isinstance(outcome, Refused)
    assert "SMTPUTF8" in str(outcome.reason)
    assert send(session, "bob") == Accepted("250 taken")
    assert ids(relay) == ["<bob@breachdesk>"]


def test_em_09_where_the_relay_takes_them_it_is_told(tmp_path: Path) -> None:
    habits = Habits(extensions=(*PIPELINED, "SMTPUTF8"))
    with faulty_relay(tmp_path, habits) as relay, client(relay).connect() as session:
        assert send(session, "zoé") == Accepted("250 taken")
        assert [one.recipients for one in relay.accepted()] == [("zoé@tilleuls.example",)]


@pytest.mark.parametrize(
    "address", ["a@b>\r\nRCPT TO:<c@d", "a@b> NOTIFY=NEVER", "a b@c", "a@b\0", "<a@b>", "a\n@b"]
)
def test_an_address_cannot_carry_commands(
    relay: FaultyRelay, session: RelaySession, address: str
) -> None:
    for envelope in (Envelope(SENDER, address), Envelope(address, "ada@x.example")):
        assert isinstance(session.offer(envelope, content("ada")), Refused)
        session.announce(envelope)

    assert send(session, "bob") == Accepted("250 taken")
    assert ids(relay) == ["<bob@breachdesk>"]


def test_8_bit_content_needs_a_relay_that_takes_it(tmp_path: Path) -> None:
    with (
        faulty_relay(tmp_path, Habits(extensions=("PIPELINING",))) as relay,
        client(relay).connect() as session,
    ):
        assert isinstance(session.offer(to("ada"), content("ada", "é\r\n")), Refused)
        assert send(session, "bob") == Accepted("250 taken")


def test_an_unfit_message_that_was_announced_gives_the_connection_up(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits()) as relay, client(relay).connect() as session:
        session.announce(to("ada"))

        assert isinstance(session.offer(to("ada"), content("ada", "x" * 999)), Refused)

        assert not session.is_open
        assert ids(relay) == []


def test_steps_out_of_order_are_a_mistake_of_ours(session: RelaySession) -> None:
    with pytest.raises(RuntimeError):
        session.conclude()
    session.offer(to("ada"), content("ada"))
    with pytest.raises(RuntimeError):
        session.offer(to("bob"), content("bob"))
    with pytest.raises(RuntimeError):
        session.announce(to("bob"))
