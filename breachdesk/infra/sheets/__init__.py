"""Reads the tables people upload (CSV, XLSX, ODS) row by row, and refuses what is no table."""

from breachdesk.infra.sheets.detecting import detect
from breachdesk.infra.sheets.encodings import CHOICES
from breachdesk.infra.sheets.layout import Layout, Limits, Row, SheetError, Span
from breachdesk.infra.sheets.reading import rows
from breachdesk.infra.sheets.splitting import split

__all__ = [
    "CHOICES",
    "Layout",
    "Limits",
    "Row",
    "SheetError",
    "Span",
    "detect",
    "rows",
    "split",
]
