"""What a bundle holds, what the one without personal data does not, and what making it records."""

import json
import tracemalloc
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from breachdesk.audit import service as audit
from breachdesk.bootstrap import Services
from breachdesk.bundles import service
from breachdesk.bundles.domain import TASK, NewBundle
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.evidence import service as evidence
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.errors import ForbiddenError, NotFoundError, PermanentError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import TaskState
from tests.builders.bundles import CANARIES, add_evidence, make, on_disk
from tests.builders.controllers import open_processor_case, save_controller, send_notice
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.canaries import found_in
from tests.integration.bundles.conftest import Made
from tests.integration.documents.reading import text_of
from tests.integration.page import parse

KNOWN = {
    **CANARIES,
    "officer": "Ada Lorne",
    "pharmacy": "Pharmacie no 1",
    "contact": "dpo@tilleuls.example",
}
SEALED = {"letter", "person", "e-mail"}
"""Identities and what people wrote to us: in no bundle at all."""


def files_of(path: Path) -> dict[str, bytes]:
    """By name under data/."""
    with zipfile.ZipFile(path) as archive:
        return {
            name.partition("/data/")[2]: archive.read(name)
            for name in archive.namelist()
            if "/data/" in name
        }


def tags_of(services: Services, incident_id: str) -> list[str]:
    with services.reading(Actor.system("test")) as uow:
        return [one.tag for one in audit.of_incident(uow, incident_id, 1000)]


class TestWithPersonalData:
    def test_every_table_is_there(self, bundle: Path) -> None:
        files = files_of(bundle)

        told = {name: json.loads(files[f"{name}.json"]) for name in ("case", "timeline", "facts")}
        assert told["case"]["title"] == CANARIES["title"]
        assert CANARIES["timeline"] in {one["text"] for one in told["timeline"]}
        [fact] = told["facts"]["breach.description"]
        assert fact["value"]["text"] == CANARIES["fact"]
        assert json.loads(files["assessments.json"])[0]["reasons"] == CANARIES["assessment"]
        assert json.loads(files["mandates.json"])[0]["declared_name"] == CANARIES["declared"]
        assert json.loads(files["coverage.json"])["persons"] == 1
        assert json.loads(files["replies.json"])["total"] == 1

    def test_evidence_keeps_its_name_and_has_its_log(self, bundle: Path) -> None:
        files = files_of(bundle)

        [told] = json.loads(files["evidence.json"])
        assert told["file"] == f"data/evidence/0001-{CANARIES['file name']}"
        content = files[told["file"].removeprefix("data/")]
        assert content.decode() == CANARIES["file"]
        assert sha256(content).hexdigest() == told["sha256"]
        log = [one["tag"] for one in json.loads(files["custody.json"])]
        assert log == ["evidence:added", "evidence:read"]

    def test_filings_documents_and_notices_are_as_they_went_out(self, bundle: Path) -> None:
        files = files_of(bundle)

        filing = json.loads(files["filings/01.json"])
        assert CANARIES["fact"] in json.dumps(filing, ensure_ascii=False)
        assert CANARIES["fact"] in text_of(files["filings/01.pdf"])
        [told] = json.loads(files["documents.json"])
        [paper] = [content for name, content in files.items() if name.startswith("documents/")]
        assert sha256(paper).hexdigest() == told["sha256"]
        [notice] = json.loads(files["texts/public-notices.json"])
        assert notice["pages"].keys() == {"fr", "en"}
        for language, page in notice["pages"].items():
            shown = files[f"texts/public-notice-01.{language}.html"]
            assert sha256(shown).hexdigest() == page["sha256"]
        [campaign] = json.loads(files["texts/campaigns.json"])
        assert campaign["plan"]["wordings"]["fr"]["body"]
        assert campaign["approved_at"]

    def test_the_index_tells_people_and_fetches_nothing(self, bundle: Path) -> None:
        files = files_of(bundle)

        html = files["index.html"].decode()
        tree = parse(html, "index.html")
        fetched = [
            one for one in tree.iter() if one.tag in {"link", "script", "img"} or one.get("src")
        ]
        assert fetched == []
        links = {one.get("href") for one in tree.iter("a")}
        assert {"timeline.json", "audit.jsonl"} <= links
        assert CANARIES["timeline"] in html
        assert "Zéphyrine-Canari" in text_of(files["index.pdf"])


