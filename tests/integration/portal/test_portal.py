"""The portal: opened by a click, one controller's own, three decisions and nothing else."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from flask import Flask

from breachdesk.bootstrap import Services
from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import Answer
from breachdesk.controllers.domain.links import LIFETIME
from breachdesk.controllers.service import links, mandates, notices
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.portal.domain import MAX_TRIES, VISIT
from tests.builders.controllers import deliver
from tests.conftest import NOON
from tests.integration.page import Pages
from tests.integration.portal.conftest import Scene, links_of
from tests.integration.trail import tags

Visitor = Callable[[str], Pages]
FORM_TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
READABLE = (
    "/portal/",
    "/portal/acknowledge",
    "/portal/mandate/file",
    "/portal/mandate/inform",
    "/portal/filed",
    "/portal/notification",
    "/portal/question",
)
MANDATE = {
    "answer": "yes",
    "declared_name": "Odile Ferrand",
    "declared_function": "Pharmacienne titulaire",
    "has_authority": "y",
}


class TestTheDoor:
    def test_pt_02_a_scanner_that_fetches_every_link_opens_and_acknowledges_nothing(
        self,
        app: Flask,
        services: Services,
        dpo: Actor,
        paths: tuple[str, str],
        two: tuple[str, str],
    ) -> None:
        client = app.test_client()
        for path in paths:
            for _again in range(3):
                reply = client.get(path)
                client.head(path)
                assert reply.status_code == 200
                assert "Set-Cookie" not in reply.headers or "bd-portal" not in str(reply.headers)

        assert named(services, "portal:link-opened") == []
        assert named(services, "controller:acknowledged") == []
        incident = controllers_of(services, dpo, two)
        assert all(one.acknowledged_at is None for one in incident)

    def test_the_page_before_the_click_is_the_same_for_every_token(
        self, app: Flask, paths: tuple[str, str]
    ) -> None:
        tried = (*paths, "/p/" + "x" * 43, "/p/x")
        shown = {
            FORM_TOKEN.sub("", app.test_client().get(path).text.replace(path, "")) for path in tried
        }

        assert len(shown) == 1

    def test_opening_shows_the_controllers_own_page_without_the_token_in_the_address(
        self, visitor: Visitor, paths: tuple[str, str]
    ) -> None:
        pages = visitor(paths[0])
        page = pages.get("/portal/")

        assert "Pharmacie no 1" in page.text
        assert "Pharmacie no 2" not in page.text
        assert paths[0] not in page.reply.text

    @pytest.mark.parametrize("cut", [1, 10, 42])
    def test_a_truncated_token_opens_nothing(
        self, app: Flask, services: Services, paths: tuple[str, str], cut: int
    ) -> None:
        pages = Pages(app.test_client(), services.engine)
        pages.get(paths[0][:-cut])
        pages.post(paths[0][:-cut], {}, status=404)

        assert named(services, "portal:link-refused") == ["portal:link-refused"]
        pages.get("/portal/", status=303)

    def test_pt_05_a_revoked_link_no_longer_opens_nor_lets_stay(
        self, scene: Scene, app: Flask
    ) -> None:
        inside = scene.visit(0)
        with scene.services.unit_of_work(scene.dpo) as uow:
            links.revoke(uow, scene.incident_id, scene.ids[0])

        inside.get("/portal/", status=303)
        Pages(app.test_client(), scene.services.engine).post(scene.paths[0], {}, status=404)
        scene.visit(1).get("/portal/")

    def test_pt_05_a_link_runs_out(
        self,
        app: Flask,
        services: Services,
        clock: FrozenClock,
        paths: tuple[str, str],
    ) -> None:
        clock.at = NOON + LIFETIME + timedelta(seconds=1)

        Pages(app.test_client(), services.engine).post(paths[0], {}, status=404)

    def test_pt_06_after_twenty_wrong_links_in_a_minute_the_address_must_wait(
        self, app: Flask, services: Services, clock: FrozenClock, paths: tuple[str, str]
    ) -> None:
        pages = Pages(app.test_client(), services.engine)
        for number in range(MAX_TRIES):
            pages.post(f"/p/{number:043d}", {}, status=404)

        pages.post("/p/" + "y" * 43, {}, status=429)
        pages.post(paths[0], {}, status=429)
        clock.at += timedelta(minutes=1, seconds=1)
        pages.post(paths[0], {})

    def test_a_visit_ends_after_some_hours(
        self, visitor: Visitor, paths: tuple[str, str], clock: FrozenClock
    ) -> None:
        pages = visitor(paths[0])
        clock.at += VISIT - timedelta(seconds=1)
        pages.get("/portal/")

        clock.at += timedelta(seconds=1)
        pages.get("/portal/", status=303)

    def test_leaving_closes_the_page(self, visitor: Visitor, paths: tuple[str, str]) -> None:
        pages = visitor(paths[0])
        pages.post("/portal/leave", {})

        pages.get("/portal/", status=303)


class TestApart:
    def test_pt_24_no_portal_address_serves_one_controller_with_the_link_of_another(
        self, scene: Scene, app: Flask
    ) -> None:
        mine, theirs = scene.visit(0), scene.visit(1)
        theirs.post("/portal/mandate/file", {**theirs_once(theirs), **MANDATE})
        theirs.post(
            "/portal/question", {**theirs_once(theirs, "question"), "question": "La leur ?"}
        )
        with scene.services.reading(scene.dpo) as uow:
            [other] = mandates.mandates_of(uow, scene.incident_id, scene.ids[1])

        for path in portal_paths(app):
            for method in ("get", "post"):
                address = path.replace("<string:mandate_id>", other.id)
                address = address.replace("<string:slug>", "processor-notice")
                address = address.replace("<string:kind>", "file")
                reply = getattr(mine.client, method)(
                    address, **({"data": {"csrf_token": mine.token()}} if method == "post" else {})
                )
                assert b"no 2" not in reply.data, address
                assert b"Odile Ferrand" not in reply.data, address
                assert b"La leur" not in reply.data, address
        mine.post(f"/portal/mandates/{other.id}", {}, status=404)

    def test_pt_25_a_visitor_is_nobody_at_the_desk(
        self, visitor: Visitor, paths: tuple[str, str], incident_id: str
    ) -> None:
        pages = visitor(paths[0])

        for path in ("/", f"/incidents/{incident_id}/", "/register/"):
            reply = pages.client.get(path)
            assert reply.status_code == 303
            assert "/login" in reply.headers["Location"]

    def test_pt_25_the_desk_opens_no_portal_page(self, pages: Pages) -> None:
        for path in READABLE:
            assert pages.client.get(path).status_code == 303

    def test_it_keeps_the_house_rules_in_both_languages(
        self, visitor: Visitor, paths: tuple[str, str]
    ) -> None:
        pages = visitor(paths[0])
        for language in ("en", "fr"):
            pages.client.post("/language", data={"language": language, "csrf_token": pages.token()})
            for path in READABLE:
                pages.get(path)


class TestDecisions:
    def test_acknowledging_twice_counts_once_at_the_first_instant(
        self, scene: Scene, clock: FrozenClock
    ) -> None:
        pages = scene.visit(0)
        clock.at += timedelta(hours=1)
        pages.post("/portal/acknowledge", {"name": "Odile Ferrand"})
        clock.at += timedelta(hours=1)
        pages.post("/portal/acknowledge", {"name": "Odile Ferrand"})

        assert named(scene.services, "controller:acknowledged") == ["controller:acknowledged"]
        view = scene.view(0)
        assert view.acknowledged_at == NOON + timedelta(hours=1)
        assert view.aware_at == NOON  # the notice had arrived before

    def test_pt_09_an_acknowledgement_wants_a_name(
        self, services: Services, paths: tuple[str, str], visitor: Visitor
    ) -> None:
        page = visitor(paths[0]).post("/portal/acknowledge", {"name": "  "}, status=422)

        assert page.one("p", id="name-error") is not None
        assert tags(services, "controller:acknowledged") == []

    def test_a_mandate_is_frozen_with_its_hash_for_both_sides(self, scene: Scene) -> None:
        pages = scene.visit(0)
        pages.post("/portal/mandate/file", {**theirs_once(pages), **MANDATE})

        with scene.services.reading(scene.dpo) as uow:
            [given] = mandates.mandates_of(uow, scene.incident_id, scene.ids[0])
        told = json.dumps(
            given.statement, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert given.sha256 == hashlib.sha256(told.encode()).hexdigest()
        assert given.statement["declared_name"] == "Odile Ferrand"
        assert scene.view(0).mandate_file is Answer.YES
        pdf = pages.post(f"/portal/mandates/{given.id}", {}, status=200).reply.data
        with pikepdf.open(BytesIO(pdf)) as document:
            assert str(document.docinfo["/Title"])

    def test_without_authority_or_answer_nothing_is_recorded_and_what_was_typed_stays(
        self, services: Services, paths: tuple[str, str], visitor: Visitor
    ) -> None:
        pages = visitor(paths[0])
        typed = {**theirs_once(pages), **MANDATE}
        del typed["has_authority"]
        page = pages.post("/portal/mandate/file", typed, status=422)

        assert page.field("declared_name") == "Odile Ferrand"
        assert page.field("answer") == "yes"
        assert tags(services, "mandate:given") == []

    def test_the_same_form_sent_twice_is_one_mandate_and_a_new_answer_replaces_it(
        self, scene: Scene
    ) -> None:
        pages = scene.visit(0)
        once = theirs_once(pages)
        for _again in range(2):
            pages.post("/portal/mandate/inform", {**once, **MANDATE})
        assert len(tags(scene.services, "mandate:given")) == 1

        pages.post("/portal/mandate/inform", {**theirs_once(pages), **MANDATE, "answer": "no"})
        view = scene.view(0)
        assert view.mandate_inform is Answer.NO
        assert not view.may_be_informed_for

    def test_its_own_filing_with_its_number(self, scene: Scene, clock: FrozenClock) -> None:
        clock.at += timedelta(hours=20)
        pages = scene.visit(0)
        form = pages.get("/portal/filed").form_values
        pages.post("/portal/filed", {**form, "cnil_number": "PH-0001"})

        view = scene.view(0)
        assert view.cnil_number == "PH-0001"
        assert view.filed_at == NOON + timedelta(hours=20)

    def test_after_the_notice_was_withdrawn_nothing_is_taken(self, scene: Scene) -> None:
        pages = scene.visit(0)
        with scene.services.unit_of_work(scene.dpo) as uow:
            [notice] = notices.of_case(uow, scene.incident_id)
            notices.withdraw(uow, scene.incident_id, notice.id, notice.version, "Mauvais fichier.")

        page = pages.post("/portal/acknowledge", {"name": "Odile Ferrand"}, status=422)
        assert "retiré" in page.text
        assert tags(scene.services, "controller:acknowledged") == []

    def test_the_papers_are_pdfs_about_this_controller(
        self, services: Services, paths: tuple[str, str], visitor: Visitor
    ) -> None:
        pages = visitor(paths[0])
        for slug in ("processor-notice", "controller-notification", "controller-register-entry"):
            reply = pages.post(f"/portal/papers/{slug}", {}, status=200).reply
            assert reply.data.startswith(b"%PDF-")
        pages.post("/portal/papers/risk-memo", {}, status=404)
        assert len(tags(services, "portal:paper-read")) == 3


def test_new_mails_carry_the_same_link_until_it_is_revoked(
    scene: Scene, mailer: RecordingMailer, clock: FrozenClock
) -> None:
    clock.at += timedelta(hours=12)
    with scene.services.unit_of_work(scene.dpo) as uow:
        controllers.queue_due(uow, "https://desk.example")
    deliver(scene.services)

    assert tuple(sorted(links_of(mailer).values())) == tuple(sorted(scene.paths))


def named(services: Services, tag: str) -> list[str]:
    return [found for found, _subject, _body in tags(services, tag)]


def controllers_of(services: Services, dpo: Actor, ids: tuple[str, str]) -> list[object]:
    with services.reading(dpo) as uow:
        return [controllers.found(uow, one) for one in ids]


def theirs_once(pages: Pages, page: str = "mandate/file") -> dict[str, str]:
    return {"once": pages.get(f"/portal/{page}").field("once")}


def portal_paths(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/portal/") and rule.endpoint != "portal.leave"
    ]
