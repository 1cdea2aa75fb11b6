import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters

from breachdesk.infra.passwords import hash_password, is_outdated, matches, strength


def test_hashes_are_argon2id_with_19_mib_and_two_passes() -> None:
    parameters = extract_parameters(hash_password("verglas tambour"))

    assert parameters.type.name == "ID"
    assert (parameters.memory_cost, parameters.time_cost) == (19_456, 2)


@pytest.mark.parametrize(
    "password",
    ["x" * 129, "🙂 verglas 🙂 tambour", " leading and trailing ", "with\x00nul and more of it"],
)
def test_au_09_a_password_is_verified_exactly(password: str) -> None:
    stored = hash_password(password)

    assert matches(stored, password)
    assert not matches(stored, password[:-1])
    assert not matches(stored, password.strip() + "x")


def test_au_09_accents_composed_or_not_are_the_same_password() -> None:
    stored = hash_password(unicodedata.normalize("NFC", "forêt enneigée"))

    assert matches(stored, unicodedata.normalize("NFD", "forêt enneigée"))


def test_au_08_a_password_of_a_megabyte_is_refused_unread() -> None:
    assert not matches(hash_password("x" * 900), "x" * 1_000_000)


def test_without_a_hash_nothing_matches() -> None:
    assert not matches(None, "nobody has this password")


def test_a_broken_hash_matches_nothing() -> None:
    assert not matches("$argon2id$nonsense", "verglas tambour")


def test_au_13_weaker_parameters_are_noticed() -> None:
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=1024).hash("verglas tambour"))
    assert not is_outdated(hash_password("verglas tambour"))


def test_strength_knows_the_words_of_the_person() -> None:
    assert strength("kervellakervella", ()) > strength("kervellakervella", ("kervella",))
