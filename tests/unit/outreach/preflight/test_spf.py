from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.outreach.domain.preflight import spf
from breachdesk.outreach.domain.preflight.finding import Level, Records

D = "tilleuls.example"
RELAY = {"relay.example": ("v=spf1 ip4:192.0.2.0/24 ~all",)}
DEEP: dict[str, Records] = {
    f"n{at}.example": (f"v=spf1 include:n{at + 1}.example -all",) for at in range(12)
}


def codes(found: Mapping[str, Records]) -> list[str]:
    return [one.code for one in spf.check(D, found)]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (None, ["spf-unknown"]),
        ((), ["spf-none"]),
        (("google-site-verification=x", "v=spf10 -all"), ["spf-none"]),
        (("v=spf1 mx -all", "v=spf1 a -all"), ["spf-several"]),
        (("v=spf1 include:relay.example -all",), ["spf"]),
        (("V=SPF1 Include:Relay.example ~ALL", "other"), ["spf"]),
        (("v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 a/24 mx:x.example//64 -all",), ["spf"]),
        (("v=spf1 redirect=relay.example",), ["spf"]),
        (("v=spf1 a exp=why.example x-unknown=y -all",), ["spf"]),  # modifiers need not be known
        (("v=spf1 exists:%{i}.x.example -all",), ["spf"]),
        (("v=spf1 mx +all",), ["spf-open"]),
        (("v=spf1 all",), ["spf-open"]),
        (("v=spf1 mx ?all",), ["spf-no-end"]),
        (("v=spf1 mx",), ["spf-no-end"]),
        (("v=spf1 -all",), ["spf-nobody"]),
        (("v=spf1",), ["spf-nobody", "spf-no-end"]),
        (("v=spf1 ?mx -all",), ["spf-nobody"]),
        (("v=spf1 inculde:relay.example mx -all",), ["spf-unreadable"]),
        (("v=spf1 mx 192.0.2.1 -all",), ["spf-unreadable"]),
        (("v=spf1 include:absent.example -all",), ["spf-dangling"]),
        (("v=spf1 include:silent.example -all",), ["spf-partly-unknown"]),
        (("v=spf1 redirect=open.example",), ["spf-open"]),
        (("v=spf1 include:loop.example -all",), ["spf-too-many"]),
        (("v=spf1 a mx" + " a:x.example" * 8 + " -all",), ["spf"]),  # ten
        (("v=spf1 a mx" + " a:x.example" * 9 + " -all",), ["spf-too-many"]),  # eleven
        (("v=spf1 include:n0.example -all",), ["spf-too-many"]),
    ],
)
def test_a_record_is_judged_as_receivers_do(records: Records, expected: list[str]) -> None:
    others: dict[str, Records] = {
        **RELAY,
        **DEEP,
        "absent.example": ("something else",),
        "silent.example": None,
        "open.example": ("v=spf1 mx +all",),
        "loop.example": ("v=spf1 include:loop.example -all",),
    }

    assert codes({D: records, **others}) == expected


def test_questions_are_counted_through_all_records() -> None:
    found = {
        D: ("v=spf1 a include:one.example include:two.example -all",),
        "one.example": ("v=spf1 mx redirect=relay.example",),
        "two.example": ("v=spf1 exists:%{i}.x.example ptr ip4:192.0.2.1 -all",),
        **RELAY,
    }

    assert spf.lookups(D, found) == 3 + 2 + 2


def test_names_with_macros_cannot_be_followed() -> None:
    record = "v=spf1 include:A.example redirect=%{d}.example include:b.example -all"

    assert spf.followed((record,)) == ["a.example", "b.example"]
    assert spf.followed(None) == []


@given(st.lists(st.text(max_size=40), max_size=3))
def test_whatever_stands_there_something_is_found(records: list[str]) -> None:
    own = ("v=spf1 " + " ".join(records), *records)

    found = spf.check(D, {D: own, **RELAY})

    assert found
    assert all((one.level is Level.FINE) == (one.code == "spf") for one in found)
    assert spf.lookups(D, {D: own}) >= 0
