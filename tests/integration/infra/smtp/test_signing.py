"""Every mail that leaves is signed, and verifies as the relay received it."""

from dataclasses import replace
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from breachdesk.bootstrap import Services, build
from breachdesk.config import Settings
from breachdesk.infra.keys import KeyFileError
from breachdesk.infra.mail import SmtpMailer
from breachdesk.infra.signer import Signer
from breachdesk.infra.smtp.outcomes import Refused
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.session import Envelope
from breachdesk.infra.smtp.window import Window
from breachdesk.infra.uow import UnitOfWork
from breachdesk.jobs.worker import campaign_hands
from breachdesk.kernel.actor import Actor
from breachdesk.outbox import service as outbox
from breachdesk.outreach import service
from tests.builders.accounts import SETUP
from tests.builders.mails import build_mail
from tests.builders.outreach import OUTGOING, build_person, build_wording, hands, launched
from tests.builders.signing import (
    DOMAIN,
    NAME,
    SELECTOR,
    build_signer,
    private_key,
    record,
    save_key,
)
from tests.faulty_relay.habits import Habits
from tests.faulty_relay.relay import FaultyRelay, Taken, faulty_relay

BODY = "\n".join([".", "..deux points", "Été à Orléans, « œuvre » ", "x" * 2000, "", ".fin", ""])


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return build_signer(tmp_path_factory.mktemp("key"))


def verifies(content: bytes, signer: Signer) -> bool:
    table = {f"{NAME}.".encode(): record(signer).encode()}
    return bool(dkim.verify(content, dnsfunc=lambda name, timeout: table[name]))  # noqa: ARG005


def outbox_mail(services: Services, relay: FaultyRelay, signer: Signer | None, text: str) -> Taken:
    def begin() -> UnitOfWork:
        return services.unit_of_work(Actor.system("worker"))

    with begin() as uow:
        outbox.queue(uow, replace(build_mail(), text=text))
    assert outbox.deliver_next(begin, SmtpMailer(relay.url(), signer), OUTGOING.sender, "w1")
    [taken] = relay.accepted()
    return taken


@pytest.mark.parametrize("extensions", [("8BITMIME", "PIPELINING"), ("SIZE",)])
def test_a_mail_of_the_outbox_verifies_as_it_was_received(
    services: Services, signer: Signer, tmp_path: Path, extensions: tuple[str, ...]
) -> None:
    with faulty_relay(tmp_path, Habits(keeps=True, extensions=extensions)) as relay:
        taken = outbox_mail(services, relay, signer, BODY)

    assert verifies(taken.content, signer)
    assert taken.content.isascii(), "a relay that converts it would break the signature"
    assert not verifies(taken.content.replace(b"deux", b"DEUX"), signer)


def test_the_mails_of_a_campaign_verify_as_they_were_received(
    services: Services, signer: Signer, tmp_path: Path
) -> None:
    wording = build_wording(
        body=build_wording().body + "\n\n" + BODY.replace("x" * 2000, "é" * 2000)
    )
    people = [
        build_person(1),
        build_person(2, first_name="Zoé", last_name=".Œuvré d’Été" * 4),
        build_person(3, first_name="a" * 60, last_name="Ҵ" * 60),
    ]
    launched(services, people, wordings={"fr": wording})
    with faulty_relay(tmp_path, Habits(keeps=True)) as relay:
        window = Window(Relay.from_url(relay.url(), signer), 2)
        with window:
            service.send_slice(replace(hands(services, relay.url()), window=window))
        taken = relay.accepted()

    assert len(taken) == 3
    for one in taken:
        assert verifies(one.content, signer)
        middle = len(one.content) // 2
        changed = bytes([one.content[middle] ^ 1])
        assert not verifies(one.content[:middle] + changed + one.content[middle + 1 :], signer)


def signing(services: Services, url: str, folder: Path) -> Settings:
    return replace(
        services.settings,
        smtp_url=url,
        mail_from=OUTGOING.sender,
        dkim_key=save_key(folder),
        dkim_selector=SELECTOR,
        dkim_domain=DOMAIN,
    )


def test_an_instance_with_a_key_signs_all_that_leaves(
    services: Services, signer: Signer, tmp_path: Path
) -> None:
    launched(services, [build_person(1)])
    with services.unit_of_work(SETUP) as uow:
        outbox.queue(uow, build_mail())
    with faulty_relay(tmp_path, Habits(keeps=True)) as relay:
        settings = signing(services, relay.url(), tmp_path)
        built = build(settings, clock=services.clock)
        assert outbox.deliver_next(
            lambda: built.unit_of_work(SETUP), built.mailer, settings.mail_from, "w1"
        )
        worker = campaign_hands(built, "w1", lambda: False)
        assert worker
        with worker.window:
            service.send_slice(worker)
        taken = relay.accepted()
        built.engine.dispose()

    assert [verifies(one.content, signer) for one in taken] == [True, True]


def test_an_instance_whose_key_others_can_read_does_not_start(
    services: Services, tmp_path: Path
) -> None:
    settings = signing(services, "smtps://relay.example", tmp_path)
    assert settings.dkim_key
    settings.dkim_key.chmod(0o640)

    with pytest.raises(KeyFileError, match="read by others"):
        build(settings)


def test_without_a_key_nothing_is_signed(services: Services, tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits(keeps=True)) as relay:
        taken = outbox_mail(services, relay, None, "Bonjour")

    assert b"DKIM-Signature" not in taken.content


def test_what_cannot_be_signed_does_not_leave(signer: Signer, tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits(keeps=True)) as relay:
        with Relay.from_url(relay.url(), signer).connect() as session:
            outcome = session.offer(Envelope("a@t.example", "b@t.example"), b"no header\r\n\r\nx")
        taken = relay.accepted()

    assert isinstance(outcome, Refused)
    assert "cannot be signed" in str(outcome.reason)
    assert taken == []


@pytest.mark.parametrize("bits", [1024, 4096])
def test_keys_of_other_sizes_sign_too(services: Services, tmp_path: Path, bits: int) -> None:
    key: rsa.RSAPrivateKey = private_key(bits)
    signer = build_signer(tmp_path, key)
    with faulty_relay(tmp_path, Habits(keeps=True)) as relay:
        taken = outbox_mail(services, relay, signer, "Bonjour")

    assert verifies(taken.content, signer)
