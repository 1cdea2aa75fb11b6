"""A real instance in processes of its own, as `make run` starts it, and a mail relay for it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.relay import Relay, free_port, open_relay

START_SECONDS = 60


@dataclass
class RunningDesk:
    """`arguments` go to `breachdesk up`; `said` is what it printed when it was ready."""

    home: Path
    arguments: tuple[str, ...] = ()
    relay: Relay = field(default_factory=Relay)
    said: str = ""

    def start(self) -> None:
        self.port = free_port()
        self.held = ExitStack()
        self.held.enter_context(open_relay(self.relay))
        with (self.home / "said").open("w") as out:
            self.process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-m", "breachdesk", "up", *self.arguments],
                env=self._environment(),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=START_SECONDS)
        self.held.close()
        return code

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def printed(self, pattern: str) -> str:
        found = re.search(pattern, self.said)
        assert found, f"{pattern!r} is not in:\n{self.said}"
        return found[1]

    def breachdesk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-m", "breachdesk", *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def _environment(self) -> Mapping[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "BREACHDESK_HOME": str(self.home / "instance"),
            "BREACHDESK_LISTEN": f"127.0.0.1:{self.port}",
            "BREACHDESK_SMTP_URL": f"smtp://127.0.0.1:{self.relay.port}?tls=none",
        }

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            self.said = (self.home / "said").read_text()
            if "Stop with Ctrl-C" in self.said and self._answers():
                return
            time.sleep(0.2)
        raise AssertionError(f"BreachDesk did not start:\n{self.said}")

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/login")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
