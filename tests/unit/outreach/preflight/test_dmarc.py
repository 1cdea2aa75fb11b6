import pytest

from breachdesk.outreach.domain.preflight import dmarc
from breachdesk.outreach.domain.preflight.domains import is_address, organisation
from breachdesk.outreach.domain.preflight.finding import Records
from breachdesk.outreach.domain.preflight.signing import Signing

D = "tilleuls.example"
SUB = "mail.tilleuls.example"
UNSIGNED = Signing("", D, is_here=False)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (None, ["dmarc-unknown"]),
        ((), ["dmarc-none"]),
        (("v=spf1 -all",), ["dmarc-none"]),
        (("v=DMARC1; p=none", "v=DMARC1; p=reject"), ["dmarc-several"]),
        (("v=DMARC1; rua=mailto:x@y.example",), ["dmarc-unreadable"]),
        (("v=DMARC1; p=maybe",), ["dmarc-unreadable"]),
        (("v=DMARC1; p=none",), ["dmarc-watching"]),
        (("v=DMARC1;p=Quarantine",), ["dmarc"]),
        (("v=DMARC1; p=reject; sp=none",), ["dmarc"]),
    ],
)
def test_a_policy_is_read(records: Records, expected: list[str]) -> None:
    found = {f"_dmarc.{D}": records}

    assert [one.code for one in dmarc.check(D, found, UNSIGNED)] == expected


@pytest.mark.parametrize(
    ("own", "above", "expected"),
    [
        ((), ("v=DMARC1; p=reject",), "dmarc"),
        ((), ("v=DMARC1; p=reject; sp=none",), "dmarc-watching"),
        ((), (), "dmarc-none"),
        ((), None, "dmarc-unknown"),
        (("v=DMARC1; p=none",), ("v=DMARC1; p=reject",), "dmarc-watching"),
    ],
)
def test_a_sub_domain_inherits_the_policy(own: Records, above: Records, expected: str) -> None:
    found = {f"_dmarc.{SUB}": own, f"_dmarc.{D}": above}

    assert [one.code for one in dmarc.check(SUB, found, UNSIGNED)] == [expected]


@pytest.mark.parametrize(
    ("signer", "mode", "is_aligned"),
    [
        (D, "", True),
        (D, "adkim=s", True),
        (SUB, "", True),
        (SUB, "adkim=r", True),
        (SUB, "adkim=s", False),
        ("relay.example", "", False),
    ],
)
def test_a_signature_counts_for_its_own_organisation(
    signer: str, mode: str, *, is_aligned: bool
) -> None:
    signing = Signing("s", signer, is_here=False)
    found = dmarc.check(D, {f"_dmarc.{D}": (f"v=DMARC1; p=reject; {mode}",)}, signing)

    assert [one.code for one in found][1:] == ([] if is_aligned else ["dmarc-not-aligned"])


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("tilleuls.example", "tilleuls.example"),
        ("a.b.Tilleuls.example.", "tilleuls.example"),
        ("www.pharmacie.asso.fr", "pharmacie.asso.fr"),
        ("pharmacie.gouv.fr", "pharmacie.gouv.fr"),
        ("a.firm.co.uk", "firm.co.uk"),
        ("co.uk", "co.uk"),
        ("com.example", "com.example"),
        ("localhost", "localhost"),
    ],
)
def test_the_organisation_is_what_was_registered(domain: str, expected: str) -> None:
    assert organisation(domain) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dpo@tilleuls.example", True),
        ("dpo@élan.example", True),
        ("a.b+c@x-y.tilleuls.example", True),
        ("dpo@localhost", False),
        ("dpo@192.0.2.1", False),
        ("dpo@-a.example", False),
        ("dpo@tilleuls..example", False),
        ("dpo", False),
        ("dpo@tilleuls.example ou 01 99 00 12 34", False),
        ("a@b@tilleuls.example", False),
        ("", False),
        ("a@" + "x" * 60 + ("." + "y" * 60) * 4 + ".example", False),
    ],
)
def test_an_address_can_be_reached_from_elsewhere(text: str, *, expected: bool) -> None:
    assert is_address(text) is expected
