"""What a check of the identities says when it refuses."""

from collections.abc import Callable

import pytest

from breachdesk.identities.domain import Unlikely


def refusal(check: Callable[[str], object], typed: str) -> str:
    """The sentence, once it is sure that the value is in none of its words or causes."""
    with pytest.raises(Unlikely) as refused:
        check(typed)
    error = refused.value
    assert not (len(typed) > 3 and typed in str(error))
    assert error.__cause__ is None
    assert error.__context__ is None
    return str(error)


def wrong_digit(digits: str, place: int, off: int) -> str:
    """The same with one digit changed by `off`, from 1 to 9."""
    return f"{digits[:place]}{(int(digits[place]) + off) % 10}{digits[place + 1 :]}"
