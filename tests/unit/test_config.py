"""Unsafe settings stop the start; every setting is told of."""

from dataclasses import fields
from pathlib import Path

import pytest

from breachdesk.config import Settings, SettingsError

ROOT = Path(__file__).parents[2]


def settings(**given: str) -> Settings:
    return Settings.from_env({f"BREACHDESK_{name}": value for name, value in given.items()})


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"DKIM_KEY": "k.pem"}, "DKIM_KEY"),  # under which name?
        ({"DKIM_KEY": "k.pem", "DKIM_SELECTOR": "a b"}, "DKIM_SELECTOR"),
        ({"DKIM_KEY": "k.pem", "DKIM_SELECTOR": "-a"}, "DKIM_SELECTOR"),
        ({"DKIM_KEY": "k.pem", "DKIM_SELECTOR": "bd1"}, "DKIM_DOMAIN"),  # localhost
        ({"DKIM_SELECTOR": "bd1", "DKIM_DOMAIN": "tilleuls"}, "DKIM_DOMAIN"),
        ({"DKIM_SELECTOR": "bd1", "DKIM_DOMAIN": "a;b.example"}, "DKIM_DOMAIN"),
        ({"DNS_SERVER": "ns.example"}, "DNS_SERVER"),
        ({"DNS_SERVER": "192.0.2.1:"}, "DNS_SERVER"),
    ],
)
def test_settings_that_cannot_be_kept_stop_the_start(given: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=f"^BREACHDESK_{named}:"):
        settings(**given)


def test_the_sender_s_domain_signs_unless_told_otherwise() -> None:
    sender = {"MAIL_FROM": "Pharmacie <dpo@Tilleuls.example>", "DKIM_SELECTOR": "bd1.x"}

    assert settings(**sender).dkim_domain == "tilleuls.example"
    assert settings(**sender, DKIM_DOMAIN="mail.example").dkim_domain == "mail.example"
    assert settings(**sender).dkim_key is None, "the relay signs under that name"


@pytest.mark.parametrize("server", ["192.0.2.1", "127.0.0.1:5353"])
def test_a_name_server_is_an_address(server: str) -> None:
    assert settings(DNS_SERVER=server).dns_server == server


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_stands_in_the_readme(field: str) -> None:
    assert f"| `BREACHDESK_{field.upper()}` |" in (ROOT / "README.md").read_text()
