"""Letters outside: handed over, returned, left out, mended, printed again."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, NotFoundError, RuleError, StaleError
from breachdesk.letters import service
from breachdesk.letters.domain import BatchState, BatchView, Fault, LetterState, ReturnCode
from breachdesk.letters.domain.returns import Outcome, Returned
from breachdesk.letters.models import Letter, LetterReprint
from breachdesk.letters.service import troubles
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_member
from tests.builders.paper import (
    HOME,
    REFERENCE,
    batches,
    build_printing,
    build_reader,
    build_shop,
    counts,
    press,
    unpacked,
    with_letters,
)
from tests.integration.infra.letterpress.reading import pages_of
from tests.integration.trail import tags

L = LetterState
SPOILT = "Bac tombé dans l’eau"


@dataclass(frozen=True)
class Printed:
    desk: Desk
    incident_id: str
    campaign_id: str
    out: Path


@pytest.fixture
def printed(services: Services, tmp_path: Path) -> Printed:
    """Four letters in two batches, and one that cannot be mailed."""
    people = [build_reader(n) for n in range(4)]
    bad = build_reader(5, address=replace(HOME, city=""))
    desk, incident_id, campaign_id = with_letters(services, [*people, bad])
    printing = build_printing(incident_id, campaign_id)
    service.plan(build_shop(services), printing, 2)
    service.build(build_shop(services), printing, tmp_path / "out")
    return Printed(desk, incident_id, campaign_id, tmp_path / "out")


def batch(services: Services, printed: Printed, number: int = 1) -> BatchView:
    return batches(services, printed.incident_id, printed.campaign_id)[number - 1]


def hand_over(services: Services, printed: Printed, actor: Actor = SETUP) -> None:
    one = batch(services, printed)
    with services.unit_of_work(actor) as uow:
        service.handed_over(uow, printed.incident_id, one.id, one.version)


def letters(services: Services, *states: LetterState) -> list[Letter]:
    with services.reading(SETUP) as uow:
        query = select(Letter).where(Letter.state.in_(states)).order_by(Letter.sequence)
        return list(uow.session.scalars(query))


def ids(services: Services, state: LetterState) -> list[int]:
    return [one.id for one in letters(services, state)]


class TestHandingOver:
    def test_the_letters_of_the_batch_are_with_the_post(
        self, services: Services, printed: Printed, clock: FrozenClock
    ) -> None:
        hand_over(services, printed, printed.desk.dpo)

        one = batch(services, printed)
        assert (one.state, one.handed_at) == (BatchState.HANDED_OVER, clock.at)
        assert one.handed_by == printed.desk.dpo.name
        assert [row.handed_at for row in letters(services, L.HANDED_OVER)] == [clock.at] * 2
        assert len(letters(services, L.PRINTED)) == 2
        assert len(tags(services, "letters:batch-handed-over")) == 1

    def test_only_a_printed_batch_of_which_nothing_has_changed(
        self, services: Services, printed: Printed
    ) -> None:
        old = batch(services, printed)
        hand_over(services, printed)

        with pytest.raises(RuleError):
            hand_over(services, printed)
        with pytest.raises(StaleError), services.unit_of_work(SETUP) as uow:
            service.handed_over(uow, printed.incident_id, old.id, old.version)

    @pytest.mark.parametrize("hours", [-1, 1])
    def test_neither_before_it_was_printed_nor_in_the_future(
        self, services: Services, printed: Printed, clock: FrozenClock, hours: int
    ) -> None:
        one = batch(services, printed)
        at = clock.at + timedelta(hours=hours)

        with pytest.raises(RuleError), services.unit_of_work(SETUP) as uow:
            service.handed_over(uow, printed.incident_id, one.id, one.version, at)


class TestReturns:
    def test_a_letter_comes_back_once_with_the_mark_of_the_post(
        self, services: Services, printed: Printed
    ) -> None:
        hand_over(services, printed)
        sent, kept = letters(services, L.HANDED_OVER)[0], letters(services, L.PRINTED)[0]
        rows = [
            Returned(codes.shown(sent.code).lower(), ReturnCode.UNKNOWN),
            Returned(sent.code, ReturnCode.REFUSED),
            Returned(kept.code, ReturnCode.ACCESS),
            Returned("AAAAAAAAAA", ReturnCode.ACCESS),
            Returned("'; --", ReturnCode.ACCESS),
        ]

        with services.unit_of_work(SETUP) as uow:
            outcomes = service.returned(uow, printed.incident_id, rows)

        assert outcomes == (
            Outcome.NOTED,
            Outcome.ALREADY,
            Outcome.NOT_SENT,
            Outcome.NO_SUCH_CODE,
            Outcome.NO_SUCH_CODE,
        )
        [found] = letters(services, L.RETURNED)
        assert (found.id, found.return_code) == (sent.id, ReturnCode.UNKNOWN)
        assert len(tags(services, "letters:returned")) == 1

    def test_codes_of_another_case_are_not_known(
        self, services: Services, printed: Printed
    ) -> None:
        hand_over(services, printed)
        _desk, other, _campaign = with_letters(services, [build_reader(7)])
        sent = letters(services, L.HANDED_OVER)[0]

        with services.unit_of_work(SETUP) as uow:
            rows = [Returned(sent.code, ReturnCode.ACCESS)]
            assert service.returned(uow, other, rows) == (Outcome.NO_SUCH_CODE,)


class TestDecisions:
    def test_who_gets_no_letter_is_left_out_with_the_reason(
        self, services: Services, printed: Printed
    ) -> None:
        with services.unit_of_work(printed.desk.dpo) as uow:
            wanted = ids(services, L.UNMAILABLE)
            service.exclude(uow, printed.incident_id, wanted, " Informée au comptoir ")

        assert [one.fault for one in letters(services, L.EXCLUDED)] == ["Informée au comptoir"]
        assert len(tags(services, "letters:excluded")) == 1

    def test_what_was_mended_is_planned_again(self, services: Services, printed: Printed) -> None:
        with services.unit_of_work(printed.desk.dpo) as uow:
            service.mended(uow, printed.incident_id, ids(services, L.UNMAILABLE))
        assert counts(services, printed.incident_id, printed.campaign_id)[L.WAITING] == 1

        printing = build_printing(printed.incident_id, printed.campaign_id)
        assert service.plan(build_shop(services), printing).unmailable == 1

    @pytest.mark.parametrize("why", ["", "  ", "x" * 201, "a\nb"])
    def test_a_reason_is_one_line(self, services: Services, printed: Printed, why: str) -> None:
        with pytest.raises(RuleError) as caught, services.unit_of_work(SETUP) as uow:
            service.exclude(uow, printed.incident_id, ids(services, L.UNMAILABLE), why)

        assert caught.value.field == "why"

    def test_what_is_printed_can_no_longer_be_decided_about(
        self, services: Services, printed: Printed
    ) -> None:
        for act in (
            lambda uow, chosen: service.mended(uow, printed.incident_id, chosen),
            lambda uow, chosen: service.exclude(uow, printed.incident_id, chosen, "non"),
        ):
            with pytest.raises(RuleError), services.unit_of_work(SETUP) as uow:
                act(uow, ids(services, L.PRINTED))

    def test_what_is_being_printed_cannot_be_taken_out(self, services: Services) -> None:
        _desk, incident_id, campaign_id = with_letters(services, [build_reader()])
        service.plan(build_shop(services), build_printing(incident_id, campaign_id))

        with pytest.raises(RuleError, match="being printed"), services.unit_of_work(SETUP) as uow:
            service.mended(uow, incident_id, ids(services, L.BATCHED))

    def test_nobody_decides_about_nothing_or_about_what_is_not_there(
        self, services: Services, printed: Printed
    ) -> None:
        with pytest.raises(RuleError), services.unit_of_work(SETUP) as uow:
            service.mended(uow, printed.incident_id, [])
        with pytest.raises(NotFoundError), services.unit_of_work(SETUP) as uow:
            service.mended(uow, printed.incident_id, [999_999])

    def test_communications_may_note_returns_but_not_decide(
        self, services: Services, printed: Printed
    ) -> None:
        role = Role.COMMUNICATIONS
        member = save_member(services, printed.desk.organisation_id, role, email="c@t.example")
        hand_over(services, printed, member)

        with pytest.raises(ForbiddenError), services.unit_of_work(member) as uow:
            service.mended(uow, printed.incident_id, ids(services, L.UNMAILABLE))


class TestReprints:
    def reprint(self, services: Services, printed: Printed, **over: object) -> Path:
        one = batch(services, printed)
        wanted = service.Reprint(one.id, 2, 2, SPOILT)
        return service.reprint(
            build_shop(services),
            build_printing(printed.incident_id, printed.campaign_id),
            replace(wanted, **over),  # type: ignore[arg-type]  # checked by the dataclass
            printed.out,
        )

    def test_a_letter_that_is_printed_again_says_so(
        self, services: Services, printed: Printed, clock: FrozenClock, tmp_path: Path
    ) -> None:
        archive = printed.out / f"{REFERENCE}-0001.zip"
        first = unpacked(services, archive, batch(services, printed), tmp_path / "1")
        clock.at += timedelta(days=3)
        path = self.reprint(services, printed)

        again = unpacked(services, path, batch(services, printed), tmp_path / "2")
        [page] = pages_of(again["letters.pdf"])
        assert path.name == f"{REFERENCE}-0001-duplicata-1.zip"
        words = page.split()
        words.remove("DUPLICATA")
        assert sorted(words) == sorted(pages_of(first["letters.pdf"])[1].split())

    def test_a_duplicate_changes_nothing_but_is_on_record(
        self, services: Services, printed: Printed
    ) -> None:
        before = [(one.id, one.state, one.code) for one in letters(services, *LetterState)]
        path = self.reprint(services, printed)
        self.reprint(services, printed)

        with services.reading(SETUP) as uow:
            first, second = uow.session.scalars(select(LetterReprint)).all()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert (first.first, first.last, first.letters, first.why) == (2, 2, 1, SPOILT)
        assert first.archive_sha256 == digest != second.archive_sha256
        assert [(one.id, one.state, one.code) for one in letters(services, *LetterState)] == before
        assert len(tags(services, "letters:reprinted")) == 2

    @pytest.mark.parametrize(
        "over",
        [{"first": 90, "last": 91}, {"first": 2, "last": 1}, {"why": ""}, {"why": "x" * 300}],
    )
    def test_what_cannot_be_printed_again_leaves_no_file(
        self, services: Services, printed: Printed, over: dict[str, object]
    ) -> None:
        before = sorted(printed.out.iterdir())

        with pytest.raises(RuleError):
            self.reprint(services, printed, **over)

        assert sorted(printed.out.iterdir()) == before

    def test_not_before_the_first_print(self, services: Services, tmp_path: Path) -> None:
        _desk, incident_id, campaign_id = with_letters(services, [build_reader()])
        printing = build_printing(incident_id, campaign_id)
        service.plan(build_shop(services), printing)
        [one] = batches(services, incident_id, campaign_id)

        wanted = service.Reprint(one.id, 1, 1, SPOILT)

        with pytest.raises(RuleError, match="not printed yet"):
            service.reprint(build_shop(services), printing, wanted, tmp_path)

    def test_somebody_no_longer_on_file_is_not_printed_again(
        self, services: Services, printed: Printed
    ) -> None:
        second = letters(services, L.PRINTED)[1].person_id
        with services.engine.begin() as connection:
            connection.execute(Person.__table__.delete().where(Person.id == second))
        before = sorted(printed.out.iterdir())

        with pytest.raises(RuleError, match="no longer"):
            self.reprint(services, printed)

        assert sorted(printed.out.iterdir()) == before


class TestTroubles:
    def test_what_cannot_be_mailed_is_listed_without_names(
        self, services: Services, printed: Printed
    ) -> None:
        with services.reading(printed.desk.dpo) as uow:
            [found], total = service.unmailable(uow, printed.incident_id, printed.campaign_id)

        assert (found.fault, total) == (Fault.INCOMPLETE, 1)
        assert "Exemple" not in repr(found)

    def test_the_characters_that_no_typeface_has_are_told(self, services: Services) -> None:
        people = [build_reader(1, last_name="Ex\ue000\ue001"), build_reader(2, language="de")]
        _desk, incident_id, campaign_id = with_letters(services, people)
        printing = build_printing(incident_id, campaign_id)
        service.plan(build_shop(services), printing)

        with services.reading(SETUP) as uow:
            found = list(troubles.every(uow, printing, press()))

        assert [(one.fault, one.characters) for one in found] == [
            (Fault.CHARACTERS, "\ue000\ue001"),
            (Fault.NO_TEXT, ""),
        ]
