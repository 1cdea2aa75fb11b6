"""The year in figures, counted from the rows of the register."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from breachdesk.kernel.zones import in_zone
from breachdesk.register.domain import RegisterRow

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """`by_month` has twelve counts; `on_time` and `filed` count Article 33(1) filings."""

    year: int
    by_month: tuple[int, ...]
    by_nature: tuple[tuple[str, int], ...]
    filed: int
    on_time: int

    @property
    def total(self) -> int:
        return sum(self.by_month)

    @property
    def on_time_percent(self) -> int | None:
        """Rounded down; None while nothing was filed."""
        return 100 * self.on_time // self.filed if self.filed else None


def figures(year: int, rows: Iterable[RegisterRow], zone_name: str) -> Figures:
    """Months are those of the reader's zone."""
    own = [row for row in rows if in_zone(row.case.aware_at, zone_name).year == year]
    months = Counter(in_zone(row.case.aware_at, zone_name).month for row in own)
    natures = Counter(word for row in own for word in row.nature)
    judged = [row.is_on_time for row in own if row.is_on_time is not None]
    return Figures(
        year=year,
        by_month=tuple(months[month] for month in range(1, MONTHS + 1)),
        by_nature=tuple(natures.most_common()),
        filed=len(judged),
        on_time=sum(judged),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `share` is its length between 0 and 1."""

    label: str
    value: int
    share: float


def bars(pairs: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    most = max((value for _label, value in pairs), default=0) or 1
    return tuple(Bar(label, value, round(value / most, 4)) for label, value in pairs)
