"""Composition root: the only place that picks adapters. Shared by web, jobs and CLI."""

from dataclasses import dataclass, replace

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from breachdesk.audit import service as audit
from breachdesk.config import Settings
from breachdesk.infra import migrate
from breachdesk.infra.db import make_engine
from breachdesk.infra.files import FileStore
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.mail import FolderMailer, Mailer, SmtpMailer
from breachdesk.infra.resolver import DnsResolver, Resolver
from breachdesk.infra.sealed_files import SealedFiles
from breachdesk.infra.signer import Signer
from breachdesk.infra.uow import UnitOfWork
from breachdesk.infra.vault import Vault
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import Clock, SystemClock
from breachdesk.organisations import service as organisations
from breachdesk.subscriptions import dispatch


@dataclass(frozen=True)
class Services:
    """Everything a use case may need of the outside."""

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    clock: Clock
    mailer: Mailer
    signer: Signer | None
    resolver: Resolver
    files: FileStore
    keys: KeyRing
    vault: Vault
    sealed: SealedFiles

    @property
    def mails_leave(self) -> bool:
        return self.mailer.is_real

    def with_clock(self, clock: Clock) -> "Services":
        """The same instance at another hour: for replays and the demonstration."""
        return replace(self, clock=clock)

    def unit_of_work(self, actor: Actor) -> UnitOfWork:
        return self._unit(actor, reading=False)

    def reading(self, actor: Actor) -> UnitOfWork:
        return self._unit(actor, reading=True)

    def secret(self, purpose: str) -> bytes:
        """A key for signing what a browser keeps; every purpose has its own."""
        return self.keys.derive(purpose)

    def actor_for(self, user_id: str) -> Actor | None:
        """The person with today's rights; None when the account is closed or gone."""
        with self.reading(Actor.system("sign-in")) as uow:
            return organisations.actor_for(uow, user_id)

    def _unit(self, actor: Actor, *, reading: bool) -> UnitOfWork:
        return UnitOfWork(
            self.sessions(),
            actor,
            clock=self.clock,
            files=self.files,
            keys=self.keys,
            vault=self.vault,
            sealed=self.sealed,
            sink=audit.append,
            subscriber=dispatch,
            reading=reading,
        )


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    mailer: Mailer | None = None,
    resolver: Resolver | None = None,
) -> Services:
    """Services on the settings' database, files and keys; makes no table and no key."""
    folder = migrate.database_folder(settings.database_url)
    if folder:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = make_engine(settings.database_url)
    keys = KeyRing(settings.keys_folder)
    signer = _signer(settings)
    return Services(
        settings=settings,
        engine=engine,
        sessions=sessionmaker(engine, expire_on_commit=False, autoflush=True),
        clock=clock or SystemClock(),
        mailer=mailer or _mailer(settings, signer),
        signer=signer,
        resolver=resolver or DnsResolver(settings.dns_server),
        files=FileStore(settings.files_folder),
        keys=keys,
        vault=Vault(settings.keystore_folder, keys),
        sealed=SealedFiles(settings.sealed_folder),
    )


def initialise(services: Services) -> None:
    """Make what an instance needs to start: keys and an up-to-date database."""
    KeyRing.create(services.settings.keys_folder)
    migrate.upgrade(services.engine)


def _signer(settings: Settings) -> Signer | None:
    if settings.dkim_key is None:
        return None
    return Signer.from_file(settings.dkim_key, settings.dkim_selector, settings.dkim_domain)


def _mailer(settings: Settings, signer: Signer | None) -> Mailer:
    if not settings.smtp_url:
        return FolderMailer(settings.outbox_folder)
    return SmtpMailer(settings.smtp_url, signer)
