"""Four eyes, one version before people's eyes, and proof of what they read."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from breachdesk.bootstrap import Services
from breachdesk.infra.files import CorruptFileError
from breachdesk.kernel.actor import Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import (
    ForbiddenError,
    ManyRulesError,
    NotFoundError,
    RuleError,
    StaleError,
)
from breachdesk.kernel.ids import new_id
from breachdesk.publications import service
from breachdesk.publications.domain.elsewhere import Elsewhere, Medium, Published
from breachdesk.publications.domain.notice import FROM_FACTS, NoticeState
from breachdesk.publications.models import PublicNotice
from breachdesk.publications.service import elsewhere, pages
from breachdesk.publications.service.shapes import sha256_of
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_member
from tests.builders.outreach import HOST, save_case, save_deputy
from tests.builders.publications import (
    SITE,
    approve,
    edit,
    notice,
    publish,
    published,
    save_notice,
    withdraw,
)
from tests.integration.trail import tags


def reference_of(services: Services, incident_id: str) -> str:
    with services.reading(SETUP) as uow:
        return pages.incidents.case(uow, incident_id).reference


def shown(services: Services, incident_id: str, language: str = "fr") -> str:
    reference = reference_of(services, incident_id)
    with services.reading(SETUP) as uow:
        return pages.online(uow, reference, language).content.decode()


def test_who_wrote_it_cannot_approve_it(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)

    with pytest.raises(RuleError, match="second person"):
        approve(instance, desk.dpo, incident_id, notice_id)


def test_nor_can_who_changed_one_word_of_it(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    deputy = save_deputy(instance, desk)
    edit(instance, deputy, incident_id, notice_id, hotline="# Ouverture\n\nBonjour.")

    with pytest.raises(RuleError, match="second person"):
        approve(instance, deputy, incident_id, notice_id)


def test_the_role_decides_who_may_approve_and_publish(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    writer = save_member(instance, desk.organisation_id, Role.COMMUNICATIONS)

    for act in (approve, publish, withdraw):
        with pytest.raises(ForbiddenError):
            act(instance, writer, incident_id, notice_id)


def test_the_approval_is_of_the_texts_by_their_digest(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    deputy = save_deputy(instance, desk)
    approve(instance, deputy, incident_id, notice_id)

    view = notice(instance, incident_id, notice_id)
    assert view.digest == sha256_of(view.texts)
    assert (view.state, view.approved_by) == (NoticeState.APPROVED, deputy.name)


def test_any_edit_voids_it(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    approve(instance, save_deputy(instance, desk), incident_id, notice_id)
    edit(instance, desk.dpo, incident_id, notice_id, press_lead="Autre chapeau.")

    view = notice(instance, incident_id, notice_id)
    assert (view.state, view.digest, view.approved_by) == (NoticeState.DRAFT, "", "")
    with pytest.raises(RuleError):
        publish(instance, desk.dpo, incident_id, notice_id)


def test_an_approval_is_of_the_version_that_was_seen(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    seen = notice(instance, incident_id, notice_id).version
    edit(instance, desk.dpo, incident_id, notice_id, press_lead="Autre chapeau.")

    with pytest.raises(StaleError), instance.unit_of_work(save_deputy(instance, desk)) as uow:
        service.approve(uow, incident_id, notice_id, seen, HOST)


def test_a_text_that_does_not_say_all_is_not_approved(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id, body="Un incident a eu lieu.")

    with pytest.raises(ManyRulesError):
        approve(instance, save_deputy(instance, desk), incident_id, notice_id)


def test_texts_changed_behind_our_back_are_not_published(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    approve(instance, save_deputy(instance, desk), incident_id, notice_id)
    with instance.engine.begin() as connection:
        connection.execute(
            update(PublicNotice).values(texts={"fr": {"title": "X", "body": "Y", "values": {}}})
        )

    with pytest.raises(RuleError, match="not those that were approved"):
        publish(instance, desk.dpo, incident_id, notice_id)


def test_what_is_shown_is_kept_with_its_digest(instance: Services) -> None:
    _desk, incident_id, notice_id = published(instance)
    view = notice(instance, incident_id, notice_id)

    for language in ("fr", "en"):
        kept = instance.files.read(view.pages[language].sha256)
        assert shown(instance, incident_id, language).encode() == kept
        assert len(kept) == view.pages[language].size
    assert [tag for tag, _about, _by in tags(instance) if tag.startswith("publication:")] == [
        "publication:drafted",
        "publication:edited",
        "publication:approved",
        "publication:published",
    ]


def test_a_page_altered_on_disk_is_not_shown(instance: Services) -> None:
    _desk, incident_id, notice_id = published(instance)
    sha256 = notice(instance, incident_id, notice_id).pages["fr"].sha256
    path = instance.files.folder / sha256[:2] / sha256[2:]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"Tilleuls", b"Platanes"))

    with pytest.raises(CorruptFileError):
        shown(instance, incident_id)


def test_nothing_is_shown_before_it_is_published(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    notice_id = save_notice(instance, desk.dpo, incident_id)
    for prepare in (None, approve):
        if prepare:
            prepare(instance, save_deputy(instance, desk), incident_id, notice_id)
        with pytest.raises(NotFoundError, match="nothing at this address"):
            shown(instance, incident_id)


def test_a_new_version_is_prepared_unseen_and_then_replaces(
    instance: Services, clock: FrozenClock
) -> None:
    desk, incident_id, first = published(instance)
    before = shown(instance, incident_id)
    with instance.unit_of_work(desk.dpo) as uow:
        second = service.create(uow, incident_id, new_id(), first, SITE)
    edit(instance, desk.dpo, incident_id, second, title="Nouvelles informations sur vos données")
    approve(instance, save_deputy(instance, desk), incident_id, second)
    assert shown(instance, incident_id) == before

    clock.at += timedelta(days=3)
    publish(instance, desk.dpo, incident_id, second)

    now = shown(instance, incident_id)
    assert "Nouvelles informations" in now
    assert "Publié le 2 mars 2026." in now
    assert "Mis à jour le 5 mars 2026." in now
    old = notice(instance, incident_id, first)
    assert (old.state, old.ended_at) == (NoticeState.REPLACED, clock.at)
    assert instance.files.read(old.pages["fr"].sha256).decode() == before


def test_only_one_version_is_in_preparation(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    save_notice(instance, desk.dpo, incident_id)

    with (
        pytest.raises(RuleError, match="in preparation"),
        instance.unit_of_work(desk.dpo) as uow,
    ):
        service.create(uow, incident_id, new_id(), FROM_FACTS, SITE)


def test_the_same_form_twice_is_one_version(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    wanted = new_id()
    for _again in range(2):
        with instance.unit_of_work(desk.dpo) as uow:
            assert service.create(uow, incident_id, wanted, FROM_FACTS, SITE) == wanted

    with instance.reading(desk.dpo) as uow:
        assert len(service.of_case(uow, incident_id)) == 1


def test_a_withdrawn_notice_says_only_when(instance: Services, clock: FrozenClock) -> None:
    desk, incident_id, notice_id = published(instance)
    clock.at += timedelta(days=1)
    withdraw(instance, desk.dpo, incident_id, notice_id)

    with instance.reading(SETUP) as uow:
        found = pages.online(uow, reference_of(instance, incident_id), "fr")
    assert (found.content, found.withdrawn_at) == (b"", clock.at)
    with pytest.raises(RuleError):
        withdraw(instance, desk.dpo, incident_id, notice_id)


def test_a_reason_is_wanted_for_withdrawing(instance: Services) -> None:
    desk, incident_id, notice_id = published(instance)
    version = notice(instance, incident_id, notice_id).version

    for why in (" ", "x" * 1_001):
        with pytest.raises(RuleError) as refused, instance.unit_of_work(desk.dpo) as uow:
            service.withdraw(uow, incident_id, notice_id, version, why)
        assert refused.value.field == "why"


def test_an_exercise_is_published_to_nobody(instance: Services) -> None:
    _desk, incident_id, notice_id = published(instance, is_exercise=True)

    with pytest.raises(NotFoundError):
        shown(instance, incident_id)
    with instance.reading(SETUP) as uow:
        _view, page = pages.preview(uow, incident_id, notice_id, "fr", SITE)
        assert pages.listed(uow, "fr") == ()
    assert "EXERCICE" in page.decode()


def test_everybody_s_list_is_in_the_reader_s_language(instance: Services) -> None:
    published(instance)

    with instance.reading(SETUP) as uow:
        [one] = pages.listed(uow, "en")
    assert one.title == "Important information about your personal data – Pharmacie des Tilleuls"


def test_another_case_s_notice_is_not_there(instance: Services) -> None:
    desk, _incident_id, notice_id = published(instance)
    _desk, other = save_case(instance, desk)
    stranger, _theirs = save_case(instance)

    for actor, incident_id in ((desk.dpo, other), (stranger.dpo, _incident_id)):
        with pytest.raises(NotFoundError), instance.reading(actor) as uow:
            service.get(uow, incident_id, notice_id)


TOLD = Elsewhere(Medium.POSTER, "Comptoir de la pharmacie", date(2026, 3, 1), date(2026, 4, 1))


def test_publications_of_every_kind_stand_together(instance: Services) -> None:
    desk, incident_id, _notice_id = published(instance)
    with instance.unit_of_work(desk.dpo) as uow:
        elsewhere.record(uow, incident_id, new_id(), TOLD)

    with instance.reading(desk.dpo) as uow:
        found = service.published(uow, incident_id)
    address = f"/notices/{reference_of(instance, incident_id)}"
    assert found == (
        Published(Medium.POSTER, TOLD.place, TOLD.since, TOLD.until),
        Published(Medium.NOTICE, address, date(2026, 3, 2), None),
    )


def test_a_publication_elsewhere_is_corrected_once_at_a_time(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    with instance.unit_of_work(desk.dpo) as uow:
        one = elsewhere.record(uow, incident_id, new_id(), TOLD)
        again = elsewhere.record(uow, incident_id, one, TOLD)
    assert again == one
    changed = Elsewhere(Medium.NEWSPAPER, "Le Courrier de l’Exemple", date(2026, 3, 3))
    with instance.unit_of_work(desk.dpo) as uow:
        elsewhere.change(uow, incident_id, one, 1, changed)

    with pytest.raises(StaleError), instance.unit_of_work(desk.dpo) as uow:
        elsewhere.change(uow, incident_id, one, 1, TOLD)
    with instance.reading(desk.dpo) as uow:
        [view] = elsewhere.of_case(uow, incident_id)
    assert view.told == changed


def test_its_proof_is_a_file_of_the_same_case(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    told = Elsewhere(Medium.POSTER, "Comptoir", date(2026, 3, 1), evidence_id=new_id())

    with pytest.raises(RuleError) as refused, instance.unit_of_work(desk.dpo) as uow:
        elsewhere.record(uow, incident_id, new_id(), told)
    assert refused.value.field == "evidence_id"
