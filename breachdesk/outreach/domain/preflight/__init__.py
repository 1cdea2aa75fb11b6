"""A look before sending: whether mails of this campaign would arrive and be believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from breachdesk.outreach.domain.preflight import addresses, dmarc, message, signing, spf
from breachdesk.outreach.domain.preflight.addresses import Home, Way
from breachdesk.outreach.domain.preflight.domains import domain_of, is_address
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Records
from breachdesk.outreach.domain.preflight.message import Built
from breachdesk.outreach.domain.preflight.signing import Key, Signing


@dataclass(frozen=True, slots=True)
class Sending:
    """What would leave, from whom, by which way."""

    sender: str
    way: Way
    signing: Signing
    built: Sequence[Built]
    unready: Sequence[str] = ()
    """Languages whose text lacks something, so that no mail can be built."""


@dataclass(frozen=True, slots=True)
class Dns:
    """What the DNS says. `texts`: TXT records by name, those of SPF, DKIM and DMARC."""

    texts: Mapping[str, Records]
    key: Key | None
    home: Home


@dataclass(frozen=True, slots=True)
class Report:
    """Worst first."""

    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.level is Level.BLOCKING)


def check(sending: Sending, dns: Dns | None) -> Report:
    """Without a `dns` the sender is no address the DNS could be asked about."""
    found = [*addresses.check_sender(sending.sender), *addresses.check_way(sending.way)]
    found += [message.unready(language) for language in sending.unready]
    for built in sending.built:
        found += addresses.check_replies(sending.sender, built.reply_to)
        found += message.check(built, sending.sender)
    if dns:
        found += _check_domain(sending, dns)
    order = list(Level)
    once = [one for at, one in enumerate(found) if one not in found[:at]]
    return Report(tuple(sorted(once, key=lambda one: order.index(one.level))))


def has_domain(sending: Sending) -> bool:
    return is_address(sending.sender)


def _check_domain(sending: Sending, dns: Dns) -> list[Finding]:
    domain = domain_of(sending.sender)
    return [
        *addresses.check_home(domain, dns.home),
        *spf.check(domain, dns.texts),
        *signing.check(sending.signing, dns.texts.get(sending.signing.name), dns.key),
        *dmarc.check(domain, dns.texts, sending.signing),
    ]
