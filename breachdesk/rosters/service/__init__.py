"""What features do with table files that people upload."""

from breachdesk.rosters.service.columns import keep_columns, known_headings, save, saved
from breachdesk.rosters.service.files import (
    NewRoster,
    Source,
    check_untouched,
    discard,
    get,
    judged,
    of_case,
    purge_old,
    read_as,
    reading,
    receive,
    settle,
    source,
)
from breachdesk.rosters.service.reports import Report, report, report_id, reporting

__all__ = [
    "NewRoster",
    "Report",
    "Source",
    "check_untouched",
    "discard",
    "get",
    "judged",
    "keep_columns",
    "known_headings",
    "of_case",
    "purge_old",
    "read_as",
    "reading",
    "receive",
    "report",
    "report_id",
    "reporting",
    "save",
    "saved",
    "settle",
    "source",
]
