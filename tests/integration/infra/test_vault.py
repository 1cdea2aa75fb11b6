"""Two processes that need the key of an incident at once."""

import subprocess
import sys
from pathlib import Path

from breachdesk.infra.keys import KeyRing
from breachdesk.infra.vault import Vault

PROCESSES = 6
ASK = """
import sys
from pathlib import Path
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.vault import Vault
vault = Vault(Path(sys.argv[1]) / "keystore", KeyRing(Path(sys.argv[1]) / "keys"))
print("ready", flush=True)
sys.stdin.readline()
print(vault.key("first").seal("place", b"name").hex())
"""


def test_processes_that_make_the_same_key_at_once_end_with_one(tmp_path: Path) -> None:
    KeyRing.create(tmp_path / "keys")
    running = [
        subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-c", ASK, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _number in range(PROCESSES)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    sealed = [bytes.fromhex(one.communicate()[0]) for one in running]

    key = Vault(tmp_path / "keystore", KeyRing(tmp_path / "keys")).key("first")
    assert [key.open("place", one) for one in sealed] == [b"name"] * PROCESSES
