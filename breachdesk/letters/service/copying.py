"""The letters of a batch on their way into an archive; used by first prints and duplicates."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from io import StringIO
from typing import BinaryIO

from breachdesk.identities.domain.addresses import envelope
from breachdesk.infra.archive import archive_into
from breachdesk.infra.letterpress import Body, Letter, Press, Printed, lay_out
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.letters.domain.batches import BatchView
from breachdesk.letters.domain.printing import Printing, Text, UnmailableError
from breachdesk.letters.domain.quality import zone_of
from breachdesk.letters.service.passwords import password_of
from breachdesk.letters.store import printing as store
from breachdesk.people import service as people
from breachdesk.people.domain import Identity

HEADINGS = ("sequence", "pages", "zone", "reference")
PDF, MANIFEST, SUMS = "letters.pdf", "manifest.csv", "SHA256SUMS"


class NotAsPlannedError(Exception):
    """Somebody in the batch is no longer on file, or gets another text than was planned."""


@dataclass
class Bodies:
    """The shared pages of each text, laid out once in a process.

    A letter is dated when it was put into its batch: a duplicate bears the day of the first.
    """

    printing: Printing
    _laid_out: dict[Text, Body] = field(default_factory=dict)

    def of(self, batch: BatchView) -> Body:
        text = self.printing.text(batch.language, batch.segment, batch.made_at)
        if text not in self._laid_out:
            self._laid_out[text] = lay_out(
                text.html, batch.language, text.title, self.printing.sender
            )
        return self._laid_out[text]


@dataclass
class Copy:
    """A batch, or a range of it, being written into one archive."""

    uow: UnitOfWork
    printing: Printing
    batch: BatchView
    body: Body
    first: int = 0
    last: int | None = None
    is_duplicate: bool = False
    on_slice: Callable[[datetime], None] = lambda _now: None

    def write(self, press: Press, file: BinaryIO, *, tagged: bool) -> Printed:
        password = password_of(self.uow.vault.key(self.printing.incident_id), self.batch.id)
        with archive_into(file, password) as archive:
            with archive.file(PDF, compress=False) as inside:
                printed = press.write(self.body, self._letters(), inside, tagged=tagged)
            manifest = self._manifest.getvalue().encode()
            with archive.file(MANIFEST, compress=True) as inside:
                inside.write(manifest)
            with archive.file(SUMS, compress=True) as inside:
                inside.write(_sums(printed.sha256, sha256(manifest).hexdigest()))
        return printed

    @cached_property
    def _manifest(self) -> StringIO:
        text = StringIO()
        csv.writer(text).writerow(HEADINGS)
        return text

    def _letters(self) -> Iterator[Letter]:
        rows = csv.writer(self._manifest)
        for some in store.letters(self.uow.session, self.batch.id, self.first, self.last):
            ids = [one.person_id for one in some]
            persons = people.identities(self.uow, self.printing.incident_id, ids)
            for one in some:
                letter, zone = self._letter(one, persons.get(one.person_id))
                rows.writerow((one.sequence, self.body.pages, zone, letter.reference))
                yield letter
            self.on_slice(self.uow.clock.now())

    def _letter(self, one: store.Numbered, person: Identity | None) -> tuple[Letter, str]:
        """The letter, and the part of the country or of the world it goes to."""
        if person is None:
            raise NotAsPlannedError
        try:
            place = self.printing.book(person)
        except UnmailableError as error:
            raise NotAsPlannedError from error
        if (place.language, place.segment) != (self.batch.language, self.batch.segment):
            raise NotAsPlannedError
        code = codes.shown(one.code)
        letter = Letter(
            sequence=one.sequence,
            address=envelope(place.name_line, person.address),
            salutation=place.salutation,
            reference=self.printing.reference_of(one.sequence),
            code=code,
            link=self.printing.link + code,
            duplicate=self.is_duplicate,
        )
        return letter, zone_of(person.address)


def _sums(pdf: str, manifest: str) -> bytes:
    return f"{pdf}  {PDF}\n{manifest}  {MANIFEST}\n".encode()
