"""Looking before sending: the review, the mail of a real person, and a trial to oneself."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from breachdesk.accounts import service as accounts
from breachdesk.incidents import service as incidents
from breachdesk.infra.mailmerge.draft import marker
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Text, _
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import NewMail
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import EXCLUSION_LABELS, Exclusion
from breachdesk.outreach.domain.events import PersonPreviewed, TrialQueued
from breachdesk.outreach.domain.mails import (
    LeftOutError,
    Markers,
    check_address,
    choose,
    pattern_words,
    segment_of,
    shown_words,
    values_of,
)
from breachdesk.outreach.domain.wordings import FLAGS, Reading, Wording, Words, tidied
from breachdesk.outreach.models import Campaign
from breachdesk.outreach.service import audiences, drafting, plans, writing
from breachdesk.outreach.store import campaigns as store
from breachdesk.people import service as people
from breachdesk.wording.domain.article34 import Review

NO_CODE = "•" * codes.LENGTH
"""In the place of the person's code, which is theirs alone."""


@dataclass(frozen=True, slots=True)
class Preview:
    """`left_out` says why this person would get no mail."""

    place: int
    words: Words | None = field(repr=False)
    language: str = "fr"
    left_out: Text | None = None


def reviews(uow: UnitOfWork, incident_id: str, campaign_id: str, host: str) -> Mapping[str, Review]:
    """By language, what the check against Article 34 finds in the stored texts."""
    row = store.get(uow.session, incident_id, campaign_id)
    wordings = plans.wordings_of(store.texts(uow.session, [row])[row.id])
    return reviews_of(uow, incident_id, wordings, host)


def reviews_of(
    uow: UnitOfWork, incident_id: str, wordings: Mapping[str, Wording], host: str
) -> Mapping[str, Review]:
    """The same of texts that somebody is writing; one that cannot be parsed has none."""
    case = incidents.case(uow, incident_id)
    expected = drafting.expectations(uow, case, host)
    found = {}
    for language, one in wordings.items():
        with suppress(RuleError):
            found[language] = Reading(tidied(one), language).review(expected[language])
    return found


def shown(wordings: Mapping[str, Wording]) -> Mapping[str, Words]:
    """By language, a text as its readers will see it, with invented values."""
    found = {}
    for language, one in wordings.items():
        with suppress(RuleError):
            found[language] = Reading(one, language).example()
    return found


def person(
    uow: UnitOfWork, incident_id: str, campaign_id: str, place: int, check_page: str
) -> Preview:
    """The mail as the person at that place of the audience would get it. Recorded."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = store.get(uow.session, incident_id, campaign_id)
    person_id = _at(uow, row, place)
    if person_id is None:
        raise NotFoundError(_("There is nobody at this place of the audience."))
    uow.record(PersonPreviewed(row.id, incident_id, person_id))
    found = people.identities(uow, incident_id, [person_id])
    if not found:
        return Preview(place, None, left_out=EXCLUSION_LABELS[Exclusion.GONE])
    wordings = plans.wordings_of(store.texts(uow.session, [row])[row.id])
    audience = plans.audience_of(row).people
    batch = writing.Batch(row.id, incident_id, row.number, wordings, audience, [])
    case = writing.case_of(uow, batch, found, check_page)
    readings = {lang: Reading(one, lang) for lang, one in wordings.items() if one.body}
    try:
        check_address(found[person_id])
        reading = choose(readings, found[person_id].language)
        values = values_of(found[person_id], case, NO_CODE, reading)
    except LeftOutError as error:
        return Preview(place, None, left_out=EXCLUSION_LABELS[error.why])
    markers = Markers.new()
    words = pattern_words(reading, segment_of(found[person_id], reading), marker, markers)
    return Preview(place, shown_words(words, markers.by_name(values), marker), reading.language)


def trial(uow: UnitOfWork, incident_id: str, campaign_id: str, language: str) -> None:
    """Queue the text, with invented values, to the person who asks for it."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, incident_id, campaign_id)
    wording = plans.wordings_of(store.texts(uow.session, [row])[row.id]).get(language)
    if wording is None or not (wording.subject and wording.body):
        raise RuleError(_("There is no text in this language."))
    segment = frozenset({"nir concerné"}) if wording.about_nir else frozenset()
    words = Reading(wording, language).example(segment & frozenset(FLAGS))
    own = accounts.own_account(uow)
    outbox.queue(
        uow,
        NewMail(
            id=new_id(),
            purpose="campaign-trial",
            incident_id=incident_id,
            recipient_id=own.id,
            to_address=own.email,
            language=language,
            subject=words.subject,
            text=words.text,
            html=words.html,
        ),
    )
    uow.record(TrialQueued(row.id, incident_id, language))


def _at(uow: UnitOfWork, row: Campaign, place: int) -> int | None:
    """The audience as it is frozen, or as it would be today."""
    if row.state is not CampaignState.DRAFT:
        return store.some(uow.session, store.frozen_ids(row.id), place)
    chosen = audiences.chosen(uow, row.incident_id, plans.audience_of(row), row.id)
    return store.some(uow.session, chosen, place)
