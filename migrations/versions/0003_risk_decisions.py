"""Decisions below the proposal want a second person; advice and exemptions are on record."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _added() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("exemption", sa.String(40), nullable=False, server_default=""),
        sa.Column("inputs_sha256", sa.String(), nullable=False, server_default=""),
        sa.Column("decided_by_id", sa.String(), nullable=False, server_default=""),
        sa.Column("needs_second", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=False, server_default=""),
    )


def upgrade() -> None:
    for column in _added():
        op.add_column("assessment", column)
    op.create_table(
        "risk_advice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_risk_advice_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_risk_advice"),
    )
    op.create_index("ix_risk_advice_incident_id", "risk_advice", ["incident_id"])


def downgrade() -> None:
    op.drop_table("risk_advice")
    for column in reversed(_added()):
        op.drop_column("assessment", column.name)
