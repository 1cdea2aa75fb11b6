"""The password of a batch's archive: derived from the incident's key, and gone with it."""

from base64 import b32encode

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import DataKey
from breachdesk.kernel.actor import Permission
from breachdesk.letters.domain.events import PasswordShown
from breachdesk.letters.store import printing as store

PURPOSE = "print-archive"
GROUP = 4


def password_of(key: DataKey, batch_id: str) -> str:
    """128 bits as letters and digits in groups; the hyphens are part of it."""
    text = b32encode(key.index(PURPOSE, batch_id)).decode().rstrip("=")
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def password(uow: UnitOfWork, incident_id: str, batch_id: str) -> str:
    """What opens the archive of a batch, for the print house. Recorded."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = store.get(uow.session, incident_id, batch_id)
    uow.record(PasswordShown(row.id, incident_id))
    return password_of(uow.vault.key(incident_id), row.id)
