"""Making a bundle: large things first and piece by piece, then the tables, then the proof.

The audit trail comes last, so that it tells of the files that were read for the bundle. No
transaction stays open while a file is copied.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, TypeAlias

from breachdesk import __version__
from breachdesk.audit import service as audit
from breachdesk.audit.domain import canonical
from breachdesk.bundles import store
from breachdesk.bundles.domain import (
    SIGNATURE,
    BundleMade,
    BundleView,
    base_name,
    impersonal,
    statement,
)
from breachdesk.bundles.service import readable
from breachdesk.bundles.service.asking import view
from breachdesk.bundles.service.contents import tables
from breachdesk.documents import service as documents
from breachdesk.evidence import service as evidence
from breachdesk.evidence.domain import EvidenceView
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.bags import BagWriter
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, PermanentError
from breachdesk.kernel.text import _
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import FilingState
from breachdesk.publications.service import notices, pages
from breachdesk.tasks import service as tasks

CHUNK = 1 << 16
FILING = "cnil-notification"
AUDIT = "data/audit.jsonl"

Report: TypeAlias = Callable[[int, int], None]


def run(job: tasks.Job) -> Mapping[str, Any]:
    """What a worker does with the task that bears the bundle's id."""
    return {"files": build(job.begin, job.task.id, job.report).files}


def unheard(_done: int, _total: int) -> None:
    """A report that nobody waits for."""


def build(begin: tasks.Begin, bundle_id: str, report: Report = unheard) -> BundleView:
    """Make a bundle that was asked for, and keep it; a second time changes nothing."""
    with begin() as uow:
        row = store.found(uow.session, bundle_id)
        if row is None:
            raise NotFoundError(store.NOTHING_HERE)
        wanted, files = view(row), uow.files
        case = incidents.case(uow, row.incident_id, Permission.REGISTER_EXPORT)
    if wanted.made_at:
        return wanted
    with files.writing() as file, BagWriter(file, base_name(case.reference)) as bag:
        _Making(begin, wanted, case, bag, report).write()
    with begin() as uow:
        row = store.get(uow.session, case.id, bundle_id)
        row.made_at, row.files = uow.clock.now(), len(bag.files)
        row.sha256, row.size = file.stored.sha256, file.stored.size
        uow.record(BundleMade(row.id, case.id, row.is_personal, row.sha256, row.size, row.files))
        return view(row)


@dataclass
class _Making:
    begin: tasks.Begin
    wanted: BundleView
    case: Case
    bag: BagWriter
    report: Report
    evidence: dict[str, EvidenceView] = field(default_factory=dict)
    """By name in the bundle."""
    head: str = ""
    """The line of the audit extract that signs where the trail stood."""

    def write(self) -> None:
        steps = list(self._steps())
        for done, step in enumerate(steps, start=1):
            step()
            self.report(done, len(steps))
        with self.begin() as uow:
            self._tables(uow)
            self._finish(uow)

    def _steps(self) -> Iterator[Callable[[], None]]:
        """One for each file that takes long, or is not made from the tables."""
        with self.begin() as uow:
            files = evidence.of_case(uow, self.case.id)
            papers = documents.of_case(uow, self.case.id)
            filed = [
                one
                for one in notifications.of_case(uow, self.case.id)
                if one.state is FilingState.FILED
            ]
            shown = [one for one in notices.of_case(uow, self.case.id) if one.pages]
        if not self.wanted.is_personal:
            self.evidence = {f"{number:04d}": one for number, one in enumerate(files, start=1)}
            return
        for number, file in enumerate(files, start=1):
            yield partial(self._evidence, number, file.id)
        for number, paper in enumerate(papers, start=1):
            yield partial(self._document, number, paper.id)
        for filing in filed:
            yield partial(self._filing, filing.number, filing.id)
        for notice in shown:
            for language in sorted(notice.pages):
                yield partial(self._notice, notice.number, notice.id, language)

    def _evidence(self, number: int, evidence_id: str) -> None:
        with self.begin() as uow:
            told, file = evidence.opened(uow, self.case.id, evidence_id)
        name = f"data/evidence/{number:04d}-{told.name}"
        with file:
            written = self.bag.add_stream(name, _pieces(file), told.size)
        if written.sha256 != told.sha256:
            raise PermanentError(
                _("File %(number)s of the evidence is no longer what was kept.", number=number)
            )
        self.evidence[name] = told

    def _document(self, number: int, document_id: str) -> None:
        with self.begin() as uow:
            name, pdf = documents.content(uow, self.case.id, document_id)
        self.bag.add(f"data/documents/{number:04d}-{name}", pdf)

    def _filing(self, number: int, filing_id: str) -> None:
        with self.begin() as uow:
            told = notifications.snapshot(uow, self.case.id, filing_id)
            _name, pdf = documents.render(
                uow, self.case.id, FILING, self.wanted.language, filing_id
            )
        self.bag.add(f"data/filings/{number:02d}.json", _json(told))
        self.bag.add(f"data/filings/{number:02d}.pdf", pdf)

    def _notice(self, number: int, notice_id: str, language: str) -> None:
        """The bytes that people were shown."""
        with self.begin() as uow:
            _notice, page = pages.preview(uow, self.case.id, notice_id, language, "")
        self.bag.add(f"data/texts/public-notice-{number:02d}.{language}.html", page)

    def _tables(self, uow: UnitOfWork) -> None:
        told = tables(uow, self.case, self.wanted.language, self.evidence)
        for name, table in told.items():
            kept = table if self.wanted.is_personal else impersonal(table)
            self.bag.add(f"data/{name}.json", _json(kept))
        self.bag.add_stream(AUDIT, self._trail(uow))
        made = readable.index(uow, self.case, self.wanted, self.bag.files)
        for name, content in made.items():
            self.bag.add(f"data/{name}", content)

    def _trail(self, uow: UnitOfWork) -> Iterator[bytes]:
        for line in audit.extract(uow, self.case.id):
            self.head = line
            yield f"{line}\n".encode()

    def _finish(self, uow: UnitOfWork) -> None:
        at = uow.clock.now()

        def vouch(digests: Mapping[str, str]) -> bytes:
            head = json.loads(self.head)
            told = statement(digests, head["seq"], head["head"], head["at"])
            signature = uow.keys.sign(canonical(told).encode()).hex()
            key = uow.keys.public_pem.decode()
            return _json({"statement": told, "signature": signature, "public_key": key})

        info = {
            "Bag-Software-Agent": f"BreachDesk {__version__}",
            "Bagging-Date": f"{at:%Y-%m-%d}",
            "External-Identifier": self.case.reference,
        }
        self.bag.finish(info, SIGNATURE, vouch)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()
