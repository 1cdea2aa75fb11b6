"""The closed lists a case is described with."""

from collections.abc import Mapping
from enum import StrEnum

from breachdesk.kernel.text import Text, _


class DiscoveryChannel(StrEnum):
    """How the incident came to light."""

    INTERNAL = "internal"
    CUSTOMER = "customer"
    RESEARCHER = "researcher"
    JOURNALIST = "journalist"
    AUTHORITY = "authority"
    PROCESSOR = "processor"
    DETECTION = "detection"
    OTHER = "other"


class OrganisationRole(StrEnum):
    """What the organisation is in the processing concerned (Articles 4(7), 4(8), 26 GDPR)."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    JOINT_CONTROLLER = "joint_controller"


class Certainty(StrEnum):
    SUSPECTED = "suspected"
    ESTABLISHED = "established"


class IncidentType(StrEnum):
    """Each names the playbook that is applied when the case is opened; "other" has none."""

    EXPOSED_WEB_DATA = "exposed-web-data"
    RANSOMWARE = "ransomware"
    MIS_SENT_MESSAGE = "mis-sent-message"
    LOST_DEVICE_OR_PAPER = "lost-device-or-paper"
    CREDENTIAL_STUFFING = "credential-stuffing"
    INSIDER = "insider"
    PROCESSOR_BREACH = "processor-breach"
    OTHER = "other"


class Step(StrEnum):
    """The steps of a case in their usual order; they may overlap where reality does."""

    REPORTED = "reported"
    QUALIFIED = "qualified"
    DISMISSED = "dismissed"
    CONTAINED = "contained"
    ASSESSED = "assessed"
    NOTIFIED = "notified"
    COMMUNICATED = "communicated"
    REMEDIATED = "remediated"
    CLOSED = "closed"


CHANNEL_LABELS: Mapping[DiscoveryChannel, Text] = {
    DiscoveryChannel.INTERNAL: _("A member of staff"),
    DiscoveryChannel.CUSTOMER: _("A customer or a person concerned"),
    DiscoveryChannel.RESEARCHER: _("A security researcher"),
    DiscoveryChannel.JOURNALIST: _("A journalist"),
    DiscoveryChannel.AUTHORITY: _("An authority"),
    DiscoveryChannel.PROCESSOR: _("A processor"),
    DiscoveryChannel.DETECTION: _("Automated detection"),
    DiscoveryChannel.OTHER: _("Other"),
}

ROLE_LABELS: Mapping[OrganisationRole, Text] = {
    OrganisationRole.CONTROLLER: _("Controller"),
    OrganisationRole.PROCESSOR: _("Processor"),
    OrganisationRole.JOINT_CONTROLLER: _("Joint controller"),
}

CERTAINTY_LABELS: Mapping[Certainty, Text] = {
    Certainty.SUSPECTED: _("Suspected"),
    Certainty.ESTABLISHED: _("Established"),
}

TYPE_LABELS: Mapping[IncidentType, Text] = {
    IncidentType.EXPOSED_WEB_DATA: _("Data exposed on the web"),
    IncidentType.RANSOMWARE: _("Ransomware"),
    IncidentType.MIS_SENT_MESSAGE: _("Message sent to the wrong person"),
    IncidentType.LOST_DEVICE_OR_PAPER: _("Lost or stolen device or paper"),
    IncidentType.CREDENTIAL_STUFFING: _("Credential stuffing"),
    IncidentType.INSIDER: _("Insider"),
    IncidentType.PROCESSOR_BREACH: _("Breach at a processor"),
    IncidentType.OTHER: _("Other or not known yet"),
}

STEP_LABELS: Mapping[Step, Text] = {
    Step.REPORTED: _("Reported"),
    Step.QUALIFIED: _("Qualified"),
    Step.DISMISSED: _("Dismissed"),
    Step.CONTAINED: _("Contained"),
    Step.ASSESSED: _("Assessed"),
    Step.NOTIFIED: _("Notified"),
    Step.COMMUNICATED: _("Communicated"),
    Step.REMEDIATED: _("Remediated"),
    Step.CLOSED: _("Closed"),
}
