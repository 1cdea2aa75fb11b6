"""Whether the key that receivers find in the DNS is the one that signs (RFC 6376, RFC 8301)."""

from dataclasses import dataclass

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Records, Topic, tags

LEAST_BITS = 1024
GOOD_BITS = 2048


@dataclass(frozen=True, slots=True)
class Signing:
    """What the settings say; without a selector nothing is known of any signature.

    `is_here`: we sign ourselves, else the relay does, under that name.
    """

    selector: str
    domain: str
    is_here: bool

    @property
    def name(self) -> str:
        return f"{self.selector}._domainkey.{self.domain}"


@dataclass(frozen=True, slots=True)
class Key:
    """The RSA key of the record, as far as it is of interest."""

    bits: int
    is_ours: bool


def key_records(records: Records) -> list[dict[str, str]]:
    return [found for one in records or () if "p" in (found := tags(one))]


def check(signing: Signing, records: Records, key: Key | None) -> list[Finding]:
    """`key` is that of the only key record; None when it is none that can be read."""
    if not signing.selector:
        return [_warn("not-signed", NOT_SIGNED, SIGN)]
    if records is None:
        what = _("The DNS did not answer for %(name)s.", name=signing.name)
        return [_warn("unknown", what, _("Check the name servers, then look again."))]
    found = key_records(records)
    if len(found) != 1:
        return [_not_one(signing.name, is_there=bool(found))]
    if not found[0]["p"]:
        what = _("The key under %(name)s is withdrawn (its p= is empty).", name=signing.name)
        return [_stop("revoked", what, PUBLISH)]
    if found[0].get("k", "rsa").lower() == "ed25519" and not signing.is_here:
        return [_fine(_("There is an Ed25519 key for the relay’s signature."))]
    return _check_key(signing, found[0], key)


def _not_one(name: str, *, is_there: bool) -> Finding:
    if is_there:
        what = _("There are several keys under %(name)s: then none counts.", name=name)
        return _stop("several", what, PUBLISH)
    what = _("There is no key under %(name)s: signatures cannot be checked.", name=name)
    return _stop("none", what, PUBLISH)


def _check_key(signing: Signing, record: dict[str, str], key: Key | None) -> list[Finding]:
    if key is None:
        what = _("The key under %(name)s cannot be read.", name=signing.name)
        return [_stop("unreadable", what, PUBLISH)]
    if not key.is_ours:
        what = _("The key under %(name)s is not the one that signs here.", name=signing.name)
        return [_stop("mismatch", what, PUBLISH)]
    if key.bits < LEAST_BITS:
        what = _("The key has %(bits)s bits: receivers ignore it.", bits=key.bits)
        return [_stop("small", what, LONGER)]
    problems = []
    if key.bits < GOOD_BITS:
        what = _("The key has %(bits)s bits: that is no longer called safe.", bits=key.bits)
        problems.append(_warn("short", what, LONGER))
    if "y" in record.get("t", "").lower().split(":"):
        what = _("The key is marked as under test (t=y): receivers may ignore it.")
        problems.append(_warn("testing", what, _("Take t=y out of the record.")))
    return problems or [_fine(_("The key in the DNS fits, with %(bits)s bits.", bits=key.bits))]


NOT_SIGNED = _("BreachDesk does not sign, and does not know whether your relay does.")
SIGN = _(
    "Ask who runs the relay for its selector and set BREACHDESK_DKIM_SELECTOR; or sign here with "
    "BREACHDESK_DKIM_KEY."
)
PUBLISH = _("Publish the one public key that belongs to the signature, as “v=DKIM1; k=rsa; p=…”.")
LONGER = _("Make an RSA key of 2,048 bits, publish it under a new selector, then change over.")


def _stop(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"dkim-{code}", Level.BLOCKING, Topic.DKIM, what, do)


def _warn(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"dkim-{code}", Level.WARNING, Topic.DKIM, what, do)


def _fine(what: Text) -> Finding:
    return Finding("dkim", Level.FINE, Topic.DKIM, what)
