"""P1, P1b and P2: letters stamped over a shared body, against each laid out by WeasyPrint.

The peers do what one first writes: the whole letter as HTML, and a QR code computed from its
beginning. P1c goes from the encrypted database to archives, manifests and states; its peer is what
nothing can be quicker than, zlib over the streams of the first pages in one process. Alone:
python -m tests.bench.letters
"""

import json
import os
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import segno

from breachdesk.bootstrap import build, initialise
from breachdesk.config import Settings
from breachdesk.infra.letterpress import Letter, Press
from breachdesk.infra.letterpress.compose import Composer
from breachdesk.infra.letterpress.qr import Plates
from breachdesk.infra.letterpress.stamp import Stamps
from breachdesk.infra.letterpress.typeface import Typeface
from breachdesk.infra.letterpress.writer import FAST
from breachdesk.infra.pdf import typeset
from tests.bench.measure import Figure, table
from tests.builders.letters import (
    LINK,
    NOTO_SANS,
    body,
    code_of,
    jobs,
    letter_html,
    letters,
    wholly_laid_out,
)
from tests.builders.outreach import EVERYBODY, launched
from tests.builders.paper import build_reader

ROUNDS = 5
LETTERS, PEER_LETTERS = 10_000, 8
CODES, PEER_CODES = 50_000, 100
PERSONS, STREAMS, PROCESSES = 50_000, 5_000, 2
PEAK_MB = 200
UNRELATED = ("/bin/sh", "-c", '"$@"; exit $?', "sh")
"""A program started by a large one is counted as large, too (ru_maxrss): a small one starts ours.
"""


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return [*_letters(Path(folder)), _codes(), *end_to_end()]


def end_to_end() -> list[Figure]:
    """The command itself, its start included."""
    with TemporaryDirectory() as folder:
        services = build(Settings.from_env({"BREACHDESK_HOME": folder}))
        initialise(services)
        people = [build_reader(number) for number in range(PERSONS)]
        _desk, _incident_id, campaign_id = launched(services, people, audience=EVERYBODY)
        services.engine.dispose()
        started = time.perf_counter()
        told = _command(folder, campaign_id)
        ours = (time.perf_counter() - started) / PERSONS
    peer = _zlib_alone()
    peak = float(told["peak_rss_mb"])
    what = f"{told['letters']:,} letters end to end, {PROCESSES} processes; peer: zlib alone"
    rates = (f"{1 / ours:,.0f}/s", f"{1 / peer:,.0f}/s")
    return [
        Figure("P1c", what, *rates, peer / ours, "≥ 0.40", peer / ours >= 0.4),
        Figure(
            "P1c",
            "MB of the largest process; peer: the figure wanted",
            f"{peak:.0f}",
            str(PEAK_MB),
            peak / PEAK_MB,
            "≤ 1",
            peak <= PEAK_MB,
        ),
    ]


def _command(home: str, campaign_id: str) -> dict[str, float]:
    options = ["--campaign", campaign_id, "--out", f"{home}/out", "--processes", str(PROCESSES)]
    done = subprocess.run(  # noqa: S603  # our own program
        [*UNRELATED, sys.executable, "-m", "breachdesk", "letters", "build", *options, "--json"],
        env={"PATH": os.environ["PATH"], "BREACHDESK_HOME": home},
        capture_output=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _zlib_alone() -> float:
    """Seconds for a letter."""
    typeface = Typeface.load(NOTO_SANS)
    composed, _refused = Composer(typeface).compose(list(letters(STREAMS)))
    stamps = Stamps(body(), typeface, None)
    streams = [b"".join(stamps.first(one)) for one in composed]

    def packed() -> None:
        for stream in streams:
            zlib.compress(stream, FAST)

    return _seconds(packed)[0] / STREAMS


def _letters(folder: Path) -> list[Figure]:
    press, shared, batch = Press(NOTO_SANS), body(), list(letters(LETTERS))
    sizes: dict[bool, float] = {}

    def printed(some: Sequence[Letter], *, tagged: bool) -> None:
        files = list(press.print(jobs(shared, some), folder, tagged=tagged))
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
