"""Who may send for a domain: the SPF record (RFC 7208)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.preflight.finding import Finding, Level, Records, Topic

MAX_LOOKUPS = 10
"""RFC 7208, 4.6.4: with more, receivers take the record for broken."""
ASKING = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
KNOWN = ASKING | {"all", "ip4", "ip6"}
FOLLOWED = ("include", "redirect")
_TERM = re.compile(r"([+?~-]?)([A-Za-z][A-Za-z0-9_.-]*)(?:([:=])(.*)|/.*)?")


class Term(NamedTuple):
    qualifier: str
    name: str
    value: str


def policies(records: Records) -> list[str]:
    return [one for one in records or () if one.lower().split(" ")[0] == "v=spf1"]


def terms(policy: str) -> list[Term]:
    return [_term(word) for word in policy.split()[1:]]


def _term(word: str) -> Term:
    """A word that receivers cannot read has no name; names they need not know have a "="."""
    match = _TERM.fullmatch(word)
    if not match or (match[2].lower() not in KNOWN and match[3] != "="):
        return Term("+", "", word)
    return Term(match[1] or "+", match[2].lower(), match[4] or "")


def followed(records: Records) -> list[str]:
    """The names whose records this one rests on, as far as they can be told beforehand."""
    found = [term for policy in policies(records) for term in terms(policy)]
    return [one.value.lower() for one in found if one.name in FOLLOWED and "%" not in one.value]


def check(domain: str, found: Mapping[str, Records]) -> list[Finding]:
    """`found` has the records of the domain, and of those its record rests on."""
    records = found.get(domain)
    if records is None:
        return [_warn("unknown", _("The DNS did not answer for %(name)s.", name=domain), AGAIN)]
    own = policies(records)
    if not own:
        return [_stop("none", _("%(name)s has no SPF record.", name=domain), NAME_RELAY)]
    if len(own) > 1:
        what = _(
            "%(name)s has %(count)s SPF records: then none counts.", name=domain, count=len(own)
        )
        return [_stop("several", what, _("Put their terms into one record."))]
    problems = [*_broken(own[0], found), *_senders(domain, found), *_end(domain, found)]
    return problems or [_fine(lookups(domain, found))]


def lookups(domain: str, found: Mapping[str, Records], path: Sequence[str] = ()) -> int:
    """How many questions a receiver asks for this record, at most; loops end the count."""
    if domain in path or len(path) > MAX_LOOKUPS:
        return MAX_LOOKUPS + 1
    total = 0
    for term in _terms_of(domain, found):
        total += term.name in ASKING
        if term.name in FOLLOWED and found.get(term.value.lower()):
            total += lookups(term.value.lower(), found, (*path, domain))
    return total


def _terms_of(domain: str, found: Mapping[str, Records]) -> list[Term]:
    own = policies(found.get(domain))
    return terms(own[0]) if own else []


def _broken(policy: str, found: Mapping[str, Records]) -> Iterator[Finding]:
    for term in terms(policy):
        if not term.name:
            what = _("The SPF record cannot be read at “%(word)s”.", word=term.value)
            yield _stop("unreadable", what, _("Correct the word: receivers ignore the record."))
        target = term.value.lower()
        if term.name in FOLLOWED and found.get(target) is not None and not policies(found[target]):
            what = _("The SPF record rests on %(name)s, which has none.", name=target)
            yield _stop("dangling", what, _("Take the name out, or correct it."))


def _senders(domain: str, found: Mapping[str, Records]) -> Iterator[Finding]:
    if not any(one.name in KNOWN and one.qualifier == "+" for one in _terms_of(domain, found)):
        yield _stop("nobody", _("The SPF record lets nobody send."), NAME_RELAY)
    if (count := lookups(domain, found)) > MAX_LOOKUPS:
        what = _(
            "The SPF record makes receivers ask more than %(most)s questions.", most=MAX_LOOKUPS
        )
        do = _("Take out services that no longer send for you, or name their networks (ip4, ip6).")
        yield _stop("too-many", what, do)
    elif any(found.get(name) is None for name in followed(found.get(domain))):
        what = _(
            "A name on which the SPF record rests was not answered for (%(count)s questions).",
            count=count,
        )
        yield _warn("partly-unknown", what, AGAIN)


def _end(domain: str, found: Mapping[str, Records], depth: int = 0) -> Iterator[Finding]:
    own = _terms_of(domain, found)
    ends = [one.qualifier for one in own if one.name == "all"]
    onward = [one.value.lower() for one in own if one.name == "redirect"]
    if not ends and onward and depth < MAX_LOOKUPS:
        yield from _end(onward[0], found, depth + 1)
    elif ends[:1] == ["+"]:
        yield _stop("open", _("The SPF record ends in +all: anybody may send in your name."), CLOSE)
    elif not ends or ends[0] == "?":
        yield _warn(
            "no-end", _("The SPF record does not say what to do with other servers."), CLOSE
        )


AGAIN = _("Check the name servers, then look again.")
NAME_RELAY = _(
    "Ask who runs your relay for its SPF term, and publish “v=spf1 include:… -all” as TXT record "
    "of the domain."
)
CLOSE = _("End the record in -all, or in ~all while you try it out.")


def _stop(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"spf-{code}", Level.BLOCKING, Topic.SPF, what, do)


def _warn(code: str, what: Text, do: Text) -> Finding:
    return Finding(f"spf-{code}", Level.WARNING, Topic.SPF, what, do)


def _fine(count: int) -> Finding:
    return Finding(
        "spf",
        Level.FINE,
        Topic.SPF,
        _("There is one SPF record, with %(count)s questions of 10 at most.", count=count),
        _(
            "Whether it names the servers your relay sends from shows in a trial to a mailbox "
            "elsewhere: look for spf=pass in its headers."
        ),
    )
