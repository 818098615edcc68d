"""Limits and health of providers' accounts; what webhooks have told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "rate_gate",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("paused_until", _WHEN, nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "rate_ticket",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("asked_at", _WHEN, nullable=False),
        sa.Column("seen_at", _WHEN, nullable=False),
        sa.Column("granted_at", _WHEN, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("rate_ticket_account", "rate_ticket", ["account", "granted_at"])
    op.create_index("rate_ticket_tenant", "rate_ticket", ["tenant", "granted_at"])
    op.create_table(
        "account_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("account_outcome_recent", "account_outcome", ["account", "at"])
    op.create_table(
        "account_circuit",
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.Column("opened_at", _WHEN, nullable=True),
        sa.Column("until", _WHEN, nullable=True),
        sa.Column("probe_until", _WHEN, nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "job_nudge",
        sa.Column("vendor", sa.String(length=40), nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("is_seen", sa.Boolean(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.PrimaryKeyConstraint("vendor", "delivery_id"),
    )
    op.create_index("job_nudge_job", "job_nudge", ["vendor", "job_id"])
    op.create_index("job_nudge_at", "job_nudge", ["at"])


def downgrade() -> None:
    """Take back."""
    for table in ("job_nudge", "account_circuit", "account_outcome", "rate_ticket", "rate_gate"):
        op.drop_table(table)
