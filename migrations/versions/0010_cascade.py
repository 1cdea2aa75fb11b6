"""The order of channels of a case."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "cascade_rules",
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("first", sa.String(40), nullable=False),
        sa.Column("falls", sa.JSON(), nullable=False),
        sa.Column("notice", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_cascade_rules_incident_id"
        ),
        sa.PrimaryKeyConstraint("incident_id", name="pk_cascade_rules"),
    )


def downgrade() -> None:
    op.drop_table("cascade_rules")
