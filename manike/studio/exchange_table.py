"""The table of calls that belong to one submission."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from manike.studio.models import UtcDateTime


class ExchangeRow(SQLModel, table=True):
    """One paid call of a submission that takes several, such as a script that is corrected."""

    __tablename__ = "exchange"
    __table_args__ = (Index("exchange_left", "left_at"),)

    submission: str = Field(primary_key=True, max_length=36)
    """The attempt's id; it says whose it is."""
    number: int = Field(primary_key=True)
    said: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    """The raw reply with its usage and cost; empty until it is here."""
    left_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
