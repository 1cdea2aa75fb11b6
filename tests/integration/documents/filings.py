"""A case whose facts change and whose filings are recorded, in as few words as a test can bear."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from breachdesk.bootstrap import Services
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.documents import service as documents
from breachdesk.documents.domain import Subject
from breachdesk.documents.registry import KINDS
from breachdesk.evidence import service as evidence
from breachdesk.evidence.domain import NewEvidence
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Answer as FactAnswer
from breachdesk.facts.domain import NewFact, NotificationKind
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.ids import new_id
from breachdesk.measures import service as measures
from breachdesk.measures.domain import MeasureDone, MeasureKind, NewMeasure, Phase
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingReceipt, NewNotification
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from breachdesk.people import service as people
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import EntryKind, NewEntry
from tests.builders.controllers import save_controller, send_notice
from tests.builders.organisations import save_member
from tests.builders.outreach import approve, build_person, save_campaign, save_people
from tests.builders.publications import save_notice

KIND = "cnil-notification"
LIMIT = 10_000
MARKUP = "<script>alert(1)</script> {{ 1111*1111 }}"


@dataclass(frozen=True)
class Case:
    services: Services
    dpo: Actor
    id: str

    def tell(self, key: str, value: FactAnswer, source: str = "") -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            present = facts.current(uow, self.id).get(key)
            new = NewFact(
                key,
                value,
                as_of=self.services.clock.now() if source else None,
                source=source,
                base_version=present.version if present else 0,
            )
            facts.record(uow, self.id, [new])

    def tell_all(self, told: Iterable[NewFact]) -> None:
        """Answers of questions that have none yet."""
        with self.services.unit_of_work(self.dpo) as uow:
            facts.record(uow, self.id, [replace(one, base_version=0) for one in told])

    def note(self, text: str, occurred_at: datetime | None = None, source: str = "") -> None:
        """An entry of the timeline."""
        at = occurred_at or self.services.clock.now()
        with self.services.unit_of_work(self.dpo) as uow:
            new = NewEntry(new_id(), self.id, at, EntryKind.INVESTIGATION, text, source)
            timeline.add_entry(uow, new)

    def begin(self, kind: NotificationKind = NotificationKind.INITIAL) -> str:
        with self.services.unit_of_work(self.dpo) as uow:
            return notifications.start(uow, NewNotification(new_id(), self.id, kind))

    def file(self, filing: str, reasons: str = "", number: str = "N-2026-7") -> None:
        receipt = FilingReceipt(self.services.clock.now(), number, reasons)
        with self.services.unit_of_work(self.dpo) as uow:
            version = notifications.get(uow, self.id, filing).version
            notifications.file(uow, self.id, filing, version, receipt)

    def subject(self, kind: str) -> str:
        """What a kind is about, made where it needs one: a controller that was told, a mandate."""
        makers = {
            Subject.CONTROLLER: self._told_controller,
            Subject.MANDATE: lambda: self._mandate(self._told_controller()),
            Subject.COVERAGE: self._told_people,
            Subject.DESTRUCTION: self._destroyed,
            Subject.COMMUNICATION: self._written,
            Subject.ACTIONS: self._acted,
            Subject.PUBLICATION: self._noticed,
        }
        subject = KINDS[kind].subject if kind in KINDS else Subject.CASE
        return makers[subject]() if subject in makers else ""

    def _noticed(self) -> str:
        texts = {
            "questions": f"# Et {MARKUP}\n\nOui.\n\n# Et moi ?\n\nNon.\n\n# Quand ?\n\nHier.",
            "press_lead": MARKUP,
            "press_body": "# Les faits\n\nUn dossier était ouvert.",
        }
        save_notice(self.services, self.dpo, self.id, **texts)
        return ""

    def _destroyed(self) -> str:
        proposing = replace(self.dpo, user_id=new_id(), name="Odile Ferrand " + MARKUP)
        with self.services.unit_of_work(proposing) as uow:
            people.propose(uow, self.id)
        with self.services.unit_of_work(self.dpo) as uow:
            people.confirm(uow, self.id)
        return ""

    def _written(self) -> str:
        save_people(self.services, self.id, [build_person(1)])
        campaign_id = save_campaign(self.services, self.dpo, self.id, name="Campagne " + MARKUP)
        organisation_id = next(iter(self.dpo.grants))
        deputy = save_member(
            self.services, organisation_id, Role.DEPUTY, email="deputy@tilleuls.example"
        )
        approve(self.services, deputy, self.id, campaign_id)
        return ""

    def _acted(self) -> str:
        self.act("Fermer la boîte " + MARKUP)
        return ""

    def act(
        self,
        title: str,
        kind: MeasureKind = MeasureKind.CONTAINMENT,
        phase: Phase = Phase.FIRST_DAY,
        due_at: datetime | None = None,
        owner: str = "",
    ) -> str:
        """An action somebody added. Its id."""
        new = NewMeasure(new_id(), self.id, phase, kind, title, "", owner, due_at)
        with self.services.unit_of_work(self.dpo) as uow:
            return measures.add(uow, new)

    def _told_people(self) -> str:
        named = save_controller(self.services, self.dpo, self.id, name="Pharmacie " + MARKUP)
        save_people(self.services, self.id, [build_person(1, controllers=(named,))])
        return ""

    def _told_controller(self) -> str:
        controller_id = save_controller(self.services, self.dpo, self.id)
        send_notice(self.services, self.dpo, self.id)
        return controller_id

    def _mandate(self, controller_id: str) -> str:
        new = NewMandate(
            id=new_id(),
            kind=MandateKind.FILE,
            answer=Answer.YES,
            declared_name="Odile Ferrand " + MARKUP,
            declared_function="Titulaire",
            has_authority=True,
            language="fr",
        )
        with self.services.unit_of_work(self.dpo) as uow:
            return mandates.give(uow, controller_id, new)

    def keep(self, name: str, content: bytes) -> None:
        """A file as evidence."""
        new = NewEvidence(new_id(), self.id, "", name, "", BytesIO(content))
        with self.services.unit_of_work(self.dpo) as uow:
            evidence.add(uow, new, LIMIT)

    def finish(self, measure_id: str) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            version = measures.get(uow, self.id, measure_id).version
            done = MeasureDone(measure_id, version, self.services.clock.now(), "Fait.")
            measures.finish(uow, self.id, done)

    def start_clock(self, duty: str) -> None:
        """An optional one, from now."""
        with self.services.unit_of_work(self.dpo) as uow:
            obligations.add_optional(uow, self.id, duty, uow.clock.now(), new_id())

    def discharge(self, duty: str, proof: str) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            how = Discharge(uow.clock.now(), proof)
            obligations.discharge_duty(uow, self.id, duty, how)

    def waive(self, duty: str, reason: str) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            [one] = [o for o in obligations.of_case(uow, self.id) if o.duty.code == duty]
            obligations.waive(uow, one.id, one.version, reason)

    def pdf(self, language: str = "fr", about: str = "", kind: str = KIND) -> bytes:
        about = about or self.subject(kind)
        with self.services.reading(self.dpo) as uow:
            return documents.render(uow, self.id, kind, language, about)[1]

    def issue(self, kind: str = KIND, language: str = "fr", about: str = "") -> str:
        with self.services.unit_of_work(self.dpo) as uow:
            return documents.issue(uow, self.id, kind, language, about)

    def stale(self) -> list[bool]:
        """Of each document, the newest first."""
        with self.services.reading(self.dpo) as uow:
            return [one.is_stale for one in documents.of_case(uow, self.id)]
