import pytest

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import ROLES, Actor, Permission, Role
from breachdesk.kernel.errors import (
    ForbiddenError,
    ManyRulesError,
    NotFoundError,
    RuleError,
    StaleError,
)
from breachdesk.kernel.ids import new_id
from breachdesk.organisations import service
from breachdesk.organisations.domain import (
    EditSection,
    FirstRun,
    NewMember,
    NewOrganisation,
    Section,
)
from tests.builders.accounts import PASSWORD, SETUP, save_account
from tests.builders.organisations import (
    BODY,
    CONTACT,
    Desk,
    actor_of,
    complete,
    save_desk,
    save_member,
    save_organisation,
)
from tests.integration.trail import tags


class TestActor:
    def test_has_what_the_table_of_roles_says_where_it_says_it(
        self, services: Services, desk: Desk
    ) -> None:
        auditor = save_member(services, desk.organisation_id, Role.AUDITOR)

        assert auditor.grants == {desk.organisation_id: ROLES[Role.AUDITOR]}
        assert auditor.everywhere == frozenset()

    def test_serves_several_organisations(self, services: Services, desk: Desk) -> None:
        other = save_organisation(services, desk.dpo.user_id, name="Clinique du Parc")

        again = actor_of(services, desk.dpo.user_id)
        assert again.scope() == frozenset({desk.organisation_id, other})

    def test_az_09_an_administrator_reads_no_case(self, services: Services, desk: Desk) -> None:
        admin = actor_of(services, save_account(services, is_admin=True))

        assert admin.scope() == frozenset()
        assert not admin.may(Permission.INCIDENT_READ, desk.organisation_id)

    def test_nobody_is_nobody(self, services: Services) -> None:
        assert services.actor_for(new_id()) is None


class TestEdit:
    def edit(self, services: Services, desk: Desk, **over: object) -> None:
        change = {"id": desk.organisation_id, "version": 1, "section": Section.BODY}
        with services.unit_of_work(desk.dpo) as uow:
            service.edit(uow, EditSection(**{**change, "values": BODY, **over}))  # type: ignore[arg-type]

    def test_saves_the_section(self, services: Services, desk: Desk) -> None:
        self.edit(services, desk)

        with services.reading(desk.dpo) as uow:
            identity = service.identity(uow, desk.organisation_id)
        assert identity.section(Section.BODY) == BODY
        assert identity.version == 2

    def test_is_recorded(self, services: Services, desk: Desk) -> None:
        self.edit(services, desk)

        [(_, subject, body)] = tags(services, "organisation:edited")
        assert (subject, body) == (desk.organisation_id, '{"section":"body","version":2}')

    def test_of_an_older_version_is_refused(self, services: Services, desk: Desk) -> None:
        self.edit(services, desk)

        with pytest.raises(StaleError):
            self.edit(services, desk, values={**BODY, "city": "Brest"})

    def test_that_changes_nothing_leaves_no_trace(self, services: Services, desk: Desk) -> None:
        self.edit(services, desk)
        self.edit(services, desk, version=2)

        assert len(tags(services, "organisation:edited")) == 1

    def test_az_06_fields_of_another_section_are_ignored(
        self, services: Services, desk: Desk
    ) -> None:
        self.edit(services, desk, values={**BODY, "legal_email": "e@example.org", "version": "9"})

        with services.reading(desk.dpo) as uow:
            identity = service.identity(uow, desk.organisation_id)
        assert (identity["legal_email"], identity.version) == ("", 2)

    def test_of_what_cannot_be_true_saves_nothing(self, services: Services, desk: Desk) -> None:
        with pytest.raises(ManyRulesError):
            self.edit(services, desk, values={**BODY, "siren": "123"})

        with services.reading(desk.dpo) as uow:
            assert service.identity(uow, desk.organisation_id).version == 1

    def test_takes_the_right_role(self, services: Services, desk: Desk) -> None:
        deputy = save_member(services, desk.organisation_id, Role.DEPUTY)

        with pytest.raises(ForbiddenError):
            self.edit(services, Desk(desk.organisation_id, deputy))

    def test_of_somebody_elses_organisation_finds_nothing(
        self, services: Services, desk: Desk
    ) -> None:
        stranger = save_desk(services).dpo

        with pytest.raises(NotFoundError):
            self.edit(services, Desk(desk.organisation_id, stranger))


