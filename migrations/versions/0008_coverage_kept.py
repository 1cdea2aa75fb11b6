"""Who was informed of a case whose persons were destroyed, as numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "coverage_kept",
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_coverage_kept_incident_id"
        ),
        sa.PrimaryKeyConstraint("incident_id", name="pk_coverage_kept"),
    )


def downgrade() -> None:
    op.drop_table("coverage_kept")
