"""Our own account of a campaign, held against the relay's log."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

UNCLEAR = ("lost", "taken", "garbled", "mute", "content-drop")
"""Faults after which only the relay knows."""


@dataclass(frozen=True)
class Ledger:
    """`states` are ours by Message-ID, `taken` how often the relay accepted each."""

    states: Mapping[str, str]
    taken: Counter[str]

    def duplicates(self) -> int:
        """I2: mails the relay accepted more than once."""
        return sum(number - 1 for number in self.taken.values())

    def false_claims(self) -> int:
        """I3: what we call accepted, and the relay has not."""
        return sum(
            state == "accepted" and self.taken[one] != 1 for one, state in self.states.items()
        )

    def unaccounted(self) -> int:
        """I4: what the relay has accepted, and we neither count nor list."""
        return sum(self.states.get(one) not in {"accepted", "uncertain"} for one in self.taken)

    def uncertain(self) -> int:
        return Counter(self.states.values())["uncertain"]


def faults_that_leave_doubt(met: Mapping[str, int]) -> int:
    return sum(met.get(fault, 0) for fault in UNCLEAR)


def counted(message_ids: Iterable[str]) -> Counter[str]:
    return Counter(message_ids)
