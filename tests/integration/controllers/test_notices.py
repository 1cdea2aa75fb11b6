"""Notices to all controllers: drafted, checked, approved, complemented, withdrawn."""

from dataclasses import replace

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import NoticeState, NoticeView, Part, Wording
from breachdesk.controllers.service import notices
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.errors import (
    ForbiddenError,
    ManyRulesError,
    NotFoundError,
    RuleError,
    StaleError,
)
from breachdesk.kernel.ids import new_id
from tests.builders.controllers import (
    BASE_URL,
    approve_notice,
    deliver,
    save_controller,
    send_notice,
)
from tests.builders.organisations import Desk, save_desk, save_member


class Editor:
    """The notice in preparation of one case."""

    def __init__(self, services: Services, dpo: Actor, incident_id: str) -> None:
        self.services, self.dpo, self.incident_id = services, dpo, incident_id
        with services.unit_of_work(dpo) as uow:
            self.id = notices.start(uow, incident_id, new_id())

    def view(self) -> NoticeView:
        with self.services.reading(self.dpo) as uow:
            return notices.get(uow, self.incident_id, self.id)

    def change(self, part: Part | str, text: str, language: str = "fr") -> None:
        view = self.view()
        old = view.wordings[language]
        new = (
            replace(old, parts={**old.parts, part: text})
            if isinstance(part, Part)
            else replace(old, subject=text)
        )
        self.save({language: new}, view.version)

    def save(self, wordings: dict[str, Wording], version: int) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            notices.edit(uow, self.incident_id, self.id, version, wordings)

    def approve(self) -> None:
        version = self.view().version
        with self.services.unit_of_work(self.dpo) as uow:
            notices.approve(uow, self.incident_id, self.id, version)


@pytest.fixture
def editor(services: Services, dpo: Actor, incident_id: str) -> Editor:
    return Editor(services, dpo, incident_id)


class TestDraft:
    def test_the_draft_of_a_fresh_case_can_be_approved_and_says_what_is_unknown(
        self, editor: Editor
    ) -> None:
        editor.approve()
        view = editor.view()
        assert view.state is NoticeState.APPROVED
        assert len(view.sha256) == 64
        assert "inconnu à ce stade" in view.wordings["fr"].parts[Part.EVENTS]
        assert "not known at this stage" in view.wordings["en"].parts[Part.EVENTS]

    def test_only_one_is_in_preparation(
        self, services: Services, dpo: Actor, incident_id: str, editor: Editor
    ) -> None:
        with pytest.raises(RuleError, match="already"), services.unit_of_work(dpo) as uow:
            notices.start(uow, incident_id, new_id())
        with services.unit_of_work(dpo) as uow:  # the same page sent twice
            assert notices.start(uow, incident_id, editor.id) == editor.id


class TestChecks:
    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("part", [*Part, "subject"])
    def test_an_unknown_placeholder_is_refused_beside_its_section(
        self, editor: Editor, part: Part | str, language: str
    ) -> None:
        with pytest.raises(RuleError) as caught:
            editor.change(part, "Texte ((inconnu)).", language)
        assert caught.value.field == f"{language}-{part}"

    @pytest.mark.parametrize("text", ["((nom", "((nom??x))", "((", "((((nom))))", "((" * 3_000])
    def test_brackets_that_mean_nothing_are_refused_or_plain_text(
        self, editor: Editor, text: str
    ) -> None:
        try:
            editor.change(Part.EVENTS, text)
        except RuleError:
            return
        editor.approve()

    @pytest.mark.parametrize(
        ("part", "text"),
        [
            (Part.EVIDENCE, " "),
            (Part.SHARE, "Rien de compté."),  # without the number of persons
            (Part.TIMES, "Hier."),  # without the hour of the notice
            (Part.PROPOSAL, "Appelez-nous."),  # without the link
            ("subject", ""),
        ],
    )
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_what_is_missing_stops_the_approval_and_is_told_where(
        self, editor: Editor, part: Part | str, text: str, language: str
    ) -> None:
        editor.change(part, text, language)
        with pytest.raises(ManyRulesError) as caught:
            editor.approve()

        assert [one.field for one in caught.value.broken] == [f"{language}-{part}"]
        assert editor.view().state is NoticeState.DRAFT

    def test_the_personal_link_does_not_stand_in_a_subject(self, editor: Editor) -> None:
        with pytest.raises(RuleError):
            editor.change("subject", "Votre espace : ((lien))")

    def test_a_subject_may_bear_the_name_and_reference(
        self,
        services: Services,
        dpo: Actor,
        incident_id: str,
        editor: Editor,
        mailer: RecordingMailer,
    ) -> None:
        save_controller(services, dpo, incident_id)
        editor.change("subject", "((nom)), dossier ((référence))")
        editor.approve()
        with services.unit_of_work(dpo) as uow:
            service.send(uow, incident_id, editor.id, BASE_URL)
        deliver(services)
        assert str(mailer.sent[0]["Subject"]).startswith("Pharmacie no 1, dossier ")


