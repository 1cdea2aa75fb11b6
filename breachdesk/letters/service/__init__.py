"""What people, jobs and other features do with letters."""

from breachdesk.letters.service.adding import add
from breachdesk.letters.service.reading import (
    Fates,
    batches,
    counts,
    falls,
    fates,
    of_code,
    standings,
)

__all__ = ["Fates", "add", "batches", "counts", "falls", "fates", "of_code", "standings"]
