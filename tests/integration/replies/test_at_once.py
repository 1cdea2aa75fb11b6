"""Several people at the same moment: no number twice, no second answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from breachdesk.kernel.errors import BreachDeskError, TransientError
from breachdesk.replies import service
from tests.builders.controllers import deliver
from tests.builders.replies import build_draft, build_reply, save_reply, seen
from tests.integration.replies.conftest import Scene

PEOPLE = 6


def at_once(act: Callable[[], object]) -> list[BreachDeskError]:
    """Six times in a thread each; what was refused. Who is told to try again does so."""

    def run(_number: int) -> BreachDeskError | None:
        while True:
            try:
                act()
            except TransientError:
                continue
            except BreachDeskError as error:
                return error
            return None

    with ThreadPoolExecutor(PEOPLE) as pool:
        return [error for error in pool.map(run, range(PEOPLE)) if error]


def test_messages_recorded_at_once_have_a_number_each(scene: Scene) -> None:
    def record() -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.receive(uow, build_reply(scene.incident_id))

    assert at_once(record) == []
    with scene.services.reading(scene.dpo) as uow:
        found = [
            one.reference.rpartition("-")[2] for one in service.of_case(uow, scene.incident_id)
        ]
    assert found == [f"R{number}" for number in range(1, PEOPLE + 1)]


def test_of_several_who_answer_at_once_one_does(scene: Scene) -> None:
    reply_id = save_reply(scene.services, scene.dpo, scene.incident_id)
    was = seen(scene.services, scene.dpo, scene.incident_id, reply_id)

    def answer() -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(uow, was, build_draft())

    refused = at_once(answer)
    deliver(scene.services)
    assert len(refused) == PEOPLE - 1
    assert len(scene.services.mailer.sent) == 1  # type: ignore[attr-defined]
