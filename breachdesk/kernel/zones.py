"""From the wall clock to the instant and back, in any zone, without guessing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Bilingual, _

MAX_NAME = 64
OF_THE_MACHINE = frozenset({"localtime", "posixrules", "Factory"})
"""Files beside the zones whose meaning depends on where the program runs."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The public holidays are known until then."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone offered in forms."""

    name: str
    label: Bilingual


ZONES = (
    Zone("Europe/Paris", Bilingual("Paris", "Paris")),
    Zone("America/Guadeloupe", Bilingual("Guadeloupe", "Guadeloupe")),
    Zone("America/Martinique", Bilingual("Martinique", "Martinique")),
    Zone("America/Cayenne", Bilingual("Guyane", "French Guiana")),
    Zone("America/Miquelon", Bilingual("Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon")),
    Zone("Indian/Reunion", Bilingual("La Réunion", "Réunion")),
    Zone("Indian/Mayotte", Bilingual("Mayotte", "Mayotte")),
    Zone("Pacific/Noumea", Bilingual("Nouvelle-Calédonie", "New Caledonia")),
    Zone("Pacific/Tahiti", Bilingual("Polynésie (Tahiti)", "French Polynesia (Tahiti)")),
    Zone("Pacific/Wallis", Bilingual("Wallis-et-Futuna", "Wallis and Futuna")),
    Zone("UTC", Bilingual("UTC", "UTC")),
    Zone("Europe/London", Bilingual("Londres", "London")),
    Zone("Europe/Brussels", Bilingual("Bruxelles", "Brussels")),
    Zone("Europe/Berlin", Bilingual("Berlin", "Berlin")),
    Zone("Europe/Zurich", Bilingual("Zurich", "Zurich")),
)


class MissingTimeError(RuleError):
    """The wall clock jumped over this time: it was never shown."""


class AmbiguousTimeError(RuleError):
    """The wall clock showed this time twice; `choices` are both instants, the earlier first."""

    def __init__(self, local: datetime, choices: tuple[datetime, datetime]) -> None:
        first, second = (offset_of(local.replace(fold=fold)) for fold in (0, 1))
        super().__init__(
            _(
                "On that day this hour came twice: say whether it is the first (%(first)s) "
                "or the second (%(second)s).",
                first=first,
                second=second,
            )
        )
        self.choices = choices


def zone(name: str) -> ZoneInfo:
    """The zone of that name (IANA). RuleError when there is none."""
    unknown = RuleError(_("This time zone is not known."), field="zone")
    if not name or len(name) > MAX_NAME or name in OF_THE_MACHINE:
        raise unknown
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise unknown from error


def resolve(local: datetime, zone_name: str, fold: int | None = None) -> datetime:
    """The instant, in UTC, at which clocks of the zone showed the naive `local`.

    Raises MissingTimeError for a time the clocks jumped over, and AmbiguousTimeError for one
    they showed twice unless `fold` says which: 0 the first, 1 the second.
    """
    check_year(local)
    aware = local.replace(tzinfo=zone(zone_name), fold=0)
    if aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != local:
        before, after = aware.replace(fold=1).utcoffset(), aware.utcoffset()
        jump = abs((before or timedelta()) - (after or timedelta()))
        raise MissingTimeError(
            _(
                "Clocks jumped over this time on that day: %(missing)s became %(became)s.",
                missing=f"{local:%H:%M}",
                became=f"{local + jump:%H:%M}",
            )
        )
    if is_repeated(aware):
        if fold is None:
            early, late = (aware.replace(fold=f).astimezone(UTC) for f in (0, 1))
            raise AmbiguousTimeError(aware, (early, late))
        aware = aware.replace(fold=fold)
    return aware.astimezone(UTC)


def check_year(at: datetime) -> None:
    """RuleError for a year that nobody means, near the ends of what can be reckoned with."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise RuleError(_("Check the year: it must lie between 1900 and 2100."))


def is_repeated(aware: datetime) -> bool:
    """Whether the clocks of its zone showed this time twice."""
    return aware.replace(fold=0).utcoffset() != aware.replace(fold=1).utcoffset()


def in_zone(instant: datetime, zone_name: str) -> datetime:
    return instant.astimezone(zone(zone_name))


def midnight(day: date, zone_name: str) -> datetime:
    """The instant, in UTC, at which the day begins on the clocks of the zone."""
    return datetime.combine(day, time(), zone(zone_name)).astimezone(UTC)


def offset_of(aware: datetime) -> str:
    """The offset as people write it: UTC+02:00."""
    text = f"{aware:%z}"
    return f"UTC{text[:3]}:{text[3:5]}"
