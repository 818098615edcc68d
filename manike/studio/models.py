"""Tables of the studio database: what was asked, approved, made and paid."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Index,
    Numeric,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite alone would give it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Add the zone that SQLite drops."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def _when(*, optional: bool = False) -> Any:  # noqa: ANN401 - SQLModel's Field is untyped
    return Field(sa_type=UtcDateTime, nullable=optional)


class Status(StrEnum):
    """How far a project is."""

    REQUESTED = "requested"
    WRITING = "writing"
    AWAITING_REVIEW = "awaiting_review"
    PREPARING = "preparing"
    """Characters and music are being made."""
    MAKING_SCENES = "making_scenes"
    ASSEMBLING = "assembling"
    DONE = "done"
    FAILED = "failed"
    ARCHIVED = "archived"


class Tenant(SQLModel, table=True):
    """A customer."""

    slug: str = Field(primary_key=True, max_length=39)
    name: str
    brand: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    pronunciations: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    """How words of the tenant's own are said."""
    prompts: dict[str, dict[str, str]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    """Words of the tenant's own for what models are asked, by wording and part."""
    voices: dict[str, dict[str, Any]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    """Recorded voices that may be imitated, by name, each with its owner's consent."""
    index_key: str = ""
    """The mark that ``index_wanted`` had when the scene index was built; empty before the first."""
    index_wanted: str = ""
    """Changes with every film of the tenant."""
    created_at: datetime = _when()


class Project(SQLModel, table=True):
    """One film in the making."""

    __table_args__ = (
        # The reconciler asks for open projects every few seconds: the partial index keeps that
        # as fast with 50,000 finished projects as with none.
        Index(
            "project_open",
            "tenant",
            "slug",
            sqlite_where=text("is_open = 1"),
            postgresql_where=text("is_open"),
        ),
        Index("project_recent", "tenant", "updated_at"),
    )

    tenant: str = Field(primary_key=True, foreign_key="tenant.slug", max_length=39)
    slug: str = Field(primary_key=True, max_length=39)
    status: str = Field(default=Status.REQUESTED.value, sa_type=String(20))
    is_open: bool = True
    """Whether the reconciler looks at it."""
    attempt: int = 0
    """Raised by each explicit retry, so that the same wanted state may be launched again."""
    problem: str = ""
    """Why it failed, for people."""
    prompt_id: int = 0
    lease_owner: str = ""
    """A command that makes this film itself; the sensors leave it alone meanwhile."""
    lease_until: datetime | None = _when(optional=True)
    created_at: datetime = _when()
    updated_at: datetime = _when()


class Prompt(SQLModel, table=True):
    """What a tenant asked for, with preferences."""

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(max_length=39)
    project: str = Field(max_length=39)
    text: str
    preferences: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = _when()


class RequestKind(StrEnum):
    """What is asked for."""

    PRODUCE = "produce"
    CONTINUE = "continue"
    """A script was approved."""
    REGENERATE = "regenerate"
    RETRY = "retry"
    RENDER = "render"
    """The film in further shapes."""


class Request(SQLModel, table=True):
    """One line that asks for work; sensors read those that are not done."""

    __table_args__ = (
        Index(
            "request_open", "id", sqlite_where=text("is_open = 1"), postgresql_where=text("is_open")
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(max_length=39)
    project: str = Field(max_length=39)
    kind: str = Field(sa_type=String(20))
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_open: bool = True
    created_at: datetime = _when()


class ScriptRevision(SQLModel, table=True):
    """A script as it was at one time."""

    __tablename__ = "script_revision"

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    revision: int = Field(primary_key=True)
    sha256: str = Field(max_length=64)
    author: str
    script: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = _when()


class Approval(SQLModel, table=True):
    """A person's (or a preference's) yes to one exact script."""

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    script_sha256: str = Field(primary_key=True, max_length=64)
    reviewer: str
    created_at: datetime = _when()


class TakeNumber(SQLModel, table=True):
    """How often another take of one thing was asked for; absent means 1."""

    __tablename__ = "take_number"

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    job: str = Field(primary_key=True, max_length=20)
    subject: str = Field(primary_key=True, max_length=60)
    number: int
    asked_by: str = ""
    """The run that asked last: asking twice, as a re-executed run does, changes nothing."""


class Take(SQLModel, table=True):
    """The stored result of one generation; immutable."""

    __table_args__ = (UniqueConstraint("tenant", "fingerprint"),)

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(max_length=39)
    project: str = Field(max_length=39)
    job: str = Field(max_length=20)
    fingerprint: str = Field(max_length=64)
    provider: str
    model: str
    files: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    """SHA-256 of each file by its name."""
    details: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    """The provider's record of the files."""
    notes: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """What else is known of its making: usage, request id, providers that were tried before."""
    cost: Decimal = Field(default=Decimal(0), sa_column=Column(Numeric(18, 8), nullable=False))
    currency: str = "USD"
    seconds: float = 0.0
    size_bytes: int = 0
    created_at: datetime = _when()


class Claim(SQLModel, table=True):
    """Who is making a take right now."""

    tenant: str = Field(primary_key=True, max_length=39)
    fingerprint: str = Field(primary_key=True, max_length=64)
    owner: str
    expires_at: datetime = _when()


class AttemptState(StrEnum):
    """How far a generation at a provider is, as it was last written down."""

    PREPARED = "prepared"
    """Its cost is held; it may have been submitted or not."""
    ACCEPTED = "accepted"
    """The provider's job id is known."""
    ANSWERED = "answered"
    """The provider's reply is stored."""
    DONE = "done"
    FAILED = "failed"


class Attempt(SQLModel, table=True):
    """One submission of a generation to a provider, written down step by step."""

    __table_args__ = (
        Index(
            "attempt_open",
            "tenant",
            "fingerprint",
            unique=True,
            sqlite_where=text("is_open = 1"),
            postgresql_where=text("is_open"),
        ),
        Index("attempt_fingerprint", "tenant", "fingerprint"),
    )

    id: str = Field(primary_key=True, max_length=36)
    """A UUID: the hold's id in the ledger and the idempotency key at the provider."""
    tenant: str = Field(max_length=39)
    project: str = Field(max_length=39)
    fingerprint: str = Field(max_length=64)
    job: str = Field(max_length=20)
    provider: str
    model: str
    account: str
    asked: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    """The generation, while it is open: who comes later can tell what was asked for."""
    state: str = Field(sa_type=String(20))
    is_open: bool = True
    job_id: str = ""
    """The provider's own."""
    reply: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    payload_sha256: str = ""
    """The tenant's blob that came in the reply; empty if none did."""
    quoted: Decimal = Field(sa_column=Column(Numeric(18, 8), nullable=False))
    cost: Decimal | None = Field(default=None, sa_column=Column(Numeric(18, 8)))
    """What the provider says that it bills."""
    currency: str
    error: str = ""
    """What went wrong, for people; kind and message, without secrets."""
    look_at: datetime | None = _when(optional=True)
    """When it is looked at again if nobody goes on with it; empty before the first time."""
    submitted_at: datetime = _when()
    started_at: datetime | None = _when(optional=True)
    answered_at: datetime | None = _when(optional=True)
    ended_at: datetime | None = _when(optional=True)


class AuditEntry(SQLModel, table=True):
    """Who did what."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(index=True, max_length=39)
    project: str = Field(default="", max_length=39)
    action: str
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    at: datetime = _when()
