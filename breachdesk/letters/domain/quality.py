"""Whether the post can deliver an address, and where that is."""

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


def fault_of(name_line: str, address: Address) -> Fault | None:
    """The first thing that keeps this envelope from arriving."""
    return next((FAULTS[p.code] for p in problems(name_line, address) if p.code in FAULTS), None)


def zone_of(address: Address) -> str:
    """The department or the country a letter goes to."""
    return address.country.upper() or department(address.postcode)
