"""What the DNS says about a name, and the only door to dnspython."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

import dns.exception
import dns.resolver
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT

ONE_ANSWER = 3.0
"""Seconds for one question, within what is left for all."""


class Kind(StrEnum):
    TXT = "TXT"
    MX = "MX"
    A = "A"
    AAAA = "AAAA"


class Outcome(StrEnum):
    FOUND = "found"
    NO_NAME = "no-name"
    """The name does not exist (NXDOMAIN)."""
    NO_RECORD = "no-record"
    """The name exists and has no record of this kind."""
    FAILED = "failed"
    """Nobody answered in time, or not with an answer: nothing is known."""


class Answer(NamedTuple):
    """`records`: a TXT record's pieces joined, an MX record's host, an address."""

    outcome: Outcome
    records: tuple[str, ...] = ()


class Resolver(Protocol):
    """`within` are seconds. Never raises: what cannot be asked is FAILED."""

    def ask(self, name: str, kind: Kind, within: float) -> Answer: ...


@dataclass(frozen=True)
class DnsResolver:
    """Asks the system's name servers, or the one named as "address" or "address:port"."""

    server: str = ""

    def ask(self, name: str, kind: Kind, within: float) -> Answer:
        try:
            found = self._resolver().resolve(name, kind.value, lifetime=within, search=False)
        except dns.resolver.NXDOMAIN:
            return Answer(Outcome.NO_NAME)
        except dns.resolver.NoAnswer:
            return Answer(Outcome.NO_RECORD)
        except (dns.exception.DNSException, OSError):
            return Answer(Outcome.FAILED)
        return Answer(Outcome.FOUND, tuple(sorted(map(_text, found))))

    def _resolver(self) -> dns.resolver.Resolver:
        if not self.server:
            return dns.resolver.Resolver()
        resolver = dns.resolver.Resolver(configure=False)
        address, _colon, port = self.server.partition(":")
        resolver.nameservers, resolver.port = [address], int(port or 53)
        return resolver


def _text(record: object) -> str:
    if isinstance(record, TXT):
        return b"".join(record.strings).decode("utf-8", "replace")
    if isinstance(record, MX):
        return record.exchange.to_text(omit_final_dot=True)
    return str(record)


@dataclass
class FixedResolver:
    """Answers from a table, for tests: None for a name whose servers do not answer."""

    table: Mapping[str, Mapping[str, tuple[str, ...]] | None] = field(default_factory=dict)

    def ask(self, name: str, kind: Kind, within: float) -> Answer:
        if within <= 0 or (name in self.table and self.table[name] is None):
            return Answer(Outcome.FAILED)
        records = self.table.get(name)
        if records is None:
            return Answer(Outcome.NO_NAME)
        found = records.get(kind.value, ())
        return Answer(Outcome.FOUND, tuple(sorted(found))) if found else Answer(Outcome.NO_RECORD)


class Inquiry:
    """Many questions within one time in all; each question is asked once."""

    def __init__(self, resolver: Resolver, seconds: float) -> None:
        self._resolver = resolver
        self._until = time.monotonic() + seconds
        self._known: dict[tuple[str, Kind], Answer] = {}

    def ask(self, name: str, kind: Kind) -> Answer:
        if (name, kind) not in self._known:
            left = min(self._until - time.monotonic(), ONE_ANSWER)
            answer = self._resolver.ask(name, kind, left) if left > 0 else Answer(Outcome.FAILED)
            self._known[name, kind] = answer
        return self._known[name, kind]
