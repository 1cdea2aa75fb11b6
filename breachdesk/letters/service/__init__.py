"""What people, jobs and other features do with letters."""

from breachdesk.letters.service.adding import add
from breachdesk.letters.service.building import Built, build, is_any_planned
from breachdesk.letters.service.handling import exclude, handed_over, mended, returned
from breachdesk.letters.service.passwords import password
from breachdesk.letters.service.planning import Planned, Span, assign, judge, plan, spans
from breachdesk.letters.service.reading import (
    Fates,
    batches,
    counts,
    falls,
    fates,
    found,
    of_code,
    under_way,
    written,
)
from breachdesk.letters.service.reprinting import Reprint, reprint
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.service.troubles import Trouble, unmailable

__all__ = [
    "Built",
    "Fates",
    "Planned",
    "Reprint",
    "Shop",
    "Span",
    "Trouble",
    "add",
    "assign",
    "batches",
    "build",
    "counts",
    "exclude",
    "falls",
    "fates",
    "found",
    "handed_over",
    "is_any_planned",
    "judge",
    "mended",
    "of_code",
    "password",
    "plan",
    "reprint",
    "returned",
    "spans",
    "under_way",
    "unmailable",
    "written",
]
