"""A visit to the portal: whose it is, and how many wrong links or codes an address may try."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from breachdesk.kernel.actor import Actor, Permission
from breachdesk.kernel.events import Event

MAX_TRIES = 20
WINDOW = timedelta(minutes=1)
VISIT = timedelta(hours=8)
"""After it the link of the mail is asked for again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One controller's page, opened by its personal link."""

    link_id: str
    controller_id: str
    incident_id: str
    organisation_id: str
    language: str

    @property
    def actor(self) -> Actor:
        """Reads the one case; what it may change, the portal's services check themselves."""
        return Actor(
            user_id=f"portal:{self.controller_id}",
            name="portal",
            grants={self.organisation_id: frozenset({Permission.INCIDENT_READ})},
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class PaperRead(Event):
    """A controller took one of its papers along; `subject_id` is the controller."""

    tag: ClassVar[str] = "portal:paper-read"
    kind: str
    sha256: str
