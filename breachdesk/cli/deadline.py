"""Reckon a deadline: for scripts, and for whoever wants to check ours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from breachdesk.cli.context import emit, errors_to_stderr
from breachdesk.deadlines.domain import Reckoning
from breachdesk.deadlines.service import reckoning
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typography import THIN, both_zones
from breachdesk.kernel.zones import check_year, resolve, zone
from breachdesk.obligations.registry import duty

LINES = {
    "due": ("Échéance", "Deadline"),
    "hour_rule": ("Limite littérale (heure non comptée)", "Literal limit (hour not counted)"),
    "outer_limit": (
        "Lecture la plus favorable, contestée (art. 3 §5)",
        "Most favourable reading, contested (Art. 3(5))",
    ),
}


@click.command()
@click.argument("aware")
@click.option("--regime", default="gdpr-33-1", show_default=True, help="Code of the duty.")
@click.option("--zone", "zone_name", default="Europe/Paris", show_default=True, help="IANA zone.")
@click.option("--fold", type=click.IntRange(0, 1), help="Of an hour that comes twice: 0 or 1.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def deadline(  # noqa: PLR0913  # the options of a public command
    aware: str, regime: str, zone_name: str, fold: int | None, lang: str, *, as_json: bool
) -> None:
    """Print what is due when, for somebody aware at AWARE (ISO 8601)."""
    start = parse(aware, zone_name, fold)
    found = reckoning(duty(regime).clock, start)
    told = _told(found, regime, zone(zone_name))
    emit(told, as_json=as_json, text=_text(found, regime, zone_name, lang))


def parse(text: str, zone_name: str, fold: int | None) -> datetime:
    """An instant in UTC; without an offset the text is taken in the zone."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise RuleError(_("This is not an ISO 8601 instant: %(text)s.", text=text[:40])) from error
    if read.tzinfo is None:
        return resolve(read, zone_name, fold)
    zone(zone_name)
    check_year(read)
    return read.astimezone(UTC)


def _told(found: Reckoning, regime: str, shown_in: ZoneInfo) -> dict[str, object]:
    def iso(at: datetime | None) -> str | None:
        return at.astimezone(shown_in).isoformat() if at else None

    return {
        "aware": iso(found.start),
        "regime": regime,
        "due": iso(found.due),
        "hour_rule": iso(found.literal),
        "outer_limit": iso(found.outer_limit),
        "outer_limit_extended": found.outer_extended,
    }


def _text(found: Reckoning, regime: str, zone_name: str, lang: str) -> str:
    one = duty(regime)
    lines = [f"{one.title.in_(lang)} ({one.legal_ref})"]
    if found.due is None:
        return "\n".join([*lines, one.note.in_(lang)])
    values = (found.due, found.literal, found.outer_limit)
    for (french, english), at in zip(LINES.values(), values, strict=True):
        if at is not None:
            label = english if lang == "en" else french
            colon = ":" if lang == "en" else f"{THIN}:"
            lines.append(f"{label}{colon} {both_zones(at, zone_name, lang)}")
    return "\n".join(lines)
