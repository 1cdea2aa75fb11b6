"""P8: verifying the audit chain, against a bare scan of its table."""

from sqlalchemy import select

from breachdesk.audit import service as audit
from breachdesk.audit.models import AuditEntry
from breachdesk.bootstrap import Services
from breachdesk.evidence.domain import EvidenceRead
from breachdesk.kernel.ids import new_id
from tests.bench.instance import BENCH
from tests.bench.measure import Figure, median_seconds, nothing

ENTRIES = 20_000


def verification(services: Services) -> Figure:
    _fill(services)

    def verify() -> None:
        with services.reading(BENCH) as uow:
            assert audit.verify(uow).ok

    def scan() -> None:
        with services.reading(BENCH) as uow:
            query = select(AuditEntry.__table__).order_by(AuditEntry.seq)
            for row in uow.session.execute(query.execution_options(yield_per=1_000)):
                tuple(row)

    ours = median_seconds(verify, 3, before=nothing)
    peer = median_seconds(scan, 3, before=nothing)
    return Figure(
        "P8",
        f"audit chain, verify {ENTRIES} entries; peer: reading them",
        f"{ENTRIES / ours:.0f}/s",
        f"{ENTRIES / peer:.0f}/s",
        peer / ours,
        "≥ 0.35",
        peer / ours >= 0.35,  # the figure wanted
    )


def _fill(services: Services) -> None:
    with services.unit_of_work(BENCH) as uow:
        audit.append(uow, [EvidenceRead(new_id(), new_id(), "0" * 64) for _ in range(ENTRIES)])
