import pytest

from breachdesk.outreach.domain.preflight import signing
from breachdesk.outreach.domain.preflight.finding import Records
from breachdesk.outreach.domain.preflight.signing import Key, Signing

HERE = Signing("bd1", "tilleuls.example", is_here=True)
RELAY = Signing("r1", "tilleuls.example", is_here=False)
GOOD = Key(2048, is_ours=True)
RECORD = ("v=DKIM1; k=rsa; p=AAAA",)


@pytest.mark.parametrize(
    ("setting", "records", "key", "expected"),
    [
        (Signing("", "tilleuls.example", is_here=False), None, None, ["dkim-not-signed"]),
        (HERE, None, None, ["dkim-unknown"]),
        (HERE, (), None, ["dkim-none"]),
        (HERE, ("v=spf1 -all",), None, ["dkim-none"]),
        (HERE, (*RECORD, "v=DKIM1; p=BBBB"), None, ["dkim-several"]),
        (HERE, ("v=DKIM1; p=",), None, ["dkim-revoked"]),
        (HERE, ("v=DKIM1; p = ;",), None, ["dkim-revoked"]),
        (HERE, RECORD, None, ["dkim-unreadable"]),
        (HERE, RECORD, Key(2048, is_ours=False), ["dkim-mismatch"]),
        (HERE, RECORD, Key(1023, is_ours=True), ["dkim-small"]),
        (HERE, RECORD, Key(1024, is_ours=True), ["dkim-short"]),
        (HERE, RECORD, Key(2047, is_ours=True), ["dkim-short"]),
        (HERE, RECORD, GOOD, ["dkim"]),
        (HERE, ("p=AAAA",), GOOD, ["dkim"]),  # all but p= may be left out
        (HERE, ("v=DKIM1; t=s:Y; p=AAAA",), GOOD, ["dkim-testing"]),
        (HERE, ("v=DKIM1; t=y; p=A",), Key(1024, is_ours=True), ["dkim-short", "dkim-testing"]),
        (HERE, ("v=DKIM1; k=ed25519; p=AAAA",), None, ["dkim-unreadable"]),  # we sign with RSA
        (RELAY, ("v=DKIM1; k=ed25519; p=AAAA",), None, ["dkim"]),
        (RELAY, RECORD, GOOD, ["dkim"]),
    ],
)
def test_the_key_that_receivers_find_is_judged(
    setting: Signing, records: Records, key: Key | None, expected: list[str]
) -> None:
    assert [one.code for one in signing.check(setting, records, key)] == expected


def test_the_record_is_looked_for_under_the_selector() -> None:
    assert HERE.name == "bd1._domainkey.tilleuls.example"
