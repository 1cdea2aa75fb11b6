from datetime import timedelta

import pytest

from breachdesk.accounts.domain import (
    NewAccount,
    check_password,
    context_words,
    lock_after,
)
from breachdesk.infra.passwords import strength
from breachdesk.kernel.errors import RuleError


@pytest.mark.parametrize(
    ("failures", "rest"),
    [
        (0, None),
        (9, None),
        (10, timedelta(minutes=15)),
        (11, timedelta(minutes=30)),
        (13, timedelta(hours=2)),
        (14, timedelta(hours=4)),
        (400, timedelta(hours=4)),  # never for good: the only DPO must get in again
    ],
)
def test_an_account_rests_longer_after_each_failure(failures: int, rest: timedelta | None) -> None:
    assert lock_after(failures) == rest


@pytest.mark.parametrize(
    "password",
    ["qzmvbtrlkwxpjhd", "VERGLAS tambour 14", "ñandú·🙂·pluie·d’été·clou", " leading space too "],
)
def test_au_11_fifteen_characters_of_any_kind_are_accepted(password: str) -> None:
    check_password(password, strength(password, ()))


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("qzmvbtrlkwxpjh", "at least 15 characters"),
        ("x" * 1_001, "at most 1000 characters"),
        ("verglas\x00tambour lisière", "control characters"),
        ("motdepassemotdepasse", "easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("12345678901234567890", "easy to guess"),
        ("qwertyuiopqwertyuiop", "easy to guess"),
    ],
)
def test_au_10_short_and_common_passwords_are_refused(password: str, said: str) -> None:
    with pytest.raises(RuleError, match=said) as refusal:
        check_password(password, strength(password, ()))

    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password", ["breachdeskbreachdesk", "ada.lorne@tilleuls.example", "AdaLorneTilleuls"]
)
def test_au_10_words_about_the_person_are_refused(password: str) -> None:
    words = context_words("ada.lorne@tilleuls.example", "Ada Lorne")

    with pytest.raises(RuleError, match="easy to guess"):
        check_password(password, strength(password, words))


def test_a_password_is_not_shown_with_its_command() -> None:
    assert "verglas" not in repr(NewAccount("a@example.org", "Ada", password="verglas tambour"))
