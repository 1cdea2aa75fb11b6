"""How instants, lengths of time and counts are written, in French and in English."""

from datetime import datetime, timedelta

from breachdesk.kernel.zones import ZONES, in_zone, is_repeated, offset_of

THIN = "\u202f"
"""Narrow no-break space: what French typography puts inside numbers and before : ; ! ?"""

PARIS = "Europe/Paris"
MINUTE, HOUR, DAY = 60, 3_600, 86_400
FRENCH_ZONES = {
    "Europe/Paris": "heure de Paris",
    "America/Guadeloupe": "heure de la Guadeloupe",
    "America/Martinique": "heure de la Martinique",
    "America/Cayenne": "heure de la Guyane",
    "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
    "Indian/Reunion": "heure de La Réunion",
    "Indian/Mayotte": "heure de Mayotte",
    "Pacific/Noumea": "heure de Nouméa",
    "Pacific/Tahiti": "heure de Tahiti",
    "Pacific/Wallis": "heure de Wallis-et-Futuna",
    "UTC": "temps universel",
    "Europe/London": "heure de Londres",
    "Europe/Brussels": "heure de Bruxelles",
    "Europe/Berlin": "heure de Berlin",
    "Europe/Zurich": "heure de Zurich",
}


def instant(at: datetime, zone_name: str, language: str) -> str:
    """As 27/08/2021 à 18:40 (heure de Paris); seconds only when there are some.

    In the hour that comes twice the offset follows, so that the two are told apart.
    """
    local = in_zone(at, zone_name)
    between = "at" if language == "en" else "à"
    return f"{local:%d/%m/%Y} {between} {_clock(local)} ({zone_words(local, zone_name, language)})"


def zone_words(local: datetime, zone_name: str, language: str) -> str:
    if language == "en":
        known = {one.name: one.label.en for one in ZONES}
        words = "UTC" if zone_name == "UTC" else f"{known.get(zone_name, zone_name)} time"
    else:
        words = FRENCH_ZONES.get(zone_name, f"heure de {zone_name}")
    return f"{words}, {offset_of(local)}" if is_repeated(local) else words


def both_zones(at: datetime, zone_name: str, language: str) -> str:
    """In the reader's zone, and in Paris time too where the two clocks differ."""
    own = instant(at, zone_name, language)
    if in_zone(at, zone_name).utcoffset() == in_zone(at, PARIS).utcoffset():
        return own
    paris = in_zone(at, PARIS)
    between = "at" if language == "en" else "à"
    words = zone_words(paris, PARIS, language)
    return f"{own}, {paris:%d/%m/%Y} {between} {_clock(paris)} ({words})"


def moment(at: datetime, zone_name: str) -> str:
    """As 27/08/2021 18:40, where many stand below each other and their head names the zone."""
    local = in_zone(at, zone_name)
    offset = f" {offset_of(local)}" if is_repeated(local) else ""
    return f"{local:%d/%m/%Y} {_clock(local)}{offset}"


def day(at: datetime, zone_name: str) -> str:
    return f"{in_zone(at, zone_name):%d/%m/%Y}"


def decimal(number: float, language: str) -> str:
    """A score as people write it: 4,5."""
    return str(number) if language == "en" else str(number).replace(".", ",")


def count(number: int, language: str) -> str:
    """386 970 in French (narrow no-break spaces), 386,970 in English."""
    grouped = f"{number:,}"
    return grouped if language == "en" else grouped.replace(",", THIN)


def length(span: timedelta, language: str) -> str:
    """Days, hours and minutes, never rounded up: 29 h 59 min 59 s is 29 h 59 min."""
    seconds = int(abs(span).total_seconds())
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    letter = "d" if language == "en" else "j"
    parts = [f"{days}{THIN}{letter}"] if days else []
    if days or hours:
        parts.append(f"{hours:02d}{THIN}h" if days else f"{hours}{THIN}h")
    parts.append(f"{minutes:02d}{THIN}min" if parts else f"{minutes}{THIN}min")
    return " ".join(parts)


def left(due: datetime, now: datetime, language: str) -> str:
    """Time left or time late, in words a glance takes in."""
    words = length(due - now, language)
    if now > due:
        return f"{words} late" if language == "en" else f"en retard de {words}"
    return f"{words} left" if language == "en" else f"dans {words}"


def elapsed(start: datetime, end: datetime) -> str:
    """Whole hours since the start, as crisis logs write them: H+41."""
    hours = int((end - start).total_seconds() / HOUR)
    return f"H{hours:+d}"


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
