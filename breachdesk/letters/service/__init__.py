"""What people, jobs and other features do with letters."""

from breachdesk.letters.service.adding import add
from breachdesk.letters.service.reading import batches, counts, falls, of_code, standings

__all__ = ["add", "batches", "counts", "falls", "of_code", "standings"]
