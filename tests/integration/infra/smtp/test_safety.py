"""EM-07: what must be true of a connection before anything is said over it."""

from pathlib import Path
from urllib.parse import quote

import pytest

from breachdesk.infra.smtp.outcomes import Accepted, Offered
from breachdesk.infra.smtp.relay import Relay
from breachdesk.kernel.errors import TransientError
from tests.faulty_relay.habits import SECRET, USER, Habits
from tests.faulty_relay.relay import FaultyRelay, faulty_relay
from tests.integration.infra.smtp.mails import PIPELINED, PLAIN, content, to
from tests.relay import make_certificate

UNSAFE = "No safe connection"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    folder = tmp_path / "certificate"
    folder.mkdir()
    make_certificate(folder)
    return folder


def url(relay: FaultyRelay, folder: Path, scheme: str = "smtp", password: str = SECRET) -> str:
    login = f"{USER}:{quote(password, safe='')}"
    return f"{scheme}://{login}@localhost:{relay.port}?cafile={folder / 'relay.pem'}"


def send(relay: Relay) -> object:
    with relay.connect() as session:
        assert session.offer(to("ada"), content("ada")) == Offered()
        return session.conclude()


@pytest.mark.parametrize("extensions", [PIPELINED, PLAIN])
def test_starttls_then_name_and_password_then_mail(
    tmp_path: Path, certificate: Path, extensions: tuple[str, ...]
) -> None:
    habits = Habits(starttls=True, login=True, certificate=str(certificate), extensions=extensions)
    with faulty_relay(tmp_path, habits) as relay:
        assert send(Relay.from_url(url(relay, certificate))) == Accepted("250 taken")
        assert len(relay.accepted()) == 1


def test_tls_from_the_first_byte(tmp_path: Path, certificate: Path) -> None:
    habits = Habits(smtps=True, login=True, certificate=str(certificate))
    with faulty_relay(tmp_path, habits) as relay:
        assert send(Relay.from_url(url(relay, certificate, "smtps"))) == Accepted("250 taken")


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
@pytest.mark.parametrize("options", ["tls=required", "tls=opportunistic"])
def test_a_certificate_nobody_vouches_for_is_refused(
    tmp_path: Path, certificate: Path, scheme: str, options: str
) -> None:
    habits = Habits(starttls=True, smtps=scheme == "smtps", certificate=str(certificate))
    with faulty_relay(tmp_path, habits) as relay:
        with pytest.raises(TransientError, match=UNSAFE):
            send(Relay.from_url(f"{scheme}://localhost:{relay.port}?{options}"))

        assert relay.accepted() == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_for_another_host_is_refused(tmp_path: Path, scheme: str) -> None:
    make_certificate(tmp_path, "relay.example")
    habits = Habits(starttls=True, smtps=scheme == "smtps", certificate=str(tmp_path))
    with faulty_relay(tmp_path, habits) as relay:
        with pytest.raises(TransientError, match=UNSAFE):
            send(Relay.from_url(url(relay, tmp_path, scheme)))

        assert relay.accepted() == []


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("smtp://localhost:{port}", id="TLS is required unless told otherwise"),
        pytest.param("smtp://localhost:{port}?tls=required", id="required"),
        pytest.param("smtp://desk:x@localhost:{port}?tls=opportunistic", id="a password"),
    ],
)
def test_where_starttls_was_stripped_nothing_is_said(tmp_path: Path, address: str) -> None:
    with faulty_relay(tmp_path, Habits()) as relay:
        with pytest.raises(TransientError, match=UNSAFE):
            send(Relay.from_url(address.format(port=relay.port)))

        assert relay.accepted() == []


def test_opportunistic_without_password_goes_in_clear_where_it_must(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits()) as relay:
        address = f"smtp://localhost:{relay.port}?tls=opportunistic"

        assert send(Relay.from_url(address)) == Accepted("250 taken")


def test_a_wrong_password_is_told_without_being_shown(tmp_path: Path, certificate: Path) -> None:
    habits = Habits(starttls=True, login=True, certificate=str(certificate))
    with faulty_relay(tmp_path, habits) as relay:
        wrong = Relay.from_url(url(relay, certificate, password="s3cret"))
        with pytest.raises(TransientError, match="name or password") as raised:
            send(wrong)

    assert "s3cret" not in f"{raised.value} {raised.value.__cause__} {wrong}"
    assert USER not in repr(wrong)


def test_a_relay_that_is_closing_at_the_greeting_is_not_reached(tmp_path: Path) -> None:
    with (
        faulty_relay(tmp_path, Habits(greeting="421 going down")) as relay,
        pytest.raises(TransientError, match="cannot be reached"),
    ):
        Relay.from_url(relay.url()).connect()
