import re
from datetime import UTC, datetime

import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts import service
from breachdesk.facts.domain import UNKNOWN, Answer, Words
from breachdesk.facts.domain.values import Choices, Instant, YesNo
from breachdesk.facts.domain.versions import NewFact
from breachdesk.kernel.actor import Actor, Role
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.facts.browser import Parts, inputs, section_of, sent
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

TAG = "fact:recorded"
OTHER = "Vous avez choisi « autre » : précisez."
PEOPLE: Parts = {"low": "1 200", "as_of_date": "2026-03-02", "as_of_time": "10:00"}
TOLD: Parts = {"source": "Export de l’annuaire", "confidence": "probable"}
EMPTIED: dict[str, tuple[Parts, Parts]] = {
    "breach.description": ({"text": "x"}, {"text": ""}),
    "breach.nature": ({"key": ["integrity"]}, {"key": []}),
    "people.count": (PEOPLE | TOLD, {"low": ""}),
    "dates.begin": ({"date": "2026-03-01", "time": "10:00"}, {"date": "", "time": ""}),
}


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


@pytest.fixture
def address(incident_id: str) -> str:
    return f"/incidents/{incident_id}/facts/"


def answer(pages: Pages, address: str, question: str, **parts: str | list[str]) -> None:
    """Answer one question on its page, the others left as they are."""
    path = f"{address}{section_of(question)}"
    pages.post(path, {**sent(pages.get(path)), **inputs(question, **parts)})


def refused(pages: Pages, address: str, question: str, **parts: str | list[str]) -> Page:
    """The page that answers when the program does not take that."""
    path = f"{address}{section_of(question)}"
    typed = {**sent(pages.get(path)), **inputs(question, **parts)}
    return pages.post(path, typed, status=422)


def stored(services: Services, actor: Actor, address: str) -> dict[str, Answer]:
    incident_id = address.split("/")[2]
    with services.reading(actor) as uow:
        return {key: one.value for key, one in service.current(uow, incident_id).items()}


def said(page: Page, key: str) -> str:
    name = key.replace(".", "--")
    return " ".join("".join(page.one("p", id=f"{name}-error").itertext()).split())


