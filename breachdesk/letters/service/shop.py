"""The print shop: what planning and printing need beside the database."""

from collections.abc import Callable
from dataclasses import dataclass

from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork


@dataclass(frozen=True)
class Shop:
    """How a process opens transactions, its press, and its name on the batches it holds.

    `alive` is called after every few hundred letters; what it raises ends the work.
    """

    begin: Callable[[], UnitOfWork]
    read: Callable[[], UnitOfWork]
    press: Press
    holder: str
    alive: Callable[[], None] = lambda: None
