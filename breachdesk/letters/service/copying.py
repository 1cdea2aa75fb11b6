"""The letters of a batch on their way into an archive; used by first prints and duplicates."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from io import StringIO
from typing import BinaryIO

from breachdesk.identities.domain.addresses import envelope
from breachdesk.infra.archive import archive_into
from breachdesk.infra.letterpress import Body, Job, Letter, Press, Printed, lay_out
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.letters.domain.batches import BatchView
from breachdesk.letters.domain.printing import Place, Printing, Text, UnmailableError
from breachdesk.letters.domain.quality import zone_of
from breachdesk.letters.service.passwords import password_of
from breachdesk.letters.store import printing as store
from breachdesk.people import service as people
from breachdesk.people.domain import Identity

HEADINGS = ("sequence", "pages", "zone", "reference")
PDF, MANIFEST, SUMS = "letters.pdf", "manifest.csv", "SHA256SUMS"

MOST_BODIES = 500
"""Some 20 megabytes. Neighbours go to the same pharmacies, so few letters need one that is gone."""


class NotAsPlannedError(Exception):
    """Somebody in the batch is no longer on file, or gets a text in another language."""


class Bodies:
    """The shared pages of each text, laid out once in a process while there is room for them.

    A letter is dated when it was put into its batch: a duplicate bears the day of the first.
    """

    def __init__(self, printing: Printing) -> None:
        self.printing = printing
        self._text = lru_cache(MOST_BODIES)(printing.text)
        self._laid_out = lru_cache(MOST_BODIES)(self._lay_out)

    def of(self, place: Place, at: datetime) -> Body:
        return self._laid_out(place.language, self._text(place.language, place.segment, at))

    def _lay_out(self, language: str, text: Text) -> Body:
        return lay_out(text.html, language, text.title, self.printing.sender)


@dataclass
class Copy:
    """A batch, or a range of it, being written into one archive."""

    uow: UnitOfWork
    bodies: Bodies
    batch: BatchView
    first: int = 0
    last: int | None = None
    is_duplicate: bool = False
    on_letter: Callable[[datetime], None] = lambda _now: None

    def write(self, press: Press, file: BinaryIO, *, tagged: bool) -> Printed:
        password = password_of(self.uow.vault.key(self.batch.incident_id), self.batch.id)
        with archive_into(file, password) as archive:
            with archive.file(PDF, compress=False) as inside:
                printed = press.write(self._jobs(), inside, tagged=tagged)
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

    def _jobs(self) -> Iterator[Job]:
        rows = csv.writer(self._manifest)
        for some in store.letters(self.uow.session, self.batch.id, self.first, self.last):
            ids = [one.person_id for one in some]
            persons = people.identities(self.uow, self.batch.incident_id, ids)
            for one in some:
                body, letter, zone = self._job(one, persons.get(one.person_id))
                rows.writerow((one.sequence, body.pages, zone, letter.reference))
                yield body, letter
                # Laying out a body takes as long as a thousand letters: a slice may hold many.
                self.on_letter(self.uow.clock.now())

    def _job(self, one: store.Numbered, person: Identity | None) -> tuple[Body, Letter, str]:
        """Body and letter, and the part of the country or of the world it goes to."""
        if person is None:
            raise NotAsPlannedError
        printing = self.bodies.printing
        try:
            place = printing.book(person)
        except UnmailableError as error:
            raise NotAsPlannedError from error
        if place.language != self.batch.language:
            raise NotAsPlannedError
        code = codes.shown(one.code)
        letter = Letter(
            sequence=one.sequence,
            address=envelope(place.name_line, person.address),
            salutation=place.salutation,
            reference=printing.reference_of(one.sequence),
            code=code,
            link=printing.link + code,
            duplicate=self.is_duplicate,
        )
        return self.bodies.of(place, self.batch.made_at), letter, zone_of(person.address)


def _sums(pdf: str, manifest: str) -> bytes:
    return f"{pdf}  {PDF}\n{manifest}  {MANIFEST}\n".encode()
