"""Which provider plan a tenant or a project has."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "provider_plan",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "project"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("provider_plan")
