"""What the web side asks of the composition root."""

from typing import Protocol

from breachdesk.config import Settings
from breachdesk.infra.resolver import Resolver
from breachdesk.infra.signer import Signer
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import Clock


class Services(Protocol):
    @property
    def clock(self) -> Clock: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def signer(self) -> Signer | None: ...

    @property
    def resolver(self) -> Resolver: ...

    @property
    def mails_leave(self) -> bool: ...

    def unit_of_work(self, actor: Actor) -> UnitOfWork: ...

    def reading(self, actor: Actor) -> UnitOfWork: ...

    def secret(self, purpose: str) -> bytes: ...

    def actor_for(self, user_id: str) -> Actor | None: ...
