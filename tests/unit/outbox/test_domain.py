from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.infra.smtp.relay import DOT_TIMEOUT
from breachdesk.kernel.errors import PermanentError, RuleError
from breachdesk.outbox.domain import (
    LEASE,
    LIFECYCLE,
    LONGEST_WAIT,
    MailState,
    NewMail,
    check_new,
    compose,
    wait_after,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
S = MailState
MOVES = {
    (S.QUEUED, S.SENDING),
    (S.QUEUED, S.CANCELLED),
    (S.SENDING, S.DOT),
    (S.SENDING, S.QUEUED),
    (S.SENDING, S.REFUSED),
    (S.DOT, S.ACCEPTED),
    (S.DOT, S.KEPT),
    (S.DOT, S.QUEUED),
    (S.DOT, S.REFUSED),
    (S.DOT, S.UNCERTAIN),
    (S.UNCERTAIN, S.QUEUED),
    (S.UNCERTAIN, S.ACCEPTED),
}


def mail(**over: str) -> NewMail:
    values = {
        "id": "m1",
        "purpose": "reminder",
        "incident_id": "i1",
        "recipient_id": "u1",
        "to_address": "ada@tilleuls.example",
        "language": "fr",
        "subject": "INC-2026-0001\u202f: à notifier",
        "text": "Bonjour\n.\nFin",
        "html": "<p>Bonjour</p>",
    }
    return NewMail(**{**values, **over})


@pytest.mark.parametrize(("now", "wanted"), list(product(S, S)))
def test_only_these_moves_exist(now: MailState, wanted: MailState) -> None:
    assert LIFECYCLE.allows(now, wanted) is ((now, wanted) in MOVES)


def test_what_is_accepted_never_leaves_again() -> None:
    assert not any(LIFECYCLE.allows(S.ACCEPTED, state) for state in S)


def test_the_lease_outlasts_the_longest_answer() -> None:
    """Else a second worker could take a mail whose relay is still answering."""
    assert timedelta(seconds=DOT_TIMEOUT) < LEASE


@given(st.integers(1, 500))
def test_waiting_grows_up_to_an_hour(attempts: int) -> None:
    assert timedelta(0) < wait_after(attempts) <= wait_after(attempts + 1) <= LONGEST_WAIT


@pytest.mark.parametrize(
    "over",
    [
        {"to_address": "ada@tilleuls.example\r\nBcc: all@tilleuls.example"},
        {"subject": "Rappel\nX-Other: 1"},
        {"subject": "Rappel\0"},
        {"to_address": "nobody"},
    ],
)
def test_what_would_break_the_header_is_refused(over: dict[str, str]) -> None:
    with pytest.raises(RuleError):
        check_new(mail(**over))


def test_the_message_has_both_parts_and_reads_back() -> None:
    composed = compose(mail(), "BreachDesk <desk@localhost>", "<m1@breachdesk>", NOON)
    message = message_from_bytes(composed.as_bytes(), policy=policy.default)
    parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}

    assert parts["text/plain"].splitlines() == ["Bonjour", ".", "Fin"]
    assert parts["text/html"].strip() == "<p>Bonjour</p>"
    assert message["Subject"] == "INC-2026-0001\u202f: à notifier"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<m1@breachdesk>"


def test_what_cannot_become_a_message_is_refused_for_good() -> None:
    """It must not stop the mails behind it."""
    with pytest.raises(PermanentError):
        compose(mail(subject="Rappel\nX: 1"), "desk@localhost", "<m1@breachdesk>", NOON)
