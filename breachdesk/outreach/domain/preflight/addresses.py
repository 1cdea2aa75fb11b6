"""Who writes, who reads the answers, and the way the mails leave by."""

import re
from dataclasses import dataclass

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.preflight.domains import (
    PROVIDERS,
    domain_of,
    is_address,
    organisation,
)
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Records, Topic

NULL_MX = "."
"""RFC 7505: this domain takes no mail."""
_UNREAD = re.compile(r"(?i)(no|do-?not|ne-?pas)[._-]?(reply|repondre|répondre)")


@dataclass(frozen=True, slots=True)
class Way:
    """The relay as it is set. `is_here`: on this machine."""

    is_set: bool
    is_encrypted: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Where mail to a domain goes; `has_server`: there is an address, even without MX."""

    mx: Records
    has_server: bool | None


def check_sender(address: str) -> list[Finding]:
    if not is_address(address):
        what = _("The sender “%(address)s” is no address on the Internet.", address=address)
        return [_sender("invalid", Level.BLOCKING, what, SET_FROM)]
    if domain_of(address) in PROVIDERS:
        what = _("The sender is under %(name)s, which others sign for.", name=domain_of(address))
        return [_sender("provider", Level.BLOCKING, what, SET_FROM)]
    return [_sender("", Level.FINE, _("The sender is %(address)s.", address=address))]


def check_replies(sender: str, reply_to: str) -> list[Finding]:
    """Of one language's mail; an empty `reply_to` leads answers to the sender."""
    address = reply_to or sender
    if reply_to and not is_address(reply_to):
        what = _("Answers would go to “%(address)s”, which is no address.", address=reply_to)
        return [_reply("invalid", Level.BLOCKING, what, SET_CONTACT)]
    if _UNREAD.match(address):
        what = _("Answers would go to %(address)s, which nobody seems to read.", address=address)
        return [_reply("unread", Level.WARNING, what, SET_CONTACT)]
    if not reply_to:
        what = _(
            "There is no address for answers: they go to the sender, %(address)s.", address=address
        )
        return [_reply("none", Level.WARNING, what, SET_CONTACT)]
    if organisation(domain_of(reply_to)) != organisation(domain_of(sender)):
        what = _(
            "Answers go to %(address)s, of another organisation than the sender.", address=reply_to
        )
        do = _("Take an address under the sender’s domain: another one looks like a fraud.")
        return [_reply("elsewhere", Level.WARNING, what, do)]
    return [_reply("", Level.FINE, _("Answers go to %(address)s.", address=reply_to))]


def check_home(domain: str, home: Home) -> list[Finding]:
    if home.mx is None or (not home.mx and home.has_server is None):
        what = _("The DNS did not answer for %(name)s.", name=domain)
        do = _("Check the name servers, then look again.")
        return [_mx("unknown", Level.WARNING, what, do)]
    if NULL_MX in home.mx:
        what = _("%(name)s takes no mail (its MX is “.”).", name=domain)
        return [_mx("null", Level.BLOCKING, what, SET_MX)]
    if home.mx:
        return [_mx("", Level.FINE, _("%(name)s has mail servers (MX).", name=domain))]
    if home.has_server:
        what = _("%(name)s names no mail server (MX), only a machine.", name=domain)
        return [_mx("implicit", Level.WARNING, what, SET_MX)]
    what = _("%(name)s names no mail server (MX): nothing that comes back arrives.", name=domain)
    return [_mx("none", Level.BLOCKING, what, SET_MX)]


def check_way(way: Way) -> list[Finding]:
    if not way.is_set:
        what = _("No mail relay is set: nothing would leave this machine.")
        return [_relay("none", Level.BLOCKING, what, _("Set BREACHDESK_SMTP_URL."))]
    if not way.is_encrypted and not way.is_here:
        what = _("The mails go to the relay without encryption, or may do so.")
        return [_relay("clear", Level.WARNING, what, _("Set tls=required in BREACHDESK_SMTP_URL."))]
    return [_relay("", Level.FINE, _("The way to the relay is safe."))]


SET_FROM = _("Set BREACHDESK_MAIL_FROM to an address under a domain of your own.")
SET_CONTACT = _("Give the address of people who answer, as contact of the officer in the text.")
SET_MX = _("Publish an MX record for the domain, and see to it that the mailbox exists.")


def _finding(
    name: str, code: str, level: Level, topic: Topic, words: tuple[Text, Text | None]
) -> Finding:
    return Finding(f"{name}-{code}" if code else name, level, topic, *words)


def _sender(code: str, level: Level, what: Text, do: Text | None = None) -> Finding:
    return _finding("sender", code, level, Topic.SENDER, (what, do))


def _reply(code: str, level: Level, what: Text, do: Text | None = None) -> Finding:
    return _finding("reply", code, level, Topic.REPLIES, (what, do))


def _mx(code: str, level: Level, what: Text, do: Text | None = None) -> Finding:
    return _finding("mx", code, level, Topic.REPLIES, (what, do))


def _relay(code: str, level: Level, what: Text, do: Text | None = None) -> Finding:
    return _finding("relay", code, level, Topic.RELAY, (what, do))
