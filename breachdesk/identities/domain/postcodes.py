"""Departments and territories behind a French postcode."""

import re

FORM = re.compile(r"[0-9]{5}")
MAINLAND = frozenset(f"{one:02d}" for one in range(1, 96))
OVERSEAS = frozenset(
    {"971", "972", "973", "974", "975", "976", "977", "978", "980", "984", "986", "987", "988"}
)
"""With Monaco (980), whose mail La Poste sorts as French."""

CORSICA = {
    "200": "2A", "201": "2A", "202": "2B", "203": "2B", "204": "2B", "205": "2B", "206": "2B",
}  # fmt: skip
CORSICAN, WIDE = "20", frozenset({"97", "98"})


def department(postcode: str) -> str:
    """75, 2A, 974; empty when the postcode is none or no department has it."""
    if not FORM.fullmatch(postcode):
        return ""
    two, three = postcode[:2], postcode[:3]
    if two == CORSICAN:
        return CORSICA.get(three, "")
    if two in WIDE:
        return three if three in OVERSEAS else ""
    return two if two in MAINLAND else ""
