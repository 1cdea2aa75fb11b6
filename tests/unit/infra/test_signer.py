"""Signatures are verified by dkimpy's other half, over messages of every kind."""

import base64
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from breachdesk.infra.keys import KeyFileError
from breachdesk.infra.signer import Signer, UnsignableError, read_public_key
from tests.builders.signing import (
    DOMAIN,
    NAME,
    SELECTOR,
    build_signer,
    private_key,
    record,
    save_key,
)

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=300
)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return build_signer(tmp_path_factory.mktemp("key"))


def build(text: str = "Bonjour\n", subject: str = "Objet") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Pharmacie <desk@{DOMAIN}>"
    message["To"] = "ada@patients.example"
    message["Subject"] = subject
    message.set_content(text)
    return message.as_bytes(policy=SMTP.clone(cte_type="7bit"))


def verifies(content: bytes, signer: Signer) -> bool:
    table = {f"{NAME}.".encode(): record(signer).encode()}
    return bool(dkim.verify(content, dnsfunc=lambda name, timeout: table[name]))  # noqa: ARG005


@settings(deadline=None)  # keys are slow in Python
@given(TEXT, st.text(st.characters(exclude_categories=["C", "Z"]), max_size=120))
def test_whatever_is_written_the_signature_holds(signer: Signer, text: str, subject: str) -> None:
    content = build(text, subject)

    assert verifies(signer.sign(content) + content, signer)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Bonjour", b"Bonsoir"),
        (b"Subject: Objet", b"Subject: Autre"),
        (b"To: ada", b"To: eve"),
        (b"From: Pharmacie", b"From: Evil <e@evil.example>\r\nFrom: Pharmacie"),
        (b"From: Pharmacie", b"Reply-To: e@evil.example\r\nFrom: Pharmacie"),
    ],
)
def test_what_is_changed_or_added_breaks_it(signer: Signer, old: bytes, new: bytes) -> None:
    content = build()
    assert old in content

    assert not verifies(signer.sign(content) + content.replace(old, new), signer)


def test_blanks_that_relays_change_do_not(signer: Signer) -> None:
    content = build()
    changed = content.replace(b"Subject: Objet", b"subject:  Objet ").rstrip() + b" \r\n\r\n\r\n"

    assert verifies(signer.sign(content) + changed, signer)


def test_another_s_key_does_not_verify_it(signer: Signer, tmp_path: Path) -> None:
    content = build()

    assert not verifies(
        signer.sign(content) + content, build_signer(tmp_path, private_key(2048, 1))
    )


def test_a_key_written_in_the_older_form_signs_too(tmp_path: Path) -> None:
    older = save_key(tmp_path, form=PrivateFormat.TraditionalOpenSSL)
    signer = Signer.from_file(older, SELECTOR, DOMAIN)

    assert verifies(signer.sign(build()) + build(), signer)


def test_what_is_no_message_is_not_signed(signer: Signer) -> None:
    with pytest.raises(UnsignableError):
        signer.sign(b"no header")


def test_the_key_is_not_shown(signer: Signer) -> None:
    assert "PRIVATE" not in repr(signer)


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(KeyFileError, match=r"dkim\.pem can be read by others"):
        Signer.from_file(save_key(tmp_path, mode=mode), SELECTOR, DOMAIN)


def other_keys() -> dict[str, bytes]:
    ed25519 = Ed25519PrivateKey.generate()
    secret = private_key().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    )
    return {
        "no readable private key": b"no key",
        "holds no readable": secret,
        "not an RSA key": ed25519.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    }


@pytest.mark.parametrize("why", list(other_keys()))
def test_what_is_no_rsa_key_is_refused(tmp_path: Path, why: str) -> None:
    path = tmp_path / "dkim.pem"
    path.write_bytes(other_keys()[why])
    path.chmod(0o400)

    with pytest.raises(KeyFileError, match=why):
        Signer.from_file(path, SELECTOR, DOMAIN)


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"dkim\.pem is missing"):
        Signer.from_file(tmp_path / "dkim.pem", SELECTOR, DOMAIN)


def test_both_forms_of_a_public_key_are_the_same_key(signer: Signer) -> None:
    public = private_key().public_key()
    for form in (PublicFormat.SubjectPublicKeyInfo, PublicFormat.PKCS1):
        text = base64.b64encode(public.public_bytes(Encoding.DER, form)).decode()
        assert read_public_key(f"{text[:80]} {text[80:]}") == signer.public


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda b: base64.b64encode(b).decode()))
def test_what_is_no_public_key_is_none(text: str) -> None:
    assert read_public_key(text) is None