class TestAnswers:
    @pytest.mark.parametrize(
        "key",
        ["breach.description", "breach.nature", "people.count", "dates.begin", "other_bodies"],
    )
    def test_not_known_yet_is_an_answer_to_every_kind_of_question(
        self, pages: Pages, address: str, services: Services, dpo: Actor, key: str
    ) -> None:
        answer(pages, address, key, unknown="1")

        assert stored(services, dpo, address) == {key: UNKNOWN}
        assert "Inconnu à ce stade" in pages.get(address).text

    @pytest.mark.parametrize("key", ["breach.description", "breach.nature", "dates.ongoing"])
    def test_an_answer_takes_the_place_of_a_tick_that_was_there(
        self, pages: Pages, address: str, services: Services, dpo: Actor, key: str
    ) -> None:
        parts: dict[str, tuple[Parts, Answer]] = {
            "breach.description": ({"text": "Enfin su"}, Words("Enfin su")),
            "breach.nature": ({"key": "integrity"}, Choices(frozenset({"integrity"}))),
            "dates.ongoing": ({"yes": "no"}, YesNo(yes=False)),
        }
        answer(pages, address, key, unknown="1")
        typed, expected = parts[key]

        answer(pages, address, key, **typed)
        assert stored(services, dpo, address) == {key: expected}

    def test_a_new_answer_and_a_new_tick_are_a_contradiction_and_both_stay(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = refused(pages, address, "breach.description", text="Su", unknown="1")

        assert said(page, "breach.description")
        assert sent(page)["breach--description-text"] == ["Su"]
        assert sent(page)["breach--description-unknown"] == ["1"]
        assert tags(services, TAG) == []

    def test_a_tick_takes_the_place_of_an_answer_left_as_it_was(
        self, pages: Pages, address: str, services: Services, dpo: Actor
    ) -> None:
        """A radio button cannot be taken back: the tick has to be enough."""
        answer(pages, address, "dates.ongoing", yes="no")

        answer(pages, address, "dates.ongoing", unknown="1")
        assert stored(services, dpo, address) == {"dates.ongoing": UNKNOWN}

    @pytest.mark.parametrize("key", list(EMPTIED))
    def test_an_answer_that_was_emptied_is_not_kept_in_silence(
        self, pages: Pages, address: str, services: Services, key: str
    ) -> None:
        typed, emptied = EMPTIED[key]
        answer(pages, address, key, **typed)

        assert said(refused(pages, address, key, **emptied), key)
        assert len(tags(services, TAG)) == 1

    def test_what_is_left_alone_is_no_answer(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        for section in ("dates", "breach", "data", "harm"):
            path = f"{address}{section}"
            pages.post(path, sent(pages.get(path)))

        assert tags(services, TAG) == []

    def test_other_asks_which(self, pages: Pages, address: str, services: Services) -> None:
        page = refused(pages, address, "breach.origin", key=["hacking", "other"])

        assert said(page, "breach.origin") == OTHER
        assert sent(page)["breach--origin-key"] == ["hacking", "other"]
        assert tags(services, TAG) == []

    def test_other_is_shown_with_what_it_is(self, pages: Pages, address: str) -> None:
        answer(pages, address, "breach.origin", key="other", **{"other-other": "Sauvegarde égarée"})

        assert "Sauvegarde égarée" in pages.get(address).text

    def test_an_answer_off_the_list_is_refused(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = refused(pages, address, "breach.nature", key="emperor")

        assert said(page, "breach.nature")
        assert tags(services, TAG) == []

    def test_not_known_does_not_go_with_another_answer(self, pages: Pages, address: str) -> None:
        page = refused(pages, address, "data.categories", key=["nir", "not_known"])

        assert said(page, "data.categories")

    def test_an_end_before_the_start_is_refused_beside_the_end(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        answer(pages, address, "dates.begin", date="2026-03-01", time="10:00")
        page = refused(pages, address, "dates.end", date="2026-03-01", time="09:59")

        assert said(page, "dates.end") == "La violation ne peut pas finir avant de commencer."
        assert sent(page)["dates--end-time"] == ["09:59"]
        assert len(tags(services, TAG)) == 1

    def test_one_wrong_answer_of_a_section_saves_none_and_keeps_all(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        path = f"{address}breach"
        typed = {
            **sent(pages.get(path)),
            **inputs("breach.description", text="Une boîte\nouverte"),
            **inputs("breach.cause", key="other"),
        }

        page = pages.post(path, typed, status=422)
        assert sent(page)["breach--description-text"] == ["Une boîte\nouverte"]
        assert tags(services, TAG) == []

    @pytest.mark.parametrize("when", ["0001-01-01", "1969-12-31", "9999-12-31", "31/02/2026", "x"])
    def test_a_date_nobody_means_is_refused(
        self, pages: Pages, address: str, services: Services, when: str
    ) -> None:
        for key in ("dates.begin", "communication.date"):
            parts = {"date": when, "time": "10:00"} if key == "dates.begin" else {"on": when}
            assert said(refused(pages, address, key, **parts), key)

        assert tags(services, TAG) == []

    def test_a_date_is_asked_in_the_reader_s_zone(
        self, pages: Pages, address: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        far = save_member(services, desk.organisation_id, Role.RESPONDER, zone="Indian/Reunion")
        sign_in(pages.client, far)

        assert sent(pages.get(f"{address}dates"))["dates--begin-zone"] == ["Indian/Reunion"]


class TestFigures:
    def test_are_shown_with_what_they_are_worth(
        self, pages: Pages, address: str, dpo: Actor
    ) -> None:
        answer(pages, address, "people.count", high="1500", approximate="1", **PEOPLE, **TOLD)

        page = pages.get(f"{address}history/people.count")
        assert re.search(r"entre 1\s200 et 1\s500 environ", page.text)
        assert "Export de l’annuaire" in page.text
        assert "Probable" in page.text
        assert dpo.name in page.text
        assert page.all("time", datetime="2026-03-02T09:00:00+00:00")

    def test_keep_their_history(self, pages: Pages, address: str) -> None:
        answer(pages, address, "people.count", **PEOPLE, **TOLD)
        answer(pages, address, "people.count", **{**PEOPLE, "low": "1 350"}, **TOLD)

        rows = list(pages.get(f"{address}history/people.count").one("tbody").iter("tr"))
        texts = ["".join(row.itertext()).split()[0] for row in rows]
        assert texts == ["2", "1"]

    @pytest.mark.parametrize("lacking", ["as_of_date", "source", "confidence"])
    def test_want_as_of_when_who_says_so_and_how_surely(
        self, pages: Pages, address: str, services: Services, lacking: str
    ) -> None:
        parts = {**PEOPLE, **TOLD, lacking: ""}
        parts |= {"as_of_time": ""} if lacking == "as_of_date" else {}

        page = refused(pages, address, "people.count", **parts)
        assert said(page, "people.count")
        assert sent(page)["people--count-low"] == ["1 200"]
        assert tags(services, TAG) == []

    @pytest.mark.parametrize(
        "numbers",
        [
            {"low": "500", "high": "400"},
            {"low": "-1"},
            {"low": "", "high": "3"},
            {"low": "douze"},
            {"low": "1e9"},
            {"low": "9" * 40},
            {"low": "٣٤"},
            {"low": "3½"},
        ],
        ids=lambda numbers: "-".join(numbers.values())[:12],
    )
    def test_that_are_no_count_are_refused(
        self, pages: Pages, address: str, services: Services, numbers: Parts
    ) -> None:
        page = refused(pages, address, "people.count", **{**PEOPLE, **TOLD, **numbers})

        assert said(page, "people.count")
        assert sent(page)["people--count-low"] == [numbers["low"]]
        assert tags(services, TAG) == []

    def test_of_tomorrow_are_refused(self, pages: Pages, address: str) -> None:
        parts = {**PEOPLE, **TOLD, "as_of_time": "13:01"}

        page = refused(pages, address, "people.count", **parts)
        assert said(page, "people.count") == (
            "La date à laquelle le chiffre vaut ne peut pas être dans le futur."
        )


class TestUntouched:
    """A section opened and saved without a change records nothing."""

    def test_a_full_section_sent_back_changes_nothing(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        answer(pages, address, "people.count", high="1500", **PEOPLE, **TOLD)
        answer(pages, address, "data.categories", key=["nir", "contact"])
        answer(pages, address, "people.categories", unknown="1")
        before = tags(services, TAG)

        path = f"{address}data"
        pages.post(path, sent(pages.get(path)))
        assert tags(services, TAG) == before

    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 3, 1, 9, 0, 42, tzinfo=UTC),
            datetime(2025, 10, 26, 0, 30, tzinfo=UTC),  # 02:30 in Paris, the first time
            datetime(2025, 10, 26, 1, 30, tzinfo=UTC),  # and the second
        ],
        ids=str,
    )
    def test_nor_with_seconds_or_in_the_hour_that_comes_twice(
        self, pages: Pages, address: str, services: Services, dpo: Actor, at: datetime
    ) -> None:
        fact = NewFact("dates.begin", Instant(at, "Europe/Paris"), as_of=at)
        with services.unit_of_work(dpo) as uow:
            service.record(uow, address.split("/")[2], [fact])

        pages.post(f"{address}dates", sent(pages.get(f"{address}dates")))
        assert len(tags(services, TAG)) == 1

    def test_nor_when_the_reader_lives_in_another_zone(
        self, pages: Pages, address: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        answer(pages, address, "people.count", **PEOPLE, **TOLD)
        answer(pages, address, "dates.begin", date="2026-03-01", time="10:00")
        before = tags(services, TAG)
        far = save_member(services, desk.organisation_id, Role.RESPONDER, zone="Indian/Reunion")
        sign_in(pages.client, far)

        for section in ("data", "dates"):
            path = f"{address}{section}"
            pages.post(path, sent(pages.get(path)))
        assert tags(services, TAG) == before


class TestStale:
    def test_both_versions_are_shown_and_nothing_typed_is_lost(
        self, pages: Pages, address: str, services: Services, dpo: Actor
    ) -> None:
        path = f"{address}breach"
        opened = sent(pages.get(path))
        answer(pages, address, "breach.description", text="Ce qu’une collègue a écrit")

        mine = {
            **opened,
            **inputs("breach.description", text="Ce que j’ai écrit"),
            **inputs("breach.nature", key="integrity"),
        }
        page = pages.post(path, mine, status=422)

        assert "Ce qu’une collègue a écrit" in page.text
        assert sent(page)["breach--description-text"] == ["Ce que j’ai écrit"]
        assert sent(page)["breach--nature-key"] == ["integrity"]
        assert stored(services, dpo, address) == {
            "breach.description": Words("Ce qu’une collègue a écrit")
        }

    def test_sent_again_it_replaces_and_the_history_keeps_both(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        path = f"{address}breach"
        opened = sent(pages.get(path))
        answer(pages, address, "breach.description", text="La première")
        mine = {**opened, **inputs("breach.description", text="La seconde")}

        pages.post(path, sent(pages.post(path, mine, status=422)))
        text = pages.get(f"{address}history/breach.description").text
        assert "La première" in text
        assert "La seconde" in text
        assert len(tags(services, TAG)) == 2

    @pytest.mark.parametrize("base", ["", "x", "-1", "9" * 40, "²"])
    def test_a_version_that_is_none_is_stale(
        self, pages: Pages, address: str, services: Services, base: str
    ) -> None:
        answer(pages, address, "breach.description", text="La première")

        refused(pages, address, "breach.description", text="La seconde", base=base)
        assert len(tags(services, TAG)) == 1


class TestCompleteness:
    def percent(self, pages: Pages, address: str) -> int:
        return int(str(pages.get(address).one("progress").get("value")))

    def gaps(self, pages: Pages, address: str) -> int:
        """How many answers the badges of all sections still want."""
        found = re.findall(r"À compléter\s*:\s*(\d+)", pages.get(address).text)
        return sum(map(int, found))

    def test_what_is_to_complete_falls_as_facts_are_filled_in(
        self, pages: Pages, address: str
    ) -> None:
        left = [self.gaps(pages, address)]
        done = [self.percent(pages, address)]
        answers: dict[str, Parts] = {
            "breach.description": {"text": "Une boîte ouverte par un inconnu."},
            "dates.ongoing": {"yes": "no"},
            "people.categories": {"key": ["employees"]},
        }
        for key, parts in answers.items():
            answer(pages, address, key, **parts)
            left.append(self.gaps(pages, address))
            done.append(self.percent(pages, address))

        assert left == sorted(set(left), reverse=True)
        assert done == sorted(set(done))

    def test_not_known_yet_stays_to_complete(self, pages: Pages, address: str) -> None:
        before = self.gaps(pages, address)
        answer(pages, address, "breach.description", unknown="1")

        assert self.gaps(pages, address) == before


class TestRights:
    def test_an_auditor_reads_only(
        self, pages: Pages, address: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        sign_in(pages.client, save_member(services, desk.organisation_id, Role.AUDITOR))

        pages.get(address)
        typed = inputs("breach.description", text="x", base="0")
        pages.post(f"{address}breach", typed, status=403)
        assert tags(services, TAG) == []

    def test_a_stranger_finds_nothing(
        self, pages: Pages, address: str, services: Services, sign_in: SignIn
    ) -> None:
        sign_in(pages.client, save_desk(services).dpo)

        for path in ("", "breach", "history/people.count"):
            pages.get(f"{address}{path}", status=404)

    @pytest.mark.parametrize("path", ["soul", "history/soul"])
    def test_a_question_the_form_does_not_ask_is_not_there(
        self, pages: Pages, address: str, path: str
    ) -> None:
        pages.get(f"{address}{path}", status=404)
