"""The order of channels of a case, and short messages that were asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


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
    op.create_table(
        "sms_export",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("ready_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_sms_export_incident_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_sms_export_campaign_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sms_export"),
    )
    op.create_index("ix_sms_export_campaign_id", "sms_export", ["campaign_id"])


def downgrade() -> None:
    op.drop_table("sms_export")
    op.drop_table("cascade_rules")
