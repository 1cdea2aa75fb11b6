"""Who may do what: strangers find nothing, readers change nothing, on every address there is."""

from collections.abc import Iterator

import pytest
from flask import Flask

from breachdesk.bootstrap import Services
from breachdesk.controllers.service import notices, questions
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.ids import new_id
from tests.builders.controllers import as_csv, row, save_controller, send_notice, upload
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.page import Pages
from tests.integration.trail import tags

BLUEPRINTS = ("controllers.", "filings.")


@pytest.fixture
def addresses(
    app: Flask, services: Services, dpo: Actor, incident_id: str
) -> list[tuple[str, str]]:
    """(method, path) of every address about the controllers of the case."""
    ids = {"incident_id": incident_id, "task_id": new_id()}
    ids["controller_id"] = save_controller(services, dpo, incident_id)
    send_notice(services, dpo, incident_id)
    with services.unit_of_work(dpo) as uow:
        ids["notice_id"] = notices.start(uow, incident_id, new_id())
        ids["question_id"] = questions.ask(uow, ids["controller_id"], new_id(), "Quand ?")
    ids["roster_id"] = upload(services, dpo, incident_id, as_csv([row(2)]))
    return list(_filled(app, ids))


def _filled(app: Flask, ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(BLUEPRINTS):
            path = rule.rule
            for name in rule.arguments:
                path = path.replace(f"<string:{name}>", ids[name])
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                yield method, path


def status(pages: Pages, token: str, method: str, path: str) -> int:
    data = {"csrf_token": token} if method == "POST" else None
    return pages.client.open(path, method=method, data=data).status_code


def test_a_stranger_gets_the_page_of_nothing_everywhere(
    app: Flask, services: Services, sign_in: SignIn, addresses: list[tuple[str, str]]
) -> None:
    stranger = save_desk(services, name="Autre organisation").dpo
    client = app.test_client()
    sign_in(client, stranger)
    pages = Pages(client, services.engine)
    token, before = pages.token(), tags(services)

    answers = {one: status(pages, token, *one) for one in addresses}
    assert {one: code for one, code in answers.items() if code != 404} == {}
    assert len(answers) > 40
    assert tags(services) == before


@pytest.fixture(params=[Role.AUDITOR, Role.MANAGEMENT])
def reader(
    request: pytest.FixtureRequest, app: Flask, services: Services, desk: Desk, sign_in: SignIn
) -> Pages:
    """The browser of somebody who only reads."""
    client = app.test_client()
    sign_in(client, save_member(services, desk.organisation_id, request.param))
    return Pages(client, services.engine)


def test_who_only_reads_sees_the_pages_and_changes_nothing(
    reader: Pages, services: Services, addresses: list[tuple[str, str]]
) -> None:
    pages = reader
    token, before = pages.token(), [tag for tag, *_rest in tags(services)]

    answers = {one: status(pages, token, *one) for one in addresses}
    posts = {path: code for (method, path), code in answers.items() if method == "POST"}
    assert {path.rpartition("/")[2]: code for path, code in posts.items() if code != 403} == {
        "export.csv": 200
    }
    readable = [path for (method, path), code in answers.items() if method == "GET" and code == 200]
    assert any(path.endswith("/controllers/") for path in readable)
    assert [tag for tag, *_rest in tags(services)][len(before) :] == ["controller:exported"]


def test_nobody_signed_in_is_sent_to_sign_in(
    app: Flask, services: Services, addresses: list[tuple[str, str]]
) -> None:
    pages = Pages(app.test_client(), services.engine)
    token = pages.token()
    codes = {status(pages, token, *one) for one in addresses}
    assert codes <= {302, 303, 401}
