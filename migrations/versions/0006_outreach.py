"""Campaigns, their texts, one row for each mail, and what came back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _campaigns()
    _deliveries()
    op.create_table(
        "suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("email_index", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_suppression_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suppression"),
        sa.UniqueConstraint(
            "incident_id", "email_index", name="uq_suppression_incident_id_email_index"
        ),
    )
    op.create_table(
        "bounce",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("report_sha256", sa.String(), nullable=False),
        sa.Column("is_final", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name="fk_bounce_delivery_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bounce"),
        sa.UniqueConstraint("report_sha256", name="uq_bounce_report_sha256"),
    )
    op.create_index("ix_bounce_delivery_id", "bounce", ["delivery_id"])


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("pace", sa.JSON(), nullable=False),
        sa.Column("text_number", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("author_ids", sa.JSON(), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("approved_by_id", sa.String(), nullable=False),
        sa.Column("audience_count", sa.Integer(), nullable=False),
        sa.Column("audience_sha256", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("launch_at", MOMENT, nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("note", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_campaign_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign"),
        sa.UniqueConstraint("incident_id", "number", name="uq_campaign_incident_id_number"),
    )
    op.create_index("ix_campaign_state", "campaign", ["state"])
    op.create_table(
        "campaign_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_text_campaign_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_text"),
        sa.UniqueConstraint("campaign_id", "number", name="uq_campaign_text_campaign_id_number"),
    )
    op.create_table(
        "campaign_pace",
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("released_to", sa.Integer(), nullable=False),
        sa.Column("is_canary", sa.Boolean(), nullable=False),
        sa.Column("next_wave_at", MOMENT, nullable=True),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("rest_until", MOMENT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_campaign_pace_campaign_id"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name="pk_campaign_pace"),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("reply_class", sa.String(), nullable=False),
        sa.Column("wanted_by", sa.String(), nullable=False),
        sa.Column("wanted_by_id", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_delivery_campaign_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("campaign_id", "person_id", name="uq_delivery_campaign_id_person_id"),
    )
    op.create_index("ix_delivery_queue", "delivery", ["campaign_id", "state", "id"])
    op.create_index("ix_delivery_person_id", "delivery", ["person_id"])
    op.create_index("ix_delivery_code", "delivery", ["code"])
    op.create_index("ix_delivery_message_id", "delivery", ["message_id"])


def downgrade() -> None:
    for table in (
        "bounce",
        "suppression",
        "delivery",
        "campaign_pace",
        "campaign_text",
        "campaign",
    ):
        op.drop_table(table)
