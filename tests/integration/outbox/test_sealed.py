"""A sealed mail: told to the relay, kept in clear nowhere, gone with its incident's key."""

from dataclasses import replace

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import PermanentError
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service
from breachdesk.outbox.domain import MailState, NewMail
from tests.builders.accounts import SETUP
from tests.builders.controllers import deliver
from tests.builders.mails import build_mail, mail_of
from tests.integration.trail import tags


class Refusing(RecordingMailer):
    """A relay that names the address it refuses."""

    def hand_over(self, message: object, before_dot: object) -> str:  # noqa: ARG002  # the port
        raise PermanentError("550 canari@patients.example: unknown")  # type: ignore[arg-type]


def queue(services: Services) -> NewMail:
    new = replace(
        build_mail(),
        incident_id=new_id(),
        to_address="canari@patients.example",
        text="Canari-texte",
        html="<p>Canari-texte</p>",
        is_sealed=True,
    )
    with services.unit_of_work(SETUP) as uow:
        service.queue(uow, new)
    return new


def test_only_the_relay_is_told_a_sealed_mail(services: Services, mailer: RecordingMailer) -> None:
    new = queue(services)
    shown = mail_of(services, new.id)
    deliver(services)

    assert (shown.to_address, shown.text) == ("", "")
    [sent] = mailer.sent
    assert sent["To"] == "canari@patients.example"
    assert "Canari-texte" in sent.as_string()
    assert mail_of(services, new.id).state is MailState.ACCEPTED
    content = services.settings.home.rglob("*.db*")
    assert not any(b"anari" in path.read_bytes() for path in content)


def test_what_the_relay_says_of_a_sealed_mail_is_kept_as_a_number(services: Services) -> None:
    new = queue(services)
    deliver(services, Refusing())

    found = mail_of(services, new.id)
    assert (found.state, found.reply) == (MailState.REFUSED, "550")


def test_a_sealed_mail_whose_key_was_destroyed_is_refused_and_stops_nothing(
    services: Services, mailer: RecordingMailer
) -> None:
    new = queue(services)
    services.vault.destroy(new.incident_id)
    after = queue(services)
    deliver(services)

    assert mail_of(services, new.id).state is MailState.REFUSED
    assert mail_of(services, after.id).state is MailState.ACCEPTED
    assert len(mailer.sent) == 1
    settled = {subject for _tag, subject, _body in tags(services, "mail:settled")}
    assert settled == {new.id, after.id}


def test_a_feature_may_ask_how_its_mail_stands(services: Services) -> None:
    new = queue(services)

    with services.reading(Actor("u", "u")) as uow:
        assert service.state(uow, new.id) is MailState.QUEUED
        assert service.state(uow, new_id()) is None
        with pytest.raises(Exception, match="role"):
            service.get(uow, new.id)
