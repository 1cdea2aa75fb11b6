"""What people, jobs and other features do with letters."""

from breachdesk.letters.service.adding import add
from breachdesk.letters.service.building import Built, build, is_any_planned
from breachdesk.letters.service.passwords import password
from breachdesk.letters.service.planning import Planned, plan
from breachdesk.letters.service.reading import (
    Fates,
    batches,
    counts,
    falls,
    fates,
    of_code,
    standings,
)
from breachdesk.letters.service.shop import Shop

__all__ = [
    "Built",
    "Fates",
    "Planned",
    "Shop",
    "add",
    "batches",
    "build",
    "counts",
    "falls",
    "fates",
    "is_any_planned",
    "of_code",
    "password",
    "plan",
    "standings",
]
