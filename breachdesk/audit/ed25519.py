"""Verifying Ed25519 signatures (RFC 8032, section 5.1.7) with nothing but Python.

Only for the verifier that travels: whoever checks an export installs nothing. It handles public
values alone, so it need not run in constant time. BreachDesk itself signs with a library.
"""

import base64
import hashlib
from typing import TypeAlias

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
"""A square root of -1."""
PREFIX = bytes.fromhex("302a300506032b6570032100")
"""What comes before the 32 bytes of the key in DER (RFC 8410, section 4)."""

Point: TypeAlias = tuple[int, int, int, int]
"""Extended coordinates (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z."""
NEUTRAL: Point = (0, 1, 1, 0)


def public_key_of(pem: bytes) -> bytes:
    """The 32 bytes of an Ed25519 public key in PEM. Raises ValueError when it is none."""
    lines = [line for line in pem.splitlines() if not line.startswith(b"-----")]
    der = base64.b64decode(b"".join(lines), validate=True)
    if len(der) != len(PREFIX) + 32 or not der.startswith(PREFIX):
        raise ValueError("This is not an Ed25519 public key.")
    return der[len(PREFIX) :]


def is_valid(public_key: bytes, message: bytes, signature: bytes) -> bool:
    if len(signature) != 64 or len(public_key) != 32:  # noqa: PLR2004  # RFC 8032
        return False
    own, nonce = _point(public_key), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if own is None or nonce is None or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return _same(_times(scalar, BASE), _sum(nonce, _times(challenge, own)))


def _sum(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    found = NEUTRAL
    while scalar:
        if scalar & 1:
            found = _sum(found, point)
        point, scalar = _sum(point, point), scalar >> 1
    return found


def _same(one: Point, two: Point) -> bool:
    return (one[0] * two[2] - two[0] * one[2]) % P == (one[1] * two[2] - two[1] * one[2]) % P == 0


def _point(encoded: bytes) -> Point | None:
    """The point a y coordinate and the sign of x stand for; None when there is none."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    x = _x_of(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _base() -> Point:
    y = 4 * pow(5, P - 2, P) % P
    x = _x_of(y, 0) or 0
    return x, y, 1, x * y % P


BASE = _base()
