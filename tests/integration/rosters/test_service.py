"""Uploaded files: kept sealed, read as people say, destroyed when their time is over."""

from datetime import timedelta
from io import BytesIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers.domain.columns import PURPOSE
from breachdesk.infra.vault import SealBrokenError
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.rosters import service
from breachdesk.rosters.domain import KEPT_FOR, RosterState, RosterView
from tests.builders.controllers import as_csv, import_rows, row, upload
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON
from tests.integration.trail import tags


def view_of(services: Services, dpo: Actor, incident_id: str, roster_id: str) -> RosterView:
    with services.reading(dpo) as uow:
        return service.get(uow, incident_id, roster_id, PURPOSE)


def files_left(services: Services) -> list[str]:
    return sorted(one.name for one in services.settings.sealed_folder.rglob("*") if one.is_file())


class TestReceiving:
    def test_nothing_of_it_lies_in_clear(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        upload(services, dpo, incident_id, as_csv([row(1, Nom="Pharmacie Reconnaissable")]))

        home = services.settings.home
        clear = [one for one in home.rglob("*") if one.is_file()]
        assert not any(b"Reconnaissable" in one.read_bytes() for one in clear)

    def test_the_same_page_sent_twice_is_one_file(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        new_file = new_id()
        for _time in range(2):
            new = service.NewRoster(
                new_file, incident_id, PURPOSE, "a.csv", BytesIO(as_csv([row(1)]))
            )
            with services.unit_of_work(dpo) as uow:
                assert service.receive(uow, new, 10**6) == new_file
        assert files_left(services) == [new_file]

    def test_a_file_beyond_the_limit_leaves_nothing(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        new = service.NewRoster(new_id(), incident_id, PURPOSE, "a.csv", BytesIO(b"x" * 1_001))
        with pytest.raises(RuleError, match="larger"), services.unit_of_work(dpo) as uow:
            service.receive(uow, new, 1_000)
        assert files_left(services) == []

    def test_a_name_with_a_path_is_only_its_end(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]), "../../etc/a\x07.csv")
        assert view_of(services, dpo, incident_id, roster_id).name == "a.csv"

    def test_a_file_altered_on_the_disk_is_not_read(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))
        [path] = services.settings.sealed_folder.rglob(roster_id)
        path.write_bytes(path.read_bytes()[:-1] + b"\0")

        with pytest.raises(SealBrokenError):
            view_of(services, dpo, incident_id, roster_id)


