"""The assessment of a case: fed by its facts, proposed by the methods, decided by a person."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service as documents
from breachdesk.facts import service as facts
from breachdesk.facts.domain.values import UNKNOWN, Choices, Figure, Words
from breachdesk.facts.domain.versions import Confidence, NewFact
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.errors import ForbiddenError, ManyRulesError, RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.risk import service
from breachdesk.risk.domain import (
    AdviceSource,
    Exemption,
    NewAdvice,
    NewAssessment,
    RiskLevel,
)
from breachdesk.risk.registry import would_change
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_member
from tests.conftest import NOON
from tests.integration.documents.reading import text_of
from tests.integration.page import Pages
from tests.integration.trail import tags

SAFE: dict[str, object] = {
    "encrypted": True,
    "key_compromised": False,
    "backup": True,
    "exfiltration": "yes",
    "vulnerable": False,
}


@pytest.fixture
def case(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


def tell(services: Services, dpo: Actor, case: str) -> None:
    """A stolen, unencrypted laptop with names and health data of 250 patients."""
    answers = {
        "breach.nature": Choices(frozenset({"confidentiality"})),
        "breach.origin": Choices(frozenset({"lost_equipment"})),
        "breach.cause": Choices(frozenset({"external_malicious"})),
        "data.categories": Choices(frozenset({"civil_status", "nir"})),
        "data.sensitive": Choices(frozenset({"health"})),
        "people.categories": Choices(frozenset({"patients"})),
    }
    new = [NewFact(key, answer) for key, answer in answers.items()]
    count = NewFact("people.count", Figure(250), NOON, "Extraction", Confidence.PROBABLE)
    with services.unit_of_work(dpo) as uow:
        facts.record(uow, case, [*new, count])


def say(services: Services, actor: Actor, case: str, values: dict[str, object]) -> None:
    """On top of what was said last."""
    with services.unit_of_work(actor) as uow:
        seen = service.circumstances(uow, case)[1]
        service.record_circumstances(uow, case, seen, values)


def untouched(pages: Pages, address: str) -> dict[str, object]:
    """The form as a browser sends it: boxes that are not ticked are not sent."""
    values = pages.get(address).form_values
    return {name: value for name, value in values.items() if name != "mitigations"}


@pytest.mark.parametrize("missing", ["data.categories", "data.sensitive"])
def test_of_data_told_by_halves_the_other_half_counts_as_the_worse(
    services: Services, dpo: Actor, case: str, missing: str
) -> None:
    """The CNIL's form asks for the categories of data in two questions."""
    answers = {
        "breach.nature": Choices(frozenset({"confidentiality"})),
        "breach.origin": Choices(frozenset({"wrong_recipient"})),
        "breach.cause": Choices(frozenset({"internal_accidental"})),
        "people.categories": Choices(frozenset({"customers"})),
        "data.categories": Choices(frozenset({"contact"})),
        "data.sensitive": Choices(frozenset()),
    }
    given: dict[str, object] = {"recipients_known": True, "exfiltration": "yes"}
    say(services, dpo, case, given)
    with services.unit_of_work(dpo) as uow:
        told = {**answers, missing: UNKNOWN}
        facts.record(uow, case, [NewFact(key, answer) for key, answer in told.items()])
        found = service.proposal(uow, case)
        could = {one.name for one in would_change(service.risk_facts(uow, case))}

    assert found.level is RiskLevel.HIGH
    assert "categories" in could


def test_it_is_fed_by_the_facts_of_the_case(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case)
    with services.reading(dpo) as uow:
        found = service.proposal(uow, case)

    assert found.level is RiskLevel.HIGH
    assert "national-id" in {one.code for one in found.reasons}
    assert (found.score.dpc, found.score.is_many) == (4, True)


def test_circumstances_lower_what_was_assumed(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case)
    say(services, dpo, case, SAFE)
    with services.reading(dpo) as uow:
        found = service.proposal(uow, case)

    assert found.level is RiskLevel.NONE
    assert [one.code for one in found.reasons] == ["unintelligible"]


