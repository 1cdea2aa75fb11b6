"""Rejected rows of an import, kept sealed part by part until the report is whole.

A part belongs to one chunk and bears the row it starts after: when a killed import takes the chunk
anew, the part is written over.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TypeAlias

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Text, Translate
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import Reason, Rejection, RosterView

Left: TypeAlias = tuple[int, list[tuple[str, str]], list[str]]
"""Number, (column, sentence) pairs, and the cells of the needed columns."""

ENOUGH = 500_000_000
"""Bytes of one part; a chunk of the largest cells cannot come near."""


def left(rejection: Rejection, cells: list[str], say: Translate) -> Left:
    return rejection.number, [(one.column, say(one.text)) for one in rejection.reasons], cells


def put(uow: UnitOfWork, view: RosterView, after: int, rows: Sequence[Left]) -> str:
    """Keep the rows of one chunk; returns the name of the part."""
    part = f"{view.id}-part-{after}"
    content = BytesIO(json.dumps(rows).encode())
    uow.sealed.put(uow.vault.key(view.incident_id), part, content, ENOUGH)
    return part


def join(
    uow: UnitOfWork,
    view: RosterView,
    headings: Sequence[str],
    parts: Sequence[str],
    say: Translate,
) -> None:
    """Write the report, with the needed columns only."""
    if not parts:
        return
    key = uow.vault.key(view.incident_id)
    needed = replace(view, headings=tuple(headings))
    with rosters.reporting(uow, needed, say) as report:
        for part in parts:
            with uow.sealed.open(key, part) as file:
                rows = json.load(file)
            for number, reasons, cells in rows:
                # Translated when the row was judged: saying it again changes nothing.
                told = tuple(Reason(column, Text(sentence)) for column, sentence in reasons)
                report.rejected(Rejection(number, told), cells)
