"""The press: a body and letters in, files of printed letters out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import BinaryIO

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

    def print(  # noqa: PLR0913  # what varies from run to run, by name
        self,
        body: Body,
        letters: Iterable[Letter],
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
        for number, batch in enumerate(_chunks(letters, per_file), first):
            yield self._file(body, batch, folder / f"letters-{number:05d}.pdf", tagged=tagged)

    def write(
        self, body: Body, letters: Iterable[Letter], file: BinaryIO, *, tagged: bool = False
    ) -> Printed:
        """Print the letters, of which there is one at least, into a file that is only written to.

        Raises UnprintableError when `check` would refuse a letter: the file is then good for
        nothing.
        """
        writer = Writer(file)
        edition = Edition(writer, body, self._typeface, tagged=tagged)
        numbers: list[int] = []
        by_hand = 0
        for some in _chunks(letters, LEAF):
            composed, refused = self._composer.compose(some)
            if refused:
                raise UnprintableError(tuple(refused))
            edition.add(composed)
            numbers += [letter.sequence for letter in some]
            by_hand += sum(one.is_hand_set for one in composed)
        edition.finish()
        return Printed(
            sha256=writer.sha256,
            size=writer.size,
            letters=len(numbers),
            pages=len(numbers) * body.pages,
            first=numbers[0],
            last=numbers[-1],
            by_hand=by_hand,
        )

    def _file(
        self, body: Body, letters: Sequence[Letter], path: Path, *, tagged: bool
    ) -> PrintedFile:
        with whole_file(path) as file:
            printed = self.write(body, letters, file, tagged=tagged)
        return PrintedFile(**asdict(printed), path=path)


def _chunks(letters: Iterable[Letter], size: int) -> Iterator[list[Letter]]:
    waiting = iter(letters)
    while some := list(islice(waiting, size)):
        yield some
