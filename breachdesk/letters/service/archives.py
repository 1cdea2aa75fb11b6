"""Where the archives of an instance lie, and who takes one.

They are encrypted by themselves; beside the sealed files of the case they are destroyed with them.
"""

from pathlib import Path

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.events import ArchiveTaken
from breachdesk.letters.store import printing as store


def archive_name(reference: str, number: int, duplicate: int = 0) -> str:
    """Of a batch, or of its first, second… archive of duplicates."""
    copy = f"-duplicata-{duplicate}" if duplicate else ""
    return f"{reference}-{number:04d}{copy}.zip"


def folder(uow: UnitOfWork, incident_id: str) -> Path:
    return uow.sealed.folder_of(incident_id)


def take(uow: UnitOfWork, incident_id: str, batch_id: str, reference: str, copy: int = 0) -> Path:
    """The archive, for the print house. Recorded."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    found = store.get(uow.session, incident_id, batch_id)
    path = folder(uow, incident_id) / archive_name(reference, found.number, copy)
    if not found.archive_sha256 or not path.is_file():
        raise NotFoundError(_("This file is no longer here."))
    uow.record(ArchiveTaken(batch_id, incident_id, copy))
    return path


def kept(uow: UnitOfWork, incident_id: str) -> frozenset[str]:
    """The names of the archives that lie here; others were printed into a folder elsewhere."""
    return frozenset(path.name for path in folder(uow, incident_id).glob("*.zip"))
