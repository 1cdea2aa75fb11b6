"""What receivers do with forged mails, and whether ours pass for genuine (RFC 7489)."""

from collections.abc import Mapping

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.preflight.domains import organisation
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Records, Topic, tags
from breachdesk.outreach.domain.preflight.signing import Signing

POLICIES = frozenset({"none", "quarantine", "reject"})


def names(domain: str) -> list[str]:
    """Where the record may stand: at the domain, else at the organisation's."""
    return list(dict.fromkeys(f"_dmarc.{one}" for one in (domain, organisation(domain))))


def check(domain: str, found: Mapping[str, Records], signing: Signing) -> list[Finding]:
    """The envelope's sender is always under the domain of From: SPF, where it passes, counts."""
    for name in names(domain):
        records = found.get(name)
        if records is None:
            what = _("The DNS did not answer for %(name)s.", name=name)
            return [_warn("unknown", what, _("Check the name servers, then look again."))]
        policies = [one for one in records if tags(one).get("v", "").upper() == "DMARC1"]
        if len(policies) > 1:
            what = _("There are several DMARC records under %(name)s: then none counts.", name=name)
            return [_warn("several", what, _("Keep one of them."))]
        if policies:
            told = tags(policies[0])
            is_inherited = name != f"_dmarc.{domain}"
            return [_policy(told, is_inherited=is_inherited), *_alignment(domain, told, signing)]
    return [_warn("none", _("%(name)s has no DMARC record.", name=domain), PUBLISH)]


def _policy(told: Mapping[str, str], *, is_inherited: bool) -> Finding:
    policy = told.get("p", "")
    if is_inherited:
        policy = told.get("sp", policy)
    if policy.lower() not in POLICIES:
        return _warn("unreadable", _("The DMARC record has no policy (p=)."), PUBLISH)
    if policy.lower() == "none":
        what = _("The DMARC policy is “none”: forged mails are let through.")
        do = _("Once your own mails pass, change it to quarantine, then to reject.")
        return _warn("watching", what, do)
    what = _("The DMARC policy is “%(policy)s”.", policy=policy.lower())
    return Finding("dmarc", Level.FINE, Topic.DMARC, what)


def _alignment(domain: str, told: Mapping[str, str], signing: Signing) -> list[Finding]:
    if not signing.selector:
        return []
    ours = signing.domain.lower()
    is_strict = told.get("adkim", "r").lower() == "s"
    if ours == domain or (not is_strict and organisation(ours) == organisation(domain)):
        return []
    what = _(
        "The signature is by %(signer)s and does not count for %(name)s: a forwarded mail fails.",
        signer=ours,
        name=domain,
    )
    return [_warn("not-aligned", what, _("Sign in the name of the sender’s own domain."))]


PUBLISH = _("Publish “v=DMARC1; p=none; rua=mailto:…” as TXT record of _dmarc and the domain.")


def _warn(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"dmarc-{code}", Level.WARNING, Topic.DMARC, what, do)
