"""From planned batches to encrypted files; several processes may print side by side.

A batch is claimed under a lease, written beside its place, and gets its name in the transaction
that says so. Killed at any moment it is still planned, and is printed again from the beginning;
what was printed is never printed again but as a duplicate.
"""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from breachdesk.incidents import service as incidents
from breachdesk.infra.files import whole_file
from breachdesk.infra.letterpress import Printed, UnprintableError
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ConflictError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.batches import BatchView
from breachdesk.letters.domain.events import BatchDissolved, BatchPrinted
from breachdesk.letters.domain.printing import Printing
from breachdesk.letters.domain.states import BatchState
from breachdesk.letters.models import LetterBatch
from breachdesk.letters.service.archives import archive_name
from breachdesk.letters.service.copying import Bodies, Copy, NotAsPlannedError
from breachdesk.letters.service.reading import batch_view
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.store import planning
from breachdesk.letters.store import printing as store


@dataclass(slots=True)
class Built:
    """What a process has printed; `slow_path` letters WeasyPrint had to help with."""

    letters: int = 0
    files: int = 0
    slow_path: int = 0
    bytes: int = 0
    dissolved: int = 0

    def __add__(self, other: "Built") -> "Built":
        return Built(*(getattr(self, one) + getattr(other, one) for one in self.__slots__))


@dataclass
class _Printer:
    shop: Shop
    printing: Printing
    out: Path
    tagged: bool
    built: Built = field(default_factory=Built)

    def __post_init__(self) -> None:
        self.bodies = Bodies(self.printing)

    def next(self) -> bool:
        """Print a batch; False when there is none that nobody else holds."""
        with self.shop.begin() as uow:
            incidents.case(uow, self.printing.incident_id, Permission.INCIDENT_DECIDE)
            campaign_id = self.printing.campaign_id
            batch_id = store.claim(uow.session, campaign_id, self.shop.holder, uow.clock.now())
            if batch_id is None:
                return False
            batch = batch_view(store.get(uow.session, self.printing.incident_id, batch_id))
        with self._given_back(batch):
            try:
                self._print(batch)
            except (NotAsPlannedError, UnprintableError):
                self._dissolve(batch)
        return True

    def _print(self, batch: BatchView) -> None:
        path = self.out / archive_name(self.printing.reference, batch.number)
        with ExitStack() as leaving:
            file = leaving.enter_context(whole_file(path))
            with self.shop.read() as uow:
                lease = _Lease(self.shop, batch.id, uow.clock.now())
                copy = Copy(uow, self.bodies, batch, on_letter=lease.keep)
                printed = copy.write(self.shop.press, file, tagged=self.tagged)
            digest, size = measured(file)
            with self.shop.begin() as uow:
                row = self._held(uow, batch)
                leaving.close()
                self._settle(uow, row, printed, digest)
        self.built += Built(printed.letters, 1, printed.by_hand, size)

    def _settle(self, uow: UnitOfWork, row: LetterBatch, printed: Printed, digest: str) -> None:
        now = uow.clock.now()
        row.state, row.printed_at, row.printed_by = BatchState.PRINTED, now, uow.actor.name
        row.pages, row.bodies = printed.pages, printed.bodies
        row.size, row.is_tagged = printed.size, self.tagged
        row.pdf_sha256, row.archive_sha256 = printed.sha256, digest
        row.holder, row.lease_until = "", None
        store.printed(uow.session, row.id, now)
        uow.record(BatchPrinted(row.id, row.incident_id, printed.letters, printed.sha256, digest))

    def _dissolve(self, batch: BatchView) -> None:
        with self.shop.begin() as uow:
            self._held(uow, batch)
            planning.dissolve(uow.session, batch.id)
            uow.record(BatchDissolved(batch.id, batch.incident_id, batch.number, batch.letters))
        self.built += Built(dissolved=1)

    def _held(self, uow: UnitOfWork, batch: BatchView) -> LetterBatch:
        row = store.held(uow.session, batch.id, self.shop.holder)
        if row is None:
            raise ConflictError(_("Another process has taken this batch over."))
        return row

    @contextmanager
    def _given_back(self, batch: BatchView) -> Iterator[None]:
        """Others need not wait for our lease when something fails."""
        try:
            yield
        except BaseException:
            with self.shop.begin() as uow:
                store.release(uow.session, batch.id, self.shop.holder)
            raise


@dataclass
class _Lease:
    shop: Shop
    batch_id: str
    since: datetime

    def keep(self, now: datetime) -> None:
        """Renew the lease in time."""
        self.shop.alive()
        if now - self.since > store.LEASE / 3:
            self.since = now
            with self.shop.begin() as uow:
                store.renew(uow.session, self.batch_id, self.shop.holder, now)


def build(shop: Shop, printing: Printing, out: Path, *, tagged: bool = False) -> Built:
    """Print every planned batch that nobody else holds into a file under `out`."""
    printer = _Printer(shop, printing, out, tagged)
    while printer.next():
        pass
    return printer.built


def is_any_planned(uow: UnitOfWork, incident_id: str, campaign_id: str) -> bool:
    """Whether something is left to print, by us or by whoever holds it."""
    incidents.case(uow, incident_id)
    return store.is_any_planned(uow.session, campaign_id)


def measured(file: BinaryIO) -> tuple[str, int]:
    """(SHA-256, size) of a file that is still open for writing."""
    file.flush()
    with Path(file.name).open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest(), file.tell()
