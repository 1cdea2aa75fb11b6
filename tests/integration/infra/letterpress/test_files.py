"""Files are whole or not there, and the same letters give the same file."""

import hashlib
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from breachdesk.infra.letterpress import Body, Press
from breachdesk.infra.letterpress.compose import Composer
from breachdesk.infra.letterpress.edition import Edition
from breachdesk.infra.letterpress.pattern import MOST_OBJECTS
from breachdesk.infra.letterpress.typeface import Typeface
from breachdesk.infra.letterpress.writer import Writer
from tests.builders.letters import NOTO_SANS, jobs, letter, letters
from tests.builders.letters import body as build_body
from tests.integration.infra.letterpress.reading import faults_of, pages_of

ROOT = Path(__file__).parents[4]
PER_FILE, LETTERS = 400, 200_000

ENDLESS = f"""
import sys
from pathlib import Path
from tests.builders.letters import NOTO_SANS, body, jobs, letters
from breachdesk.infra.letterpress import Press

for file in Press(NOTO_SANS).print(
    jobs(body(), letters({LETTERS})), Path(sys.argv[1]), per_file={PER_FILE}
):
    print(file.path.name, file.sha256, flush=True)
"""

FULL = """
import resource, sys
from pathlib import Path
from tests.builders.letters import NOTO_SANS, body, jobs, letters
from breachdesk.infra.letterpress import Press

resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
done = Press(NOTO_SANS).print(jobs(body(), letters(3_000)), Path(sys.argv[1]), per_file=1_000)
try:
    print(next(done))
except OSError as error:
    print(type(error).__name__)
"""


def start(program: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", program, folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_letters_are_cut_into_files_that_say_what_is_in_them(
    press: Press, long_body: Body, tmp_path: Path
) -> None:
    folder = tmp_path / "not" / "there"
    files = list(press.print(jobs(long_body, letters(250)), folder, per_file=110, first=8))

    assert [(one.path.name, one.letters, one.pages, one.first, one.last) for one in files] == [
        ("letters-00008.pdf", 110, 330, 1, 110),
        ("letters-00009.pdf", 110, 330, 111, 220),
        ("letters-00010.pdf", 30, 90, 221, 250),
    ]
    for one in files:
        content = one.path.read_bytes()
        assert (one.size, one.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert one.path.stat().st_mode & 0o777 == 0o600
        assert faults_of(one.path) == []
        assert len(pages_of(one.path)) == one.pages


def test_the_page_tree_has_leaves_of_a_hundred(press: Press, body: Body, tmp_path: Path) -> None:
    [file] = press.print(jobs(body, letters(250)), tmp_path)

    with pikepdf.open(file.path) as pdf:
        assert [int(leaf.Count) for leaf in pdf.Root.Pages.Kids] == [100, 100, 50]


@pytest.mark.parametrize("tagged", [False, True])
def test_the_same_letters_give_the_same_bytes(
    press: Press, body: Body, tmp_path: Path, *, tagged: bool
) -> None:
    """Whatever the press printed before, and from a body laid out anew."""
    batch = [*letters(50), letter(51, "ישראלה לדוגמה"), letter(52, duplicate=True)]
    [one] = press.print(jobs(body, batch), tmp_path / "a", tagged=tagged)
    press.check([letter(link="https://autre.example/?c=1")])
    [two] = press.print(jobs(build_body(), batch), tmp_path / "b", tagged=tagged)

    assert one.path.read_bytes() == two.path.read_bytes()


def test_a_file_of_a_thousand_letters_shares_body_and_typeface(
    press: Press, body: Body, tmp_path: Path
) -> None:
    sizes = {}
    for tagged in (False, True):
        [file] = press.print(jobs(body, letters(1_000)), tmp_path, tagged=tagged)
        sizes[tagged] = file.size / 1_000

    assert sizes[False] <= 800
    assert sizes[True] <= 1_500


def test_a_kill_in_the_middle_leaves_only_whole_files_and_the_rest_can_follow(
    press: Press, body: Body, tmp_path: Path
) -> None:
    with start(ENDLESS, tmp_path) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split() for _file in range(2)]
        wait_for_a_file_under_way(tmp_path)
        process.kill()

    whole = sorted(tmp_path.glob("letters-*.pdf"))
    assert len(whole) >= 2
    for path in whole:
        assert faults_of(path) == []
        assert len(pages_of(path)) == PER_FILE
    assert [digest(tmp_path / name) for name, _sha256 in told] == [sha256 for _name, sha256 in told]
    assert hidden(tmp_path) != []

    # What follows takes the number of the file that was under way, and sweeps its rest away.
    done = len(whole)
    rest = list(letters((done + 1) * PER_FILE))[done * PER_FILE :]
    [file] = press.print(jobs(body, rest), tmp_path, per_file=PER_FILE, first=done + 1)
    assert file.first == done * PER_FILE + 1
    assert hidden(tmp_path) == []


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path) -> None:
    with start(FULL, tmp_path) as process:
        said, _errors = process.communicate()

    assert said.strip() == "OSError"
    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_numbers_would_outgrow_their_gaps_is_refused(body: Body) -> None:
    writer = Writer(BytesIO())
    edition = Edition(writer, Typeface.load(NOTO_SANS), tagged=False)
    writer.reserve(MOST_OBJECTS)
    composed, _refused = Composer(Typeface.load(NOTO_SANS)).compose([letter(1)])

    with pytest.raises(ValueError, match="fewer letters a file"):
        edition.add([body], composed)


def wait_for_a_file_under_way(folder: Path) -> None:
    give_up = time.monotonic() + 30
    while not hidden(folder):
        assert time.monotonic() < give_up
        time.sleep(0.001)


def hidden(folder: Path) -> list[Path]:
    return list(folder.glob(".letters-*.tmp"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
