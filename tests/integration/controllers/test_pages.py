"""Every page about affected controllers keeps the house rules, in both languages."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers.service import questions
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from tests.builders.controllers import (
    as_csv,
    import_rows,
    row,
    save_controller,
    send_notice,
    upload,
)
from tests.integration.page import Pages

OF_ONE = (
    "",
    "edit",
    "knowledge",
    "filing",
    "risk",
    "withdraw",
    "restore",
    "override",
    "override/confirm",
    "override/drop",
    "by-hand",
    "send-again",
    "link",
)


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    "path",
    [
        "controllers/",
        "controllers/new",
        "controllers/calls",
        "controllers/import",
        "controllers/notices/",
        "controllers/questions/",
        "filings/",
    ],
)
def test_a_page_without_controllers(pages: Pages, incident_id: str, path: str) -> None:
    pages.get(f"/incidents/{incident_id}/{path}")


@pytest.mark.usefixtures("language")
def test_the_pages_of_a_told_controller(
    pages: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    one = save_controller(services, dpo, incident_id)
    save_controller(services, dpo, incident_id, 2, email="")
    notice_id = send_notice(services, dpo, incident_id)
    with services.unit_of_work(dpo) as uow:
        question_id = questions.ask(uow, one, new_id(), "Qui prévient les patients ?")
    base = f"/incidents/{incident_id}/controllers"

    for path in OF_ONE:
        pages.get(f"{base}/{one}/{path}")
    for path in ("", "/approve", "/reopen", "/send", "/withdraw"):
        pages.get(f"{base}/notices/{notice_id}{path}")
    for path in ("", "?lack=acknowledgement&department=67&words=x", "?overdue=y&withdrawn=y"):
        pages.get(f"{base}/{path}")
    for path in ("calls", "notices/", "questions/", f"questions/{question_id}"):
        pages.get(f"{base}/{path}")


@pytest.mark.usefixtures("language")
def test_the_pages_of_an_import(
    pages: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    content = as_csv([row(1), row(2, SIRET="123")])
    base = f"/incidents/{incident_id}/controllers/import"
    waiting = upload(services, dpo, incident_id, content)
    pages.get(f"{base}/{waiting}/")
    done, _tally = import_rows(services, dpo, incident_id, content)

    pages.get(base)
    page = pages.get(f"{base}/{done}/result")
    assert "2" in page.text
    report = pages.post(f"{base}/{done}/report.csv", {}, status=200)
    assert "SIRET" in report.reply.text


def test_a_long_list_goes_on_to_a_second_page(
    pages: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    import_rows(services, dpo, incident_id, as_csv([row(number) for number in range(1, 61)]))
    first = pages.get(f"/incidents/{incident_id}/controllers/?lack=notice")
    [onwards] = [link for link in first.links if "page=2" in link]

    assert "lack=notice" in onwards
    assert "Pharmacie no 60" in pages.get(onwards).text
