import re
from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from tests.builders.accounts import save_account
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, actor_of, save_desk, save_member
from tests.conftest import NOON
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages

HOUR = timedelta(hours=1)


def rows(page: Page) -> list[str]:
    """The text of each line of "Due next"."""
    region = page.one("div", role="region")
    return [
        " ".join("".join(row.itertext()).split()) for row in next(region.iter("tbody")).iter("tr")
    ]


class TestDueNext:
    @pytest.fixture(autouse=True)
    def cases(self, services: Services, dpo: Actor) -> None:
        """Opened in an order that is not the one of their deadlines."""
        for title, hours in (("Recent", 1), ("Oldest", 80), ("Middle", 60)):
            aware = NOON - hours * HOUR
            open_case(services, dpo, title=title, aware_at=aware, discovered_at=aware)

    def test_what_is_overdue_comes_first(self, pages: Pages) -> None:
        found = [re.search("Oldest|Middle|Recent", row) for row in rows(pages.get("/"))]
        titles = [one[0] for one in found if one]

        assert list(dict.fromkeys(titles)) == ["Oldest", "Middle", "Recent"]

    def test_overdue_is_said_in_words_and_marked(self, pages: Pages) -> None:
        page = pages.get("/")
        assert "Dépassé" in rows(page)[0]

        first = next(next(page.one("div", role="region").iter("tbody")).iter("tr"))
        assert any("overdue" in (one.get("class") or "") for one in first.iter())

    def test_each_line_leads_to_its_duty(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        with services.reading(dpo) as uow:
            duty, case = obligations.open_ones(uow)[0]

        assert f"/incidents/{case.id}/obligations/#{duty.id}" in pages.get("/").links

    def test_what_is_settled_is_gone(self, pages: Pages, services: Services, dpo: Actor) -> None:
        before = len(rows(pages.get("/")))
        with services.unit_of_work(dpo) as uow:
            duty, _case = obligations.open_ones(uow)[0]
            obligations.waive(uow, duty.id, duty.version, "Données chiffrées.")

        assert len(rows(pages.get("/"))) == before - 1

    def test_many_duties_are_counted_not_hidden(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        for _number in range(14):
            open_case(services, dpo)

        page = pages.get("/")
        with services.reading(dpo) as uow:
            total = len(obligations.open_ones(uow))
        assert re.search(
            rf"et {total - len(rows(page))} de plus|et {total - len(rows(page))} ", page.text
        )

    def test_time_passing_alone_makes_it_overdue(
        self, pages: Pages, clock: FrozenClock, dpo: Actor, sign_in: SignIn
    ) -> None:
        assert "Dépassé" not in rows(pages.get("/"))[1]
        clock.at += 24 * HOUR
        sign_in(pages.client, dpo)

        assert "Dépassé" in rows(pages.get("/"))[1]


class TestWhose:
    def test_only_cases_of_the_persons_organisations(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        other = save_desk(services, name="Clinique du Parc")
        foreign = open_case(services, other.dpo, title="Foreign secret")
        open_case(services, dpo, title="Our own")

        page = pages.get("/")
        assert "Our own" in page.text
        assert "Foreign secret" not in page.text
        assert not any(foreign in link for link in page.links)

    def test_the_years_figures_count_own_cases_only(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        for actor in (dpo, save_desk(services).dpo):
            open_case(services, actor)

        assert re.search(r"Incidents\s*:\s*1\.", pages.get("/").text)

    def test_a_person_of_two_organisations_sees_both(
        self, pages: Pages, services: Services, sign_in: SignIn, desk: Desk
    ) -> None:
        other = save_desk(services, name="Clinique du Parc")
        for actor, title in ((desk.dpo, "Ours"), (other.dpo, "Theirs")):
            open_case(services, actor, title=title)
        both = save_member(services, desk.organisation_id, Role.DPO)
        with services.unit_of_work(other.dpo) as uow:
            organisations.appoint(uow, other.organisation_id, both.user_id, Role.AUDITOR)
        sign_in(pages.client, both)

        text = pages.get("/").text
        assert "Ours" in text
        assert "Theirs" in text

    def test_somebody_without_an_organisation_is_told_what_to_do(
        self, pages: Pages, services: Services, sign_in: SignIn, dpo: Actor
    ) -> None:
        open_case(services, dpo, title="Foreign secret")
        sign_in(pages.client, actor_of(services, save_account(services)))

        page = pages.get("/")
        assert "Foreign secret" not in page.text
        assert "/organisations/" in page.links

    def test_nothing_due_says_so(self, pages: Pages) -> None:
        assert "Aucune échéance" in pages.get("/").text

    def test_nobody_signed_in_is_sent_to_sign_in(self, pages: Pages) -> None:
        pages.client.delete_cookie("bd")

        reply = pages.get("/", status=303).reply
        assert reply.headers["Location"].startswith("/login")
