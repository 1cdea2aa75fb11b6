"""What was done to stop the breach and to keep it from coming back, with the evidence of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.evidence.domain import EvidenceView
from breachdesk.kernel.text import Bilingual, Text, Translate
from breachdesk.measures.domain import (
    KIND_LABELS,
    PHASE_LABELS,
    STATUS_LABELS,
    MeasureKind,
    MeasureStatus,
    MeasureView,
)

KINDS = (MeasureKind.CONTAINMENT, MeasureKind.REMEDIATION)


@dataclass(frozen=True, slots=True)
class Action:
    """`pieces` are the numbers of the evidence kept for it."""

    measure: MeasureView
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of evidence under its number; `about` is the action or entry it was kept for."""

    number: int
    file: EvidenceView
    about: Text | Bilingual | str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the playbook: the actions of a phase."""

    label: Text
    actions: tuple[Action, ...]


def words(facts: CaseFacts) -> Words:
    pieces = tuple(_pieces(facts))
    return {
        "parts": [(KIND_LABELS[kind], _steps(facts.measures, kind, pieces)) for kind in KINDS],
        "counts": [(KIND_LABELS[kind], counts(facts.measures, kind)) for kind in KINDS],
        "pieces": pieces,
        "statuses": STATUS_LABELS,
        "done": MeasureStatus.DONE,
        "open": MeasureStatus.OPEN,
    }


def counts(measures: Sequence[MeasureView], kind: MeasureKind) -> Mapping[MeasureStatus, int]:
    """How many actions of the kind are in each state."""
    own = [one.status for one in measures if one.kind is kind]
    return {status: own.count(status) for status in MeasureStatus}


def data(facts: CaseFacts, _say: Translate) -> Words:
    return {
        "format": 1,
        "reference": facts.case.reference,
        "actions": [_told(one) for one in facts.measures if one.kind in KINDS],
        "evidence": [
            {
                "id": one.id,
                "about": one.about_id,
                "name": one.name,
                "sha256": one.sha256,
                "size": one.size,
                "added_at": one.added_at.isoformat(),
                "added_by": one.added_by,
            }
            for one in facts.evidence
        ],
    }


def _steps(
    measures: Sequence[MeasureView], kind: MeasureKind, pieces: Sequence[Piece]
) -> tuple[Step, ...]:
    """The phases that hold an action of the kind, in their order."""
    found = []
    for phase, label in PHASE_LABELS.items():
        own = [one for one in measures if one.kind is kind and one.phase is phase]
        if own:
            found.append(Step(label, tuple(Action(one, _of(one, pieces)) for one in own)))
    return tuple(found)


def _of(measure: MeasureView, pieces: Sequence[Piece]) -> tuple[int, ...]:
    return tuple(one.number for one in pieces if one.file.about_id == measure.id)


def _pieces(facts: CaseFacts) -> Iterator[Piece]:
    """The oldest first: numbers stay as files are added."""
    about: dict[str, Text | Bilingual | str] = {one.id: one.title for one in facts.measures}
    about |= {one.id: one.text for one in facts.timeline}
    ordered = sorted(facts.evidence, key=lambda one: (one.added_at, one.id))
    for number, file in enumerate(ordered, start=1):
        yield Piece(number, file, about.get(file.about_id, ""))


def _told(measure: MeasureView) -> Words:
    return {
        "id": measure.id,
        "kind": measure.kind.value,
        "phase": measure.phase.value,
        "title": {"fr": measure.title.fr, "en": measure.title.en},
        "status": measure.status.value,
        "due_at": measure.due_at.isoformat() if measure.due_at else None,
        "done_at": measure.done_at.isoformat() if measure.done_at else None,
        "done_by": measure.done_by,
        "note": measure.note,
    }


KIND = DocumentKind(
    slug="containment-report",
    title=Bilingual(
        "Rapport de confinement et de correction", "Report on containment and remediation"
    ),
    template="documents/containment_report.html",
    words=words,
    attaches="measures.json",
    data=data,
    subject=Subject.ACTIONS,
)
