"""Settings come from the environment, once, and are frozen. Unsafe settings stop the start."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PREFIX = "BREACHDESK_"
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*")
_SERVER = re.compile(r"[0-9.]+(?::[0-9]{1,5})?")
LARGEST_WINDOW = 50
"""Mails under way at once: after a crash a person decides about each of them."""

NOTO_SANS = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"
"""Where Debian's fonts-noto-core puts the typeface that letters are printed with."""


class SettingsError(Exception):
    """A setting is missing or unusable; the message names the environment variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Field names are the variables without BREACHDESK_, in lower case; see README for each."""

    home: Path
    database_url: str
    base_url: str
    listen: str
    smtp_url: str
    mail_from: str
    mail_window: int
    bounces_url: str
    dkim_key: Path | None
    dkim_selector: str
    dkim_domain: str
    dns_server: str
    letter_font: Path
    language: str
    zone: str
    max_upload_mb: int
    web_workers: int
    proxies: int
    log_level: str
    omnibus_since: date | None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Raise SettingsError on the first value that cannot be used."""

        def get(name: str, default: str) -> str:
            return env.get(f"{PREFIX}{name}", "").strip() or default

        home = Path(get("HOME", "instance")).resolve()
        listen = get("LISTEN", "127.0.0.1:8765")
        mail_from = get("MAIL_FROM", "BreachDesk <breachdesk@localhost>")
        settings = cls(
            home=home,
            database_url=get("DATABASE_URL", f"sqlite:///{home / 'breachdesk.db'}"),
            base_url=get("BASE_URL", f"http://localhost:{listen.rpartition(':')[2]}").rstrip("/"),
            listen=listen,
            smtp_url=get("SMTP_URL", ""),
            mail_from=mail_from,
            mail_window=_whole("MAIL_WINDOW", get("MAIL_WINDOW", "1")),
            bounces_url=get("BOUNCES_URL", ""),
            dkim_key=Path(key).resolve() if (key := get("DKIM_KEY", "")) else None,
            dkim_selector=get("DKIM_SELECTOR", ""),
            dkim_domain=get("DKIM_DOMAIN", parseaddr(mail_from)[1].rpartition("@")[2]).lower(),
            dns_server=get("DNS_SERVER", ""),
            letter_font=Path(get("LETTER_FONT", NOTO_SANS)),
            language=get("LANGUAGE", "fr"),
            zone=get("ZONE", "Europe/Paris"),
            max_upload_mb=_whole("MAX_UPLOAD_MB", get("MAX_UPLOAD_MB", "25")),
            web_workers=_whole("WEB_WORKERS", get("WEB_WORKERS", "2")),
            proxies=_whole("PROXIES", get("PROXIES", "0")),
            log_level=get("LOG_LEVEL", "info"),
            omnibus_since=_day("OMNIBUS_SINCE", get("OMNIBUS_SINCE", "")),
        )
        settings.check()
        return settings

    def check(self) -> None:
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise SettingsError("BREACHDESK_DATABASE_URL: sqlite:///… or postgresql+psycopg://…")
        if urlsplit(self.base_url).scheme not in {"http", "https"}:
            raise SettingsError("BREACHDESK_BASE_URL: must start with http:// or https://")
        if not 1 <= self.mail_window <= LARGEST_WINDOW:
            raise SettingsError(f"BREACHDESK_MAIL_WINDOW: 1 to {LARGEST_WINDOW}")
        if urlsplit(self.bounces_url).scheme not in {"", "imaps"}:
            raise SettingsError("BREACHDESK_BOUNCES_URL: imaps://user:password@host/INBOX")
        self._check_signing()
        if self.dns_server and not _SERVER.fullmatch(self.dns_server):
            raise SettingsError("BREACHDESK_DNS_SERVER: an address, or address:port")
        if str(self.letter_font) != NOTO_SANS and not self.letter_font.is_file():
            raise SettingsError("BREACHDESK_LETTER_FONT: there is no such file")
        if self.language not in {"fr", "en"}:
            raise SettingsError("BREACHDESK_LANGUAGE: fr or en")

    def _check_signing(self) -> None:
        """A selector alone is that of the relay's key; a key alone would sign for nobody."""
        if self.dkim_selector and not _NAME.fullmatch(self.dkim_selector):
            raise SettingsError("BREACHDESK_DKIM_SELECTOR: letters, digits and hyphens")
        if self.dkim_key and not self.dkim_selector:
            raise SettingsError("BREACHDESK_DKIM_KEY: needs BREACHDESK_DKIM_SELECTOR")
        is_domain = "." in self.dkim_domain and _NAME.fullmatch(self.dkim_domain)
        if self.dkim_selector and not is_domain:
            raise SettingsError("BREACHDESK_DKIM_DOMAIN: a domain name is wanted")

    @property
    def keys_folder(self) -> Path:
        return self.home / "keys"

    @property
    def keystore_folder(self) -> Path:
        """The incidents' wrapped data keys: never in one backup with database and files."""
        return self.home / "keystore"

    @property
    def sealed_folder(self) -> Path:
        return self.home / "sealed"

    @property
    def files_folder(self) -> Path:
        return self.home / "files"

    @property
    def outbox_folder(self) -> Path:
        return self.home / "outbox"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    def shown(self) -> Iterator[tuple[str, str]]:
        """(variable, value) of every setting, passwords in addresses hidden."""
        for field in fields(self):
            value = getattr(self, field.name)
            shown = (
                _without_password(value)
                if field.name.endswith("_url")
                else str("" if value is None else value)
            )
            yield f"{PREFIX}{field.name.upper()}", shown


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise SettingsError(f"{PREFIX}{name}: a whole number is wanted.")
    return int(text)


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name}: a day as YYYY-MM-DD is wanted.") from error


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if not parts.password:
        return url
    netloc = f"{parts.username}:•••@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit(parts._replace(netloc=netloc))
