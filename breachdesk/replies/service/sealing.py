"""Sealing what people wrote, noted and were answered; opening it goes through reading.py."""

import json

from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import DataKey
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.replies.domain import Letter, NoteKind, NoteView, Told
from breachdesk.replies.models import Reply, ReplyNote


def key_of(uow: UnitOfWork, incident_id: str) -> DataKey:
    """The key to seal with. RuleError once it is destroyed: nothing can be kept any more."""
    if uow.vault.is_destroyed(incident_id):
        raise RuleError(_("The personal data of this incident were destroyed."))
    return uow.vault.key(incident_id)


def seal_letter(key: DataKey, reply_id: str, letter: Letter) -> bytes:
    told = [letter.text, letter.name, letter.email, letter.contact]
    return key.seal(f"reply|{reply_id}", json.dumps(told, ensure_ascii=False).encode())


def open_letter(key: DataKey, row: Reply) -> Letter:
    return Letter(*json.loads(key.open(f"reply|{row.id}", row.sealed)))


def seal_answer(key: DataKey, reply_id: str, text: str) -> bytes:
    return key.seal(f"reply_answer|{reply_id}", text.encode())


def open_answer(key: DataKey, row: Reply) -> str:
    if row.answer_sealed is None:
        return ""
    return key.open(f"reply_answer|{row.id}", row.answer_sealed).decode()


def note(uow: UnitOfWork, row: Reply, note_id: str, kind: NoteKind, text: str) -> None:
    """The caller records what it is part of."""
    _note(uow, row, ReplyNote(id=note_id, kind=kind), text)


def note_told(uow: UnitOfWork, row: Reply, kind: NoteKind, told: Told) -> None:
    """The same, with how and when somebody was told."""
    new = ReplyNote(id=told.id, kind=kind, channel=told.channel, told_at=told.at)
    _note(uow, row, new, told.text)


def _note(uow: UnitOfWork, row: Reply, new: ReplyNote, text: str) -> None:
    key = key_of(uow, row.incident_id)
    new.reply_id, new.noted_at, new.noted_by = row.id, uow.clock.now(), uow.actor.name
    new.sealed = key.seal(f"reply_note|{new.id}", text.strip().encode())
    uow.create(new)


def open_note(key: DataKey, row: ReplyNote) -> NoteView:
    text = key.open(f"reply_note|{row.id}", row.sealed).decode()
    return NoteView(row.noted_at, row.noted_by, row.kind, row.channel, row.told_at, text)
