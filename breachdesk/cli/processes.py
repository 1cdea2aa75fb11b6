"""The processes of an instance, each alone or all in one foreground command."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence

import click

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services, build, initialise
from breachdesk.cli.context import emit, errors_to_stderr, fail, services, settings
from breachdesk.cli.user import first_run_address
from breachdesk.config import Settings
from breachdesk.demo import service as demo
from breachdesk.infra import logs
from breachdesk.jobs import runner
from breachdesk.jobs import worker as mail_worker
from breachdesk.jobs.schedule import JOBS
from breachdesk.kernel.actor import Actor

PARTS = ("serve", "worker", "scheduler")
STOP_SECONDS = 10
MAX_RESTARTS = 5
"""Of one and the same process."""

MAX_WORKERS = 64
POLL_SECONDS = 0.3


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def init(*, as_json: bool) -> None:
    """Make keys and database of an instance; what exists is kept."""
    built = build(settings())
    initialise(built)
    home = str(built.settings.home)
    emit({"home": home}, as_json=as_json, text=f"The instance in {home} is ready.")


@click.command()
@errors_to_stderr
def serve() -> None:
    """Run the web server (gunicorn)."""
    chosen = services().settings
    arguments = [
        "gunicorn",
        "--bind",
        chosen.listen,
        "--workers",
        str(chosen.web_workers),
        "--timeout",
        "60",
        "--log-level",
        "warning",
        "--worker-tmp-dir",
        "/dev/shm" if os.path.isdir("/dev/shm") else str(chosen.home),  # noqa: PTH112, S108
        "breachdesk.wsgi:application()",
    ]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606  # our own program


@click.command()
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1, MAX_WORKERS),
    help="How many work side by side; one that ends is started again.",
)
@errors_to_stderr
def worker(*, processes: int) -> None:
    """Hand over waiting mails, until stopped."""
    built = services()
    if processes > 1:
        built.engine.dispose()
        raise SystemExit(_supervise(("worker",) * processes))
    logs.configure(built.settings.log_level)
    mail_worker.run_forever(built)


@click.command()
@errors_to_stderr
def scheduler() -> None:
    """Notice what falls due, until stopped. Of several, one leads."""
    built = services()
    logs.configure(built.settings.log_level)
    runner.run_forever(built, JOBS)


@click.command()
@click.option("--demo/--no-demo", "with_demo", default=True, help="Load the demo case at first.")
@errors_to_stderr
def up(*, with_demo: bool) -> None:
    """Start web, worker and scheduler, and stop them together on Ctrl-C."""
    chosen = settings()
    _check_port(chosen)
    built = build(chosen)
    initialise(built)
    for line in _welcome(built, with_demo=with_demo):
        click.echo(line)
    built.engine.dispose()
    raise SystemExit(_supervise(PARTS))


def _welcome(built: Services, *, with_demo: bool) -> list[str]:
    """Load the demo or make the first-run link where there is no account yet."""
    with built.reading(Actor.system("start")) as uow:
        is_new = not accounts.has_accounts(uow)
    if is_new and with_demo:
        click.echo("Loading the demonstration case…")
        demo.load(built)
    lines = [f"BreachDesk: {built.settings.base_url}/", "Stop with Ctrl-C."]
    if is_new and not with_demo:
        with built.unit_of_work(Actor.system("start")) as uow:
            token = accounts.first_run_link(uow)
        if token:
            address = first_run_address(built, token)
            lines.insert(1, f"Create the first account (once, within an hour): {address}")
    signing = demo.sign_in_note(built.settings)
    if signing:
        lines.insert(1, signing)
    return lines


def _check_port(chosen: Settings) -> None:
    host, _colon, port = chosen.listen.rpartition(":")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, ValueError):
            fail(f"The address {chosen.listen} is taken or unusable: set BREACHDESK_LISTEN.")


def _supervise(parts: Sequence[str]) -> int:
    """Keep a process of each part running; returns the exit code."""
    stopping: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: stopping.append(number))
    running = [_start(part) for part in parts]
    restarts: Counter[int] = Counter()
    while not stopping:
        time.sleep(POLL_SECONDS)
        for place, process in enumerate(running):
            if process.poll() is None or stopping:
                continue
            restarts[place] += 1
            click.echo(f"{parts[place]} ended with code {process.returncode}.", err=True)
            if restarts[place] > MAX_RESTARTS:
                click.echo("It keeps ending: everything is stopped.", err=True)
                _stop(running)
                return 1
            running[place] = _start(parts[place])
    _stop(running)
    return 0


def _start(part: str) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""
    return subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "breachdesk", part], start_new_session=True
    )


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
