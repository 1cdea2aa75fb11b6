"""What the methods ask beyond the CNIL's form, kept as a case file keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _
from breachdesk.risk.domain.facts import Exfiltration, Impact, Mitigation, RiskFacts
from breachdesk.risk.domain.parsing import MalformedCaseError, parse

FLAGS: Mapping[str, Text] = {
    "encrypted": _("The data are unintelligible to others (strong encryption, salted hash)"),
    "key_compromised": _("The key is compromised"),
    "malicious": _("Somebody meant harm or gain"),
    "recipients_known": _("Who received the data is known"),
    "recipient_trusted": _("The recipient can be trusted (known, bound to secrecy)"),
    "backup": _("A usable backup exists"),
    "vulnerable": _("Vulnerable people are concerned"),
    "much_about_each": _("Much about the same person: a long time, a detailed profile"),
    "telling_controller": _("The body by its nature says something about the people"),
    "known_inaccurate": _("The data are known to be wrong or out of date"),
}
EXFILTRATION_LABELS: Mapping[Exfiltration, Text] = {
    Exfiltration.UNKNOWN: _("Not known yet"),
    Exfiltration.NO: _("No"),
    Exfiltration.LIKELY: _("Probable"),
    Exfiltration.YES: _("Yes"),
}
IMPACT_LABELS: Mapping[Impact, Text] = {
    Impact.NONE: _("No effect on anybody"),
    Impact.MINOR: _("A delay, without harm"),
    Impact.MAJOR: _("Rights or services withheld"),
    Impact.VITAL: _("Care or safety affected"),
    Impact.PERMANENT_LOSS: _("Data lost for good"),
}
MITIGATION_LABELS: Mapping[Mitigation, Text] = {
    Mitigation.LOGS_EXCLUDE_EXFILTRATION: _("Logs exclude that data left"),
    Mitigation.REMOTE_WIPE: _("The device was wiped from afar"),
    Mitigation.DOCUMENTS_RETURNED: _("Documents returned"),
    Mitigation.RECIPIENT_CONFIRMED_DELETION: _("The recipient confirmed the deletion"),
    Mitigation.INTERNAL_RECIPIENT: _("The recipient belongs to the organisation"),
    Mitigation.PSEUDONYMISED: _("Data pseudonymised"),
    Mitigation.RESTORED_FROM_BACKUP: _("Restored from a backup"),
    Mitigation.RESTORED_OTHERWISE: _("Restored by other means"),
    Mitigation.CHANGE_REVERTED: _("Changes put right"),
    Mitigation.INTEGRITY_CHECKED: _("Integrity checked"),
}


@dataclass(frozen=True, slots=True)
class CircumstancesRecorded(Event):
    tag: ClassVar[str] = "risk:circumstances-recorded"
    version: int


def answers(values: Mapping[str, Any]) -> tuple[tuple[Text, Text], ...]:
    """(question, answer) of every circumstance, for documents."""
    unknown = _("Not known yet")
    flags = {None: unknown, True: _("Yes"), False: _("No")}
    impact = values.get("service_impact")
    steps = [MITIGATION_LABELS[Mitigation(one)] for one in values.get("mitigations") or ()]
    return (
        (
            _("Did data leave, or were they shown to outsiders?"),
            EXFILTRATION_LABELS[Exfiltration(values.get("exfiltration") or "unknown")],
        ),
        *((label, flags[values.get(name)]) for name, label in FLAGS.items()),
        (
            _("What did the loss of data do to people?"),
            IMPACT_LABELS[Impact(impact)] if impact else unknown,
        ),
        *((_("What was done since"), step) for step in steps),
    )


def facts_of(values: Mapping[str, Any]) -> RiskFacts:
    """Raises RuleError for values that are not of the vocabulary."""
    try:
        return parse(values).facts
    except MalformedCaseError as error:
        raise RuleError(_("Choose one of the list."), field=error.key) from error


QUESTIONS: Mapping[str, Text] = {
    "natures": _("the nature of the breach"),
    "categories": _("the categories of data"),
    "encrypted": _("whether the data were unintelligible, with a safe key"),
    "exfiltration": _("whether data left"),
    "recipients_known": _("who received the data"),
    "malicious": _("whether somebody meant harm"),
    "service_impact": _("what the loss did to people"),
    "backup": _("whether a usable backup exists"),
    "persons_max": _("how many people are concerned"),
    "vulnerable": _("whether vulnerable people are concerned"),
}
"""What an input is called where its answer could lower the level."""
