"""The page for the management: one page whatever happened, and nothing on it that is not so."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts.domain import Confidence, Figure, NewFact, NotificationKind, Words
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.ids import new_id
from breachdesk.obligations import service as obligations
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.people.domain import AudienceFilter
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import text_of

KIND = "management-page"
HOUR = timedelta(hours=1)
EVEN_TWICE = Audience(AudienceFilter(reachable_by="email"), not_yet_informed=False)
REASONS = "Des données de santé ont été lues. Le nombre de personnes est élevé."


@pytest.fixture
def told(services: Services, desk: Desk) -> Case:
    """Three persons: one whom a campaign is for, one without address, one in no campaign."""
    _desk, incident_id = save_case(services, desk)
    save_people(services, incident_id, [build_person(1), build_person(2, email="")])
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    save_people(services, incident_id, [build_person(3)])
    return Case(services, desk.dpo, incident_id)


def decide(case: Case, reasons: str = REASONS) -> None:
    with case.services.unit_of_work(case.dpo) as uow:
        risk.assess(uow, case.id, NewAssessment(new_id(), RiskLevel.HIGH, reasons))


def read(case: Case, language: str = "fr") -> str:
    return text_of(case.pdf(language, kind=KIND))


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("word", ["mesure ", "W"])
def test_it_is_one_page_however_much_there_is_to_say(
    services: Services, desk: Desk, clock: FrozenClock, language: str, word: str
) -> None:
    def much(length: int) -> str:
        return (word * length)[:length].strip()

    _desk, incident_id = save_case(services, desk, title=much(200))
    case = Case(services, desk.dpo, incident_id)
    save_people(services, incident_id, [build_person(1), build_person(2, email="")])
    deputy = save_deputy(services, desk)
    for number in range(5):
        name = f"{number}{much(119)}"
        campaign_id = save_campaign(services, desk.dpo, incident_id, name=name, audience=EVEN_TWICE)
        approve(services, deputy, incident_id, campaign_id)
    case.tell("breach.description", Words(much(20_000)))
    decide(case, much(5_000))
    clock.at += 80 * HOUR
    for number in range(5):
        kind = NotificationKind.COMPLEMENTARY if number else NotificationKind.INITIAL
        case.file(case.begin(kind), much(500), much(60))
    with services.unit_of_work(desk.dpo) as uow:
        for duty in obligations.of_case(uow, incident_id):
            if duty.is_open:
                obligations.waive(uow, duty.id, duty.version, much(500))

    assert pages(case.pdf(language, kind=KIND)) == 1


@pytest.mark.parametrize(
    ("language", "level", "why"),
    [("fr", "Risque élevé.", "Notifier la CNIL"), ("en", "High risk.", "Notify the CNIL")],
)
def test_the_risk_is_told_with_one_sentence_of_why(
    filed: Case, language: str, level: str, why: str
) -> None:
    decide(filed)
    text = read(filed, language)

    assert f"{level} Des données de santé ont été lues. {why}" in text
    assert "Le nombre de personnes" not in text


def test_before_a_decision_it_says_what_the_methods_propose(filed: Case) -> None:
    text = read(filed, "en")

    assert "Not decided yet. The methods propose:" in text
    assert "1. Decide on the risk" in text


def test_the_clock_tells_time_used_and_left(filed: Case, clock: FrozenClock) -> None:
    clock.at += 30 * HOUR

    assert "Not filed. Used: 31 h of 72 h. Left: 41 h. Deadline: 05/03/2026" in read(filed, "en")


def test_a_filing_stops_the_clock(filed: Case, clock: FrozenClock) -> None:
    filed.file(filed.begin())
    clock.at += 200 * HOUR
    text = read(filed, "en")

    assert "Filed 02/03/2026 at 13:00 (Paris time). Used: 1 h of 72 h. Deadline:" in text
    assert "Initial notification: filed 02/03/2026 at 13:00 (Paris time), N-2026-7" in text


def test_late_it_says_by_how_much(filed: Case, clock: FrozenClock) -> None:
    clock.at += 73.5 * HOUR

    assert "Used: 74 h 30 min of 72 h. Late by 2 h 30 min." in read(filed, "en")


def test_who_is_informed_is_told_in_figures(told: Case) -> None:
    text = read(told, "en")

    assert "Under way: 1 Not reached: 1 In no campaign yet: 1 Persons in all: 3" in text
    assert "Campaign 1: Information des patients, approved by" in text
    assert "Decide how the persons whom nothing reached are told: 1." in text


def test_without_a_roster_nobody_is_counted(filed: Case) -> None:
    assert "nobody is counted yet" in read(filed, "en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_picture_has_words_for_who_cannot_see_it(told: Case, language: str) -> None:
    with pikepdf.open(BytesIO(told.pdf(language, kind=KIND))) as document:
        figures = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        words = [str(one.get("/Alt", "")) for one in figures]

    assert len(words) == 5, "the clock, the bar, and the colour of each part"
    assert all(words)


def test_open_actions_are_asked_for(filed: Case) -> None:
    filed.act("Fermer la boîte")

    assert "Free hands for the containment actions still open:" in read(filed, "en")


def test_only_facts_make_it_older_never_the_clock(filed: Case, clock: FrozenClock) -> None:
    for language in ("fr", "en"):
        filed.issue(KIND, language)
    clock.at += 100 * HOUR
    assert filed.stale() == [False, False]

    count = NewFact("people.count", Figure(12), NOON, "Extraction", Confidence.PROBABLE)
    filed.tell_all([count])
    assert filed.stale() == [True, True]
