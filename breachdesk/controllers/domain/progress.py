"""How far the telling of all controllers has come, in numbers that add up."""

from collections.abc import Mapping
from dataclasses import dataclass

from breachdesk.kernel.text import Text, _


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts among `total` controllers that are not withdrawn."""

    total: int = 0
    notified: int = 0
    delivered: int = 0
    acknowledged: int = 0
    mandated_file: int = 0
    mandated_inform: int = 0
    filed: int = 0
    overdue: int = 0
    unreachable: int = 0
    persons: int = 0

    def share(self, name: str) -> float:
        """Of the total, from 0 to 1."""
        count: int = getattr(self, name)
        return count / self.total if self.total else 0.0


FIGURE_LABELS: Mapping[str, Text] = {
    "notified": _("Notice sent"),
    "delivered": _("Notice delivered"),
    "acknowledged": _("Receipt acknowledged"),
    "mandated_file": _("Mandate to notify the CNIL"),
    "mandated_inform": _("Mandate to inform the persons"),
    "filed": _("Notified to the CNIL"),
}
"""Those shown as bars, in the order in which things happen."""


@dataclass(frozen=True, slots=True)
class Department:
    code: str
    figures: Figures
