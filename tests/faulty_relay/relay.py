"""Start the relay, and read its log: the ground truth of what was delivered.

A line is written before the answer is sent.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.faulty_relay.habits import Habits

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Taken:
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class FaultyRelay:
    port: int
    log: Path

    def accepted(self) -> list[Taken]:
        return [
            Taken(line["id"], line["from"], tuple(line["to"]), line["content"].encode("latin-1"))
            for line in self._lines("accepted")
        ]

    def met(self) -> Counter[str]:
        """How often each fault was met."""
        return Counter(line["fault"] for line in self._lines("fault"))

    def connections(self) -> int:
        return len(self._lines("connection"))

    def forget(self) -> None:
        """Start the log anew, for the next test."""
        os.truncate(self.log, 0)

    def url(self, options: str = "tls=none") -> str:
        return f"smtp://127.0.0.1:{self.port}?{options}"

    def _lines(self, kind: str) -> list[dict[str, str]]:
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line for line in lines if line["kind"] == kind]


@contextmanager
def faulty_relay(folder: Path, habits: Habits | None = None) -> Iterator[FaultyRelay]:
    log = folder / "relay.log"
    log.touch()
    with subprocess.Popen(  # noqa: S603  # ourselves
        [
            sys.executable,
            "-m",
            "tests.faulty_relay.server",
            str(log),
            json.dumps(asdict(habits or Habits())),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout
            yield FaultyRelay(int(process.stdout.readline()), log)
        finally:
            process.kill()
