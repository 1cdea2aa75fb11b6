"""Bodies a DPO serves, and who is what there."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.kernel.actor import Role


class Organisation(Base):
    """Identity, legal representative and contact: sections 2 to 4 of the CNIL form."""

    __tablename__ = "organisation"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    siren: Mapped[str] = mapped_column(default="")
    vat: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    headcount: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="France")
    legal_civility: Mapped[str] = mapped_column(default="")
    legal_last_name: Mapped[str] = mapped_column(default="")
    legal_first_name: Mapped[str] = mapped_column(default="")
    legal_email: Mapped[str] = mapped_column(default="")
    contact_civility: Mapped[str] = mapped_column(default="")
    contact_last_name: Mapped[str] = mapped_column(default="")
    contact_first_name: Mapped[str] = mapped_column(default="")
    contact_function: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_is_dpo: Mapped[bool] = mapped_column(default=False)
    contact_dpo_number: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="Europe/Paris")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class Membership(Base):
    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[Role]
