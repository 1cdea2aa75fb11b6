"""Asking for a bundle, listing bundles, taking one along."""

from collections.abc import Mapping
from typing import BinaryIO

from breachdesk.bundles import store
from breachdesk.bundles.domain import (
    TASK,
    BundleAsked,
    BundleRead,
    BundleView,
    NewBundle,
    base_name,
)
from breachdesk.bundles.models import EvidenceBundle
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import NewTask, TaskView


def ask(uow: UnitOfWork, new: NewBundle) -> str:
    """Have a worker make a bundle."""
    add(uow, new)
    return tasks.queue(uow, NewTask(new.id, TASK, new.incident_id, {}))


def add(uow: UnitOfWork, new: NewBundle) -> str:
    """The same for who makes it at once."""
    incidents.case(uow, new.incident_id, Permission.REGISTER_EXPORT)
    if store.found(uow.session, new.id):
        return new.id
    uow.create(
        EvidenceBundle(
            id=new.id,
            incident_id=new.incident_id,
            is_personal=new.is_personal,
            language=new.language,
            asked_at=uow.clock.now(),
            asked_by=uow.actor.name,
        )
    )
    uow.record(BundleAsked(new.id, new.incident_id, new.is_personal))
    return new.id


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[BundleView, ...]:
    """The newest first."""
    incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    return tuple(view(row) for row in store.of_case(uow.session, incident_id))


def tasks_of(uow: UnitOfWork, incident_id: str) -> Mapping[str, TaskView]:
    """How far the making is, by id of the bundle."""
    return {one.id: one for one in tasks.of_case(uow, incident_id, (TASK,))}


def content(uow: UnitOfWork, incident_id: str, bundle_id: str) -> tuple[str, BinaryIO]:
    """(file name, open file); who took it along is recorded."""
    case = incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    row = store.get(uow.session, incident_id, bundle_id)
    if row.made_at is None:
        raise RuleError(_("This bundle is not ready."))
    file = uow.files.open(row.sha256)
    uow.record(BundleRead(row.id, incident_id, row.sha256))
    return f"{base_name(case.reference)}.zip", file


def view(row: EvidenceBundle) -> BundleView:
    return BundleView(
        id=row.id,
        incident_id=row.incident_id,
        is_personal=row.is_personal,
        language=row.language,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        made_at=row.made_at,
        sha256=row.sha256,
        size=row.size,
        files=row.files,
    )
