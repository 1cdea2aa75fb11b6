from dataclasses import replace

import pytest

from breachdesk.outreach.domain.preflight import (
    Dns,
    Report,
    Sending,
    addresses,
    check,
    has_domain,
    message,
)
from breachdesk.outreach.domain.preflight.addresses import Home, Way
from breachdesk.outreach.domain.preflight.finding import LEVEL_LABELS, WHY, Level, Topic
from breachdesk.outreach.domain.preflight.message import LARGEST, Built
from breachdesk.outreach.domain.preflight.signing import Key, Signing

SENDER = "desk@tilleuls.example"
BUILT = Built("fr", "dpo@tilleuls.example", "<x@tilleuls.example>", 5_000, True, False)  # noqa: FBT003
SENDING = Sending(
    SENDER,
    Way(is_set=True, is_encrypted=True, is_here=False),
    Signing("bd1", "tilleuls.example", is_here=True),
    [BUILT, replace(BUILT, language="en")],
)
DNS = Dns(
    {
        "tilleuls.example": ("v=spf1 mx -all",),
        "bd1._domainkey.tilleuls.example": ("v=DKIM1; p=AAAA",),
        "_dmarc.tilleuls.example": ("v=DMARC1; p=reject",),
    },
    Key(2048, is_ours=True),
    Home(("mx.tilleuls.example",), has_server=None),
)


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings]


def test_where_all_is_well_every_topic_says_so_once() -> None:
    report = check(SENDING, DNS)

    assert report.blocking == ()
    assert {one.level for one in report.findings} == {Level.FINE}
    assert {one.topic for one in report.findings} == set(Topic)
    assert codes(report) == "sender relay reply message message mx spf dkim dmarc".split()  # noqa: SIM905


def test_the_worst_comes_first() -> None:
    way = Way(is_set=False, is_encrypted=False, is_here=False)
    sending = replace(SENDING, way=way, signing=Signing("", "x.example", is_here=False))
    report = check(sending, DNS)

    assert codes(report)[:2] == ["relay-none", "dkim-not-signed"]
    assert [one.code for one in report.blocking] == ["relay-none"]


def test_a_sender_without_a_domain_is_not_looked_up() -> None:
    sending = replace(SENDING, sender="breachdesk@localhost")

    assert not has_domain(sending)
    assert codes(check(sending, None))[0] == "sender-invalid"


def test_a_text_that_lacks_something_is_told() -> None:
    report = check(replace(SENDING, built=[BUILT], unready=["en"]), DNS)

    assert codes(report)[0] == "message-unready"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (SENDER, "sender"),
        ("breachdesk@localhost", "sender-invalid"),
        ("", "sender-invalid"),
        ("pharmacie.tilleuls@Orange.fr", "sender-provider"),
    ],
)
def test_the_sender(address: str, expected: str) -> None:
    assert [one.code for one in addresses.check_sender(address)] == [expected]


@pytest.mark.parametrize(
    ("reply_to", "sender", "expected"),
    [
        ("dpo@tilleuls.example", SENDER, "reply"),
        ("dpo@mail.tilleuls.example", SENDER, "reply"),
        ("", SENDER, "reply-none"),
        ("", "no-reply@tilleuls.example", "reply-unread"),
        ("NePasRepondre@tilleuls.example", SENDER, "reply-unread"),
        ("donotreply@tilleuls.example", SENDER, "reply-unread"),
        ("dpo@cabinet.example", SENDER, "reply-elsewhere"),
        ("dpo@tilleuls", SENDER, "reply-invalid"),
    ],
)
def test_somebody_reads_the_answers(reply_to: str, sender: str, expected: str) -> None:
    assert [one.code for one in addresses.check_replies(sender, reply_to)] == [expected]


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        (Home(("mx.tilleuls.example",), has_server=None), "mx"),
        (Home((".",), has_server=None), "mx-null"),
        (Home((), has_server=True), "mx-implicit"),
        (Home((), has_server=False), "mx-none"),
        (Home((), has_server=None), "mx-unknown"),
        (Home(None, has_server=True), "mx-unknown"),
    ],
)
def test_what_comes_back_finds_a_home(home: Home, expected: str) -> None:
    assert [one.code for one in addresses.check_home("tilleuls.example", home)] == [expected]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (Way(is_set=False, is_encrypted=False, is_here=False), "relay-none"),
        (Way(is_set=True, is_encrypted=False, is_here=False), "relay-clear"),
        (Way(is_set=True, is_encrypted=False, is_here=True), "relay"),
        (Way(is_set=True, is_encrypted=True, is_here=False), "relay"),
    ],
)
def test_the_way_to_the_relay(way: Way, expected: str) -> None:
    assert [one.code for one in addresses.check_way(way)] == [expected]


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (BUILT, ["message"]),
        (replace(BUILT, size=LARGEST), ["message"]),
        (replace(BUILT, size=LARGEST + 1), ["message-large"]),
        (replace(BUILT, has_plain=False), ["message-no-plain"]),
        (replace(BUILT, has_attachment=True), ["message-attachment"]),
        (replace(BUILT, message_id="<x@breachdesk>"), ["message-message-id"]),
        (replace(BUILT, message_id="<x@Tilleuls.example>"), ["message"]),
    ],
)
def test_the_form_of_the_mail(built: Built, expected: list[str]) -> None:
    assert [one.code for one in message.check(built, SENDER)] == expected


def test_every_level_has_a_name_and_every_topic_a_reason() -> None:
    assert set(LEVEL_LABELS) == set(Level)
    assert set(WHY) == set(Topic)
