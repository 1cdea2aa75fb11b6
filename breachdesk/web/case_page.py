"""Pages of a case share a banner and tabs that only a higher floor can fill."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from flask import current_app, render_template, request

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Text

CaseFrame: TypeAlias = Callable[[UnitOfWork, str], Mapping[str, object]]
PORT = "breachdesk.case_frame"


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the case; `count` is how much is missing there, 0 shows nothing."""

    endpoint: str
    label: Text
    count: int

    @property
    def is_current(self) -> bool:
        """Whether the page shown belongs to this tab: one blueprint, one tab."""
        return request.blueprint == self.endpoint.partition(".")[0]


def case_page(uow: UnitOfWork, template: str, incident_id: str, **words: object) -> str:
    """Render inside the unit of work, with what every page of the case shows."""
    frame = cast(CaseFrame, current_app.extensions[PORT])
    return render_template(template, **frame(uow, incident_id), **words)
