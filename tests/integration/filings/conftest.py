import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.portal.domain import Visit
from tests.builders.controllers import open_processor_case, save_controller, send_notice
from tests.builders.organisations import Desk


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_processor_case(services, dpo)


@pytest.fixture
def three(services: Services, desk: Desk, dpo: Actor, incident_id: str) -> tuple[str, ...]:
    """Three pharmacies that were told; the first two mandate the filing, the third does not."""
    ids = tuple(save_controller(services, dpo, incident_id, number) for number in (1, 2, 3))
    send_notice(services, dpo, incident_id)
    for one, answer in zip(ids, (Answer.YES, Answer.YES, Answer.NO), strict=True):
        visit = Visit("link", one, incident_id, desk.organisation_id, "fr")
        new = NewMandate(
            new_id(),
            MandateKind.FILE,
            answer,
            "Odile Ferrand",
            "Titulaire",
            has_authority=True,
            language="fr",
        )
        with services.unit_of_work(visit.actor) as uow:
            mandates.give(uow, one, new)
    return ids
