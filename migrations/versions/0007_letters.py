"""Letters, the batches in which they are printed, and what was printed again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _batches()
    _letters()
    op.create_table(
        "letter_reprint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("archive_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["letter_batch.id"], name="fk_letter_reprint_batch_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_reprint"),
    )
    op.create_index("ix_letter_reprint_batch_id", "letter_reprint", ["batch_id"])


def _batches() -> None:
    op.create_table(
        "letter_batch",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bodies", sa.Integer(), nullable=False),
        sa.Column("first_zone", sa.String(), nullable=False),
        sa.Column("last_zone", sa.String(), nullable=False),
        sa.Column("is_tagged", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=False),
        sa.Column("archive_sha256", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("printed_at", MOMENT, nullable=True),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.Column("handed_at", MOMENT, nullable=True),
        sa.Column("handed_by", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_letter_batch_incident_id"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name="fk_letter_batch_campaign_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_batch"),
        sa.UniqueConstraint("campaign_id", "number", name="uq_letter_batch_campaign_id_number"),
    )
    op.create_index("ix_letter_batch_incident_id", "letter_batch", ["incident_id"])


def _letters() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("batch_id", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=True),
        sa.Column("handed_at", MOMENT, nullable=True),
        sa.Column("returned_at", MOMENT, nullable=True),
        sa.Column("return_code", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_letter_incident_id"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name="fk_letter_campaign_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["letter_batch.id"], name="fk_letter_batch_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint("campaign_id", "person_id", name="uq_letter_campaign_id_person_id"),
    )
    op.create_index("ix_letter_state", "letter", ["campaign_id", "state", "id"])
    op.create_index("ix_letter_batch", "letter", ["batch_id", "sequence"])
    for column in ("incident_id", "person_id", "code"):
        op.create_index(f"ix_letter_{column}", "letter", [column])


def downgrade() -> None:
    for table in ("letter_reprint", "letter", "letter_batch"):
        op.drop_table(table)
