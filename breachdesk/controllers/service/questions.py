"""Questions of controllers and the answers to them."""

from breachdesk.controllers.domain.questions import (
    QuestionAnswered,
    QuestionAsked,
    QuestionView,
    check_text,
)
from breachdesk.controllers.models import ControllerQuestion
from breachdesk.controllers.store import files
from breachdesk.controllers.store import portal as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _


def ask(uow: UnitOfWork, controller_id: str, question_id: str, text: str) -> str:
    if store.find_question(uow.session, question_id):
        return question_id
    row = files.find(uow.session, controller_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    check_text(text, "question")
    uow.create(
        ControllerQuestion(
            id=question_id,
            incident_id=row.incident_id,
            controller_id=row.id,
            asked_at=uow.clock.now(),
            text=text.strip(),
        )
    )
    uow.record(QuestionAsked(row.id, row.incident_id, question_id))
    return question_id


def answer(
    uow: UnitOfWork, incident_id: str, question_id: str, text: str, *, is_shared: bool
) -> None:
    """Answer the asker, and with `is_shared` all others; a second answer replaces the first."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.question(uow.session, incident_id, question_id)
    check_text(text, "answer")
    row.answer, row.is_shared = text.strip(), is_shared
    row.answered_at, row.answered_by = uow.clock.now(), uow.actor.name
    uow.record(QuestionAnswered(row.controller_id, incident_id, row.id, is_shared))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[QuestionView, ...]:
    """Those without an answer first."""
    incidents.case(uow, incident_id)
    return tuple(_view(row) for row in store.questions(uow.session, incident_id))


def of_controller(
    uow: UnitOfWork, incident_id: str, controller_id: str
) -> tuple[QuestionView, ...]:
    return tuple(one for one in of_case(uow, incident_id) if one.controller_id == controller_id)


def open_count(uow: UnitOfWork, incident_id: str) -> int:
    return sum(one.answered_at is None for one in of_case(uow, incident_id))


def get(uow: UnitOfWork, incident_id: str, question_id: str) -> QuestionView:
    incidents.case(uow, incident_id)
    return _view(store.question(uow.session, incident_id, question_id))


def readable(uow: UnitOfWork, incident_id: str, controller_id: str) -> tuple[QuestionView, ...]:
    """A controller's own questions, and those answered for all."""
    return tuple(
        _view(row) for row in store.readable_questions(uow.session, incident_id, controller_id)
    )


def _view(row: ControllerQuestion) -> QuestionView:
    return QuestionView(
        id=row.id,
        controller_id=row.controller_id,
        asked_at=row.asked_at,
        text=row.text,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
        answer=row.answer,
        is_shared=row.is_shared,
    )
