import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

TAG = "timeline:entry-added"
WORDS = "Le prestataire rappelle : la boîte est coupée."


@pytest.fixture
def address(services: Services, dpo: Actor) -> str:
    return f"/incidents/{open_case(services, dpo)}/timeline/"


def typed(page: Page, clock_time: str = "12:00", **over: str) -> dict[str, str]:
    """An entry of the day of the tests, as the form would send it."""
    own = {
        "occurred_at-date": "2026-03-02",
        "occurred_at-time": clock_time,
        "occurred_at-zone": "Europe/Paris",
        "entry_kind": "containment",
        "what": WORDS,
        "source": "Journal du prestataire",
        "once": page.field("once"),
    }
    return own | over


def add(
    pages: Pages, address: str, clock_time: str = "12:00", *, status: int = 303, **over: str
) -> Page:
    return pages.post(address, typed(pages.get(address), clock_time, **over), status=status)


def entries(page: Page) -> list[str]:
    """The text of each entry shown, in order."""
    return [
        " ".join("".join(item.itertext()).split())
        for item in page.all("li")
        if (item.get("class") or "").startswith("entry ")
    ]


def said(page: Page, field: str) -> str:
    """The sentence beside a field."""
    return "".join(page.one("p", id=f"{field}-error").itertext())


class TestAdding:
    def test_an_entry_of_a_person_stands_among_those_of_the_program(
        self, pages: Pages, address: str
    ) -> None:
        before = entries(pages.get(address))
        assert all("noté par le programme" in entry for entry in before)

        add(pages, address)

        shown = entries(pages.get(address))
        [own] = [entry for entry in shown if "noté par le programme" not in entry]
        assert len(shown) == len(before) + 1
        assert WORDS in own
        assert "Confinement" in own
        assert "Journal du prestataire" in own

    def test_both_times_and_the_author_are_shown(
        self, pages: Pages, address: str, clock: FrozenClock, dpo: Actor
    ) -> None:
        clock.at += timedelta(minutes=20)
        add(pages, address)

        [item] = [
            li
            for li in pages.get(address).all("li", class_="entry entry-containment")
            if WORDS in "".join(li.itertext())
        ]
        instants = [datetime.fromisoformat(str(time.get("datetime"))) for time in item.iter("time")]
        assert instants == [datetime(2026, 3, 2, 11, tzinfo=UTC), clock.at]
        assert dpo.name in "".join(item.itertext())

    def test_the_latest_comes_first(self, pages: Pages, address: str) -> None:
        add(pages, address, "07:00", what="Avant tout")
        add(pages, address, "08:00", what="Après")

        texts = " ".join(entries(pages.get(address)))
        assert texts.index("Après") < texts.index("Avant tout")

    def test_the_future_is_refused_beside_its_field_and_the_text_stays(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = add(pages, address, "13:01", status=422)

        assert "pas l’avenir" in said(page, "occurred_at")
        assert page.field("what") == WORDS
        assert page.field("source") == "Journal du prestataire"
        assert page.field("entry_kind") == "containment"
        assert page.field("occurred_at-time") == "13:01"
        assert tags(services, TAG) == []

    def test_now_is_not_the_future(self, pages: Pages, address: str) -> None:
        add(pages, address, "13:00")

    @pytest.mark.parametrize("what", ["", "   \n "], ids=["nothing", "white space"])
    def test_an_entry_without_words_is_refused(
        self, pages: Pages, address: str, services: Services, what: str
    ) -> None:
        page = add(pages, address, status=422, what=what)

        assert said(page, "what") == "Dites ce qui s’est passé."
        assert tags(services, TAG) == []

    def test_every_fault_is_told_at_once(self, pages: Pages, address: str) -> None:
        page = add(pages, address, "23:00", status=422, what="", source="a\nb")

        assert all(said(page, name) for name in ("occurred_at", "what", "source"))

    def test_markup_is_shown_as_it_was_typed(self, pages: Pages, address: str) -> None:
        add(pages, address, what="<script>alert(1)</script> {{ 7*7 }}")

        assert "<script>alert(1)</script> {{ 7*7 }}" in pages.get(address).text

    def test_the_form_sent_twice_adds_one_entry(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        data = typed(pages.get(address))
        for _time in range(2):
            pages.post(address, data)

        assert len(tags(services, TAG)) == 1

    def test_takes_somebody_who_may_edit(
        self, pages: Pages, address: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        data = typed(pages.get(address))
        sign_in(pages.client, save_member(services, desk.organisation_id, Role.AUDITOR))

        pages.get(address)
        pages.post(address, data, status=403)
        assert tags(services, TAG) == []

    def test_a_stranger_finds_nothing(
        self, pages: Pages, address: str, services: Services, sign_in: SignIn
    ) -> None:
        data = typed(pages.get(address))
        sign_in(pages.client, save_desk(services).dpo)

        for path in ("", "export.csv", "export.json"):
            pages.get(f"{address}{path}", status=404)
        pages.post(address, data, status=404)


class TestFilter:
    @pytest.fixture(autouse=True)
    def own(self, pages: Pages, address: str) -> None:
        add(pages, address)
        add(pages, address, what="Appel de l’assureur", entry_kind="note", source="")

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("kind=containment", [WORDS]),
            ("words=ASSUREUR", ["Appel de l’assureur"]),
            ("words=boite", [WORDS]),
            ("words=journal", [WORDS]),
            ("kind=note&words=boite", []),
            ("origin=people&words=assureur", ["Appel de l’assureur"]),
            ("origin=program&words=assureur", []),
        ],
    )
    def test_shows_what_fits_only(
        self, pages: Pages, address: str, query: str, expected: list[str]
    ) -> None:
        shown = entries(pages.get(f"{address}?{query}"))

        assert len(shown) == len(expected)
        assert all(any(words in entry for entry in shown) for words in expected)

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("origin=people&since=2026-03-02&until=2026-03-02", 2),
            ("since=2026-03-03", 0),
            ("until=2026-03-01", 0),
        ],
    )
    def test_a_day_is_a_whole_day_of_the_reader(
        self, pages: Pages, address: str, query: str, count: int
    ) -> None:
        assert len(entries(pages.get(f"{address}?{query}"))) == count

    def test_says_when_nothing_fits(self, pages: Pages, address: str) -> None:
        assert "Aucune entrée ne correspond" in pages.get(f"{address}?words=zzz").text

    @pytest.mark.parametrize(
        "query",
        [
            "kind=emperor",
            "origin=x",
            "since=hier",
            "until=31%2F02%2F2026",
            "words=%00",
            "until=9999-12-31",
            "since=0001-01-01",
        ],
    )
    def test_an_address_nobody_would_type_still_gives_the_page(
        self, pages: Pages, address: str, query: str
    ) -> None:
        pages.get(f"{address}?{query}")


