"""What was written to an entry that turns out to be somebody already known."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class Written(Protocol):
    """A mail or a letter: one to a person in a campaign."""

    campaign_id: str
    person_id: int


T = TypeVar("T", bound=Written)


def speaking(
    kept: Iterable[T], gone: Iterable[T], rank: Callable[[T], int]
) -> list[tuple[T, T | None]]:
    """Of what was written to the entry that is gone, what tells more of the person that stays.

    Each with what it takes the place of, if the person has something in the same campaign; the
    lower rank tells more.
    """
    own = {one.campaign_id: one for one in kept}
    return [
        (one, own.get(one.campaign_id))
        for one in gone
        if one.campaign_id not in own or rank(one) < rank(own[one.campaign_id])
    ]
