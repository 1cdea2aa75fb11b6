"""P1, P1b and P2: letters stamped over a shared body, against each laid out by WeasyPrint.

The peers do what one first writes: the whole letter as HTML, and a QR code computed from its
beginning. Alone: python -m tests.bench.letters
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import segno

from breachdesk.infra.letterpress import Letter, Press
from breachdesk.infra.letterpress.qr import Plates
from breachdesk.infra.pdf import typeset
from tests.bench.measure import Figure, table
from tests.builders.letters import (
    LINK,
    NOTO_SANS,
    body,
    code_of,
    letter_html,
    letters,
    wholly_laid_out,
)

ROUNDS = 5
LETTERS, PEER_LETTERS = 10_000, 8
CODES, PEER_CODES = 50_000, 100


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return [*_letters(Path(folder)), _codes()]


def _letters(folder: Path) -> list[Figure]:
    press, shared, batch = Press(NOTO_SANS), body(), list(letters(LETTERS))
    sizes: dict[bool, float] = {}

    def printed(some: Sequence[Letter], *, tagged: bool) -> None:
        files = list(press.print(shared, some, folder, tagged=tagged))
        sizes[tagged] = sum(file.size for file in files) / len(some)

    def laid_out() -> None:
        html = letter_html()
        for one in batch[:PEER_LETTERS]:
            typeset(wholly_laid_out(one, html), "letter").pdf("bench")

    plain, tagged, peer = _seconds(
        lambda: printed(batch, tagged=False), lambda: printed(batch, tagged=True), laid_out
    )
    peer_each = peer / PEER_LETTERS
    what = "letters with QR code; peer: WeasyPrint for each"
    return [
        _rate("P1", what, (plain / LETTERS, peer_each), 1_000),
        _rate("P1b", f"tagged {what}", (tagged / LETTERS, peer_each), 400),
        _bytes("P1c", "bytes a letter; peer: the figure wanted", sizes[False], 800),
        _bytes("P1c", "bytes a tagged letter; peer: the figure wanted", sizes[True], 1_500),
    ]


def _codes() -> Figure:
    links = [f"{LINK}{code_of(number)}" for number in range(CODES)]
    plates = Plates(links[0], LINK)

    def prepared() -> None:
        for link in links:
            plates.picture(link)

    def one_by_one() -> None:
        for link in links[:PEER_CODES]:
            segno.make_qr(link, error="m")

    ours, peer = _seconds(prepared, one_by_one)
    what = "QR codes; peer: segno for each"
    return _rate("P2", what, (ours / CODES, peer / PEER_CODES), 500)


def _rate(code: str, what: str, each: tuple[float, float], wanted: int) -> Figure:
    """`each` are the seconds that one takes, ours and the peer's."""
    ours, peer = each
    ratio = peer / ours
    rates = (f"{1 / ours:,.0f}/s", f"{1 / peer:,.0f}/s")
    return Figure(code, what, *rates, ratio, f"≥ {wanted}", ratio >= wanted)


def _bytes(code: str, what: str, ours: float, wanted: int) -> Figure:
    ratio = ours / wanted
    return Figure(code, what, f"{ours:.0f}", str(wanted), ratio, "≤ 1", ratio <= 1)


def _seconds(*acts: Callable[[], None]) -> list[float]:
    """Medians of rounds that take turns, so that a busy machine is busy for all; one warms up."""
    found: list[list[float]] = [[] for _act in acts]
    for _round in range(ROUNDS + 1):
        for times, act in zip(found, acts, strict=True):
            started = time.perf_counter()
            act()
            times.append(time.perf_counter() - started)
    return [statistics.median(times[1:]) for times in found]


if __name__ == "__main__":
    sys.stdout.write(table(figures()) + "\n")