class TestFrozen:
    def test_an_approved_text_is_changed_only_after_its_approval_was_taken_back(
        self, services: Services, dpo: Actor, incident_id: str, editor: Editor
    ) -> None:
        editor.approve()
        digest = editor.view().sha256
        with pytest.raises(RuleError, match="approved"):
            editor.change(Part.EVENTS, "Autre chose.")
        with services.unit_of_work(dpo) as uow:
            notices.reopen(uow, incident_id, editor.id, editor.view().version)
        assert editor.view().sha256 == ""

        editor.change(Part.EVENTS, "Autre chose.")
        editor.approve()
        assert editor.view().sha256 not in {"", digest}

    def test_a_text_nobody_approved_is_not_sent(
        self, services: Services, dpo: Actor, incident_id: str, editor: Editor
    ) -> None:
        save_controller(services, dpo, incident_id)
        with pytest.raises(RuleError, match="approved"), services.unit_of_work(dpo) as uow:
            service.send(uow, incident_id, editor.id, BASE_URL)

    def test_two_editors_do_not_overwrite_each_other(self, editor: Editor) -> None:
        view = editor.view()
        editor.change(Part.EVENTS, "La première version.")
        with pytest.raises(StaleError):
            editor.save(dict(view.wordings), view.version)

    def test_approving_a_text_that_changed_meanwhile_is_refused(
        self, services: Services, dpo: Actor, incident_id: str, editor: Editor
    ) -> None:
        seen = editor.view().version
        editor.change(Part.EVENTS, "Changé entre-temps.")
        with pytest.raises(StaleError), services.unit_of_work(dpo) as uow:
            notices.approve(uow, incident_id, editor.id, seen)


class TestLater:
    def test_a_complement_goes_to_all_and_the_portal_shows_both(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        send_notice(services, dpo, incident_id)
        send_notice(services, dpo, incident_id)

        assert len(mailer.sent) == 2
        with services.reading(dpo) as uow:
            assert [told.number for told in service.told(uow, incident_id, one, "fr")] == [1, 2]
            assert [one.is_complement for one in notices.of_case(uow, incident_id)] == [False, True]

    def test_a_withdrawn_notice_is_no_longer_told_nor_sent(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        notice_id = send_notice(services, dpo, incident_id)
        with services.unit_of_work(dpo) as uow:
            version = notices.get(uow, incident_id, notice_id).version
            notices.withdraw(uow, incident_id, notice_id, version, "Mauvais destinataires.")
        save_controller(services, dpo, incident_id, 2)

        with services.reading(dpo) as uow:
            assert service.told(uow, incident_id, one, "fr") == ()
        with pytest.raises(RuleError), services.unit_of_work(dpo) as uow:
            service.send(uow, incident_id, notice_id, BASE_URL)

    def test_withdrawing_wants_its_reason(
        self, services: Services, dpo: Actor, incident_id: str, editor: Editor
    ) -> None:
        with pytest.raises(RuleError), services.unit_of_work(dpo) as uow:
            notices.withdraw(uow, incident_id, editor.id, editor.view().version, " ")

    def test_a_withdrawn_controller_gets_nothing_any_more(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        save_controller(services, dpo, incident_id, 2)
        notice_id = approve_notice(services, dpo, incident_id)
        with services.unit_of_work(dpo) as uow:
            version = service.get(uow, incident_id, one).version
            service.withdraw(uow, incident_id, one, version, "N’est pas concernée.")
        with services.unit_of_work(dpo) as uow:
            assert service.send(uow, incident_id, notice_id, BASE_URL) == 1
        with pytest.raises(RuleError), services.unit_of_work(dpo) as uow:
            service.send_to(uow, incident_id, one, BASE_URL)
        deliver(services)
        assert [str(mail["To"]) for mail in mailer.sent] == ["pharmacie-2@pharmacies.example"]


class TestPermissions:
    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT])
    def test_who_only_reads_neither_writes_nor_sends(
        self, services: Services, desk: Desk, incident_id: str, editor: Editor, role: Role
    ) -> None:
        reader = save_member(services, desk.organisation_id, role)
        version = editor.view().version
        acts = (
            lambda uow: notices.start(uow, incident_id, new_id()),
            lambda uow: notices.edit(uow, incident_id, editor.id, version, {}),
            lambda uow: notices.approve(uow, incident_id, editor.id, version),
            lambda uow: service.send(uow, incident_id, editor.id, BASE_URL),
            lambda uow: notices.withdraw(uow, incident_id, editor.id, version, "Non"),
        )
        for act in acts:
            with pytest.raises(ForbiddenError), services.unit_of_work(reader) as uow:
                act(uow)

    def test_a_responder_writes_but_does_not_approve(
        self, services: Services, desk: Desk, incident_id: str, editor: Editor
    ) -> None:
        responder = save_member(services, desk.organisation_id, Role.RESPONDER)
        view = editor.view()
        with services.unit_of_work(responder) as uow:
            notices.edit(uow, incident_id, editor.id, view.version, dict(view.wordings))
        with pytest.raises(ForbiddenError), services.unit_of_work(responder) as uow:
            notices.approve(uow, incident_id, editor.id, editor.view().version)

    def test_strangers_find_nothing(
        self, services: Services, incident_id: str, editor: Editor
    ) -> None:
        stranger = save_desk(services, name="Autre organisation").dpo
        with pytest.raises(NotFoundError), services.reading(stranger) as uow:
            notices.get(uow, incident_id, editor.id)
        with pytest.raises(NotFoundError), services.unit_of_work(stranger) as uow:
            service.send(uow, incident_id, editor.id, BASE_URL)
