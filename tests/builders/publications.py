"""Public notices for tests: drafted from a case, completed, and as far as the test wants them."""

from dataclasses import replace

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.publications import service
from breachdesk.publications.domain.notice import FROM_FACTS, NoticeView
from breachdesk.publications.domain.texts import NoticeText
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import HOST, save_case, save_deputy

SITE = f"https://{HOST}"
GIVEN = {
    "fr": {
        "date de la violation": "le 27 février 2026",
        "données concernées": "le nom, l’adresse électronique et le numéro de téléphone",
    },
    "en": {
        "date de la violation": "on 27 February 2026",
        "données concernées": "the name, the e-mail address and the telephone number",
    },
}


def completed(texts: dict[str, NoticeText], **over: str) -> dict[str, NoticeText]:
    """With the values that a young case does not know, and `over` in each language."""
    return {
        language: replace(text, values={**text.values, **GIVEN[language]}, **over)
        for language, text in texts.items()
    }


def notice(services: Services, incident_id: str, notice_id: str) -> NoticeView:
    with services.reading(SETUP) as uow:
        return service.get(uow, incident_id, notice_id)


def edit(
    services: Services, author: Actor, incident_id: str, notice_id: str, **over: str
) -> dict[str, NoticeText]:
    view = notice(services, incident_id, notice_id)
    texts = completed(dict(view.texts), **over)
    with services.unit_of_work(author) as uow:
        service.edit(uow, incident_id, notice_id, view.version, texts)
    return texts


def save_notice(services: Services, author: Actor, incident_id: str, **over: str) -> str:
    """A version in preparation that wants nothing but its approval."""
    with services.unit_of_work(author) as uow:
        notice_id = service.create(uow, incident_id, new_id(), FROM_FACTS, SITE)
    edit(services, author, incident_id, notice_id, **over)
    return notice_id


def approve(services: Services, actor: Actor, incident_id: str, notice_id: str) -> None:
    version = notice(services, incident_id, notice_id).version
    with services.unit_of_work(actor) as uow:
        service.approve(uow, incident_id, notice_id, version, HOST)


def publish(services: Services, actor: Actor, incident_id: str, notice_id: str) -> None:
    version = notice(services, incident_id, notice_id).version
    with services.unit_of_work(actor) as uow:
        service.publish(uow, incident_id, notice_id, version, SITE)


def withdraw(services: Services, actor: Actor, incident_id: str, notice_id: str) -> None:
    version = notice(services, incident_id, notice_id).version
    with services.unit_of_work(actor) as uow:
        service.withdraw(uow, incident_id, notice_id, version, "Une date était fausse.")


def published(
    services: Services, desk: Desk | None = None, **over: object
) -> tuple[Desk, str, str]:
    """(desk, incident, notice): approved by a second person and before everybody's eyes."""
    desk, incident_id = save_case(services, desk, **over)
    notice_id = save_notice(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, notice_id)
    publish(services, desk.dpo, incident_id, notice_id)
    return desk, incident_id, notice_id