class TestWithoutPersonalData:
    @pytest.fixture
    def files(self, made: Made, tmp_path: Path) -> dict[str, bytes]:
        path = tmp_path / "without.zip"
        path.write_bytes(made.impersonal)
        return files_of(path)

    def test_nothing_of_a_person_is_in_it(self, files: dict[str, bytes]) -> None:
        readable = {**files, "index.pdf": text_of(files["index.pdf"]).encode()}

        hits = {name: hit for name, one in readable.items() if (hit := found_in(one, KNOWN))}

        assert hits == {}
        assert found_in("".join(files).encode(), KNOWN) == []

    def test_all_but_what_is_sealed_is_in_the_other_one(self, bundle: Path) -> None:
        """The canaries are where they should be: the test above can fail."""
        files = files_of(bundle)

        everything = b"".join(files.values()) + "".join(files).encode()

        assert set(found_in(everything, KNOWN)) == KNOWN.keys() - SEALED

    def test_figures_digests_and_roles_stay(self, files: dict[str, bytes]) -> None:
        def told(name: str) -> Any:  # noqa: ANN401  # any JSON
            return json.loads(files[f"{name}.json"])

        assert [one["persons"] for one in told("coverage")["whole"]] == [1]
        assert {one["role"] for one in told("actors")} == {"dpo", "deputy"}
        assert {one["kind"] for one in told("timeline")} >= {"alert", "notification"}
        assert told("evidence")[0]["sha256"] == sha256(CANARIES["file"].encode()).hexdigest()
        assert told("texts/campaigns")[0]["digest"]
        assert told("filings")[0]["snapshot_sha256"]
        assert not any(name.startswith(("evidence/", "documents/", "filings/")) for name in files)

    def test_it_proves_itself_as_well(self, made: Made, tmp_path: Path) -> None:
        path = tmp_path / "without.zip"
        path.write_bytes(made.impersonal)

        assert service.verify(path, made.keys.public_pem).ok

    def test_evidence_is_not_read_for_it(self, made: Made) -> None:
        assert "evidence:added" in made.tags
        assert "evidence:read" not in made.tags


class TestMaking:
    def test_an_empty_case_has_a_bundle_too(
        self, services: Services, dpo: Actor, tmp_path: Path
    ) -> None:
        made = make(services, dpo, open_case(services, dpo))

        path = on_disk(services, made, tmp_path)

        assert service.verify(path).ok
        assert json.loads(files_of(path)["evidence.json"]) == []

    @pytest.mark.parametrize("name", ["été 100 %.txt", "日本語.txt", "a%0Ab.txt"])
    def test_names_may_hold_any_letter(
        self, services: Services, dpo: Actor, tmp_path: Path, name: str
    ) -> None:
        incident_id = open_case(services, dpo)
        add_evidence(services, dpo, incident_id, name, "x")

        path = on_disk(services, make(services, dpo, incident_id), tmp_path)

        assert service.verify(path).ok
        assert files_of(path)[f"evidence/0001-{name}"] == b"x"

    def test_who_asked_what_was_made_and_who_took_it_is_recorded(
        self, services: Services, dpo: Actor
    ) -> None:
        incident_id = open_case(services, dpo)
        made = make(services, dpo, incident_id)

        with services.unit_of_work(dpo) as uow:
            name, file = service.content(uow, incident_id, made.id)
        with file:
            assert sha256(file.read()).hexdigest() == made.sha256

        assert name == "INC-2026-0001-evidence.zip"
        tags = [tag for tag in tags_of(services, incident_id) if tag.startswith("bundle:")]
        assert tags == ["bundle:read", "bundle:made", "bundle:asked"]

    def test_making_it_a_second_time_changes_nothing(self, services: Services, dpo: Actor) -> None:
        """A worker may die between keeping the file and saying that its work is done."""
        made = make(services, dpo, open_case(services, dpo))

        again = service.build(lambda: services.unit_of_work(dpo), made.id)

        assert again == made

    def test_evidence_that_rotted_is_not_passed_off_as_evidence(
        self, services: Services, dpo: Actor
    ) -> None:
        incident_id = open_case(services, dpo)
        evidence_id = add_evidence(services, dpo, incident_id, "a.txt", "as it was")
        with services.reading(dpo) as uow:
            [told] = evidence.of_case(uow, incident_id)
        path = services.settings.files_folder / told.sha256[:2] / told.sha256[2:]
        path.chmod(0o600)
        path.write_text("as it is")

        with pytest.raises(PermanentError, match="File 1 of the evidence"):
            make(services, dpo, incident_id)

        assert told.id == evidence_id
        with services.reading(dpo) as uow:
            [one] = service.of_case(uow, incident_id)
        assert one.made_at is None

    def test_memory_stays_flat_however_large_the_evidence(
        self, services: Services, dpo: Actor, tmp_path: Path
    ) -> None:
        """No chunk that is read or written is larger than a few pages."""
        incident_id = open_case(services, dpo)
        add_evidence(services, dpo, incident_id, "large.txt", "0123456789" * 3_000_000)
        tracemalloc.start()
        try:
            made = make(services, dpo, incident_id)
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert made.size > 30_000_000
        assert peak < 20_000_000
        assert service.verify(on_disk(services, made, tmp_path)).ok


