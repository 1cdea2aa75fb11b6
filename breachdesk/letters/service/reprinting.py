"""Printing letters once more: spoilt or lost ones, each marked as a duplicate."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from breachdesk.incidents import service as incidents
from breachdesk.infra.files import whole_file
from breachdesk.infra.letterpress import UnprintableError
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_line
from breachdesk.letters.domain.batches import BatchView
from breachdesk.letters.domain.events import LettersReprinted
from breachdesk.letters.domain.printing import Printing
from breachdesk.letters.domain.states import BatchState
from breachdesk.letters.models import LetterReprint
from breachdesk.letters.service.archives import archive_name
from breachdesk.letters.service.building import measured
from breachdesk.letters.service.copying import Bodies, Copy, NotAsPlannedError
from breachdesk.letters.service.reading import batch_view
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.store import printing as store

MAX_WHY = 200


@dataclass(frozen=True, slots=True)
class Reprint:
    """Which letters of a batch are wanted again, from one number to another, and why."""

    batch_id: str
    first: int
    last: int
    why: str


def reprint(shop: Shop, printing: Printing, wanted: Reprint, out: Path) -> Path:
    """Print letters of a printed batch again; returns where the archive lies.

    The password of the batch opens it too.
    """
    _check(wanted)
    with shop.read() as uow:
        incidents.case(uow, printing.incident_id, Permission.INCIDENT_DECIDE)
        batch = batch_view(store.get(uow.session, printing.incident_id, wanted.batch_id))
        letters = store.count(uow.session, batch.id, wanted.first, wanted.last)
        number = len(store.reprints(uow.session, batch.id)) + 1
    if batch.state is BatchState.PLANNED:
        raise RuleError(_("This batch is not printed yet."))
    if not letters:
        raise RuleError(_("No letter of this batch has such a number."), field="first")
    path = out / archive_name(printing.reference, batch.number, number)
    with ExitStack() as leaving:
        file = leaving.enter_context(whole_file(path))
        _write(shop, printing, batch, wanted, file)
        digest, _size = measured(file)
        with shop.begin() as uow:
            _note(uow, batch, wanted, letters, digest)
            leaving.close()
    return path


def _check(wanted: Reprint) -> None:
    if not wanted.why.strip():
        raise RuleError(_("Say why."), field="why")
    if problem := problem_with_line(wanted.why, MAX_WHY):
        raise RuleError(problem, field="why")


def _write(
    shop: Shop, printing: Printing, batch: BatchView, wanted: Reprint, file: BinaryIO
) -> None:
    with shop.read() as uow:
        copy = Copy(uow, Bodies(printing), batch, wanted.first, wanted.last, is_duplicate=True)
        try:
            copy.write(shop.press, file, tagged=batch.is_tagged)
        except (NotAsPlannedError, UnprintableError) as error:
            raise RuleError(
                _("Somebody among them can no longer be written to: name other numbers.")
            ) from error


def _note(uow: UnitOfWork, batch: BatchView, wanted: Reprint, letters: int, digest: str) -> None:
    uow.add(
        LetterReprint(
            batch_id=batch.id,
            first=wanted.first,
            last=wanted.last,
            letters=letters,
            why=wanted.why.strip(),
            asked_at=uow.clock.now(),
            asked_by=uow.actor.name,
            archive_sha256=digest,
        )
    )
    uow.record(LettersReprinted(batch.id, batch.incident_id, wanted.first, wanted.last, digest))
