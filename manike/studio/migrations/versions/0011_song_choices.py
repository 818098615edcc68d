"""Which songs the music cues of projects play."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "song_choice",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("cue", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "project", "cue"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("song_choice")
