"""P4 and P4b: a mailing over connections that stay open, against one connection for each mail.

The peer does as Flask-Mail does: for each mail it makes an EmailMessage, connects, sends, quits.
Both talk to the same sink in a process of its own, which takes everything at once: nothing is
stored, on either side. Alone: python -m tests.bench.mail
"""

import smtplib
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from html import escape
from itertools import pairwise
from typing import NamedTuple

from breachdesk.infra.mailmerge.draft import Draft, compose, marker
from breachdesk.infra.mailmerge.pattern import Pattern
from breachdesk.infra.smtp.outcomes import Accepted
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.session import Envelope
from breachdesk.infra.smtp.window import Letter, Window
from tests.bench.measure import Figure, table
from tests.bench.sink import sink

ROUNDS = 3
SENDER = "dpo@tilleuls.example"
NAMES = ("name", "address", "greeting", "code", "id")
PARAGRAPH = (
    "Le 2 mars 2026, une personne non autorisée a pu lire une partie de vos données : votre "
    "nom, votre adresse et vos rendez-vous. Nous avons fermé cet accès le jour même, prévenu la "
    "CNIL et déposé plainte. Méfiez-vous des messages qui vous demandent un code ou un paiement."
)
DRAFT = Draft(
    sender=f"Clinique des Tilleuls <{SENDER}>",
    reply_to="contact@tilleuls.example",
    to=f'"{marker("name")}" <{marker("address")}>',
    subject="Information importante sur vos données personnelles",
    text=f"{marker('greeting')},\n\n"
    + "\n\n".join([PARAGRAPH] * 4)
    + f"\n\nRéférence : {marker('code')}\n",
    html=f"<html><body><p>{marker('greeting')},</p>\n"
    + "\n".join([f"<p>{PARAGRAPH}</p>"] * 4)
    + f"\n<p>Référence : {marker('code')}</p></body></html>",
    language="fr",
    message_id=f"<{marker('id')}@breachdesk>",
    date="Mon, 02 Mar 2026 12:00:00 +0000",
)
Person = Mapping[str, str]


class Timed(NamedTuple):
    """Seconds for the same number of mails."""

    ours_seconds: float
    peer_seconds: float
    mails: int

    @property
    def ratio(self) -> float:
        return self.peer_seconds / self.ours_seconds


def loopback(mails: int = 20_000, peer_mails: int = 500, window: int = 50) -> Timed:
    """P4: a relay on this machine."""
    with sink() as port:
        return _timed(port, window, mails, peer_mails)


def distant(mails: int = 20_000, peer_mails: int = 50) -> Timed:
    """P4b: every answer leaves 10 ms after its command came; 50 connections."""
    with sink(latency=0.01) as port:
        return _timed(port, 50, mails, peer_mails)


def figures() -> list[Figure]:
    return [
        _figure("P4", "mails to a relay on this machine, 50 connections", loopback(), 50),
        _figure("P4b", "mails to a relay 10 ms away, 50 connections", distant(), 200),
    ]


def _figure(code: str, what: str, timed: Timed, wanted: int) -> Figure:
    return Figure(
        code,
        f"{what}; peer: a connection and an EmailMessage each",
        f"{timed.mails / timed.ours_seconds:,.0f}/s",
        f"{timed.mails / timed.peer_seconds:,.0f}/s",
        timed.ratio,
        f"≥ {wanted}",
        timed.ratio >= wanted,
    )


def _timed(port: int, window: int, mails: int, peer_mails: int) -> Timed:
    """Medians of rounds that take turns, so that a busy machine is busy for both."""
    people, few = persons(mails), persons(peer_mails)
    ours, peer = [], []
    for _round in range(ROUNDS):
        peer.append(_seconds(lambda: one_by_one(port, few)) * mails / peer_mails)
        ours.append(_seconds(lambda: _mailing(port, people, window)))
    return Timed(statistics.median(ours), statistics.median(peer), mails)


def _mailing(port: int, people: list[Person], size: int) -> None:
    relay = Relay.from_url(f"smtp://127.0.0.1:{port}?tls=none")
    pattern = Pattern(compose(DRAFT), NAMES)
    batches = [people[at : at + size] for at in range(0, len(people), size)]
    accepted = 0
    with Window(relay, size) as window:
        letters = _letters(pattern, batches[0])
        for _batch, following in pairwise([*batches, []]):
            window.offer(letters)
            outcomes = window.conclude([_envelope(one) for one in following])
            letters = _letters(pattern, following)  # while the relay is at work
            accepted += sum(isinstance(outcome, Accepted) for _place, outcome in outcomes)
    if accepted != len(people):
        raise RuntimeError("mails are missing")


def _letters(pattern: Pattern, people: list[Person]) -> list[Letter]:
    return [Letter(_envelope(one), pattern.fill(one)) for one in people]


def one_by_one(port: int, people: list[Person]) -> None:
    for one in people:
        message = compose(_personal(one))
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.send_message(message)


def _personal(person: Person) -> Draft:
    filled = {}
    for field in fields(Draft):
        words = str(getattr(DRAFT, field.name))
        for name in NAMES:
            value = escape(person[name]) if field.name == "html" else person[name]
            words = words.replace(marker(name), value)
        filled[field.name] = words
    return replace(DRAFT, **filled)


def persons(number: int) -> list[Person]:
    return [
        {
            "name": f"Zoé Martin {at}",
            "address": f"p{at}@tilleuls.example",
            "greeting": f"Madame Zoé Martin {at}",
            "code": f"4F2K-{at}",
            "id": f"mail.{at}",
        }
        for at in range(number)
    ]


def _envelope(person: Person) -> Envelope:
    return Envelope(SENDER, person["address"])


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(table(figures()) + "\n")
