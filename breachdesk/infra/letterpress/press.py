"""The press: letters and their bodies in, files of printed letters out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeVar

from breachdesk.infra.files import whole_file
from breachdesk.infra.letterpress.body import Body
from breachdesk.infra.letterpress.compose import Composer
from breachdesk.infra.letterpress.edition import Edition
from breachdesk.infra.letterpress.letter import (
    Letter,
    Printed,
    PrintedFile,
    Unprintable,
    UnprintableError,
)
from breachdesk.infra.letterpress.typeface import Typeface
from breachdesk.infra.letterpress.writer import Writer

Job: TypeAlias = tuple[Body, Letter]
"""A letter to print, and the pages it shares with others."""
T = TypeVar("T")

LEAF = 100
"""Letters a node of the page tree holds, and that are composed at a time."""

MOST_PER_FILE = 20_000
"""A larger file is no quicker to print, and slow to open at the printer's."""


class Press:
    """Holds the typeface and the prepared QR codes; make one per process and keep it."""

    def __init__(self, font_path: Path) -> None:
        """Raises FontMissingError when Noto Sans is not at the path."""
        self._typeface = Typeface.load(font_path)
        self._composer = Composer(self._typeface)

    def check(self, letters: Iterable[Letter]) -> list[Unprintable]:
        """Every letter that cannot be printed, and why. Nothing is written."""
        return [
            refusal
            for some in _chunks(letters, LEAF)
            for refusal in self._composer.compose(some)[1]
        ]

    def print(
        self,
        jobs: Iterable[Job],
        folder: Path,
        *,
        per_file: int = 5_000,
        tagged: bool = False,
        first: int = 1,
    ) -> Iterator[PrintedFile]:
        """Print the letters into files of `per_file`, numbered from `first`.

        A file is yielded once it is whole and durable; the same letters give the same bytes.
        Raises UnprintableError, and leaves the file out, when `check` would refuse a letter.
        """
        if not 1 <= per_file <= MOST_PER_FILE:
            raise ValueError(per_file)
        for number, batch in enumerate(_chunks(jobs, per_file), first):
            yield self._file(batch, folder / f"letters-{number:05d}.pdf", tagged=tagged)

    def write(self, jobs: Iterable[Job], file: BinaryIO, *, tagged: bool = False) -> Printed:
        """Print letters of one language, one at least, into a file that is only written to.

        Raises UnprintableError when `check` would refuse a letter: the file is then good for
        nothing.
        """
        writer = Writer(file)
        edition = Edition(writer, self._typeface, tagged=tagged)
        numbers: list[int] = []
        by_hand = 0
        for some in _chunks(jobs, LEAF):
            composed, refused = self._composer.compose([letter for _body, letter in some])
            if refused:
                raise UnprintableError(tuple(refused))
            edition.add([body for body, _letter in some], composed)
            numbers += [one.letter.sequence for one in composed]
            by_hand += sum(one.is_hand_set for one in composed)
        edition.finish()
        return Printed(
            sha256=writer.sha256,
            size=writer.size,
            letters=len(numbers),
            pages=edition.pages,
            first=numbers[0],
            last=numbers[-1],
            by_hand=by_hand,
            bodies=edition.bodies,
        )

    def _file(self, jobs: Sequence[Job], path: Path, *, tagged: bool) -> PrintedFile:
        with whole_file(path) as file:
            printed = self.write(jobs, file, tagged=tagged)
        return PrintedFile(**asdict(printed), path=path)


def _chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(things)
    while some := list(islice(waiting, size)):
        yield some