class TestMembers:
    def add(self, services: Services, desk: Desk, **over: object) -> tuple[str, str | None]:
        words = {"account_id": new_id(), "email": "bo@example.org", "name": "Bo Nil"}
        new = NewMember(**{**words, "role": Role.RESPONDER, **over})  # type: ignore[arg-type]
        with services.unit_of_work(desk.dpo) as uow:
            added = service.add_member(uow, desk.organisation_id, new)
        return added.user_id, added.invitation

    def test_an_unknown_person_gets_an_account_and_an_invitation(
        self, services: Services, desk: Desk
    ) -> None:
        user_id, invitation = self.add(services, desk)

        assert invitation
        assert actor_of(services, user_id).may(Permission.INCIDENT_EDIT, desk.organisation_id)

    def test_a_known_person_gets_the_role_only(self, services: Services, desk: Desk) -> None:
        known = save_account(services, email="bo@example.org")

        assert self.add(services, desk) == (known, None)

    def test_somebody_is_a_member_once(self, services: Services, desk: Desk) -> None:
        self.add(services, desk)

        with pytest.raises(RuleError, match="member already"):
            self.add(services, desk)

    def test_the_same_form_sent_twice_adds_once(self, services: Services, desk: Desk) -> None:
        proposed = new_id()
        for _ in range(2):
            self.add(services, desk, account_id=proposed)

        assert len(tags(services, "organisation:member-added")) == 2  # the DPO is the other one

    def test_are_found_by_role_for_reminders(self, services: Services, desk: Desk) -> None:
        save_member(services, desk.organisation_id, Role.AUDITOR)

        with services.reading(SETUP) as uow:
            [dpo] = service.members(uow, desk.organisation_id, {Role.DPO, Role.DEPUTY})
        assert (dpo.user_id, dpo.role) == (desk.dpo.user_id, Role.DPO)

    def test_with_a_closed_account_are_not_written_to(self, services: Services, desk: Desk) -> None:
        gone = save_member(services, desk.organisation_id, Role.DEPUTY)
        with services.unit_of_work(SETUP) as uow:
            accounts.close_account(uow, gone.user_id)

        with services.reading(SETUP) as uow:
            assert service.members(uow, desk.organisation_id, {Role.DEPUTY}) == ()

    def test_az_08_a_lower_role_counts_from_the_next_request(
        self, services: Services, desk: Desk
    ) -> None:
        user_id, _ = self.add(services, desk)
        with services.unit_of_work(desk.dpo) as uow:
            service.change_role(uow, desk.organisation_id, user_id, Role.AUDITOR)

        changed = actor_of(services, user_id)
        assert not changed.may(Permission.INCIDENT_EDIT, desk.organisation_id)
        assert len(tags(services, "organisation:member-role-changed")) == 1

    def test_the_same_role_again_leaves_no_trace(self, services: Services, desk: Desk) -> None:
        for _ in range(2):
            with services.unit_of_work(SETUP) as uow:
                service.appoint(uow, desk.organisation_id, desk.dpo.user_id, Role.DPO)

        assert tags(services, "organisation:member-role-changed") == []

    def test_a_stranger_has_no_role_to_change(self, services: Services, desk: Desk) -> None:
        stranger = save_account(services)

        with pytest.raises(NotFoundError), services.unit_of_work(desk.dpo) as uow:
            service.change_role(uow, desk.organisation_id, stranger, Role.DPO)

    def test_removed_ones_see_nothing_any_more(self, services: Services, desk: Desk) -> None:
        user_id, _ = self.add(services, desk)
        with services.unit_of_work(desk.dpo) as uow:
            service.remove_member(uow, desk.organisation_id, user_id)

        assert actor_of(services, user_id).scope() == frozenset()

    def test_the_last_dpo_stays(self, services: Services, desk: Desk) -> None:
        only = pytest.raises(RuleError, match="only data protection officer")
        with only, services.unit_of_work(desk.dpo) as uow:
            service.remove_member(uow, desk.organisation_id, desk.dpo.user_id)

    def test_az_14_a_responder_appoints_nobody(self, services: Services, desk: Desk) -> None:
        responder = save_member(services, desk.organisation_id, Role.RESPONDER)

        with pytest.raises(ForbiddenError):
            self.add(services, Desk(desk.organisation_id, responder))


