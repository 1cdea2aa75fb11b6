"""Publications that this program does not make itself: newspapers, posters, the own site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose
from breachdesk.kernel.zones import FIRST_YEAR, LAST_YEAR

MAX_PLACE = 300
MAX_NOTE = 2_000


class Medium(StrEnum):
    """NOTICE: the page that this program serves; nobody records it by hand."""

    NOTICE = "notice"
    OWN_SITE = "own-site"
    NEWSPAPER = "newspaper"
    POSTER = "poster"
    RADIO = "radio"
    SOCIAL = "social"
    OTHER = "other"


MEDIUM_LABELS: Mapping[Medium, Text] = {
    Medium.OWN_SITE: _("Own website"),
    Medium.NEWSPAPER: _("Newspaper"),
    Medium.POSTER: _("Poster on the premises"),
    Medium.RADIO: _("Radio or television"),
    Medium.SOCIAL: _("Social network"),
    Medium.OTHER: _("Elsewhere"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What somebody tells about a publication; `evidence_id` names a file of the case."""

    medium: Medium
    place: str
    since: date
    until: date | None = None
    note: str = ""
    evidence_id: str = ""


@dataclass(frozen=True, slots=True)
class ElsewhereView:
    id: str
    told: Elsewhere
    evidence_name: str
    recorded_at: datetime
    recorded_by: str
    version: int


@dataclass(frozen=True, slots=True)
class Published:
    """One publication of a case, wherever it was, for who must show that people were told."""

    medium: Medium
    place: str
    since: date
    until: date | None


def check_elsewhere(told: Elsewhere) -> None:
    """RuleError names the field."""
    if told.medium not in MEDIUM_LABELS:
        raise RuleError(_("Choose one of the list."), field="medium")
    if not told.place.strip():
        raise RuleError(_("Say where, so that somebody else can find it."), field="place")
    if problem := problem_with_line(told.place, MAX_PLACE):
        raise RuleError(problem, field="place")
    if problem := problem_with_prose(told.note, MAX_NOTE):
        raise RuleError(problem, field="note")
    for name, day in (("since", told.since), ("until", told.until)):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise RuleError(_("Is this the right year?"), field=name)
    if told.until and told.until < told.since:
        raise RuleError(_("This is before it was published."), field="until")
