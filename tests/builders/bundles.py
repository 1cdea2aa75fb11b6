"""A case with something of everything, and its bundle on disk."""

from io import BytesIO
from pathlib import Path

from breachdesk.bootstrap import Services
from breachdesk.bundles import service
from breachdesk.bundles.domain import BundleView, NewBundle
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.documents import service as documents
from breachdesk.evidence import service as evidence
from breachdesk.evidence.domain import NewEvidence
from breachdesk.facts import service as facts
from breachdesk.facts.domain import NewFact, Words
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingReceipt, NewNotification, NotificationKind
from breachdesk.replies.domain.reply import Letter
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import EntryKind, NewEntry
from tests.builders import outreach, publications
from tests.builders.controllers import save_controller, send_notice
from tests.builders.organisations import Desk
from tests.builders.outreach import build_person, save_case, save_deputy, save_people
from tests.builders.replies import save_reply

CANARIES = {
    "title": "Dossier de Zéphyrine-Canari",
    "timeline": "Zéphyrine-Canari a téléphoné",
    "source": "Témoin Alcide Serin",
    "fact": "Alcide Serin a cliqué",
    "file name": "lettre d’Alcide Serin.txt",
    "file": "Je soussigné Alcide Serin",
    "description": "Dépôt de Mme Serin",
    "assessment": "Le fils de M. Serin est connu",
    "declared": "Odile Ferrand-Serin",
    "function": "Titulaire Ferrand",
    "letter": "Je suis Barnabé Pinson",
    "person": "Pinson-Doré",
    "e-mail": "canari@patients.example",
}
"""What somebody is called or has written, by where it stands in the case."""


def save_full_case(services: Services) -> tuple[Desk, str]:
    """Every text of it that is a canary stands in CANARIES."""
    desk, incident_id = save_case(
        services, role=OrganisationRole.PROCESSOR, title=CANARIES["title"]
    )
    _tell(services, desk.dpo, incident_id)
    add_evidence(services, desk.dpo, incident_id, CANARIES["file name"], CANARIES["file"])
    _give_mandate(services, desk.dpo, incident_id)
    people = [build_person(1, last_name=CANARIES["person"], email=CANARIES["e-mail"])]
    save_people(services, incident_id, people)
    deputy = save_deputy(services, desk)
    campaign_id = outreach.save_campaign(services, desk.dpo, incident_id)
    outreach.approve(services, deputy, incident_id, campaign_id)
    notice_id = publications.save_notice(services, desk.dpo, incident_id)
    publications.approve(services, deputy, incident_id, notice_id)
    publications.publish(services, desk.dpo, incident_id, notice_id)
    letter = Letter(CANARIES["letter"], CANARIES["person"], CANARIES["e-mail"])
    save_reply(services, desk.dpo, incident_id, letter=letter)
    _file(services, desk.dpo, incident_id)
    with services.unit_of_work(desk.dpo) as uow:
        documents.issue(uow, incident_id, "register-entry", "fr")
    return desk, incident_id


def add_evidence(
    services: Services, actor: Actor, incident_id: str, name: str, content: str
) -> str:
    file = BytesIO(content.encode())
    new = NewEvidence(new_id(), incident_id, "", name, CANARIES["description"], file)
    with services.unit_of_work(actor) as uow:
        return evidence.add(uow, new, 10**9)


def make(
    services: Services, actor: Actor, incident_id: str, *, is_personal: bool = True
) -> BundleView:
    new = NewBundle(new_id(), incident_id, is_personal, "fr")
    with services.unit_of_work(actor) as uow:
        service.add(uow, new)
    return service.build(lambda: services.unit_of_work(actor), new.id)


def on_disk(services: Services, made: BundleView, folder: Path) -> Path:
    """A copy of the bundle that a test may do harm to."""
    path = folder / "bundle.zip"
    path.write_bytes(services.files.read(made.sha256))
    return path


def _tell(services: Services, dpo: Actor, incident_id: str) -> None:
    now = services.clock.now()
    with services.unit_of_work(dpo) as uow:
        entry = NewEntry(
            new_id(),
            incident_id,
            now,
            EntryKind.ALERT,
            CANARIES["timeline"],
            CANARIES["source"],
        )
        timeline.add_entry(uow, entry)
        new = NewFact("breach.description", Words(CANARIES["fact"]), base_version=0)
        facts.record(uow, incident_id, [new])
        risk.assess(
            uow, incident_id, NewAssessment(new_id(), RiskLevel.HIGH, CANARIES["assessment"])
        )


def _give_mandate(services: Services, dpo: Actor, incident_id: str) -> None:
    controller_id = save_controller(services, dpo, incident_id, 1)
    send_notice(services, dpo, incident_id)
    new = NewMandate(
        new_id(),
        MandateKind.FILE,
        Answer.YES,
        CANARIES["declared"],
        CANARIES["function"],
        has_authority=True,
        language="fr",
    )
    with services.unit_of_work(dpo) as uow:
        mandates.give(uow, controller_id, new)


def _file(services: Services, dpo: Actor, incident_id: str) -> None:
    new = NewNotification(new_id(), incident_id, NotificationKind.INITIAL)
    with services.unit_of_work(dpo) as uow:
        notifications.start(uow, new)
        version = notifications.get(uow, incident_id, new.id).version
        receipt = FilingReceipt(services.clock.now(), "N-2026-7", "")
        notifications.file(uow, incident_id, new.id, version, receipt)
