"""Replies to what people ask, complain of and request; mails whose content is sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("outbox_mail", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    _replies()
    op.create_table(
        "reply_note",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("reply_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name="fk_reply_note_reply_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reply_note"),
    )
    op.create_index("ix_reply_note_reply_id", "reply_note", ["reply_id"])
    op.create_table(
        "reply_target",
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("question_days", sa.Integer(), nullable=False),
        sa.Column("complaint_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_reply_target_organisation_id"
        ),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_reply_target"),
    )


def _replies() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("controller_id", sa.String(), nullable=True),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("first_due_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("extended_at", MOMENT, nullable=True),
        sa.Column("handed_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answer_channel", sa.String(40), nullable=True),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("answer_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_reply_incident_id"),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_reply_controller_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reply"),
        sa.UniqueConstraint("incident_id", "number", name="uq_reply_incident_id_number"),
    )
    op.create_index("ix_reply_state", "reply", ["state"])
    op.create_index("ix_reply_answer_id", "reply", ["answer_id"])
    op.create_index("ix_reply_due", "reply", ["incident_id", "due_at", "number"])


def downgrade() -> None:
    for name in ("reply_target", "reply_note", "reply"):
        op.drop_table(name)
    op.drop_column("outbox_mail", "sealed")
