"""Pages about persons keep the house rules in both languages, and tell no more than they should."""

from io import BytesIO

import pytest
from flask import Flask

from breachdesk.bootstrap import Services
from breachdesk.jobs.handlers import handlers
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError
from breachdesk.people import service
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.domain.release import READY_FOR
from breachdesk.tasks import service as tasks
from tests.builders.organisations import Desk, save_member
from tests.builders.people import as_csv, import_people, person, receive
from tests.integration.conftest import SignIn
from tests.integration.page import Pages

LISTS = ("", "import", "doubts/", "hotline", "exports/", "destruction")


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.fixture
def base(incident_id: str) -> str:
    return f"/incidents/{incident_id}/people"


@pytest.fixture
def second(desk: Desk, services: Services, app: Flask, sign_in: SignIn) -> Pages:
    """The same pages for a deputy."""
    client = app.test_client()
    deputy = save_member(
        services, desk.organisation_id, Role.DEPUTY, email="second@tilleuls.example"
    )
    sign_in(client, deputy)
    return Pages(client, services.engine)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("path", LISTS)
def test_a_page_without_persons(pages: Pages, base: str, path: str) -> None:
    pages.get(f"{base}/{path}")


@pytest.mark.usefixtures("language")
def test_the_pages_with_persons(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    rows = [person(n) for n in range(60)] + [person(1, Nom="Autre"), person(70, NIR="1")]
    roster_id, _outcome = import_people(services, dpo, incident_id, as_csv(rows))

    for path in (*LISTS, "?segment=minor&reachable=email&controller=x&after=x", "persons/1/"):
        pages.get(f"{base}/{path}")
    onward = next(one for one in pages.get(f"{base}/").links if "after=50" in one)
    assert pages.get(onward).text.count("•••••") > 10
    pages.get(f"{base}/import/{roster_id}/result")
    assert (
        b"patient-70@"
        in pages.post(f"{base}/import/{roster_id}/report.csv", {}, status=200).reply.data
    )


@pytest.mark.usefixtures("language")
def test_the_pages_of_an_import_show_shapes_and_name_what_is_dropped(
    pages: Pages, services: Services, base: str
) -> None:
    content = as_csv([person(1) | {"Résultat": "positif"}, person(2) | {"Résultat": "négatif"}])
    page = pages.get(f"{base}/import")
    reply = pages.post(
        f"{base}/import",
        {"once": page.field("once"), "encoding": "", "file": (BytesIO(content), "p.csv")},
    ).reply
    columns = pages.get(reply.location)
    assert "Résultat" in columns.text
    for secret in ("positif", "Kermarec", "patient-1@"):
        assert secret not in columns.reply.text

    pages.post(f"{reply.location}read-as", {"encoding": "cp1252", "separator": ";"})
    pages.post(f"{reply.location}read-as", {"encoding": "utf-8", "separator": ";"})
    pages.post(reply.location, {"col-last_name": ""}, status=422)
    values = pages.get(reply.location).form_values
    wanted = {name: value for name, value in values.items() if name.startswith("col-")}
    pages.post(reply.location, {**wanted, "save_as": "Logiciel"})
    worker = Actor.system("worker")
    tasks.run_next(lambda: services.unit_of_work(worker), handlers(services), "w")

    done = pages.get(f"{base}/import")
    assert "2" in done.text
    assert "Résultat" in done.text


def test_a_file_may_be_destroyed_and_an_import_stopped(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    roster_id = receive(services, dpo, incident_id, as_csv([person(1)]))
    values = pages.get(f"{base}/import/{roster_id}/").form_values
    wanted = {name: value for name, value in values.items() if name.startswith("col-")}
    pages.post(f"{base}/import/{roster_id}/", wanted)
    with services.reading(dpo) as uow:
        [task] = tasks.of_case(uow, incident_id, ("people-import",))

    pages.post(f"{base}/import/tasks/{task.id}/cancel", {})
    pages.post(f"{base}/import/{roster_id}/discard", {})

    assert list(services.sealed.folder.glob("*/*")) == []
    pages.get(f"{base}/import/{roster_id}/")


def test_one_person_is_shown_only_for_a_reason(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1)]))

    assert "Kermarec" not in pages.get(f"{base}/persons/1/").reply.text
    assert "Kermarec" not in pages.post(f"{base}/persons/1/", {}, status=422).reply.text
    shown = pages.post(f"{base}/persons/1/", {"reason": "call"}, status=200)
    assert "Kermarec" in shown.text
    pages.get(f"{base}/persons/2/", status=404)


