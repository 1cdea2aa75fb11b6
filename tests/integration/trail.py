"""What the audit trail holds, for assertions."""

from sqlalchemy import select

from breachdesk.audit.models import AuditEntry
from breachdesk.bootstrap import Services
from tests.builders.accounts import SETUP


def tags(services: Services, prefix: str = "") -> list[tuple[str, str, str]]:
    """(tag, subject, body) of every entry whose tag starts so, in order."""
    with services.reading(SETUP) as uow:
        rows = uow.session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    return [(row.tag, row.subject_id, row.body) for row in rows if row.tag.startswith(prefix)]
