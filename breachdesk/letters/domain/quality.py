"""Whether the post can deliver an address, and in which order it wants the letters."""

from collections.abc import Mapping

from breachdesk.identities.domain.addresses import Address, Code, department, problems
from breachdesk.letters.domain.faults import Fault

FAULTS: Mapping[Code, Fault] = {
    Code.NO_NAME: Fault.INCOMPLETE,
    Code.NO_STREET: Fault.INCOMPLETE,
    Code.NO_TOWN: Fault.INCOMPLETE,
    Code.POSTCODE_FORM: Fault.POSTCODE,
    Code.POSTCODE_ZERO: Fault.POSTCODE,
    Code.POSTCODE_DEPARTMENT: Fault.POSTCODE,
    Code.NO_COUNTRY: Fault.COUNTRY,
    Code.HIDDEN: Fault.HIDDEN,
    Code.LINE_TOO_LONG: Fault.LINE_TOO_LONG,
    Code.TOO_MANY_LINES: Fault.TOO_MANY_LINES,
}
"""A post-office box is no fault: ordinary letters arrive there."""

ABROAD = 100_000
"""Ranks from here on are countries; below are postcodes."""


def fault_of(name_line: str, address: Address) -> Fault | None:
    """The first thing that keeps this envelope from arriving."""
    return next((FAULTS[p.code] for p in problems(name_line, address) if p.code in FAULTS), None)


class Rounds:
    """The order of the post: by postcode, then country by country.

    Keeps the names of the countries it has met, and nothing about anybody.
    """

    def __init__(self) -> None:
        self._countries: dict[str, int] = {}

    def rank(self, address: Address) -> int:
        if address.country:
            country = address.country.upper()
            return ABROAD + self._countries.setdefault(country, len(self._countries))
        return int(address.postcode)

    def zone(self, rank: int) -> str:
        """The department or the country behind a rank."""
        if rank >= ABROAD:
            return list(self._countries)[rank - ABROAD]
        return department(f"{rank:05d}")


def zone_of(address: Address) -> str:
    return address.country.upper() or department(address.postcode)
