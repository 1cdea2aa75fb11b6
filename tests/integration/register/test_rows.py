"""What each breach says in its line, and which lines a filter lets through."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts.domain import Choices, Confidence, Figure, NewFact, NotificationKind
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Step
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.ids import new_id
from breachdesk.progress import service as progress
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member, save_organisation
from tests.conftest import NOON
from tests.integration.documents.filings import Case

Read: TypeAlias = Callable[..., list[dict[str, str]]]
REASONS = "Journaux rendus le quatrième jour."


@pytest.fixture
def case(services: Services, dpo: Actor) -> Case:
    return Case(services, dpo, open_case(services, dpo, title="Ordinateur perdu"))


def titles(rows: list[dict[str, str]]) -> list[str]:
    return [row["Titre"] for row in rows]


class TestLine:
    @pytest.mark.usefixtures("case")
    def test_a_new_breach_is_empty_where_nothing_is_known(self, table: Read) -> None:
        [row] = table()

        assert row["Référence"] == "INC-2026-0001"
        assert row["Organisme"] == "Pharmacie des Tilleuls"
        assert [row[name] for name in ("Risque", "Numéro CNIL", "Dans les délais")] == ["", "", ""]

    @pytest.mark.usefixtures("case")
    def test_instants_carry_the_offset_of_the_readers_zone(self, table: Read) -> None:
        found = [value for value in table()[0].values() if value.startswith("2026-03-02T")]

        assert found == ["2026-03-02T11:00:00+01:00", "2026-03-02T12:00:00+01:00"]

    def test_facts_and_figures_are_told_in_words(self, table: Read, case: Case) -> None:
        case.tell("breach.nature", Choices(frozenset({"integrity", "confidentiality"})))
        case.tell_all(
            [NewFact("people.count", Figure(1_250), NOON, "Extraction", Confidence.PROBABLE)]
        )
        values = set(table()[0].values())

        assert "Perte de la confidentialité, Perte de l'intégrité" in values
        assert "1\u202f250" in values

    def test_a_filing_in_time(self, table: Read, case: Case) -> None:
        case.file(case.begin(), number="N-1")
        row = table()[0]

        assert row["Numéro CNIL"] == "N-1"
        assert row["Dans les délais"] == "oui"

    def test_a_filing_too_late(self, table: Read, case: Case, clock: FrozenClock) -> None:
        clock.at = NOON + timedelta(hours=90)
        case.file(case.begin(), REASONS)

        assert table()[0]["Dans les délais"] == "non"

    def test_a_complement_does_not_take_the_place_of_the_first(
        self, table: Read, case: Case
    ) -> None:
        case.file(case.begin(), number="N-1")
        case.file(case.begin(NotificationKind.COMPLEMENTARY), number="N-2")

        assert table()[0]["Numéro CNIL"] == "N-1"

    @pytest.mark.usefixtures("case")
    def test_in_english(self, table: Read) -> None:
        [row] = table("en")

        assert row["Title"] == "Ordinateur perdu"
        assert row["State"] == "Reported"


class TestFilter:
    @pytest.fixture
    def two(self, services: Services, dpo: Actor) -> tuple[str, str]:
        return (
            open_case(services, dpo, title="Ordinateur perdu"),
            open_case(services, dpo, title="Fichier envoyé"),
        )

    @pytest.mark.usefixtures("two")
    def test_by_words_or_reference(self, table: Read) -> None:
        assert titles(table(text="ORDINATEUR")) == ["Ordinateur perdu"]
        assert titles(table(text="INC-2026-0002")) == ["Fichier envoyé"]
        assert table(text="%") == []

    def test_by_state(
        self, table: Read, two: tuple[str, str], services: Services, dpo: Actor
    ) -> None:
        with services.unit_of_work(dpo) as uow:
            progress.reach(uow, two[0], Step.DISMISSED, "Aucune donnée personnelle.")

        assert titles(table(state=Step.DISMISSED)) == ["Ordinateur perdu"]
        assert len(table()) == 2

    def test_by_nature(
        self, table: Read, two: tuple[str, str], services: Services, dpo: Actor
    ) -> None:
        nature = Choices(frozenset({"availability", "integrity"}))
        Case(services, dpo, two[1]).tell("breach.nature", nature)

        assert titles(table(nature="integrity")) == ["Fichier envoyé"]
        assert table(nature="confidentiality") == []

    def test_by_level(
        self, table: Read, two: tuple[str, str], services: Services, dpo: Actor
    ) -> None:
        with services.unit_of_work(dpo) as uow:
            risk.assess(uow, two[0], NewAssessment(new_id(), RiskLevel.HIGH, "Santé de patients."))

        assert titles(table(level=RiskLevel.HIGH)) == ["Ordinateur perdu"]
        assert table(level=RiskLevel.NONE) == []

    def test_by_organisation(self, table: Read, services: Services, desk: Desk) -> None:
        other = save_organisation(services, desk.dpo.user_id, name="Seconde pharmacie")
        both = services.actor_for(desk.dpo.user_id)
        assert both
        open_case(services, both, desk.organisation_id, title="Ici")
        open_case(services, both, other, title="Là")

        assert titles(table(actor=both, organisation_id=other)) == ["Là"]
        assert len(table(actor=both)) == 2

    @pytest.mark.parametrize(("year", "count"), [(2025, 0), (2026, 1)])
    def test_the_year_is_the_one_on_the_wall_of_the_case(
        self, table: Read, services: Services, dpo: Actor, year: int, count: int
    ) -> None:
        aware = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
        open_case(services, dpo, discovered_at=None, aware_at=aware, zone="Europe/Paris")

        assert len(table(year=year)) == count

    @pytest.mark.parametrize(
        ("zone", "years"),
        [("Europe/Paris", (0, 1)), ("UTC", (1, 0)), ("America/Martinique", (1, 0))],
    )
    def test_each_case_has_its_own_new_year(
        self, table: Read, services: Services, dpo: Actor, zone: str, years: tuple[int, int]
    ) -> None:
        aware = datetime(2025, 12, 31, 23, tzinfo=UTC)  # midnight sharp in Paris
        open_case(services, dpo, discovered_at=None, aware_at=aware, zone=zone)
        open_case(services, dpo, discovered_at=None, aware_at=NOON, zone="Pacific/Noumea")

        assert (len(table(year=2025)), len(table(year=2026)) - 1) == years

    def test_the_latest_awareness_first(self, table: Read, services: Services, dpo: Actor) -> None:
        for days in (3, 1, 2):
            aware = NOON - timedelta(days=days)
            open_case(services, dpo, title=str(days), discovered_at=None, aware_at=aware)

        assert titles(table()) == ["1", "2", "3"]


class TestWhose:
    @pytest.mark.usefixtures("desk")
    def test_anothers_organisation_cannot_be_asked_for(
        self, table: Read, services: Services
    ) -> None:
        other = save_desk(services, name="Autre")
        open_case(services, other.dpo)

        assert table(organisation_id=other.organisation_id) == []

    def test_exercises_stay_out(self, table: Read, services: Services, dpo: Actor) -> None:
        open_case(services, dpo, is_exercise=True)

        assert table() == []

    def test_a_dismissed_breach_stays_in(self, table: Read, case: Case) -> None:
        with case.services.unit_of_work(case.dpo) as uow:
            progress.reach(uow, case.id, Step.DISMISSED, "Aucune donnée personnelle.")

        assert len(table()) == 1

    def test_an_archived_one_can_still_be_read_and_exported_whole(
        self, table: Read, case: Case
    ) -> None:
        with case.services.unit_of_work(case.dpo) as uow:
            progress.reach(uow, case.id, Step.DISMISSED, "Aucune donnée personnelle.")
            incidents.archive(uow, case.id)

        assert titles(table(archived=True)) == ["Ordinateur perdu"]
        assert "Ordinateur perdu" not in titles(table())

    def test_nothing_that_deletes_a_case_exists(self) -> None:
        assert [name for name in vars(incidents) if "delete" in name or "remove" in name] == []

    def test_an_auditor_may_read_and_export(
        self, table: Read, services: Services, desk: Desk
    ) -> None:
        open_case(services, desk.dpo)
        auditor = save_member(services, desk.organisation_id, Role.AUDITOR)

        assert len(table(actor=auditor)) == 1
