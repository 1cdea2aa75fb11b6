"""Wrong links and codes tried, to slow down whoever guesses."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class PortalTry(Base):
    """Of the address only a keyed hash is kept, and that for a minute."""

    __tablename__ = "portal_try"
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(index=True)
    tried_at: Mapped[datetime]
