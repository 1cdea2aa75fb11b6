"""Affected controllers, their notices and answers; rosters, tasks and personal links."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "portal_try",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_portal_try"),
    )
    op.create_index("ix_portal_try_address", "portal_try", ["address"])
    op.create_table(
        "task",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
    )
    op.create_index("ix_task_incident_id", "task", ["incident_id"])
    op.create_index("ix_task_state", "task", ["state"])
    op.create_table(
        "roster_columns",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_roster_columns_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_roster_columns"),
        sa.UniqueConstraint(
            "organisation_id",
            "purpose",
            "name",
            name="uq_roster_columns_organisation_id_purpose_name",
        ),
    )
    op.create_index("ix_roster_columns_organisation_id", "roster_columns", ["organisation_id"])
    op.create_table(
        "affected_controller",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("finess", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), nullable=False),
        sa.Column("siren", sa.String(), nullable=False),
        sa.Column("own_key", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("dpo_name", sa.String(), nullable=False),
        sa.Column("dpo_email", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("contract_hours", sa.Integer(), nullable=True),
        sa.Column("persons_declared", sa.Integer(), nullable=True),
        sa.Column("persons_counted", sa.Integer(), nullable=True),
        sa.Column("records_declared", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("contact", sa.String(40), nullable=False),
        sa.Column("contact_problem", sa.String(), nullable=False),
        sa.Column("notice_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=False),
        sa.Column("other_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("other_why", sa.String(), nullable=False),
        sa.Column("retained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retained_why", sa.String(), nullable=False),
        sa.Column("aware_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("aware_basis", sa.String(40), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("risk_view", sa.String(), nullable=False),
        sa.Column("mandate_file", sa.String(40), nullable=False),
        sa.Column("mandate_inform", sa.String(40), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cnil_number", sa.String(), nullable=False),
        sa.Column("override_why", sa.String(), nullable=False),
        sa.Column("override_by", sa.String(), nullable=False),
        sa.Column("override_by_id", sa.String(), nullable=False),
        sa.Column("override_confirmed_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_affected_controller_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_affected_controller"),
        sa.UniqueConstraint(
            "incident_id", "number", name="uq_affected_controller_incident_id_number"
        ),
    )
    op.create_index(
        "ix_affected_controller_due", "affected_controller", ["incident_id", "due_at", "number"]
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_notice_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("incident_id", "number", name="uq_notice_incident_id_number"),
    )
    op.create_index("ix_notice_incident_id", "notice", ["incident_id"])
    op.create_table(
        "roster",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.Column("has_report", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_roster_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
    )
    op.create_index("ix_roster_incident_id", "roster", ["incident_id"])
    op.create_index("ix_roster_uploaded_at", "roster", ["uploaded_at"])
    op.create_table(
        "controller_question",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id"],
            ["affected_controller.id"],
            name="fk_controller_question_controller_id",
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_controller_question_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_controller_question"),
    )
    op.create_index(
        "ix_controller_question_controller_id", "controller_question", ["controller_id"]
    )
    op.create_index("ix_controller_question_incident_id", "controller_question", ["incident_id"])
    op.create_table(
        "mandate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_mandate_controller_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
    )
    op.create_index("ix_mandate_controller_id", "mandate", ["controller_id"])
    op.create_table(
        "notice_delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("notice_id", sa.String(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_notice_delivery_controller_id"
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_notice_delivery_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_delivery"),
        sa.UniqueConstraint("mail_id", name="uq_notice_delivery_mail_id"),
        sa.UniqueConstraint(
            "notice_id", "controller_id", name="uq_notice_delivery_notice_id_controller_id"
        ),
    )
    op.create_index("ix_notice_delivery_controller_id", "notice_delivery", ["controller_id"])
    op.create_table(
        "notice_reminder",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("notice_id", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_notice_reminder_controller_id"
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_notice_reminder_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_reminder"),
        sa.UniqueConstraint(
            "controller_id",
            "notice_id",
            "hours",
            name="uq_notice_reminder_controller_id_notice_id_hours",
        ),
    )
    op.create_table(
        "portal_link",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_portal_link_controller_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_portal_link"),
        sa.UniqueConstraint("token_sha256", name="uq_portal_link_token_sha256"),
    )
    op.create_index("ix_portal_link_controller_id", "portal_link", ["controller_id"])
    op.add_column(
        "outbox_mail", sa.Column("secret_id", sa.String(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("outbox_mail", "secret_id")
    op.drop_table("portal_link")
    op.drop_table("notice_reminder")
    op.drop_table("notice_delivery")
    op.drop_table("mandate")
    op.drop_table("controller_question")
    op.drop_table("roster")
    op.drop_table("notice")
    op.drop_table("affected_controller")
    op.drop_table("roster_columns")
    op.drop_table("task")
    op.drop_table("portal_try")