class TestExports:
    @pytest.fixture
    def rows(self, pages: Pages, address: str) -> list[dict[str, str]]:
        add(pages, address, what="=1+1", source="@somme")
        reply = pages.get(f"{address}export.csv").reply
        assert reply.headers["Content-Disposition"].startswith("attachment")
        text = reply.get_data().decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text), delimiter=";"))

    def test_csv_instants_carry_their_offset(self, rows: list[dict[str, str]]) -> None:
        assert len(rows) == 3
        for row in rows:
            for column in ("occurred_at", "recorded_at"):
                assert datetime.fromisoformat(row[column]).utcoffset() == timedelta(hours=1)

    def test_csv_cells_are_no_formulas(self, rows: list[dict[str, str]]) -> None:
        cells = [cell for row in rows for cell in row.values()]

        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
        assert any("=1+1" in cell for cell in cells)

    def test_json_tells_who_when_and_recorded_when(
        self, pages: Pages, address: str, dpo: Actor
    ) -> None:
        add(pages, address)
        reply = pages.get(f"{address}export.json").reply
        records = json.loads(reply.get_data())

        [own] = [record for record in records if not record["automatic"]]
        assert own == {
            "occurred_at": "2026-03-02T12:00:00+01:00",
            "recorded_at": "2026-03-02T13:00:00+01:00",
            "kind": "containment",
            "automatic": False,
            "author": dpo.name,
            "text": WORDS,
            "source": "Journal du prestataire",
        }
        assert reply.headers["Content-Disposition"].startswith("attachment")

    def test_the_oldest_comes_first(self, pages: Pages, address: str) -> None:
        add(pages, address, "08:00")
        records = json.loads(pages.get(f"{address}export.json").reply.get_data())

        instants = [datetime.fromisoformat(record["occurred_at"]) for record in records]
        assert instants == sorted(instants)
