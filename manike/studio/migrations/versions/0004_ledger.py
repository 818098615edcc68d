"""Money: movements with their entries, totals, budgets and price lists."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "budget",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "kind", "project"),
    )
    op.create_table(
        "ledger_movement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hold_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("asset", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("credits", sa.BigInteger(), nullable=False),
        sa.Column("pricing", sa.String(), nullable=False),
        sa.Column("provider_job", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ledger_movement_hold", "ledger_movement", ["hold_id"])
    op.create_index("ledger_movement_project", "ledger_movement", ["tenant", "project"])
    op.create_table(
        "ledger_total",
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("overrun", sa.BigInteger(), nullable=False),
        sa.Column("credits", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("held >= 0 AND spent >= 0", name="ledger_total_positive"),
        sa.PrimaryKeyConstraint("tenant", "scope", "currency"),
    )
    op.create_table(
        "price_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("factor", sa.BigInteger(), nullable=True),
        sa.Column("credits_per_take", sa.BigInteger(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("price_rule_tenant", "price_rule", ["tenant"])
    op.create_table(
        "ledger_entry",
        sa.Column("movement_id", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["movement_id"],
            ["ledger_movement.id"],
        ),
        sa.PrimaryKeyConstraint("movement_id", "account"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("ledger_entry")
    op.drop_index("price_rule_tenant", table_name="price_rule")
    op.drop_table("price_rule")
    op.drop_table("ledger_total")
    op.drop_index("ledger_movement_project", table_name="ledger_movement")
    op.drop_index("ledger_movement_hold", table_name="ledger_movement")
    op.drop_table("ledger_movement")
    op.drop_table("budget")
