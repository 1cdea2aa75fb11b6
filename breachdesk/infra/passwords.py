"""Password hashes (Argon2id) and how guessable a password is."""

import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn_rs_py import zxcvbn

# OWASP's minimum for Argon2id: 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DECOY = _HASHER.hash("nobody has this password")
LONGEST = 1_000
"""Characters; a longer text is refused before it costs anything."""
SHORTEST_WORD = 3


def hash_password(password: str) -> str:
    return _HASHER.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the one hashed; without a hash the same work is done for nothing.

    So an account that does not exist takes as long to refuse as a wrong password.
    """
    if len(password) > LONGEST:
        return False
    try:
        _HASHER.verify(stored or _DECOY, _normal(password))
    except (InvalidHashError, VerificationError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def strength(password: str, context: Iterable[str]) -> int:
    """From 0 (guessed at once) to 4, by zxcvbn; words of `context` add nothing to it."""
    rest = _normal(password[:LONGEST]).lower()
    for word in sorted(context, key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            rest = rest.replace(word.lower(), "")
    return int(zxcvbn(rest).score) if rest else 0


def _normal(password: str) -> str:
    """Keyboards differ in how they compose accents (NFC, NFD); the password is the same."""
    return unicodedata.normalize("NFKC", password)