class TestList:
    def test_names_are_those_of_the_actors_scope(self, services: Services, desk: Desk) -> None:
        save_desk(services)

        with services.reading(desk.dpo) as uow:
            assert list(service.names(uow)) == [desk.organisation_id]

    def test_a_process_knows_them_all(self, services: Services) -> None:
        for _ in range(2):
            save_desk(services)

        with services.reading(SETUP) as uow:
            assert len(service.names(uow)) == 2

    def test_an_administrator_sees_names_without_identity(
        self, services: Services, desk: Desk
    ) -> None:
        admin = actor_of(services, save_account(services, is_admin=True))

        with services.reading(admin) as uow:
            [summary] = service.summaries(uow)
        assert (summary.id, summary.identity) == (desk.organisation_id, None)

    def test_is_found_by_name_or_id(self, services: Services, desk: Desk) -> None:
        with services.reading(SETUP) as uow:
            assert service.find(uow, "Pharmacie des Tilleuls") == desk.organisation_id
            assert service.find(uow, desk.organisation_id) == desk.organisation_id

    def test_an_ambiguous_name_is_refused(self, services: Services, desk: Desk) -> None:
        save_organisation(services, desk.dpo.user_id)

        with pytest.raises(RuleError, match="2 organisations"), services.reading(SETUP) as uow:
            service.find(uow, "Pharmacie des Tilleuls")


class TestCreate:
    def test_takes_an_administrator(self, services: Services, dpo: Actor) -> None:
        new = NewOrganisation(new_id(), "Clinique", "Europe/Paris", dpo.user_id)

        with pytest.raises(ForbiddenError), services.unit_of_work(dpo) as uow:
            service.create(uow, new)

    def test_wants_a_name(self, services: Services, desk: Desk) -> None:
        with pytest.raises(RuleError) as refusal:
            save_organisation(services, desk.dpo.user_id, name="  ")

        assert refusal.value.field == "name"

    def test_wants_a_dpo_with_an_account(self, services: Services) -> None:
        with pytest.raises(NotFoundError):
            save_organisation(services, new_id())

    def test_unknown_ones_have_no_identity(self, services: Services) -> None:
        with pytest.raises(NotFoundError), services.reading(SETUP) as uow:
            service.identity(uow, new_id())

    def test_appoints_the_first_dpo(self, services: Services) -> None:
        desk = save_desk(services)

        assert desk.dpo.may(Permission.NOTIFICATION_FILE, desk.organisation_id)
        assert [tag for tag, *_ in tags(services, "organisation")] == [
            "organisation:created",
            "organisation:member-added",
        ]

    def test_identity_is_complete_once_filled_in(self, services: Services, desk: Desk) -> None:
        complete(services, desk.organisation_id)

        with services.reading(desk.dpo) as uow:
            identity = service.identity(uow, desk.organisation_id)
        assert identity.is_complete
        assert identity["contact_phone"] == CONTACT["contact_phone"]


class TestFirstRun:
    def test_makes_an_administrator_who_is_dpo_of_the_first_organisation(
        self, services: Services
    ) -> None:
        organisation_id = new_id()
        with services.unit_of_work(SETUP) as uow:
            token = str(accounts.first_run_link(uow))
        first = FirstRun(
            account_id=new_id(),
            organisation_id=organisation_id,
            name="Ada Lorne",
            email="ada@example.org",
            password=PASSWORD,
            organisation="Pharmacie des Tilleuls",
            zone="Indian/Reunion",
            language="en",
        )
        with services.unit_of_work(SETUP) as uow:
            user_id = service.open_instance(uow, token, first)

        actor = actor_of(services, user_id)
        assert actor.may(Permission.ACCOUNT_MANAGE)
        assert actor.may(Permission.NOTIFICATION_FILE, organisation_id)
        assert (actor.language, actor.zone) == ("en", "Indian/Reunion")
