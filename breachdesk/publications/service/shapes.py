"""Notices as they are stored, and as they are shown."""

from collections.abc import Mapping
from typing import Any

from breachdesk.outreach.domain import digest
from breachdesk.publications.domain.notice import NoticeView, Snapshot
from breachdesk.publications.domain.texts import NoticeText
from breachdesk.publications.models import PublicNotice


def stored(texts: Mapping[str, NoticeText]) -> dict[str, Any]:
    return {language: one.to_json() for language, one in texts.items()}


def texts_of(row: PublicNotice) -> dict[str, NoticeText]:
    return {language: NoticeText(**one) for language, one in row.texts.items()}


def sha256_of(texts: Mapping[str, NoticeText]) -> str:
    """What an approval is bound to."""
    return digest.of_json({"format": 1, "texts": stored(texts)})


def view(row: PublicNotice) -> NoticeView:
    return NoticeView(
        id=row.id,
        incident_id=row.incident_id,
        number=row.number,
        state=row.state,
        texts=texts_of(row),
        created_at=row.created_at,
        created_by=row.created_by,
        author_ids=frozenset(row.author_ids),
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        digest=row.digest,
        published_at=row.published_at,
        published_by=row.published_by,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        ended_why=row.ended_why,
        pages={language: Snapshot(**one) for language, one in row.pages.items()},
        version=row.version,
    )
