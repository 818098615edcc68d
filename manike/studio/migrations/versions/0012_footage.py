"""Footage of tenants."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "footage",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("analysis", sa.String(length=200), nullable=False),
        sa.Column("report_sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.slug"]),
        sa.PrimaryKeyConstraint("tenant", "name"),
        sa.UniqueConstraint("tenant", "sha256"),
    )
    op.create_index("footage_analysis", "footage", ["analysis", "tenant"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("footage_analysis", "footage")
    op.drop_table("footage")
