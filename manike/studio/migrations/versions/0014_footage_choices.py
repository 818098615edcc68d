"""Which footage films show."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "footage_choice",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "project", "part"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("footage_choice")
