"""What the law draws from a level, as dated data: a reform is a row, not a change of code."""

from dataclasses import dataclass
from datetime import date

from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.risk.domain.decision import RiskLevel
from breachdesk.risk.domain.finding import ORDER


@dataclass(frozen=True, slots=True)
class Parameters:
    """From `since` on: the lowest levels to notify and to communicate, and the hours."""

    since: date
    notify_from: RiskLevel
    communicate_from: RiskLevel
    hours: int
    reference: Bilingual

    def must_notify(self, level: RiskLevel) -> bool:
        return ORDER[level] >= ORDER[self.notify_from]

    def must_communicate(self, level: RiskLevel) -> bool:
        return ORDER[level] >= ORDER[self.communicate_from]


GDPR = Parameters(
    date(2018, 5, 25),
    RiskLevel.RISK,
    RiskLevel.HIGH,
    72,
    Bilingual("RGPD, articles 33(1) et 34(1)", "GDPR, Articles 33(1) and 34(1)"),
)


def digital_omnibus(since: date) -> Parameters:
    """The proposal COM(2025) 837, should it apply from that day: 96 hours, high risk only."""
    return Parameters(
        since,
        RiskLevel.HIGH,
        RiskLevel.HIGH,
        96,
        Bilingual(
            "COM(2025) 837, procédure 2025/0360(COD)", "COM(2025) 837, procedure 2025/0360(COD)"
        ),
    )


def parameters_on(day: date, omnibus_since: date | None = None) -> Parameters:
    """Those in force on that day; the proposal counts only where somebody gave its date."""
    if omnibus_since is not None and omnibus_since <= day:
        return digital_omnibus(omnibus_since)
    return GDPR


def consequence(level: RiskLevel, parameters: Parameters) -> Text:
    """What follows from the level, in the words of the page."""
    if not parameters.must_notify(level):
        return _("Document the breach; nobody has to be notified.")
    if not parameters.must_communicate(level):
        return _("Notify the CNIL within %(hours)s hours.", hours=parameters.hours)
    return _(
        "Notify the CNIL within %(hours)s hours and inform the people without delay.",
        hours=parameters.hours,
    )
