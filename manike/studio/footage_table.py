"""The table of tenants' footage."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from manike.studio.models import UtcDateTime


class FootageState(StrEnum):
    """How far a file of footage is."""

    NEW = "new"
    ANALYSED = "analysed"
    REFUSED = "refused"
    """Its analysis found that nothing can be made of it; ``problem`` says why."""


class FootageRow(SQLModel, table=True):
    """A file of a tenant's own video."""

    __tablename__ = "footage"
    __table_args__ = (
        UniqueConstraint("tenant", "sha256"),
        # The sensor asks which tenants have files that this analysis has not seen.
        Index("footage_analysis", "analysis", "tenant"),
    )

    tenant: str = Field(primary_key=True, foreign_key="tenant.slug", max_length=39)
    name: str = Field(primary_key=True, max_length=100)
    sha256: str = Field(max_length=64)
    """The tenant's blob."""
    size_bytes: int = Field(sa_column=Column(BigInteger, nullable=False))
    about: str = ""
    """What the tenant wrote about it."""
    media: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """What the file says of itself; see ``manike.analysis.report.MediaFacts``."""
    state: str = Field(default=FootageState.NEW.value, sa_type=String(20))
    problem: str = ""
    """Why it is refused, for people."""
    analysis: str = Field(default="", max_length=200)
    """Version of the analysis that looked at it; empty before the first."""
    report_sha256: str = Field(default="", max_length=64)
    """The blob of its report; empty where there is none."""
    added_at: datetime = Field(sa_type=UtcDateTime)
