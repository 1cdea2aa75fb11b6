"""Jinja filters, thin over kernel/typography.py, in the reader's language and zone."""

from datetime import datetime, timedelta

from flask import Flask
from flask_wtf.csrf import generate_csrf

from breachdesk.kernel import typography
from breachdesk.kernel.zones import ZONES
from breachdesk.web.assets import static_url
from breachdesk.web.context import services, visitor
from breachdesk.web.language import current, say
from breachdesk.web.navigation import menu

KILO = 1_000


def zone_name() -> str:
    person = visitor()
    return person.zone if person else services().settings.zone


def instant(at: datetime) -> str:
    """In the reader's zone, and in Paris time too where the two clocks differ."""
    return typography.both_zones(at, zone_name(), current())


def day(at: datetime) -> str:
    return typography.day(at, zone_name())


def count(number: int) -> str:
    return typography.count(number, current())


def decimal(number: float) -> str:
    return typography.decimal(number, current())


def left(due: datetime) -> str:
    return typography.left(due, services().clock.now(), current())


def time_length(span: timedelta) -> str:
    return typography.length(span, current())


def size(octets: int) -> str:
    """A file's size as people read it: 812 ko, 3,4 Mo."""
    unit = "B" if current() == "en" else "o"
    kilos = max(1, round(octets / KILO))
    if kilos < KILO:
        return f"{kilos}{typography.THIN}k{unit}"
    megas = f"{octets / KILO**2:.1f}"
    return f"{megas if unit == 'B' else megas.replace('.', ',')}{typography.THIN}M{unit}"


def elapsed(end: datetime, start: datetime) -> str:
    return typography.elapsed(start, end)


FILTERS = (instant, day, count, decimal, left, time_length, size, elapsed)


def register(app: Flask) -> None:
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.filters["t"] = say
    app.jinja_env.filters.update({made.__name__: made for made in FILTERS})
    app.jinja_env.globals.update(static_url=static_url, csrf_token=generate_csrf)
    app.context_processor(_words)


def _words() -> dict[str, object]:
    """What every template may use."""
    return {
        "actor": visitor(),
        "lang": current(),
        "now": services().clock.now(),
        "mails_leave": services().mails_leave,
        "navigation": menu(),
        "zones": ZONES,
    }
