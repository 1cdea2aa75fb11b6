"""A case whose facts change and whose filings are recorded, in as few words as a test can bear."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from breachdesk.bootstrap import Services
from breachdesk.documents import service as documents
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Answer, NewFact, NotificationKind
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingReceipt, NewNotification

KIND = "cnil-notification"


@dataclass(frozen=True)
class Case:
    services: Services
    dpo: Actor
    id: str

    def tell(self, key: str, value: Answer, source: str = "") -> None:
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

    def begin(self, kind: NotificationKind = NotificationKind.INITIAL) -> str:
        with self.services.unit_of_work(self.dpo) as uow:
            return notifications.start(uow, NewNotification(new_id(), self.id, kind))

    def file(self, filing: str, reasons: str = "", number: str = "N-2026-7") -> None:
        receipt = FilingReceipt(self.services.clock.now(), number, reasons)
        with self.services.unit_of_work(self.dpo) as uow:
            version = notifications.get(uow, self.id, filing).version
            notifications.file(uow, self.id, filing, version, receipt)

    def pdf(self, language: str = "fr", about: str = "", kind: str = KIND) -> bytes:
        with self.services.reading(self.dpo) as uow:
            return documents.render(uow, self.id, kind, language, about)[1]

    def issue(self, kind: str = KIND, language: str = "fr", about: str = "") -> str:
        with self.services.unit_of_work(self.dpo) as uow:
            return documents.issue(uow, self.id, kind, language, about)

    def stale(self) -> list[bool]:
        """Of each document, the newest first."""
        with self.services.reading(self.dpo) as uow:
            return [one.is_stale for one in documents.of_case(uow, self.id)]
