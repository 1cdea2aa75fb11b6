"""A print run from the command line: planned here, printed here or by several processes."""

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from breachdesk.bootstrap import Services
from breachdesk.cli.context import CLI, fail, say
from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.letters import service
from breachdesk.letters.domain.printing import Printing
from breachdesk.letters.domain.rounds import Rounds
from breachdesk.outreach.domain.campaign import CampaignView
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.service import paper
from breachdesk.outreach.service.print_run import MOST_ANEW

WAIT_SECONDS = 1.0
T = TypeVar("T")
NOT_LAUNCHED = 2
"""Exit code."""


@dataclass(frozen=True)
class Run:
    """Plans and prints until nothing is left, in one process or in several."""

    desk: Services
    shop: service.Shop
    printing: Printing
    out: Path
    processes: int
    tagged: bool

    def to_the_end(self, per_file: int) -> service.Built:
        built, anew = service.Built(), 0
        while True:
            self._plan(per_file)
            done = self._print()
            built += done
            anew += bool(done.dissolved)
            if anew > MOST_ANEW:
                raise RuleError(_("Letters change while they are printed: try again later."))
            if not done.dissolved and not self._is_any_left():
                return built
            if not done.files:
                time.sleep(WAIT_SECONDS)  # another process has the rest, or has died with it

    def _plan(self, per_file: int) -> None:
        if self.processes == 1:
            service.plan(self.shop, self.printing, per_file)
            return
        with self.desk.reading(CLI) as uow:
            spans = service.spans(uow, self.printing, self.processes)
        rounds = Rounds()
        for some in self._along(_judge_along, [(span,) for span in spans]):
            rounds.take_in(some)
        service.assign(self.shop, self.printing, rounds, per_file)

    def _print(self) -> service.Built:
        if self.processes == 1:
            return service.build(self.shop, self.printing, self.out, tagged=self.tagged)
        parts: list[tuple[()]] = [()] * self.processes
        return sum(self._along(_print_along, parts), service.Built())

    def _along(self, act: Callable[..., T], arguments: Sequence[tuple[Any, ...]]) -> list[T]:
        """What processes give back that each do their part."""
        if not arguments:
            return []
        self.desk.engine.dispose()  # no connection may be shared by two processes
        fork = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(
            len(arguments), mp_context=fork, initializer=_RUNS.append, initargs=(self,)
        )
        try:
            with pool:
                parts = [pool.submit(act, *one) for one in arguments]
                return [part.result() for part in parts]
        except BrokenProcessPool:
            fail(say(_("A printing process died. Start again: nothing is printed twice.")))

    def _is_any_left(self) -> bool:
        with self.desk.reading(CLI) as uow:
            return service.is_any_planned(uow, self.printing.incident_id, self.printing.campaign_id)


_RUNS: list[Run] = []
"""In a forked process, the run it is part of: the press is prepared once for all of them."""


def _judge_along(span: service.Span) -> Rounds:
    [run] = _RUNS
    return service.judge(run.shop, run.printing, span)[0]


def _print_along() -> service.Built:
    [run] = _RUNS
    shop = replace(run.shop, holder=new_id())
    return service.build(shop, run.printing, run.out, tagged=run.tagged)


def shop_of(desk: Services, actor: Actor = CLI) -> service.Shop:
    return service.Shop(
        begin=lambda: desk.unit_of_work(actor),
        read=lambda: desk.reading(actor),
        press=Press(desk.settings.letter_font),
        holder=new_id(),
    )


def printing_of(desk: Services, uow: UnitOfWork, campaign: CampaignView) -> Printing:
    check_page = f"{desk.settings.base_url}{CHECK_PAGE}"
    return paper.printing(uow, campaign.incident_id, campaign.id, check_page)


@contextmanager
def only_launched() -> Iterator[None]:
    try:
        yield
    except paper.NotLaunchedError as error:
        click.echo(say(error.text), err=True)
        sys.exit(NOT_LAUNCHED)


def peak_mb() -> float:
    """Megabytes of the largest process, ours or one we started."""
    kilobytes = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return round(kilobytes / 1024, 1)
