from pathlib import Path

import pytest

from breachdesk.infra.keys import (
    MASTER,
    SIGNING,
    KeyFileError,
    KeyRing,
    new_token,
    token_hash,
    verify_signature,
)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.create(tmp_path / "keys")


def test_keys_are_made_once(ring: KeyRing) -> None:
    before = ring.derive("x")

    assert KeyRing.create(ring.folder).derive("x") == before


def test_two_purposes_never_share_a_key(ring: KeyRing) -> None:
    assert ring.derive("audit-mac") != ring.derive("web-session")


def test_a_signature_is_verified_with_the_public_key_alone(ring: KeyRing) -> None:
    signature = ring.sign(b"head")

    assert verify_signature(ring.public_pem, b"head", signature)
    assert not verify_signature(ring.public_pem, b"other", signature)


@pytest.mark.parametrize("name", [MASTER, SIGNING])
def test_cr_05_a_missing_key_is_named(ring: KeyRing, name: str) -> None:
    (ring.folder / name).unlink()

    with pytest.raises(KeyFileError, match=name):
        KeyRing(ring.folder).check()


def test_hd_14_a_key_others_can_read_is_refused(ring: KeyRing) -> None:
    (ring.folder / MASTER).chmod(0o644)

    with pytest.raises(KeyFileError, match="chmod 0400"):
        KeyRing(ring.folder).check()


def test_a_damaged_master_key_is_refused(ring: KeyRing) -> None:
    (ring.folder / MASTER).chmod(0o600)
    (ring.folder / MASTER).write_bytes(b"short")

    with pytest.raises(KeyFileError, match="damaged"):
        KeyRing(ring.folder).check()


def test_cr_14_key_material_is_not_in_repr(ring: KeyRing) -> None:
    ring.check()

    assert ring.derive("x").hex() not in repr(ring)
    assert "b'" not in repr(ring)


def test_tokens_are_long_and_only_their_hash_is_compared() -> None:
    token = new_token()

    assert len(token) >= 43
    assert token not in token_hash(token)
