"""A key made for the tests, in a file as the settings want it, and its record."""

import base64
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from breachdesk.infra.signer import Signer

DOMAIN, SELECTOR = "tilleuls.example", "bd1"
NAME = f"{SELECTOR}._domainkey.{DOMAIN}"


@cache
def private_key(bits: int = 2048, number: int = 0) -> rsa.RSAPrivateKey:
    """Another one for each number."""
    assert number >= 0
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def save_key(
    folder: Path,
    key: rsa.RSAPrivateKey | None = None,
    form: PrivateFormat = PrivateFormat.PKCS8,
    mode: int = 0o400,
) -> Path:
    path = folder / "dkim.pem"
    pem = (key or private_key()).private_bytes(Encoding.PEM, form, NoEncryption())
    path.write_bytes(pem)
    path.chmod(mode)
    return path


def build_signer(folder: Path, key: rsa.RSAPrivateKey | None = None) -> Signer:
    return Signer.from_file(save_key(folder, key), SELECTOR, DOMAIN)


def record(signer: Signer, more: str = "") -> str:
    return f"v=DKIM1; k=rsa; {more}p={base64.b64encode(signer.public.spki).decode()}"
