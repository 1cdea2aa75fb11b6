"""A temporary instance with the demonstration case, as `make run` makes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from breachdesk.bootstrap import Services, build
from breachdesk.config import Settings
from breachdesk.demo.service import load
from breachdesk.infra import migrate
from breachdesk.infra.keys import KeyRing
from breachdesk.kernel.actor import Actor

BENCH = Actor.system("bench")


@contextmanager
def instance() -> Iterator[Services]:
    with TemporaryDirectory() as folder:
        settings = Settings.from_env({"BREACHDESK_HOME": folder})
        KeyRing.create(Path(folder) / "keys")
        services = build(settings)
        migrate.upgrade(services.engine)
        load(services)
        yield services
        services.engine.dispose()
