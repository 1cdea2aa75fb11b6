import csv
from collections.abc import Callable
from io import StringIO
from typing import TypeAlias

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.register import service
from breachdesk.register.domain import RegisterFilter

Table: TypeAlias = list[dict[str, str]]


@pytest.fixture
def table(services: Services, dpo: Actor) -> Callable[..., Table]:
    """The lines of the CSV that a filter lets through, in French unless another is asked."""

    def read(language: str = "fr", actor: Actor = dpo, **wanted: object) -> Table:
        with services.unit_of_work(actor) as uow:
            narrowed = RegisterFilter(**wanted)  # type: ignore[arg-type]  # checked by the dataclass
            content = service.export(uow, "csv", narrowed, language)[0]
        return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))

    return read
