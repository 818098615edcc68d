"""Tables that guard providers' accounts: limits, health, and what webhooks have told."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, SQLModel

from manike.studio.models import UtcDateTime


def _when(*, optional: bool = False) -> Any:  # noqa: ANN401 - SQLModel's Field is untyped
    return Field(sa_type=UtcDateTime, nullable=optional)


class RateGate(SQLModel, table=True):
    """What is locked while a ticket of an account or tenant is looked at."""

    __tablename__ = "rate_gate"

    key: str = Field(primary_key=True)
    """``account:`` or ``tenant:`` and its name."""
    paused_until: datetime | None = _when(optional=True)
    """The provider asked for a wait."""


class RateTicket(SQLModel, table=True):
    """One submission that waits for its turn, or had it a short while ago."""

    __tablename__ = "rate_ticket"
    __table_args__ = (
        Index("rate_ticket_account", "account", "granted_at"),
        Index("rate_ticket_tenant", "tenant", "granted_at"),
    )

    id: str = Field(primary_key=True, max_length=36)
    account: str
    tenant: str = Field(max_length=39)
    owner: str
    asked_at: datetime = _when()
    seen_at: datetime = _when()
    """When its owner last looked at it."""
    granted_at: datetime | None = _when(optional=True)


class AccountOutcome(SQLModel, table=True):
    """How one call to a provider ended."""

    __tablename__ = "account_outcome"
    __table_args__ = (Index("account_outcome_recent", "account", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    account: str
    outcome: str = Field(max_length=20)
    seconds: float
    at: datetime = _when()


class AccountCircuit(SQLModel, table=True):
    """Whether an account is used at the moment, and why not."""

    __tablename__ = "account_circuit"

    account: str = Field(primary_key=True)
    is_open: bool = False
    """Not used before ``until``; after it, one call finds out."""
    failures: int = 0
    """Without a success between them."""
    openings: int = 0
    """Without a success between them: each one is longer than the last."""
    opened_at: datetime | None = _when(optional=True)
    until: datetime | None = _when(optional=True)
    probe_until: datetime | None = _when(optional=True)
    """Somebody is finding out; after this moment another one may."""
    why: str = ""
    """Why it was opened last, for people."""


class JobNudge(SQLModel, table=True):
    """A provider has told that a job has news; kept a day, as its id refuses a replay."""

    __tablename__ = "job_nudge"
    __table_args__ = (Index("job_nudge_job", "vendor", "job_id"), Index("job_nudge_at", "at"))

    vendor: str = Field(primary_key=True, max_length=40)
    delivery_id: str = Field(primary_key=True)
    """The webhook's own id, the same whenever it is sent again."""
    job_id: str
    is_seen: bool = False
    at: datetime = _when()