def test_circumstances_are_versioned_and_recorded(
    services: Services, dpo: Actor, case: str
) -> None:
    say(services, dpo, case, SAFE)
    with services.unit_of_work(dpo) as uow, pytest.raises(StaleError):
        service.record_circumstances(uow, case, 0, {"backup": False})
    say(services, dpo, case, {"backup": False})

    with services.reading(dpo) as uow:
        assert service.circumstances(uow, case) == ({"backup": False}, 2)
    assert tags(services)[-1][0] == "risk:circumstances-recorded"


def test_words_outside_the_vocabulary_are_refused(
    services: Services, dpo: Actor, case: str
) -> None:
    with pytest.raises(RuleError):
        say(services, dpo, case, {"exfiltration": "perhaps"})


def test_an_auditor_does_not_tell_them(services: Services, desk: Desk, case: str) -> None:
    auditor = save_member(services, desk.organisation_id, Role.AUDITOR)

    with pytest.raises(ForbiddenError):
        say(services, auditor, case, {"backup": True})


def test_a_decision_keeps_what_was_proposed_then(services: Services, dpo: Actor, case: str) -> None:
    tell(services, dpo, case)
    with services.unit_of_work(dpo) as uow:
        service.assess(uow, case, NewAssessment(new_id(), RiskLevel.HIGH, "Santé et NIR."))
    say(services, dpo, case, SAFE)
    with services.unit_of_work(dpo) as uow:
        service.assess(uow, case, NewAssessment(new_id(), RiskLevel.NONE, "Disque chiffré."))
    with services.reading(dpo) as uow:
        newest, oldest = service.history(uow, case)

    assert (oldest.proposed, newest.proposed) == (RiskLevel.HIGH, RiskLevel.NONE)
    assert oldest.severity
    assert oldest.severity >= 4


class TestPage:
    def test_says_level_reasons_sources_and_score(
        self, pages: Pages, services: Services, dpo: Actor, case: str
    ) -> None:
        tell(services, dpo, case)
        text = pages.get(f"/incidents/{case}/assessment/").text

        assert "Risque élevé" in text
        assert "CEPD 01/2021, cas 14" in text
        assert "Gravité ENISA (2013)" in text
        assert "Notifier la CNIL dans les 72 heures et informer" in text
        assert "CEPD 01/2021, cas 12" in text
        assert "Effets durables" in text
        assert "Ce qui n’est pas connu compte pour la pire valeur" in text

    def test_the_circumstances_come_back_as_they_were_told(self, pages: Pages, case: str) -> None:
        address = f"/incidents/{case}/assessment/circumstances"
        form = untouched(pages, address)
        pages.post(
            address,
            form
            | {
                "encrypted": "yes",
                "key_compromised": "no",
                "exfiltration": "likely",
                "service_impact": "minor",
                "restored_within_hours": "6.5",
                "mitigations": ["remote_wipe", "pseudonymised"],
            },
        )
        page = pages.get(address)

        assert page.field("encrypted") == "yes"
        assert page.field("key_compromised") == "no"
        assert page.field("malicious") == ""
        assert page.field("restored_within_hours") == "6.5"
        ticked = [
            one.get("value")
            for one in page.all("input", name="mitigations")
            if "checked" in one.attrib
        ]
        assert set(ticked) == {"remote_wipe", "pseudonymised"}

    @pytest.mark.parametrize("hours", ["-1", "soon", "1e9"])
    def test_impossible_hours_are_refused_beside_the_field(
        self, pages: Pages, case: str, hours: str
    ) -> None:
        address = f"/incidents/{case}/assessment/circumstances"
        form = untouched(pages, address)
        page = pages.post(address, form | {"restored_within_hours": hours}, status=422)

        assert page.field("restored_within_hours") == hours

    def test_a_stale_form_is_told_so(self, pages: Pages, case: str) -> None:
        address = f"/incidents/{case}/assessment/circumstances"
        form = untouched(pages, address)
        pages.post(address, form | {"backup": "yes"})

        pages.post(address, form | {"backup": "no"}, status=422)

    def test_contradictions_are_shown(self, pages: Pages, case: str) -> None:
        address = f"/incidents/{case}/assessment/circumstances"
        form = untouched(pages, address)
        pages.post(address, form | {"recipient_trusted": "yes", "recipients_known": "no"})

        assert "Contradictions à résoudre" in pages.get(f"/incidents/{case}/assessment/").text


