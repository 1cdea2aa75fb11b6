"""Plans as they are stored, and campaigns as they are shown."""

from collections.abc import Mapping
from typing import Any

from breachdesk.kernel.text import Text
from breachdesk.outreach.domain import digest
from breachdesk.outreach.domain.campaign import Audience, CampaignView, Plan
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.domain.wordings import Wording
from breachdesk.outreach.models import Campaign, CampaignText
from breachdesk.people.domain import AudienceFilter


def stored_audience(audience: Audience) -> dict[str, Any]:
    people = audience.people
    ids = people.controller_ids
    return {
        "controller_ids": None if ids is None else sorted(ids),
        "reachable_by": people.reachable_by,
        "segment": people.segment,
        "language": people.language,
        "only_mandated": people.only_mandated,
        "exclude_deceased": people.exclude_deceased,
        "not_yet_informed": audience.not_yet_informed,
    }


def stored_pace(pace: Pace) -> dict[str, Any]:
    return {
        "per_minute": pace.per_minute,
        "domain_per_minute": pace.domain_per_minute,
        "canary": pace.canary,
        "wave": pace.wave,
        "wave_minutes": pace.wave_minutes,
    }


def stored_wordings(wordings: Mapping[str, Wording]) -> dict[str, Any]:
    return {language: one.to_json() for language, one in wordings.items()}


def stored_note(note: Text) -> dict[str, Any]:
    """Kept as a sentence to translate: whoever looks later may read another language."""
    return {"msgid": note.msgid, "params": {name: str(v) for name, v in note.params.items()}}


def audience_of(row: Campaign) -> Audience:
    told = dict(row.audience)
    not_yet_informed = told.pop("not_yet_informed")
    ids = told.pop("controller_ids")
    people = AudienceFilter(controller_ids=None if ids is None else frozenset(ids), **told)
    return Audience(people, not_yet_informed)


def pace_of(row: Campaign) -> Pace:
    return Pace(**row.pace)


def wordings_of(text: CampaignText) -> dict[str, Wording]:
    return {language: Wording(**one) for language, one in text.wordings.items()}


def text_sha256(wordings: Mapping[str, Wording]) -> str:
    return digest.of_json(stored_wordings(wordings))


def view(row: Campaign, text: CampaignText) -> CampaignView:
    return CampaignView(
        id=row.id,
        incident_id=row.incident_id,
        number=row.number,
        state=row.state,
        plan=Plan(row.name, audience_of(row), pace_of(row), wordings_of(text)),
        text_number=row.text_number,
        text_sha256=text.sha256,
        created_at=row.created_at,
        created_by=row.created_by,
        author_ids=frozenset(row.author_ids),
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        audience_count=row.audience_count,
        audience_sha256=row.audience_sha256,
        digest=row.digest,
        launch_at=row.launch_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        note=Text(**row.note) if row.note else None,
        version=row.version,
    )
