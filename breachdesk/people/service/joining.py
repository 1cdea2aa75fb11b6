"""What was written to two entries that are one person follows the one that stays."""

from collections.abc import Callable, Sequence

from breachdesk.infra.uow import UnitOfWork
from breachdesk.people.domain.events import PersonsJoined
from breachdesk.people.domain.joining import T, speaking


def carry_over(
    uow: UnitOfWork,
    event: PersonsJoined,
    of_person: Callable[[int], Sequence[T]],
    rank: Callable[[T], int],
) -> None:
    """Else the person would be written to again: nothing would be on record for them.

    `of_person` gives the rows written to a person, kept from other writers. Where both entries
    have a row of one campaign, the one of lower rank goes to the person, the other away with the
    entry that is gone.
    """
    kept_id = int(event.subject_id)
    for one, other in speaking(of_person(kept_id), of_person(event.gone), rank):
        if other:
            # No two rows of a campaign may be one person's, not even for a moment.
            one.person_id = -event.gone
            uow.session.flush()
            other.person_id = event.gone
            uow.session.flush()
        one.person_id = kept_id
    uow.session.flush()
