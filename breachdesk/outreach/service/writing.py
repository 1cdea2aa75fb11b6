"""From claimed rows to the letters that a window is offered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime, parseaddr
from functools import cache

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.infra.mailmerge.draft import Draft, compose, marker
from breachdesk.infra.mailmerge.pattern import Pattern
from breachdesk.infra.smtp.session import Envelope
from breachdesk.infra.smtp.window import Letter
from breachdesk.infra.smtp.wire import WireBytes
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import PermanentError
from breachdesk.organisations import service as organisations
from breachdesk.outreach.domain.delivery import Exclusion
from breachdesk.outreach.domain.mails import (
    ADDRESS,
    MESSAGE_ID,
    NAME,
    Case,
    LeftOutError,
    Markers,
    addressee,
    check_address,
    choose,
    pattern_words,
    segment_of,
    values_of,
)
from breachdesk.outreach.domain.wordings import FLAGS, OF_PERSON, Reading, Wording
from breachdesk.outreach.store import campaigns as store
from breachdesk.outreach.store.queue import Held
from breachdesk.people import service as people
from breachdesk.people.domain import AudienceFilter, Identity
from breachdesk.wording.domain.standard import examples

SUPPRESSION = "suppression"
"""What the blind index of an address that takes no mail is made for."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What all mails of the instance share: "Name <address>", and where our pages are."""

    sender: str
    check_page: str

    @property
    def address(self) -> str:
        return _address(self.sender)

    def message_id(self, token: str) -> str:
        return f"<{token}@{self.address.rpartition('@')[2] or 'breachdesk'}>"


@cache
def _address(sender: str) -> str:
    return parseaddr(sender)[1]


@dataclass(frozen=True, slots=True)
class Batch:
    """A slice of one campaign in a worker's hands."""

    campaign_id: str
    incident_id: str
    number: int
    wordings: Mapping[str, Wording]
    audience: AudienceFilter
    rows: Sequence[Held]
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    row: Held
    letter: Letter


@dataclass(slots=True)
class Written:
    """`left_out` says why there is no letter, by mail."""

    ready: list[Ready] = field(default_factory=list)
    left_out: dict[int, Exclusion] = field(default_factory=dict)


def write(uow: UnitOfWork, batch: Batch, outgoing: Outgoing) -> Written:
    """Decrypt the persons of a slice and fill their mails; nothing of it is kept.

    Who has died since the approval, or is no longer let inform, is left out.
    """
    ids = [row.person_id for row in batch.rows]
    found = people.identities(uow, batch.incident_id, ids)
    outside = found.keys() - people.among(uow, batch.incident_id, batch.audience, ids)
    desk = _Desk(uow, batch, outgoing, case_of(uow, batch, found, outgoing.check_page))
    dead = _suppressed(uow, batch, found)
    written = Written()
    for row in batch.rows:
        if row.person_id in outside:
            written.left_out[row.id] = Exclusion.NO_LONGER
            continue
        if row.person_id in dead:
            written.left_out[row.id] = Exclusion.SUPPRESSED
            continue
        try:
            written.ready.append(Ready(row, desk.letter(row, found.get(row.person_id))))
        except LeftOutError as error:
            written.left_out[row.id] = error.why
    return written


def specimens(uow: UnitOfWork, batch: Batch, outgoing: Outgoing) -> Mapping[str, WireBytes]:
    """By language, a mail with invented values, made as all of the campaign are.

    A text that lacks something has none.
    """
    desk = _Desk(uow, batch, outgoing, case_of(uow, batch, {}, outgoing.check_page))
    return {one.language: desk.specimen(one) for one in desk.readings if not one.missing()}


def case_of(uow: UnitOfWork, batch: Batch, found: Mapping[int, Identity], check_page: str) -> Case:
    case = incidents.case(uow, batch.incident_id)
    ids = {one for person in found.values() for one in person.controllers}
    return Case(
        organisation=organisations.identity(uow, case.organisation_id).name,
        is_processor=case.role is OrganisationRole.PROCESSOR,
        reference=f"{case.reference}-{batch.number}",
        check_page=check_page,
        controllers=controllers.names(uow, case.id, ids),
    )


def _suppressed(uow: UnitOfWork, batch: Batch, found: Mapping[int, Identity]) -> frozenset[int]:
    key = uow.vault.key(batch.incident_id)
    indexes = {
        person_id: key.index(SUPPRESSION, person.email.casefold())
        for person_id, person in found.items()
    }
    dead = store.suppressed(uow.session, batch.incident_id, frozenset(indexes.values()))
    return frozenset(person_id for person_id, index in indexes.items() if index in dead)


class _Desk:
    """Keeps the pattern of each segment and language while a slice is written."""

    def __init__(self, uow: UnitOfWork, batch: Batch, outgoing: Outgoing, case: Case) -> None:
        self._case, self._outgoing = case, outgoing
        self._by_language = {
            language: Reading(one, language)
            for language, one in batch.wordings.items()
            if one.subject and one.body
        }
        self._markers = Markers.new()
        self._patterns: dict[tuple[str, frozenset[str]], Pattern] = {}
        self._date = format_datetime(uow.clock.now())

    @property
    def readings(self) -> Collection[Reading]:
        return self._by_language.values()

    def letter(self, row: Held, person: Identity | None) -> Letter:
        if person is None:
            raise LeftOutError(Exclusion.GONE)
        check_address(person)
        reading = choose(self._by_language, person.language)
        values = values_of(person, self._case, row.code, reading)
        values |= {
            NAME: addressee(person),
            ADDRESS: person.email,
            MESSAGE_ID: row.message_id,
        }
        pattern = self._pattern(reading, segment_of(person, reading))
        try:
            content = pattern.fill(self._markers.by_name(values))
        except PermanentError:
            raise LeftOutError(Exclusion.BAD_VALUES) from None
        return Letter(Envelope(self._outgoing.address, person.email), content)

    def specimen(self, reading: Reading) -> WireBytes:
        """In its longest form; to ourselves, under a name that nobody has."""
        values = {key: examples(reading.language)[key] for key in OF_PERSON}
        values |= {
            NAME: f"{values['prénom']} {values['nom']}",
            ADDRESS: self._outgoing.address,
            MESSAGE_ID: self._outgoing.message_id("specimen"),
        }
        pattern = self._pattern(reading, reading.segment(dict.fromkeys(FLAGS, True)))
        return pattern.fill(self._markers.by_name(values))

    def _pattern(self, reading: Reading, segment: frozenset[str]) -> Pattern:
        place = (reading.language, segment)
        if place not in self._patterns:
            self._patterns[place] = self._compose(reading, segment)
        return self._patterns[place]

    def _compose(self, reading: Reading, segment: frozenset[str]) -> Pattern:
        names = self._markers.names
        words = pattern_words(reading, segment, marker, self._markers)
        contact = reading.wording.shared.get("contact du dpo", "")
        draft = Draft(
            sender=self._outgoing.sender,
            reply_to=contact if "@" in contact else "",
            to=f'"{marker(names[NAME])}" <{marker(names[ADDRESS])}>',
            subject=words.subject,
            text=words.text,
            html=words.html,
            language=reading.language,
            message_id=marker(names[MESSAGE_ID]),
            date=self._date,
        )
        return Pattern(compose(draft), list(names.values()))
