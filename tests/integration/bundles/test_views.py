"""The page: ask for a bundle, see it made, take it along."""

from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from breachdesk.bootstrap import Services
from breachdesk.bundles import service
from breachdesk.bundles.domain import TASK
from breachdesk.kernel.actor import Actor, Role
from breachdesk.tasks import service as tasks
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.page import Pages


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


@pytest.fixture
def address(incident_id: str) -> str:
    return f"/incidents/{incident_id}/bundles/"


def work(services: Services) -> None:
    worker = Actor.system("worker")
    assert tasks.run_next(lambda: services.unit_of_work(worker), {TASK: service.run}, "one")


def test_a_bundle_is_asked_for_made_and_taken_along(
    services: Services, pages: Pages, dpo: Actor, incident_id: str, address: str
) -> None:
    pages.post(address, {**pages.get(address).form_values, "is_personal": "y"})
    assert "En attente" in pages.get(address).text
    work(services)

    page = pages.get(address)

    with services.reading(dpo) as uow:
        [made] = service.of_case(uow, incident_id)
    for told in (made.sha256, dpo.name, "Avec des données personnelles"):
        assert told in page.text
    reply = pages.post(f"{address}{made.id}/download", {}, status=200).reply
    assert reply.headers["Content-Disposition"].endswith("INC-2026-0001-evidence.zip")
    assert sha256(reply.data).hexdigest() == made.sha256
    reply.close()


def test_without_the_box_there_is_no_personal_data(
    services: Services, pages: Pages, dpo: Actor, incident_id: str, address: str
) -> None:
    pages.post(address, pages.get(address).form_values)
    work(services)

    assert "Sans données personnelles" in pages.get(address).text
    with services.reading(dpo) as uow:
        [made] = service.of_case(uow, incident_id)
    assert not made.is_personal


def test_the_same_page_sent_twice_makes_one_bundle(
    services: Services, pages: Pages, dpo: Actor, incident_id: str, address: str
) -> None:
    typed = pages.get(address).form_values
    pages.post(address, typed)
    pages.post(address, typed)

    with services.reading(dpo) as uow:
        assert len(service.of_case(uow, incident_id)) == 1


def test_a_language_nobody_speaks_is_refused(pages: Pages, address: str) -> None:
    page = pages.post(address, {"language": "xx"}, status=422)

    assert page.h1 == "Dossier de preuve"


def test_the_documents_lead_there_for_who_may(
    services: Services, desk: Desk, client: FlaskClient, sign_in: SignIn, incident_id: str
) -> None:
    documents, bundles = (f"/incidents/{incident_id}/{one}/" for one in ("documents", "bundles"))
    responder = save_member(services, desk.organisation_id, Role.RESPONDER, email="r@t.example")
    for actor, status in ((desk.dpo, 200), (responder, 403)):
        sign_in(client, actor)

        assert (bundles in client.get(documents).text) is (status == 200)
        assert client.get(bundles).status_code == status
