"""What the address of a relay says."""

import pytest

from breachdesk.infra.smtp.relay import DOT_TIMEOUT, Relay, Tls


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://relay", Relay("relay", 587, from_the_start=False)),
        ("smtps://relay", Relay("relay", 465, from_the_start=True)),
        ("smtp://relay:25?tls=none", Relay("relay", 25, from_the_start=False, tls=Tls.NONE)),
        (
            "smtp://desk:a%2Fb%3A@relay?tls=opportunistic&cafile=/etc/ca.pem",
            Relay(
                "relay",
                587,
                from_the_start=False,
                tls=Tls.OPPORTUNISTIC,
                cafile="/etc/ca.pem",
                user="desk",
                password="a/b:",
            ),
        ),
    ],
)
def test_an_address_says_how_to_connect(url: str, expected: Relay) -> None:
    assert Relay.from_url(url) == expected


def test_the_end_of_a_message_is_waited_for_ten_minutes() -> None:
    """RFC 5321, 4.5.3.2.6: a shorter wait makes messages uncertain that were accepted."""
    assert Relay.from_url("smtp://relay").dot_timeout == DOT_TIMEOUT == 600


def test_name_and_password_are_not_shown() -> None:
    shown = repr(Relay.from_url("smtp://desk:s3cret@relay"))

    assert "desk" not in shown
    assert "s3cret" not in shown
