from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.incidents import service
from breachdesk.incidents.domain import CaseFilter, EditIncident, Step
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.obligations import service as obligations
from tests.builders.incidents import build_incident, open_case
from tests.builders.organisations import Desk
from tests.conftest import NOON
from tests.integration.trail import tags


class TestOpenIncident:
    def test_starts_the_clock_from_awareness(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)

        with services.reading(dpo) as uow:
            duties = {one.duty.code: one for one in obligations.of_case(uow, incident_id)}
        assert duties["gdpr-33-1"].due_at == NOON + timedelta(hours=71)

    def test_numbers_the_cases_of_a_year(self, services: Services, dpo: Actor) -> None:
        first, second = open_case(services, dpo), open_case(services, dpo)

        with services.reading(dpo) as uow:
            references = [service.case(uow, i).reference for i in (first, second)]
        assert references == ["INC-2026-0001", "INC-2026-0002"]

    def test_the_same_form_sent_twice_opens_one_case(self, services: Services, dpo: Actor) -> None:
        [organisation_id] = dpo.grants
        new = build_incident(organisation_id)
        for _attempt in range(2):
            with services.unit_of_work(dpo) as uow:
                service.open_incident(uow, new)

        with services.reading(dpo) as uow:
            assert service.cases(uow, CaseFilter())[1] == 1

    def test_leaves_audit_entries(self, services: Services, dpo: Actor) -> None:
        open_case(services, dpo)

        assert len(tags(services, "incident:opened")) == 1
        assert len(tags(services, "obligation:started")) == 2


class TestCase:
    def test_az_02_of_a_foreign_organisation_is_not_found(
        self, services: Services, desk: Desk
    ) -> None:
        incident_id = open_case(services, desk.dpo)
        stranger = Actor("u9", "Stranger", grants={})

        with services.reading(stranger) as uow, pytest.raises(NotFoundError):
            service.case(uow, incident_id)

    def test_unknown_id_is_not_found(self, services: Services, dpo: Actor) -> None:
        with services.reading(dpo) as uow, pytest.raises(NotFoundError):
            service.case(uow, "0" * 32)


class TestEdit:
    def test_a_stale_edit_changes_nothing(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)
        with services.reading(dpo) as uow:
            seen = service.case(uow, incident_id)
        change = EditIncident(
            seen.id,
            seen.version,
            "Corrected",
            seen.role,
            seen.certainty,
            seen.channel,
            "",
            seen.discovered_at,
        )
        with services.unit_of_work(dpo) as uow:
            service.edit(uow, change)

        with pytest.raises(StaleError), services.unit_of_work(dpo) as uow:
            service.edit(uow, change)


class TestCorrectAwareness:
    def correct(self, services: Services, dpo: Actor, incident_id: str, **over: object) -> None:
        values = {"corrected": NOON - timedelta(minutes=90), "reason": "The log says so."} | over
        with services.unit_of_work(dpo) as uow:
            version = service.case(uow, incident_id).version
            service.correct_awareness(uow, incident_id, version, **values)  # type: ignore[arg-type]

    def test_keeps_both_values_the_author_and_the_reason(
        self, services: Services, dpo: Actor
    ) -> None:
        incident_id = open_case(services, dpo)

        self.correct(services, dpo, incident_id)

        with services.reading(dpo) as uow:
            [kept] = service.case(uow, incident_id).corrections
        assert (kept.former, kept.corrected) == (
            NOON - timedelta(hours=1),
            NOON - timedelta(minutes=90),
        )
        assert (kept.reason, kept.corrected_by) == ("The log says so.", dpo.name)

    def test_moves_the_deadline_with_it(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)

        self.correct(services, dpo, incident_id)

        with services.reading(dpo) as uow:
            due = obligations.next_due(uow, incident_id)
        assert due is not None
        assert due.due_at == NOON - timedelta(minutes=90) + timedelta(hours=72)

    def test_before_discovery_is_refused(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)

        with pytest.raises(RuleError, match="before discovery"):
            self.correct(services, dpo, incident_id, corrected=NOON - timedelta(hours=5))


class TestArchive:
    def test_is_for_settled_cases_only(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)

        with (
            pytest.raises(RuleError, match="closed or dismissed"),
            services.unit_of_work(dpo) as uow,
        ):
            service.archive(uow, incident_id)

    def test_takes_the_case_off_the_list_and_back(self, services: Services, dpo: Actor) -> None:
        incident_id = open_case(services, dpo)
        with services.unit_of_work(dpo) as uow:
            service.record_step(uow, incident_id, Step.DISMISSED, "A drill.")
            service.archive(uow, incident_id)

        with services.unit_of_work(dpo) as uow:
            assert service.cases(uow, CaseFilter())[1] == 0
            service.restore(uow, incident_id)
            assert service.cases(uow, CaseFilter())[1] == 1


@pytest.mark.parametrize("text", ["stranger", "INC-2026", "MAILBOX"])
def test_a_case_is_found_by_title_or_reference(services: Services, dpo: Actor, text: str) -> None:
    open_case(services, dpo)

    with services.reading(dpo) as uow:
        assert service.cases(uow, CaseFilter(text=text))[1] == 1


@pytest.mark.parametrize("text", ["%", "_", "\\"])
def test_sq_02_wildcards_in_a_search_are_ordinary_characters(
    services: Services, dpo: Actor, text: str
) -> None:
    open_case(services, dpo)

    with services.reading(dpo) as uow:
        assert service.cases(uow, CaseFilter(text=text))[1] == 0
