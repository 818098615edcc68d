"""What an attempt asked for, and when it is looked at again; calls by age."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("look_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("exchange_left", "exchange", ["left_at"])
    # it held what a vendor said to one tenant, for all to read
    op.execute("UPDATE account_circuit SET why = ''")


def downgrade() -> None:
    """Take back."""
    op.drop_index("exchange_left", "exchange")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("look_at")
        batch_op.drop_column("asked")
