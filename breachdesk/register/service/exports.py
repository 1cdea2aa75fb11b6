"""The register as CSV, XLSX and PDF."""

import csv
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO

import xlsxwriter

from breachdesk.documents import service as documents
from breachdesk.documents.kinds.register_entry import told
from breachdesk.incidents.domain import STEP_LABELS
from breachdesk.infra import templating
from breachdesk.infra.i18n import translator
from breachdesk.infra.pdf import render_pdf
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Spoken, Text, _
from breachdesk.register.domain import (
    COLUMNS,
    RegisterExported,
    RegisterFilter,
    RegisterRow,
    as_record,
)
from breachdesk.register.service.rows import rows
from breachdesk.risk.domain import LEVEL_LABELS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(
    uow: UnitOfWork, form: str, wanted: RegisterFilter, language: str
) -> tuple[bytes, str, str]:
    """(content, file name, media type). Who exported how much is recorded."""
    uow.actor.require(Permission.REGISTER_EXPORT)
    if form not in FORMATS:
        raise RuleError(_("Choose CSV, XLSX or PDF."), field="form")
    found = rows(uow, wanted, language)
    content = MAKERS[form](uow, found, language)
    uow.record(RegisterExported(form, "", form, len(found)))
    day = f"{uow.clock.now():%Y-%m-%d}"
    return content, f"register-{day}.{form}", FORMATS[form]


def _table(uow: UnitOfWork, found: tuple[RegisterRow, ...], language: str) -> list[list[str]]:
    say = translator(language)

    def words(value: Spoken | Text | str) -> str:
        if isinstance(value, Text):
            return say(value)
        return value if isinstance(value, str) else value.in_(language)

    records = [as_record(row, uow.actor.zone) for row in found]
    return [
        [say(label) for label in COLUMNS.values()],
        *([words(record[column]) for column in COLUMNS] for record in records),
    ]


def _csv(uow: UnitOfWork, found: tuple[RegisterRow, ...], language: str) -> bytes:
    """RFC 4180 with semicolons and a byte-order mark, as French spreadsheets expect."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in _table(uow, found, language))
    return text.getvalue().encode("utf-8-sig")


def _xlsx(uow: UnitOfWork, found: tuple[RegisterRow, ...], language: str) -> bytes:
    """Every cell is a string: nothing typed by people can become a formula."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(translator(language)(_("Register")))
    bold = book.add_format({"bold": True})
    for number, row in enumerate(_table(uow, found, language)):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, bold if number == 0 else None)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(COLUMNS) - 1, 22)
    book.close()
    return content.getvalue()


def _pdf(uow: UnitOfWork, found: tuple[RegisterRow, ...], language: str) -> bytes:
    """The table first, then a page for each incident."""
    now = uow.clock.now()
    words = {
        "rows": found,
        "entries": [told(documents.gather(uow, row.case.id, language)) for row in found],
        "made_at": now,
        "zone": uow.actor.zone,
        "who": uow.actor.name,
        "levels": LEVEL_LABELS,
        "states": STEP_LABELS,
    }
    return render_pdf(templating.render("documents/register.html", language, words), now)


FORMATS: Mapping[str, str] = {"csv": "text/csv", "xlsx": XLSX, "pdf": "application/pdf"}
MAKERS: Mapping[str, Callable[[UnitOfWork, tuple[RegisterRow, ...], str], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
}
