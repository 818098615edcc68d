"""What each tenant's catalogues hold, what their indexes do, and where they come from."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "catalogue",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("indexed", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "kind"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("catalogue")