class TestRights:
    def test_responders_may_not(self, services: Services, desk: Desk) -> None:
        incident_id = open_case(services, desk.dpo)
        responder = save_member(services, desk.organisation_id, Role.RESPONDER, email="r@t.example")
        new = NewBundle(new_id(), incident_id, is_personal=False, language="fr")

        with pytest.raises(ForbiddenError), services.unit_of_work(responder) as uow:
            service.ask(uow, new)

    def test_another_desk_sees_nothing(self, services: Services, dpo: Actor) -> None:
        made = make(services, dpo, open_case(services, dpo))
        other = save_desk(services).dpo
        own = open_case(services, other)

        for incident_id in (made.incident_id, own):
            with pytest.raises(NotFoundError), services.unit_of_work(other) as uow:
                service.content(uow, incident_id, made.id)

    def test_what_is_not_made_cannot_be_taken(self, services: Services, dpo: Actor) -> None:
        new = NewBundle(new_id(), open_case(services, dpo), is_personal=True, language="fr")
        with services.unit_of_work(dpo) as uow:
            service.ask(uow, new)

        with pytest.raises(RuleError, match="not ready"), services.unit_of_work(dpo) as uow:
            service.content(uow, new.incident_id, new.id)


class TestBothDatabases:
    def test_a_worker_makes_what_was_asked_for(self, instance: Services, tmp_path: Path) -> None:
        dpo = save_desk(instance).dpo
        incident_id = open_case(instance, dpo)
        new = NewBundle(new_id(), incident_id, is_personal=True, language="en")
        with instance.unit_of_work(dpo) as uow:
            service.ask(uow, new)
            service.ask(uow, new)

        worker = Actor.system("worker")
        tasks.run_next(lambda: instance.unit_of_work(worker), {TASK: service.run}, "one")

        with instance.reading(dpo) as uow:
            [made] = service.of_case(uow, incident_id)
            assert service.tasks_of(uow, incident_id)[made.id].state is TaskState.DONE
        path = on_disk(instance, made, tmp_path)
        assert service.verify(path, instance.keys.public_pem).ok
        assert made.asked_by == dpo.name

    def test_mandates_of_a_case_are_told_in_order(self, instance: Services) -> None:
        desk = save_desk(instance)
        incident_id = open_processor_case(instance, desk.dpo)
        ids = [save_controller(instance, desk.dpo, incident_id, number) for number in (1, 2)]
        send_notice(instance, desk.dpo, incident_id)
        for one in ids:
            with instance.unit_of_work(desk.dpo) as uow:
                mandates.give(uow, one, _mandate())

        with instance.reading(desk.dpo) as uow:
            found = mandates.of_case(uow, incident_id)

        assert sorted(one.controller_id for one in found) == sorted(ids)


def _mandate() -> NewMandate:
    return NewMandate(
        new_id(),
        MandateKind.FILE,
        Answer.YES,
        "Odile Ferrand",
        "Titulaire",
        has_authority=True,
        language="fr",
    )
