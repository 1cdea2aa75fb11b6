"""Evidence bundles that were asked for and made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "evidence_bundle",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("is_personal", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_evidence_bundle_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_bundle"),
    )
    op.create_index("ix_evidence_bundle_incident_id", "evidence_bundle", ["incident_id"])


def downgrade() -> None:
    op.drop_table("evidence_bundle")
