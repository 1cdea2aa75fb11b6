"""Messages that came in, from synthetic people, and what was done about them."""

from dataclasses import replace
from datetime import timedelta

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.replies import service
from breachdesk.replies.domain import (
    Draft,
    Letter,
    NewReply,
    ReplyChannel,
    ReplyKind,
    ReplyView,
    Seen,
    Told,
)
from tests.conftest import NOON

DAY = timedelta(days=1)
LETTER = Letter(
    "Je voudrais une copie de mes données. Canari-question.",
    "Odile Canari-Kermarec",
    "canari@patients.example",
    "12 rue du Canari, 29000 Quimper",
)
ANSWER = "Voici vos données. Canari-réponse."


def build_reply(incident_id: str, **over: object) -> NewReply:
    """A rights request that came by e-mail a day ago."""
    made = NewReply(
        id=new_id(),
        incident_id=incident_id,
        kind=ReplyKind.RIGHTS,
        channel=ReplyChannel.EMAIL,
        received_at=NOON - DAY,
        language="fr",
        letter=LETTER,
    )
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


def save_reply(services: Services, actor: Actor, incident_id: str, **over: object) -> str:
    with services.unit_of_work(actor) as uow:
        return service.receive(uow, build_reply(incident_id, **over))


def view(services: Services, actor: Actor, incident_id: str, reply_id: str) -> ReplyView:
    with services.reading(actor) as uow:
        return service.get(uow, incident_id, reply_id)


def seen(services: Services, actor: Actor, incident_id: str, reply_id: str) -> Seen:
    return Seen(incident_id, reply_id, view(services, actor, incident_id, reply_id).version)


def build_told(**over: object) -> Told:
    made = Told(new_id(), ReplyChannel.LETTER, NOON, "Demande complexe. Canari-motif.")
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


def build_draft(**over: object) -> Draft:
    made = Draft(new_id(), ReplyChannel.EMAIL, ANSWER)
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass
