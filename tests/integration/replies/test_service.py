"""What people do with messages, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from breachdesk.audit import service as audit
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import (
    ForbiddenError,
    ManyRulesError,
    NotFoundError,
    PermanentError,
    RuleError,
    StaleError,
)
from breachdesk.kernel.ids import new_id
from breachdesk.outbox.domain import MailState
from breachdesk.people.domain import Question
from breachdesk.replies import service
from breachdesk.replies.domain import (
    ReplyChannel,
    ReplyFilter,
    ReplyKind,
    ReplyState,
    Targets,
)
from tests.builders.accounts import SETUP
from tests.builders.controllers import deliver
from tests.builders.organisations import save_desk, save_member
from tests.builders.people import BORN, as_csv, import_people, person
from tests.builders.replies import (
    ANSWER,
    DAY,
    LETTER,
    build_draft,
    build_reply,
    build_told,
    save_reply,
    seen,
    view,
)
from tests.conftest import NOON
from tests.integration.replies.conftest import Scene
from tests.integration.trail import tags


class Refusing(RecordingMailer):
    def hand_over(self, message: object, before_dot: object) -> str:  # noqa: ARG002  # the port
        raise PermanentError("550 unknown")  # type: ignore[arg-type]


def kept(scene: Scene, reply_id: str) -> ReplyState:
    return view(scene.services, scene.dpo, scene.incident_id, reply_id).line.state


def save(scene: Scene, **over: object) -> str:
    return save_reply(scene.services, scene.dpo, scene.incident_id, **over)


class TestReceive:
    def test_the_month_runs_from_when_it_was_received(self, scene: Scene) -> None:
        reply_id = save(scene, received_at=NOON - 10 * DAY)
        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)

        assert found.line.reference.endswith("-R1")
        assert found.line.due_at == (NOON - 10 * DAY).replace(month=3)
        assert found.line.state is ReplyState.RECEIVED

    def test_the_same_form_twice_is_one_message(self, scene: Scene) -> None:
        new = build_reply(scene.incident_id)
        for _time in range(2):
            with scene.services.unit_of_work(scene.dpo) as uow:
                assert service.receive(uow, new) == new.id

        with scene.services.reading(scene.dpo) as uow:
            assert service.figures(uow, scene.incident_id).whole.total == 1

    def test_references_count_on_within_the_case(self, scene: Scene) -> None:
        ids = [save(scene) for _number in range(3)]

        with scene.services.reading(scene.dpo) as uow:
            found = service.of_case(uow, scene.incident_id)
        assert [one.id for one in found] == ids
        assert [one.reference[-3:] for one in found] == ["-R1", "-R2", "-R3"]

    def test_the_person_is_found_by_nir_or_by_name_and_birth(self, scene: Scene) -> None:
        import_people(scene.services, scene.dpo, scene.incident_id, as_csv([person(1), person(2)]))
        asked = (
            Question(nir=person(1)["NIR"]),
            Question(last_name=person(1)["Nom"], first_name="Odile", birth=BORN),
            Question(last_name="Inconnue", birth=BORN),
        )

        ids = [save(scene, asked=one) for one in asked]
        found = [view(scene.services, scene.dpo, scene.incident_id, one).person_id for one in ids]
        assert found[0] is not None
        assert found == [found[0], found[0], None]

    def test_half_a_look_up_is_refused_and_nothing_is_kept(self, scene: Scene) -> None:
        with pytest.raises(ManyRulesError) as refused:
            save(scene, asked=Question(last_name="Kermarec"))

        assert {one.field for one in refused.value.broken} == {"born"}
        with scene.services.reading(scene.dpo) as uow:
            assert service.of_case(uow, scene.incident_id) == ()

    def test_a_controller_is_named_by_its_number(self, scene: Scene) -> None:
        reply_id = save(scene, controller="1")

        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)
        assert found.controller == "Pharmacie no 1"
        for wrong in ("2", "x", "9" * 50):
            with pytest.raises(RuleError) as refused:
                save(scene, controller=wrong)
            assert refused.value.field == "controller"

    def test_targets_of_the_organisation_count_for_what_comes_after(self, scene: Scene) -> None:
        first = save(scene, kind=ReplyKind.QUESTION)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.change_targets(uow, scene.desk.organisation_id, 0, Targets(2, 3))
        later = save(scene, kind=ReplyKind.QUESTION)

        due = [
            view(scene.services, scene.dpo, scene.incident_id, one).line.due_at
            for one in (first, later)
        ]
        assert due == [NOON + 6 * DAY, NOON + DAY]

    def test_two_who_set_the_targets_are_told_apart(self, scene: Scene) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.change_targets(uow, scene.desk.organisation_id, 0, Targets(2, 3))

        with pytest.raises(StaleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.change_targets(uow, scene.desk.organisation_id, 0, Targets(4, 5))


class TestHandling:
    def test_assigning_takes_it_in_hand(self, scene: Scene) -> None:
        reply_id = save(scene)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.assign(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id),
                scene.dpo.user_id,
            )  # fmt: skip

        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)
        assert (found.line.state, found.owner_id) == (ReplyState.IN_HAND, scene.dpo.user_id)
        with scene.services.reading(scene.dpo) as uow:
            mine, total = service.page(uow, scene.incident_id, ReplyFilter(is_mine=True))
        assert ([one.id for one in mine], total) == ([reply_id], 1)

    def test_a_stranger_cannot_be_given_it(self, scene: Scene) -> None:
        reply_id = save(scene)
        stranger = save_desk(scene.services).dpo

        with pytest.raises(RuleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.assign(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id),
                stranger.user_id,
            )  # fmt: skip

    def test_an_extension_adds_two_months_and_keeps_its_reasons(self, scene: Scene) -> None:
        reply_id = save(scene)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.extend(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), build_told()
            )

        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)
        first = (NOON - DAY).replace(month=4)
        assert found.first_due_at == first - timedelta(hours=1)  # summer time has begun
        assert found.line.due_at == first.replace(month=6) - timedelta(hours=1)
        assert found.line.state is ReplyState.EXTENDED
        with scene.services.unit_of_work(scene.dpo) as uow:
            opened = service.opened(uow, scene.incident_id, reply_id)
        assert opened
        [note] = opened.notes
        assert (note.channel, note.text) == (ReplyChannel.LETTER, build_told().text)

    def test_an_extension_told_after_the_first_month_is_refused(self, scene: Scene) -> None:
        reply_id = save(scene, received_at=NOON - 60 * DAY)

        with pytest.raises(RuleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.extend(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), build_told()
            )
        assert kept(scene, reply_id) is ReplyState.RECEIVED

    def test_handing_on_stops_the_clock_and_wants_a_controller(self, scene: Scene) -> None:
        reply_id = save(scene)
        with pytest.raises(RuleError) as refused, scene.services.unit_of_work(scene.dpo) as uow:
            service.hand(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), "",
                build_told(),
            )  # fmt: skip
        assert refused.value.field == "controller"

        with scene.services.unit_of_work(scene.dpo) as uow:
            service.hand(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), "1",
                build_told(),
            )  # fmt: skip
        scene.clock.at += 90 * DAY
        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)
        assert (found.line.standing.value, found.controller) == ("discharged", "Pharmacie no 1")

    def test_closing_without_an_answer_wants_a_reason(self, scene: Scene) -> None:
        reply_id = save(scene)
        with pytest.raises(RuleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.close(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), "", new_id()
            )

        with scene.services.unit_of_work(scene.dpo) as uow:
            service.close(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id),
                "Courrier publicitaire.", new_id(),
            )  # fmt: skip
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.take_up(uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id))
        assert kept(scene, reply_id) is ReplyState.IN_HAND

    def test_a_note_sent_twice_is_one(self, scene: Scene) -> None:
        reply_id, note_id = save(scene), new_id()
        for _time in range(2):
            with scene.services.unit_of_work(scene.dpo) as uow:
                service.note(uow, scene.incident_id, reply_id, note_id, "Rappelée lundi.")

        with scene.services.unit_of_work(scene.dpo) as uow:
            opened = service.opened(uow, scene.incident_id, reply_id)
        assert opened
        assert [one.text for one in opened.notes] == ["Rappelée lundi."]

    def test_the_second_of_two_who_change_it_is_told(self, scene: Scene) -> None:
        reply_id = save(scene)
        old = seen(scene.services, scene.dpo, scene.incident_id, reply_id)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.take_up(uow, old)

        with pytest.raises(StaleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.extend(uow, old, build_told())


class TestAnswer:
    def test_by_e_mail_it_leaves_once_and_stands_nowhere_in_clear(self, scene: Scene) -> None:
        reply_id, draft = save(scene), build_draft()
        was = seen(scene.services, scene.dpo, scene.incident_id, reply_id)
        for _time in range(2):
            with scene.services.unit_of_work(scene.dpo) as uow:
                service.answer(uow, was, draft)
        deliver(scene.services)

        [mail] = scene.services.mailer.sent  # type: ignore[attr-defined]
        assert mail["To"] == LETTER.email
        assert ANSWER in mail.get_body(("plain",)).get_content()
        assert "anari" not in mail["Subject"]
        with scene.services.reading(scene.dpo) as uow:
            state = service.mail_state(uow, scene.incident_id, reply_id)
        assert (kept(scene, reply_id), state) == (ReplyState.ANSWERED, MailState.ACCEPTED)

    def test_a_refused_mail_puts_it_back_in_hand(self, scene: Scene) -> None:
        reply_id, draft = save(scene), build_draft()
        was = seen(scene.services, scene.dpo, scene.incident_id, reply_id)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(uow, was, draft)
        deliver(scene.services, Refusing())

        assert kept(scene, reply_id) is ReplyState.IN_HAND
        with pytest.raises(StaleError), scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(uow, was, draft)
        with scene.services.unit_of_work(scene.dpo) as uow:
            opened = service.opened(uow, scene.incident_id, reply_id)
            service.answer(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id),
                build_draft(channel=ReplyChannel.LETTER, at=NOON),
            )  # fmt: skip
        assert opened
        assert opened.answer == ANSWER

    def test_another_mail_that_settles_moves_nothing(self, scene: Scene) -> None:
        reply_id = save(scene)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id),
                build_draft(channel=ReplyChannel.TELEPHONE, at=NOON),
            )  # fmt: skip
        other = save(scene)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(
                uow, seen(scene.services, scene.dpo, scene.incident_id, other), build_draft()
            )
        deliver(scene.services, Refusing())

        assert kept(scene, reply_id) is ReplyState.ANSWERED
        assert kept(scene, other) is ReplyState.IN_HAND

    def test_by_letter_it_is_recorded_with_who_when_and_how(self, scene: Scene) -> None:
        reply_id = save(scene)
        draft = build_draft(channel=ReplyChannel.LETTER, at=NOON - timedelta(hours=3))
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), draft)

        found = view(scene.services, scene.dpo, scene.incident_id, reply_id)
        assert (found.line.answered_at, found.answered_by) == (draft.at, scene.dpo.name)
        assert found.answer_channel is ReplyChannel.LETTER
        deliver(scene.services)
        assert scene.services.mailer.sent == []  # type: ignore[attr-defined]

    def test_reading_it_again_keeps_nothing(self, scene: Scene) -> None:
        reply_id = save(scene)
        was = seen(scene.services, scene.dpo, scene.incident_id, reply_id)
        with scene.services.unit_of_work(scene.dpo) as uow:
            review = service.review(uow, was, build_draft())

        assert review.email == LETTER.email
        assert seen(scene.services, scene.dpo, scene.incident_id, reply_id) == was
        assert tags(scene.services, "reply:")[-1][0] == "reply:opened"

    def test_what_is_answered_is_not_answered_again(self, scene: Scene) -> None:
        reply_id = save(scene)
        for draft in (build_draft(), build_draft()):
            now = seen(scene.services, scene.dpo, scene.incident_id, reply_id)
            if kept(scene, reply_id) is ReplyState.ANSWERED:
                with pytest.raises(RuleError), scene.services.unit_of_work(scene.dpo) as uow:
                    service.answer(uow, now, draft)
            else:
                with scene.services.unit_of_work(scene.dpo) as uow:
                    service.answer(uow, now, draft)


class TestReading:
    def test_opening_is_recorded_and_the_trail_tells_nothing(self, scene: Scene) -> None:
        reply_id = save(scene, asked=None)
        with scene.services.unit_of_work(scene.dpo) as uow:
            opened = service.opened(uow, scene.incident_id, reply_id)

        assert opened
        assert opened.letter == LETTER
        entries = tags(scene.services, "reply:")
        assert [tag for tag, _subject, _body in entries] == ["reply:received", "reply:opened"]
        assert not any("anari" in body for _tag, _subject, body in entries)
        with scene.services.reading(SETUP) as uow:
            assert audit.verify(uow).ok

    @pytest.mark.parametrize("role", [Role.MANAGEMENT, Role.AUDITOR])
    def test_who_may_not_see_persons_sees_the_list_and_the_figures(
        self, scene: Scene, role: Role
    ) -> None:
        reply_id = save(scene)
        reader = save_member(
            scene.services, scene.desk.organisation_id, role, email=f"{new_id()}@t.example"
        )

        with scene.services.reading(reader) as uow:
            assert service.figures(uow, scene.incident_id).whole.open == 1
            assert service.page(uow, scene.incident_id, ReplyFilter())[1] == 1
        with pytest.raises(ForbiddenError), scene.services.unit_of_work(reader) as uow:
            service.opened(uow, scene.incident_id, reply_id)
        with pytest.raises(ForbiddenError), scene.services.unit_of_work(reader) as uow:
            service.receive(uow, build_reply(scene.incident_id))

    def test_nothing_is_known_outside_the_organisation(self, scene: Scene) -> None:
        reply_id = save(scene)
        stranger = save_desk(scene.services).dpo

        for act in (
            lambda uow: service.get(uow, scene.incident_id, reply_id),
            lambda uow: service.opened(uow, scene.incident_id, reply_id),
            lambda uow: service.page(uow, scene.incident_id, ReplyFilter()),
            lambda uow: service.export(uow, scene.incident_id),
        ):
            with pytest.raises(NotFoundError), scene.services.unit_of_work(stranger) as uow:
                act(uow)
        with scene.services.reading(stranger) as uow:
            assert service.all_rights_due(uow) == ()

    def test_the_list_shows_what_is_due_soonest_and_narrows(self, scene: Scene) -> None:
        late = save(scene, received_at=NOON - 40 * DAY)
        soon = save(scene, received_at=NOON - 20 * DAY)
        question = save(scene, kind=ReplyKind.QUESTION, channel=ReplyChannel.TELEPHONE)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(
                uow, seen(scene.services, scene.dpo, scene.incident_id, soon), build_draft()
            )

        def shown(**over: object) -> list[str]:
            wanted = replace(ReplyFilter(), **over)  # type: ignore[arg-type]
            with scene.services.reading(scene.dpo) as uow:
                found, total = service.page(uow, scene.incident_id, wanted)
            assert total == len(found)
            return [one.id for one in found]

        assert shown() == [late, question, soon]
        assert shown(is_late=True) == [late]
        assert shown(kind="question") == shown(channel="telephone") == [question]
        assert shown(state="answered") == [soon]
        with scene.services.reading(scene.dpo) as uow:
            [(due, case)] = service.all_rights_due(uow)
            assert (due.id, case.id) == (late, scene.incident_id)
            assert [one.id for one in service.rights_due(uow, scene.incident_id)] == [late]
            assert service.open_count(uow, scene.incident_id) == 2
            assert service.figures(uow, scene.incident_id).whole.late == 1


class TestPurge:
    def test_with_the_key_all_texts_are_gone_and_the_account_stays(self, scene: Scene) -> None:
        reply_id = save(scene)
        waiting = save(scene)
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.answer(
                uow, seen(scene.services, scene.dpo, scene.incident_id, reply_id), build_draft()
            )
        scene.services.vault.destroy(scene.incident_id)
        deliver(scene.services)

        with scene.services.unit_of_work(scene.dpo) as uow:
            assert service.opened(uow, scene.incident_id, reply_id) is None
        assert kept(scene, reply_id) is ReplyState.IN_HAND
        now = seen(scene.services, scene.dpo, scene.incident_id, waiting)
        for act in (
            lambda uow: service.receive(uow, build_reply(scene.incident_id)),
            lambda uow: service.note(uow, scene.incident_id, waiting, new_id(), "x"),
            lambda uow: service.answer(uow, now, build_draft()),
            lambda uow: service.review(uow, now, build_draft()),
            lambda uow: service.link(uow, now, Question(nir="1")),
        ):
            with (
                pytest.raises(RuleError, match="destroyed"),
                scene.services.unit_of_work(scene.dpo) as uow,
            ):
                act(uow)
