"""Our verifier of signatures against the library that makes them."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from breachdesk.audit.ed25519 import ORDER, is_valid, public_key_of

seeds = st.binary(min_size=32, max_size=32)
FORMAT = PublicFormat.SubjectPublicKeyInfo


def signed(seed: bytes, message: bytes) -> tuple[bytes, bytes]:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key.public_key().public_bytes_raw(), key.sign(message)


# RFC 8032, section 7.1, test 2.
RFC_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
RFC_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_published_vector_is_valid() -> None:
    assert is_valid(bytes.fromhex(RFC_KEY), b"\x72", bytes.fromhex(RFC_SIGNATURE))


@settings(max_examples=25, deadline=None)
@given(seeds, st.binary(max_size=200))
def test_what_the_library_signs_is_valid(seed: bytes, message: bytes) -> None:
    key, signature = signed(seed, message)

    assert is_valid(key, message, signature)


@settings(max_examples=25, deadline=None)
@given(seeds, st.binary(max_size=50), st.integers(0, 511))
def test_a_single_changed_bit_of_the_signature_is_found(
    seed: bytes, message: bytes, bit: int
) -> None:
    key, signature = signed(seed, message)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8

    assert not is_valid(key, message, bytes(changed))


@settings(max_examples=10, deadline=None)
@given(seeds, st.binary(max_size=50))
def test_another_message_is_not_valid(seed: bytes, message: bytes) -> None:
    key, signature = signed(seed, message)

    assert not is_valid(key, message + b".", signature)


def test_a_second_encoding_of_the_same_signature_is_refused() -> None:
    """RFC 8032, section 8.4: the scalar must be below the order, or signatures are malleable."""
    signature = bytes.fromhex(RFC_SIGNATURE)
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    longer = signature[:32] + scalar.to_bytes(32, "little")

    assert not is_valid(bytes.fromhex(RFC_KEY), b"\x72", longer)


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    assert not is_valid(bytes.fromhex(RFC_KEY), b"\x72", bytes(length))


@pytest.mark.parametrize("encoded", [b"\xff" * 32, b"\x02" + bytes(31)])
def test_a_key_that_is_no_point_is_refused(encoded: bytes) -> None:
    assert not is_valid(encoded, b"", bytes(64))


@given(seeds)
@settings(max_examples=10)
def test_the_key_is_read_from_its_file(seed: bytes) -> None:
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key()

    assert public_key_of(public.public_bytes(Encoding.PEM, FORMAT)) == public.public_bytes_raw()


def test_a_key_of_another_kind_is_refused() -> None:
    pem = X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, FORMAT)

    with pytest.raises(ValueError, match="not an Ed25519"):
        public_key_of(pem)
