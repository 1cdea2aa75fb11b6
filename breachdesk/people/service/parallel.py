"""Judging a large file in processes beside the one that writes to the database.

Each helper judges every n-th part of the file and hands it over through a pipe, which holds it
back when the database is slower. The parts are taken in the order of the file, so that the result
is that of one process. Nothing is written anywhere on the way. A helper ends with its parent: the
pipe it writes to is closed then.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

from breachdesk.infra import sheets
from breachdesk.people.service.judging import Judged, Work

PART = 1 << 21
"""Bytes of a part: about one chunk of rows."""

FEW = 4
"""With fewer parts than that a helper would take longer to start than to do its work."""

MOST = 3
"""Helpers; more of them would only wait for the database."""


@contextmanager
def judging(work: Work) -> Iterator[Iterator[Judged]]:
    """What is left of the file, in order; by helpers where it is large and there are cores."""
    parts = work.source.parts(PART, work.after)
    helpers = min(len(parts) // FEW, len(os.sched_getaffinity(0)) - 1, MOST)
    if helpers < 1:
        yield work.judged()
        return
    with ExitStack() as running:
        pipes = [running.enter_context(_helper(work, parts[at::helpers])) for at in range(helpers)]
        yield _in_turn(pipes, len(parts))


def _in_turn(pipes: Sequence[BinaryIO], parts: int) -> Iterator[Judged]:
    for part in range(parts):
        while found := _received(pipes[part % len(pipes)]):
            yield found


def _received(pipe: BinaryIO) -> Judged | None:
    """None where a part is through."""
    found: Judged | sheets.SheetError | None = pickle.load(pipe)  # noqa: S301  # our own process
    if isinstance(found, sheets.SheetError):
        raise found
    return found


@contextmanager
def _helper(work: Work, parts: Sequence[sheets.Span]) -> Iterator[BinaryIO]:
    """A process of its own, not a fork: a copy of an open SQLite database gives up its locks."""
    command = [sys.executable, "-c", f"from {__name__} import help_parent; help_parent()"]
    with subprocess.Popen(  # noqa: S603  # ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            stdin, stdout = (cast("BinaryIO", end) for end in (process.stdin, process.stdout))
            pickle.dump((work, parts), stdin)
            stdin.close()
            yield stdout
        finally:
            process.kill()


def help_parent() -> None:
    """What a helper does: judge the parts it is told, and end when nobody listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and closes the pipe
    gc.disable()
    pipe = sys.stdout.buffer
    work, parts = pickle.load(sys.stdin.buffer)  # noqa: S301  # from our own parent
    try:
        for part in parts:
            for found in work.judged(part):
                pickle.dump(found, pipe, pickle.HIGHEST_PROTOCOL)
            pickle.dump(None, pipe)
            pipe.flush()
    except sheets.SheetError as error:
        pickle.dump(error, pipe)
    except BrokenPipeError:
        os._exit(1)  # nobody is left to tell
