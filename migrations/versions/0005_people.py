"""The persons concerned, how far their files are imported, exports and destruction."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("nir_index", sa.LargeBinary(), nullable=True),
        sa.Column("name_index", sa.LargeBinary(), nullable=False),
        sa.Column("home_index", sa.LargeBinary(), nullable=True),
        sa.Column("has_email", sa.Boolean(), nullable=False),
        sa.Column("has_phone", sa.Boolean(), nullable=False),
        sa.Column("has_address", sa.Boolean(), nullable=False),
        sa.Column("is_minor", sa.Boolean(), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("is_deceased", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("mail_domain", sa.String(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_person_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_incident", "person", ["incident_id", "id"])
    op.create_index("ix_person_nir_index", "person", ["nir_index"])
    op.create_index("ix_person_name_index", "person", ["name_index"])
    op.create_table(
        "person_controller",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("controller_id", sa.String(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["controller_id"], ["affected_controller.id"], name="fk_person_controller_controller_id"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_controller_person_id"
        ),
        sa.PrimaryKeyConstraint("person_id", "controller_id", name="pk_person_controller"),
    )
    op.create_index(
        "ix_person_controller_controller", "person_controller", ["controller_id", "person_id"]
    )
    op.create_table(
        "person_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_person_doubt_incident_id"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_person_doubt_other_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_doubt_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_doubt"),
        sa.UniqueConstraint("person_id", "other_id", name="uq_person_doubt_person_id_other_id"),
    )
    op.create_index("ix_person_doubt_incident_id", "person_doubt", ["incident_id"])
    op.create_index("ix_person_doubt_other_id", "person_doubt", ["other_id"])
    op.create_table(
        "people_import",
        sa.Column("roster_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("duplicate", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_people_import_incident_id"
        ),
        sa.ForeignKeyConstraint(["roster_id"], ["roster.id"], name="fk_people_import_roster_id"),
        sa.PrimaryKeyConstraint("roster_id", name="pk_people_import"),
    )
    op.create_index("ix_people_import_incident_id", "people_import", ["incident_id"])
    op.create_table(
        "people_stock",
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("purge_proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purge_proposed_by", sa.String(), nullable=False),
        sa.Column("purge_proposed_by_id", sa.String(), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_by", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_people_stock_incident_id"
        ),
        sa.PrimaryKeyConstraint("incident_id", name="pk_people_stock"),
    )
    op.create_table(
        "people_export",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("ready_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_people_export_incident_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people_export"),
    )
    op.create_index("ix_people_export_incident_id", "people_export", ["incident_id"])


def downgrade() -> None:
    for table in (
        "people_export",
        "people_stock",
        "people_import",
        "person_doubt",
        "person_controller",
        "person",
    ):
        op.drop_table(table)
