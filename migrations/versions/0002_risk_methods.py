"""What the risk methods ask, and what they proposed when somebody decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "risk_circumstances",
        sa.Column("incident_id", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_risk_circumstances_incident_id"
        ),
        sa.PrimaryKeyConstraint("incident_id", name="pk_risk_circumstances"),
    )
    op.add_column("assessment", sa.Column("proposed", sa.String(40), nullable=True))
    op.add_column("assessment", sa.Column("severity", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("assessment", "severity")
    op.drop_column("assessment", "proposed")
    op.drop_table("risk_circumstances")
