"""A look before sending: at the settings, at the mails as they would leave, and at the DNS.

Nothing is refused for what is found, not even approval or launch: a relay may sign for us under a
name that we do not know, and the DNS may look otherwise from here. Who approves is shown it.
"""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from email.utils import parseaddr

from breachdesk.config import Settings
from breachdesk.infra.resolver import Answer, Inquiry, Kind, Outcome, Resolver
from breachdesk.infra.signer import Signer, read_public_key
from breachdesk.infra.smtp.relay import Relay, Tls
from breachdesk.infra.uow import UnitOfWork
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.domain.preflight import Dns, Report, Sending, check, dmarc, has_domain, spf
from breachdesk.outreach.domain.preflight.addresses import Home, Way
from breachdesk.outreach.domain.preflight.domains import domain_of
from breachdesk.outreach.domain.preflight.finding import Records
from breachdesk.outreach.domain.preflight.message import Built
from breachdesk.outreach.domain.preflight.signing import Key, Signing, key_records
from breachdesk.outreach.service.campaigns import get
from breachdesk.outreach.service.writing import Batch, Outgoing, specimens

SECONDS = 10.0
"""For all questions to the DNS together."""
MOST_NAMES = 20
"""An SPF record that rests on more is broken anyway."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Setup:
    """What the settings say about mail."""

    outgoing: Outgoing
    way: Way
    signing: Signing
    signer: Signer | None = field(repr=False)

    @classmethod
    def of(cls, settings: Settings, signer: Signer | None) -> "Setup":
        return cls(
            Outgoing(settings.mail_from, f"{settings.base_url}{CHECK_PAGE}"),
            _way(settings.smtp_url),
            Signing(settings.dkim_selector, settings.dkim_domain, is_here=signer is not None),
            signer,
        )


def sending(uow: UnitOfWork, incident_id: str, campaign_id: str, setup: Setup) -> Sending:
    """What would leave: its texts as stored, built as the campaign builds them."""
    found = get(uow, incident_id, campaign_id)
    wordings, audience = found.plan.wordings, found.plan.audience.people
    batch = Batch(found.id, incident_id, found.number, wordings, audience, [])
    made = specimens(uow, batch, setup.outgoing)
    return Sending(
        setup.outgoing.address,
        setup.way,
        setup.signing,
        [_read_back(language, content) for language, content in made.items()],
        [language for language in wordings if language not in made],
    )


def look(about: Sending, setup: Setup, resolver: Resolver, seconds: float = SECONDS) -> Report:
    """Ask the DNS and judge; outside of any transaction, for it may take those seconds."""
    if not has_domain(about):
        return check(about, None)
    return check(about, _ask(about, setup.signer, Inquiry(resolver, seconds)))


def _ask(about: Sending, signer: Signer | None, inquiry: Inquiry) -> Dns:
    domain, signing = domain_of(about.sender), about.signing
    names = dmarc.names(domain) + ([signing.name] if signing.selector else [])
    texts = _spf(domain, inquiry)
    texts |= {name: _records(inquiry.ask(name, Kind.TXT)) for name in names}
    return Dns(texts, _key(texts.get(signing.name), signer), _home(domain, inquiry))


def _spf(domain: str, inquiry: Inquiry) -> dict[str, Records]:
    """The record, and those it rests on."""
    found: dict[str, Records] = {}
    wanted = [domain]
    while wanted and len(found) < MOST_NAMES:
        name = wanted.pop(0)
        found[name] = _records(inquiry.ask(name, Kind.TXT))
        wanted += [one for one in spf.followed(found[name]) if one not in {*found, *wanted}]
    return found


def _key(records: Records, signer: Signer | None) -> Key | None:
    found = [read_public_key(one["p"]) for one in key_records(records)]
    if len(found) != 1 or found[0] is None:
        return None
    return Key(found[0].bits, is_ours=signer is None or signer.public == found[0])


def _home(domain: str, inquiry: Inquiry) -> Home:
    mx = _records(inquiry.ask(domain, Kind.MX))
    if mx:
        return Home(mx, has_server=None)
    servers = [_records(inquiry.ask(domain, kind)) for kind in (Kind.A, Kind.AAAA)]
    return Home(mx, has_server=any(servers) or (None if None in servers else False))


def _records(answer: Answer) -> Records:
    return None if answer.outcome is Outcome.FAILED else answer.records


def _way(url: str) -> Way:
    if not url:
        return Way(is_set=False, is_encrypted=False, is_here=False)
    relay = Relay.from_url(url)
    is_encrypted = relay.from_the_start or relay.tls is Tls.REQUIRED
    return Way(is_set=True, is_encrypted=is_encrypted, is_here=relay.host in HERE)


def _read_back(language: str, content: bytes) -> Built:
    message = message_from_bytes(content, policy=SMTP)
    return Built(
        language,
        parseaddr(str(message["Reply-To"] or ""))[1],
        str(message["Message-ID"]),
        len(content),
        has_plain=message.get_body(("plain",)) is not None,
        has_attachment=any(True for _part in message.iter_attachments()),
    )
