"""What a late, a complementary and a frozen filing say, and when a document is out of date."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from breachdesk.documents import service
from breachdesk.documents.domain import DocumentIssued, DocumentRead
from breachdesk.facts.domain import (
    UNKNOWN,
    Choices,
    Confidence,
    Figure,
    NewFact,
    NotificationKind,
    Words,
)
from breachdesk.facts.registry import FIELDS, SECTIONS
from breachdesk.kernel.actor import Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import NotFoundError
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of
from tests.integration.trail import tags

COMPLEMENTARY = NotificationKind.COMPLEMENTARY
REASONS = "L’hébergeur n’a rendu les journaux que le quatrième jour."


def label(key: str) -> str:
    return FIELDS[key].label_at(NOON.date()).fr.replace("’", "'")


def read(pdf: bytes) -> str:
    return text_of(pdf).replace("’", "'")


class TestLate:
    def test_the_reasons_stand_under_their_question(self, filed: Case, clock: FrozenClock) -> None:
        clock.at = NOON + timedelta(hours=90)
        filing = filed.begin()
        filed.file(filing, REASONS)

        assert f"Motifs de retard {REASONS}".replace("’", "'") in read(filed.pdf(about=filing))
        content = filed.pdf(about=filing)
        assert attachment_of(content)["answers"]["delay.reasons"]["text"] == REASONS

    def test_before_they_are_given_the_question_stands_open(
        self, filed: Case, clock: FrozenClock
    ) -> None:
        clock.at = NOON + timedelta(hours=90)

        assert "Motifs de retard Inconnu à ce stade" in read(filed.pdf())

    def test_in_time_they_are_not_asked(self, filed: Case) -> None:
        assert "Motifs de retard" not in read(filed.pdf())

    def test_hours_since_awareness_are_told(self, filed: Case, clock: FrozenClock) -> None:
        clock.at = NOON + timedelta(hours=90)
        filing = filed.begin()
        filed.file(filing, REASONS)

        assert "H+91" in read(filed.pdf(about=filing))


@pytest.mark.parametrize("kind", ["register-entry", "risk-memo"])
def test_what_is_not_the_notification_tells_every_fact_after_a_filing_too(
    filed: Case, kind: str
) -> None:
    filed.tell("breach.description", Words("Une boîte ouverte par un inconnu."))
    before = read(filed.pdf(kind=kind))
    filed.file(filed.begin())

    assert "Une boîte ouverte par un inconnu." in before
    assert "Une boîte ouverte par un inconnu." in read(filed.pdf(kind=kind))


class TestComplementary:
    @pytest.fixture
    def initial(self, filed: Case) -> Case:
        filed.tell("breach.description", Words("Première version."))
        filed.tell("security.prior_measures", Words("Sauvegarde quotidienne."))
        filed.tell("breach.origin", UNKNOWN)
        filed.file(filed.begin())
        return filed

    def test_what_changed_is_told_as_it_was_and_as_it_is(self, initial: Case) -> None:
        initial.tell("breach.description", Words("Seconde version."))
        text = read(initial.pdf(about=initial.begin(COMPLEMENTARY)))

        assert f"{label('breach.description')} Avant : Première version. Seconde version." in text

    def test_what_was_unknown_is_told_with_what_it_is_now(self, initial: Case) -> None:
        initial.tell("breach.origin", Choices(frozenset({"hacking"})))
        text = read(initial.pdf(about=initial.begin(COMPLEMENTARY)))

        assert f"{label('breach.origin')} Avant : Inconnu à ce stade Piratage" in text

    def test_nothing_else_is_told(self, initial: Case) -> None:
        initial.tell("breach.description", Words("Seconde version."))
        text = read(initial.pdf(about=initial.begin(COMPLEMENTARY)))

        assert "Sauvegarde quotidienne." not in text
        titles = [f"{one.number}. {one.title.fr}".replace("’", "'") for one in SECTIONS]
        assert [one for one in titles if one in text] == ["7. À propos de la violation"]

    def test_without_a_change_it_says_that(self, initial: Case) -> None:
        text = read(initial.pdf(about=initial.begin(COMPLEMENTARY)))

        assert "Rien n'a changé depuis le dernier dépôt." in text

    def test_the_second_is_compared_with_the_first(self, initial: Case, clock: FrozenClock) -> None:
        initial.tell("breach.description", Words("Seconde version."))
        initial.file(initial.begin(COMPLEMENTARY), number="N-2026-8")
        clock.at += timedelta(hours=1)
        initial.tell("breach.description", Words("Troisième version."))
        text = read(initial.pdf(about=initial.begin(COMPLEMENTARY)))

        assert "Avant : Seconde version. Troisième version." in text
        assert "Première version." not in text

    def test_the_number_of_the_initial_one_is_told(self, initial: Case) -> None:
        initial.tell("breach.description", Words("Seconde version."))
        content = initial.pdf(about=initial.begin(COMPLEMENTARY))

        assert "N-2026-7" in read(content)
        assert attachment_of(content)["answers"]["filing.previous_number"]["text"] == "N-2026-7"


def reword(case: Case) -> None:
    case.tell("breach.description", Words("Du nouveau."))


def count(case: Case) -> None:
    now = case.services.clock.now()
    case.tell_all([NewFact("people.count", Figure(12), now, "Extraction", Confidence.PROBABLE)])


class TestStale:
    @pytest.mark.parametrize("change", [reword, count])
    @pytest.mark.parametrize("kind", ["cnil-notification", "register-entry"])
    def test_a_changed_fact_makes_it_so(
        self, filed: Case, kind: str, change: Callable[[Case], None]
    ) -> None:
        filed.issue(kind)
        assert filed.stale() == [False]

        change(filed)
        assert filed.stale() == [True]

    def test_a_changed_source_makes_the_notification_so_which_tells_it(self, filed: Case) -> None:
        filed.tell("breach.description", Words("Du nouveau."), source="Journal")
        filed.issue()
        filed.tell("breach.description", Words("Du nouveau."), source="Expertise")

        assert filed.stale() == [True]

    def test_time_alone_does_not(self, filed: Case, clock: FrozenClock) -> None:
        filed.issue("register-entry")
        filed.issue()
        clock.at += timedelta(hours=3)

        assert filed.stale() == [False, False]

    def test_a_new_issue_is_up_to_date_and_the_old_one_is_not(
        self, filed: Case, clock: FrozenClock
    ) -> None:
        filed.issue()
        reword(filed)
        clock.at += timedelta(minutes=1)
        filed.issue()

        assert filed.stale() == [False, True]

    def test_a_document_of_a_frozen_filing_stays_up_to_date(self, filed: Case) -> None:
        reword(filed)
        filing = filed.begin()
        filed.file(filing)
        filed.issue(about=filing)
        filed.tell("breach.description", Words("Encore du nouveau."))

        assert filed.stale() == [False]


class TestWho:
    def test_another_organisation_sees_nothing(self, filed: Case) -> None:
        stranger = Case(filed.services, save_desk(filed.services, name="Autre").dpo, filed.id)

        with pytest.raises(NotFoundError):
            stranger.pdf()
        with pytest.raises(NotFoundError):
            stranger.issue()

    def test_a_document_is_read_through_its_own_case_only(self, filed: Case) -> None:
        document_id = filed.issue()
        other = open_case(filed.services, filed.dpo)

        with pytest.raises(NotFoundError), filed.services.unit_of_work(filed.dpo) as uow:
            service.content(uow, other, document_id)

    def test_who_may_read_may_make_one(self, filed: Case, desk: Desk) -> None:
        reader = save_member(filed.services, desk.organisation_id, Role.RESPONDER)
        Case(filed.services, reader, filed.id).issue()

        assert filed.stale() == [False]

    def test_making_and_reading_are_recorded(self, filed: Case) -> None:
        document_id = filed.issue()
        with filed.services.unit_of_work(filed.dpo) as uow:
            service.content(uow, filed.id, document_id)

        found = [tag for tag, *_rest in tags(filed.services)][-2:]
        assert found == [DocumentIssued.tag, DocumentRead.tag]

    def test_an_unknown_kind_names_the_known_ones(self, filed: Case) -> None:
        with pytest.raises(NotFoundError, match=r"cnil-notification, .*register-entry"):
            filed.pdf(kind="../../etc/passwd")

    def test_a_filing_of_another_case_is_not_found(self, filed: Case) -> None:
        other = Case(filed.services, filed.dpo, open_case(filed.services, filed.dpo))

        with pytest.raises(NotFoundError):
            other.pdf(about=filed.begin())
