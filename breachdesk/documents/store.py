"""Queries on issued documents."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from breachdesk.documents.models import Document
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _


def get(session: Session, incident_id: str, document_id: str) -> Document:
    """The document, only through its own case."""
    row = session.get(Document, document_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[Document]:
    """The newest first."""
    return session.scalars(
        select(Document)
        .where(Document.incident_id == incident_id)
        .order_by(Document.issued_at.desc(), Document.id)
    ).all()


def last_version(
    session: Session, incident_id: str, kind: str, about_id: str, language: str
) -> int:
    """The version last issued of this document; 0 when there is none."""
    newest = session.scalar(
        select(func.max(Document.version)).where(
            Document.incident_id == incident_id,
            Document.kind == kind,
            Document.about_id == about_id,
            Document.language == language,
        )
    )
    return newest or 0
