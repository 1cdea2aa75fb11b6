"""What controllers ask, and the answers all of them may read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_prose

MAX_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class QuestionView:
    """`is_shared`: every controller of the case reads question and answer, without the asker."""

    id: str
    controller_id: str
    asked_at: datetime
    text: str = field(repr=False)
    answered_at: datetime | None
    answered_by: str
    answer: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """`subject_id` is the controller."""

    tag: ClassVar[str] = "controller:question-asked"
    question_id: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    tag: ClassVar[str] = "controller:question-answered"
    question_id: str
    is_shared: bool


def check_text(text: str, field_name: str) -> None:
    if not text.strip():
        raise RuleError(_("Write something."), field=field_name)
    if problem := problem_with_prose(text, MAX_TEXT):
        raise RuleError(problem, field=field_name)
