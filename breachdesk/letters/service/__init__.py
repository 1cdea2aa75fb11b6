"""What people, jobs and other features do with letters."""

from breachdesk.letters.service.adding import add
from breachdesk.letters.service.archives import archive_name, folder, kept, take
from breachdesk.letters.service.building import Built, build, is_any_planned
from breachdesk.letters.service.handling import exclude, handed_over, mended, returned
from breachdesk.letters.service.mending import exclude_fault, mend
from breachdesk.letters.service.passwords import password
from breachdesk.letters.service.planning import Planned, Span, assign, judge, plan, spans
from breachdesk.letters.service.reading import (
    Fates,
    batch,
    batches,
    counts,
    falls,
    fates,
    figures,
    found,
    of_code,
    reprints,
    under_way,
    written,
)
from breachdesk.letters.service.reprinting import Reprint, reprint
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.service.single import Mark, mark_of, single
from breachdesk.letters.service.troubles import Trouble, trouble, unmailable, with_characters

__all__ = [
    "Built",
    "Fates",
    "Mark",
    "Planned",
    "Reprint",
    "Shop",
    "Span",
    "Trouble",
    "add",
    "archive_name",
    "assign",
    "batch",
    "batches",
    "build",
    "counts",
    "exclude",
    "exclude_fault",
    "falls",
    "fates",
    "figures",
    "folder",
    "found",
    "handed_over",
    "is_any_planned",
    "judge",
    "kept",
    "mark_of",
    "mend",
    "mended",
    "of_code",
    "password",
    "plan",
    "reprint",
    "reprints",
    "returned",
    "single",
    "spans",
    "take",
    "trouble",
    "under_way",
    "unmailable",
    "with_characters",
    "written",
]
