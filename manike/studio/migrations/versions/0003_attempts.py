"""Submissions to providers, and what is known of a take's making."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("job", sa.String(length=20), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=True),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("quoted", sa.Numeric(18, 8), nullable=False),
        sa.Column("cost", sa.Numeric(18, 8), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "attempt_open",
        "attempt",
        ["tenant", "fingerprint"],
        unique=True,
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("attempt_fingerprint", "attempt", ["tenant", "fingerprint"])
    with op.batch_alter_table("take", schema=None) as batch_op:
        batch_op.add_column(sa.Column("notes", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("take", schema=None) as batch_op:
        batch_op.drop_column("notes")
    op.drop_index("attempt_fingerprint", table_name="attempt")
    op.drop_index("attempt_open", table_name="attempt")
    op.drop_table("attempt")