def test_pairs_are_decided_by_a_person(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    rows = [person(1), person(1, Nom="Autre"), person(2), person(2, Nom="Autre")]
    import_people(services, dpo, incident_id, as_csv(rows))

    pages.post(f"{base}/doubts/1", {"act": "neither"}, status=422)
    pages.post(f"{base}/doubts/1", {"act": "different"})
    pages.post(f"{base}/doubts/2", {"act": "same"})

    # four rows were two pairs: one pair stays two persons, the other becomes one
    page = pages.get(f"{base}/")
    assert page.text.count("•••••") == 6
    pages.post(f"{base}/doubts/1", {"act": "same"}, status=422)


def test_one_person_of_two_entries_has_what_either_tells(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    bare = person(1, **{"E-mail": "", "Adresse": ""})
    rows = [bare | {"Mineur": ""}, person(1, Nom="Autre", Mineur="oui")]
    import_people(services, dpo, incident_id, as_csv(rows))

    pages.post(f"{base}/doubts/1", {"act": "same"})

    with services.reading(dpo) as uow:
        (masked,), _next = service.page(uow, incident_id, AudienceFilter(only_mandated=False))
        identity = service.identities(uow, incident_id, [masked.id])[masked.id]
    assert (masked.has_email, masked.has_address, masked.is_minor) == (True, True, True)
    assert (identity.last_name, identity.email) == (bare["Nom"], person(1)["E-mail"])


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize(
    ("asked", "status", "concerned"),
    [
        ({"nir": person(1)["NIR"]}, 200, True),
        ({"last_name": "KERMAREC ba", "first_name": "odile", "born": "15/01/1985"}, 200, True),
        ({"last_name": "Kermarec-BA", "first_name": "Odile", "born": "16/01/1985"}, 200, False),
        ({"nir": person(2)["NIR"]}, 200, False),
        ({"nir": "1"}, 422, None),
        ({"last_name": "Kermarec"}, 422, None),
        ({"last_name": "Kermarec", "born": "31/02/1985"}, 422, None),
        ({}, 422, None),
    ],
)
def test_the_hotline_answers_yes_or_no(  # noqa: PLR0913, PLR0917  # what is asked, what comes
    pages: Pages,
    services: Services,
    dpo: Actor,
    incident_id: str,
    asked: dict[str, str],
    status: int,
    concerned: bool | None,  # noqa: FBT001  # a column of the table
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1)]))

    page = pages.post(f"/incidents/{incident_id}/people/hotline", asked, status=status)

    answers = [e for e in page.all("div") if e.get("role") == "status"]
    assert len(answers) == (concerned is not None)
    if concerned is not None:
        told = " ".join("".join(answers[0].itertext()).split())
        assert told.startswith(("Oui", "Yes")) is concerned
        assert "patient-1@" not in page.reply.text


def test_a_small_export_is_ready_at_once_for_an_hour(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1), person(2, Prénom="-")]))
    once = pages.get(f"{base}/exports/").field("once")
    pages.post(f"{base}/exports/", {"once": once, "reason": "letters"})

    content = pages.post(f"{base}/exports/{once}/persons.csv", {}, status=200).reply.data
    lines = content.decode("utf-8-sig").splitlines()

    assert "Ada Lorne" in lines[0]
    assert lines[2].startswith("Kermarec-BA;Odile;")
    later = services.with_clock(FrozenClock(services.clock.now() + READY_FOR))
    with later.unit_of_work(dpo) as uow, pytest.raises(RuleError):
        service.content(uow, incident_id, once)


def test_a_large_export_needs_somebody_else(
    pages: Pages, second: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    base = f"/incidents/{incident_id}/people"
    import_people(services, dpo, incident_id, as_csv([person(n) for n in range(101)]))
    once = pages.get(f"{base}/exports/").field("once")
    pages.post(f"{base}/exports/", {"once": once, "reason": "letters"})

    pages.post(f"{base}/exports/{once}/persons.csv", {}, status=409)
    pages.post(f"{base}/exports/{once}/approve", {}, status=403)
    second.get(f"{base}/exports/")
    second.post(f"{base}/exports/{once}/approve", {})
    content = pages.post(f"{base}/exports/{once}/persons.csv", {}, status=200).reply.data

    assert len(content.splitlines()) == 2 + 101


@pytest.mark.usefixtures("language")
def test_destruction_takes_two_people_and_leaves_a_certificate(
    pages: Pages, second: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    base = f"/incidents/{incident_id}/people"
    import_people(services, dpo, incident_id, as_csv([person(1), person(2, NIR="1")]))
    pages.post(f"{base}/destruction", {"act": "all"}, status=422)
    pages.post(f"{base}/destruction", {"act": "confirm"}, status=422)
    pages.post(f"{base}/destruction", {"act": "propose"})
    pages.post(f"{base}/destruction", {"act": "confirm"}, status=403)
    second.post(f"{base}/destruction", {"act": "drop"})
    pages.post(f"{base}/destruction", {"act": "propose"})

    second.get(f"{base}/destruction")
    second.post(f"{base}/destruction", {"act": "confirm"})

    assert services.vault.is_destroyed(incident_id)
    assert list(services.sealed.folder.glob("*/*")) == []
    for path in LISTS:
        pages.get(f"{base}/{path}")
    documents = pages.get(f"/incidents/{incident_id}/documents/")
    assert "Certificat" in documents.text or "Certificate" in documents.text
    pages.post(f"{base}/destruction", {"act": "propose"}, status=422)


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        (Role.RESPONDER, "import", 200),
        (Role.RESPONDER, "persons/1/", 403),
        (Role.RESPONDER, "exports/", 403),
        (Role.RESPONDER, "destruction", 403),
        (Role.COMMUNICATIONS, "hotline", 200),
        (Role.COMMUNICATIONS, "import", 403),
        (Role.MANAGEMENT, "", 403),
        (Role.AUDITOR, "", 403),
    ],
)
def test_each_role_sees_what_it_needs(  # noqa: PLR0913, PLR0917  # role, page, answer
    desk: Desk,
    services: Services,
    app: Flask,
    sign_in: SignIn,
    incident_id: str,
    role: Role,
    path: str,
    status: int,
) -> None:
    client = app.test_client()
    sign_in(client, save_member(services, desk.organisation_id, role, email="r@tilleuls.example"))

    Pages(client, services.engine).get(f"/incidents/{incident_id}/people/{path}", status=status)
