"""One controller's file: what may be typed, what is missing, whom the processor may write for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.controllers.domain import (
    IDENTITY,
    LACK_LABELS,
    Answer,
    Contact,
    ControllerView,
    Lack,
    NewController,
    Place,
)
from breachdesk.controllers.domain.controller import (
    MAX_PERSONS,
    MAX_PROSE,
    check_filing,
    check_new,
    check_why,
)
from breachdesk.controllers.domain.export import COLUMNS, as_row
from breachdesk.deadlines.domain import Standing
from breachdesk.kernel.errors import ManyRulesError, RuleError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMED = NewController("1", dict.fromkeys(IDENTITY, "") | {"name": "Pharmacie du Port"})
NOTHING = ControllerView(
    id="1",
    incident_id="2",
    number=1,
    identity=NAMED.identity,
    contract_hours=None,
    persons_declared=None,
    persons_counted=None,
    records_declared=None,
    language="fr",
    department="29",
    contact=Contact.MISSING,
    contact_problem="",
    notice_sent_at=None,
    delivered_at=None,
    acknowledged_at=None,
    acknowledged_by="",
    other_at=None,
    other_why="",
    retained_at=None,
    retained_why="",
    aware_at=None,
    aware_basis=None,
    due_at=None,
    standing=Standing.NO_TIME,
    risk_view="",
    mandate_file=Answer.NONE,
    mandate_inform=Answer.NONE,
    filed_at=None,
    cnil_number="",
    override_why="",
    override_by="",
    override_confirmed_by="",
    withdrawn_at=None,
    withdrawn_why="",
    version=1,
)
"""A controller of which only the name is known."""


class TestTyped:
    def test_a_name_is_enough(self) -> None:
        check_new(NAMED)

    @pytest.mark.parametrize(
        ("over", "field"),
        [
            ({"identity": {"name": " "}}, "name"),
            ({"identity": {"name": "Pharmacie\ndu Port"}}, "name"),
            ({"identity": {"name": "x", "city": "V" * 301}}, "city"),
            ({"persons_declared": -1}, "persons_declared"),
            ({"records_declared": MAX_PERSONS + 1}, "records_declared"),
            ({"contract_hours": -1}, "contract_hours"),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, over: dict[str, object], field: str) -> None:
        with pytest.raises(ManyRulesError) as caught:
            check_new(replace(NAMED, **over))  # type: ignore[arg-type]  # checked by the dataclass
        assert [one.field for one in caught.value.broken] == [field]

    @pytest.mark.parametrize("why", ["", " \n", "\x00", "x" * (MAX_PROSE + 1)])
    def test_a_reason_says_something(self, why: str) -> None:
        with pytest.raises(RuleError):
            check_why(why)

    @pytest.mark.parametrize(
        ("filed_at", "number", "field"),
        [
            (NOON + timedelta(seconds=1), "2026-1", "filed_at"),
            (NOON - timedelta(hours=3), "2026-1", "filed_at"),  # before it knew
            (NOON, "  ", "cnil_number"),
            (NOON, "1" * 61, "cnil_number"),
            (NOON, "1\n2", "cnil_number"),
        ],
    )
    def test_a_filing_that_cannot_be_is_refused(
        self, filed_at: datetime, number: str, field: str
    ) -> None:
        with pytest.raises(ManyRulesError) as caught:
            check_filing(filed_at, number, NOON - timedelta(hours=2), NOON)
        assert [one.field for one in caught.value.broken] == [field]

    def test_a_filing_now_is_fine_and_so_is_one_of_a_controller_nobody_told(self) -> None:
        check_filing(NOON, "2026-1", NOON, NOON)
        check_filing(NOON - timedelta(days=1), "2026-1", None, NOON)


class TestLacks:
    def test_of_a_name_alone_everything_else_is_missing(self) -> None:
        assert set(NOTHING.lacks) == set(Lack) - {Lack.DELIVERY}

    def test_a_withdrawn_one_lacks_nothing(self) -> None:
        assert replace(NOTHING, withdrawn_at=NOON).lacks == ()

    def test_none_of_them_lacks_its_words(self) -> None:
        assert set(LACK_LABELS) == set(Lack)

    def test_people_counted_go_before_people_declared(self) -> None:
        assert replace(NOTHING, persons_declared=5, persons_counted=0).persons == 0
        assert replace(NOTHING, persons_declared=5).persons == 5


class TestMandate:
    @pytest.mark.parametrize(
        ("over", "may"),
        [
            ({}, False),
            ({"mandate_inform": Answer.NO}, False),
            ({"mandate_file": Answer.YES}, False),  # to notify the CNIL is not to write
            ({"mandate_inform": Answer.YES}, True),
            ({"mandate_inform": Answer.YES, "withdrawn_at": NOON}, False),
            ({"override_why": "Urgent", "override_by": "A"}, False),  # one person alone
            ({"override_why": "Urgent", "override_confirmed_by": "B"}, True),
            ({"override_confirmed_by": "B", "withdrawn_at": NOON}, False),
        ],
    )
    def test_without_mandate_nobody_writes_to_its_patients(
        self,
        over: dict[str, object],
        may: bool,  # noqa: FBT001  # a column of the table
    ) -> None:
        view = replace(NOTHING, **over)  # type: ignore[arg-type]  # checked by the dataclass
        assert view.may_be_informed_for is may


class TestExport:
    def test_one_cell_a_column_and_no_formula(self) -> None:
        strange = replace(NOTHING, identity=dict(NAMED.identity) | {"name": "=1+1"}, due_at=NOON)
        cells = dict(zip(COLUMNS, as_row(strange, "Europe/Paris", str), strict=True))

        assert cells["name"] == "'=1+1"
        assert cells["due_at"] == "2026-03-02T13:00:00+01:00"
        assert cells["aware_at"] == ""


def test_the_town_tells_two_controllers_of_one_name_apart() -> None:
    assert str(Place("Pharmacie du Marché", "Brest")) == "Pharmacie du Marché (Brest)"
    assert str(Place("Pharmacie du Marché")) == "Pharmacie du Marché"


def test_places_stand_as_a_reader_looks_them_up() -> None:
    places = [
        Place("Pharmacie du Port"),
        Place("Pharmacie de l’Étang"),
        Place("pharmacie de l’Abbaye", "Évreux"),
        Place("Pharmacie de l’Abbaye", "Dole"),
    ]

    assert [str(one) for one in sorted(places, key=lambda one: one.sorting)] == [
        "Pharmacie de l’Abbaye (Dole)",
        "pharmacie de l’Abbaye (Évreux)",
        "Pharmacie de l’Étang",
        "Pharmacie du Port",
    ]