class TestReadAs:
    def test_another_separator_gives_other_columns(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        content = b"Nom;Ville, pays\r\nA;Brest, France\r\nB;Lille, France\r\n"
        roster_id = upload(services, dpo, incident_id, content)
        view = view_of(services, dpo, incident_id, roster_id)
        assert view.headings == ("Nom", "Ville, pays")

        with services.unit_of_work(dpo) as uow:
            service.read_as(uow, view, "", ",", "")
        view = view_of(services, dpo, incident_id, roster_id)
        assert view.headings == ("Nom;Ville", "pays")
        assert view.sample[0] == ("A;Brest", " France")

    def test_choosing_the_same_again_records_nothing(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))
        view = view_of(services, dpo, incident_id, roster_id)
        before = tags(services)
        with services.unit_of_work(dpo) as uow:
            service.read_as(uow, view, "", ";", "")
        assert tags(services) == before

    def test_an_imported_or_discarded_file_is_not_read_anew(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        done, _tally = import_rows(services, dpo, incident_id, as_csv([row(1)]))
        view = view_of(services, dpo, incident_id, done)
        with pytest.raises(RuleError, match="already"), services.unit_of_work(dpo) as uow:
            service.read_as(uow, view, "", ",", "")


class TestDestroying:
    def test_a_discarded_file_is_gone_and_cannot_be_discarded_or_read_again(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))
        with services.unit_of_work(dpo) as uow:
            service.discard(uow, incident_id, roster_id, PURPOSE)

        view = view_of(services, dpo, incident_id, roster_id)
        assert view.state is RosterState.DISCARDED
        assert files_left(services) == []
        with pytest.raises(RuleError), services.unit_of_work(dpo) as uow:
            service.discard(uow, incident_id, roster_id, PURPOSE)
        with (
            pytest.raises(NotFoundError),
            services.reading(dpo) as uow,
            service.reading(uow, view) as rows,
        ):
            list(rows)

    def test_after_thirty_days_file_and_report_are_destroyed_and_the_figures_stay(
        self, services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
    ) -> None:
        done, tally = import_rows(services, dpo, incident_id, as_csv([row(1), row(2, SIRET="123")]))
        waiting = upload(services, dpo, incident_id, as_csv([row(3)]))
        clock.at = NOON + KEPT_FOR
        assert purge(services) == 0
        assert len(files_left(services)) == 3

        clock.at += timedelta(seconds=1)
        assert purge(services) == 2
        assert purge(services) == 0

        assert files_left(services) == []
        for roster_id, told in ((done, tally), (waiting, {})):
            view = view_of(services, dpo, incident_id, roster_id)
            assert (view.state, view.has_report, view.tally) == (RosterState.PURGED, False, told)
        with pytest.raises(NotFoundError), services.unit_of_work(dpo) as uow:
            service.report(uow, incident_id, done, PURPOSE)

    def test_reading_the_report_is_recorded(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        done, _tally = import_rows(services, dpo, incident_id, as_csv([row(1, SIRET="1")]))
        with services.unit_of_work(dpo) as uow:
            service.report(uow, incident_id, done, PURPOSE)
        assert tags(services)[-1][0] == "roster:report-read"


class TestPermissions:
    def test_strangers_find_nothing(self, services: Services, dpo: Actor, incident_id: str) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))
        stranger = save_desk(services, name="Autre organisation").dpo

        for act in (service.get, service.report, service.discard):
            with pytest.raises(NotFoundError), services.unit_of_work(stranger) as uow:
                act(uow, incident_id, roster_id, PURPOSE)

    def test_a_file_is_only_reached_through_its_own_case_and_purpose(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))
        with pytest.raises(NotFoundError), services.reading(dpo) as uow:
            service.get(uow, incident_id, roster_id, "filing-numbers")

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT])
    def test_who_only_reads_does_not_upload(
        self, services: Services, desk: Desk, dpo: Actor, incident_id: str, role: Role
    ) -> None:
        reader = save_member(services, desk.organisation_id, role)
        roster_id = upload(services, dpo, incident_id, as_csv([row(1)]))

        with pytest.raises(ForbiddenError):
            upload(services, reader, incident_id, as_csv([row(1)]))
        with pytest.raises(ForbiddenError), services.unit_of_work(reader) as uow:
            service.discard(uow, incident_id, roster_id, PURPOSE)
        assert view_of(services, dpo, incident_id, roster_id).state is RosterState.UPLOADED


class TestSavedColumns:
    def test_a_name_is_kept_once_and_by_organisation(
        self, services: Services, desk: Desk, dpo: Actor
    ) -> None:
        other = save_desk(services, name="Autre organisation")
        for heading in ("Enseigne", "Officine"):
            with services.unit_of_work(dpo) as uow:
                service.save(uow, desk.organisation_id, PURPOSE, "Client", {"name": heading})
        with services.reading(dpo) as uow:
            [saved] = service.saved(uow, desk.organisation_id, PURPOSE)
            assert service.saved(uow, other.organisation_id, PURPOSE) == ()
        assert saved.headings == {"name": "Officine"}

        with pytest.raises((ForbiddenError, NotFoundError)), services.unit_of_work(dpo) as uow:
            service.save(uow, other.organisation_id, PURPOSE, "Client", {})


def purge(services: Services) -> int:
    with services.unit_of_work(Actor.system("job")) as uow:
        return service.purge_old(uow)
