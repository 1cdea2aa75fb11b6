"""One unit of work = one transaction = one batch of audit entries."""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeAlias

from sqlalchemy import event as sa_event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from breachdesk.infra.db import READING, WRITING
from breachdesk.infra.files import FileStore
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.sealed_files import SealedFiles
from breachdesk.infra.vault import Vault
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import Clock
from breachdesk.kernel.errors import ConflictError, StaleError, TransientError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import _

AuditSink: TypeAlias = Callable[["UnitOfWork", Sequence[Event]], None]
Subscriber: TypeAlias = Callable[["UnitOfWork", Event], None]


class UnrecordedChangeError(AssertionError):
    """A change reached commit without a single event: the audit trail would have a hole."""


class WriteWhileReadingError(AssertionError):
    """A page that only reads tried to change something."""


class UnitOfWork:
    """Session, actor, clock and stores of one use case; commits on a clean exit.

    With `reading` the transaction cannot write at all: SQLite and PostgreSQL refuse it.
    """

    def __init__(  # noqa: PLR0913  # the composition root is the only caller
        self,
        session: Session,
        actor: Actor,
        *,
        clock: Clock,
        files: FileStore,
        keys: KeyRing,
        vault: Vault,
        sealed: SealedFiles,
        sink: AuditSink,
        subscriber: Subscriber,
        reading: bool = False,
    ) -> None:
        self.session = session
        self.actor = actor
        self.clock = clock
        self.files = files
        self.keys = keys
        self.vault = vault
        self.sealed = sealed
        self.reading = reading
        self._sink = sink
        self._subscriber = subscriber
        self._events: list[Event] = []
        self._changed = False

    def __enter__(self) -> Self:
        sa_event.listen(self.session, "after_flush", self._note_flush)
        sa_event.listen(self.session, "do_orm_execute", self._note_statement)
        try:
            self.session.connection(execution_options=READING if self.reading else WRITING)
        except OperationalError as error:
            self.session.close()
            raise TransientError(_("The database is busy. Try again in a moment.")) from error
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        try:
            if exc is None:
                self._commit()
            elif isinstance(exc, StaleDataError):
                raise StaleError from exc
        except StaleDataError as error:
            raise StaleError from error
        finally:
            self.session.close()

    def add(self, *rows: object) -> None:
        self.session.add_all(rows)

    def create(self, row: object) -> None:
        """Insert now, so that the same form sent twice is told apart from a new object.

        Raises ConflictError when a unique constraint says the object exists already.
        """
        self.session.add(row)
        try:
            self.session.flush()
        except IntegrityError as error:
            raise ConflictError(_("This was already recorded.")) from error

    def record(self, event: Event) -> None:
        """Remember the event for the audit log and let the other features react to it."""
        self._events.append(event)
        self._subscriber(self, event)

    def _note_flush(self, session: Session, _context: UOWTransaction) -> None:
        edited = (row for row in session.dirty if session.is_modified(row))
        rows = (*session.new, *edited, *session.deleted)
        self._changed = self._changed or any(getattr(row, "audited", True) for row in rows)

    def _note_statement(self, state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            mapper: Any = state.bind_mapper
            self._changed = self._changed or mapper is None or mapper.class_.audited

    def _commit(self) -> None:
        if self.reading:
            if self.session.new or self.session.dirty or self.session.deleted or self._events:
                raise WriteWhileReadingError
            return
        self.session.flush()
        if self._changed and not self._events:
            raise UnrecordedChangeError
        self._sink(self, self._events)
        self.session.commit()