class TestDeparture:
    """A decision below the proposal wants four eyes."""

    @pytest.fixture
    def decided(self, services: Services, dpo: Actor, case: str) -> str:
        tell(services, dpo, case)
        new = NewAssessment(new_id(), RiskLevel.NONE, "Le destinataire est un confrère.")
        with services.unit_of_work(dpo) as uow:
            return service.assess(uow, case, new)

    def test_does_not_count_by_itself(
        self, services: Services, dpo: Actor, case: str, decided: str
    ) -> None:
        with services.reading(dpo) as uow:
            assert service.current(uow, case) is None
            [version] = service.history(uow, case)
        assert version.id == decided
        assert version.needs_second
        assert tags(services)[-1][0] == "risk:departure-proposed"

    def test_whoever_decided_cannot_confirm(
        self, services: Services, dpo: Actor, case: str, decided: str
    ) -> None:
        with services.unit_of_work(dpo) as uow, pytest.raises(RuleError, match="second person"):
            service.confirm(uow, case, decided)

    def test_counts_once_a_second_person_confirmed(
        self, services: Services, desk: Desk, case: str, decided: str
    ) -> None:
        deputy = save_member(services, desk.organisation_id, Role.DEPUTY)
        with services.unit_of_work(deputy) as uow:
            service.confirm(uow, case, decided)
        with services.reading(desk.dpo) as uow:
            found = service.current(uow, case)

        assert found
        assert found.confirmed_by == deputy.name
        assert tags(services)[-1][0] == "risk:assessed"

    def test_is_confirmed_once(
        self, services: Services, desk: Desk, case: str, decided: str
    ) -> None:
        deputy = save_member(services, desk.organisation_id, Role.DEPUTY)
        with services.unit_of_work(deputy) as uow:
            service.confirm(uow, case, decided)
        with services.unit_of_work(deputy) as uow, pytest.raises(RuleError, match="already"):
            service.confirm(uow, case, decided)

    def test_a_responder_does_not_confirm(
        self, services: Services, desk: Desk, case: str, decided: str
    ) -> None:
        responder = save_member(services, desk.organisation_id, Role.RESPONDER)
        with services.unit_of_work(responder) as uow, pytest.raises(ForbiddenError):
            service.confirm(uow, case, decided)

    def test_the_page_warns_and_offers_no_button_to_the_same_person(
        self, pages: Pages, case: str, decided: str
    ) -> None:
        page = pages.get(f"/incidents/{case}/assessment/")

        assert "ne compte pas tant qu’une seconde personne" in page.text
        assert f"/incidents/{case}/assessment/{decided}/confirm" not in page.reply.text

    def test_at_or_above_the_proposal_it_counts_at_once(
        self, services: Services, dpo: Actor, case: str
    ) -> None:
        tell(services, dpo, case)
        with services.unit_of_work(dpo) as uow:
            service.assess(uow, case, NewAssessment(new_id(), RiskLevel.HIGH, "Santé."))
        with services.reading(dpo) as uow:
            found = service.current(uow, case)

        assert found
        assert not found.needs_second


SHOWN: dict[Exemption, tuple[dict[str, object], dict[str, Words]]] = {
    Exemption.UNINTELLIGIBLE: (SAFE, {}),
    Exemption.RISK_AVERTED: ({"mitigations": ["remote_wipe"]}, {}),
    Exemption.DISPROPORTIONATE: (
        {},
        {"communication.means": Words("Avis sur le site et dans la presse.")},
    ),
}
"""What a case must say for each exemption: (circumstances, facts)."""


