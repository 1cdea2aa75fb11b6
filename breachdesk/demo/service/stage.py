"""Acting as one person at any hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

from breachdesk.config import Settings
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import Clock, FrozenClock


class Stage(Protocol):
    """The services of an instance, which can be given another clock."""

    @property
    def clock(self) -> Clock: ...

    @property
    def settings(self) -> Settings: ...

    def unit_of_work(self, actor: Actor) -> UnitOfWork: ...

    def reading(self, actor: Actor) -> UnitOfWork: ...

    def actor_for(self, user_id: str) -> Actor | None: ...

    def with_clock(self, clock: Clock) -> Self: ...


@dataclass(frozen=True, slots=True)
class Player:
    stage: Stage
    actor: Actor
    organisation_id: str

    def at(self, when: datetime, act: Callable[[UnitOfWork], object]) -> None:
        """One transaction, with the clock standing at `when`."""
        with self.stage.with_clock(FrozenClock(when)).unit_of_work(self.actor) as uow:
            act(uow)