class TestExemption:
    """Article 34(3) GDPR, each letter with its condition."""

    @pytest.mark.parametrize("exemption", [Exemption.RISK_AVERTED, Exemption.DISPROPORTIONATE])
    def test_needs_a_high_risk(
        self, services: Services, dpo: Actor, case: str, exemption: Exemption
    ) -> None:
        new = NewAssessment(new_id(), RiskLevel.RISK, "Motifs.", exemption)
        with services.unit_of_work(dpo) as uow, pytest.raises(ManyRulesError):
            service.assess(uow, case, new)

    @pytest.mark.parametrize("exemption", SHOWN)
    def test_each_wants_its_condition_in_the_case(
        self, services: Services, dpo: Actor, case: str, exemption: Exemption
    ) -> None:
        circumstances, answers = SHOWN[exemption]
        new = NewAssessment(new_id(), RiskLevel.HIGH, "Motifs.", exemption)
        with services.unit_of_work(dpo) as uow, pytest.raises(ManyRulesError):
            service.assess(uow, case, new)
        say(services, dpo, case, {"exfiltration": "unknown", **circumstances})
        with services.unit_of_work(dpo) as uow:
            facts.record(uow, case, [NewFact(key, value) for key, value in answers.items()])
        with services.unit_of_work(dpo) as uow:
            service.assess(uow, case, new)

        with services.reading(dpo) as uow:
            found = service.current(uow, case)
        assert found
        assert found.exemption is exemption


class TestAdvice:
    def test_conflicting_advice_stays_beside_the_decision(self, pages: Pages, case: str) -> None:
        address = f"/incidents/{case}/assessment/advice"
        form = pages.get(address).form_values
        pages.post(
            address,
            form
            | {
                "source": "union",
                "who": "Syndicat d’officines",
                "given_at-date": "2026-03-01",
                "given_at-time": "10:00",
                "advice": "Ne pas notifier.",
            },
        )
        text = pages.get(f"/incidents/{case}/assessment/").text

        assert "Un syndicat professionnel" in text
        assert "Ne pas notifier." in text

    @pytest.mark.parametrize(
        ("name", "value"), [("advice", ""), ("given_at-date", "2030-01-01"), ("source", "oracle")]
    )
    def test_what_cannot_be_is_refused(
        self, pages: Pages, case: str, name: str, value: str
    ) -> None:
        address = f"/incidents/{case}/assessment/advice"
        right = {
            "source": "counsel",
            "given_at-date": "2026-03-01",
            "given_at-time": "10:00",
            "advice": "Notifier.",
        }
        pages.post(address, pages.get(address).form_values | right | {name: value}, status=422)


def test_a_changed_fact_proposes_to_assess_again(
    pages: Pages, services: Services, dpo: Actor, case: str
) -> None:
    with services.unit_of_work(dpo) as uow:
        service.assess(uow, case, NewAssessment(new_id(), RiskLevel.HIGH, "Rien n’est connu."))
    address = f"/incidents/{case}/assessment/"
    before = pages.get(address).text
    tell(services, dpo, case)

    assert "Des faits ont changé" not in before
    assert "Des faits ont changé" in pages.get(address).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Signatures", "La clé est compromise", "CEPD 01/2021, cas 14")),
        ("en", ("Second person", "The key is compromised", "EDPB 01/2021, case 14")),
    ],
)
def test_the_memo_tells_proposal_decisions_and_advice(
    services: Services, dpo: Actor, case: str, language: str, words: tuple[str, ...]
) -> None:
    tell(services, dpo, case)
    with services.unit_of_work(dpo) as uow:
        service.assess(uow, case, NewAssessment(new_id(), RiskLevel.HIGH, "Santé et NIR."))
        advice = NewAdvice(new_id(), AdviceSource.INSURER, "Mutuelle", NOON, "Attendre.")
        service.advise(uow, case, advice)
    with services.reading(dpo) as uow:
        text = text_of(documents.render(uow, case, "risk-memo", language)[1])

    for told in (*words, "Santé et NIR.", "Attendre.", "DPC 4"):
        assert told in text
