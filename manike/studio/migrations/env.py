"""Runs migrations on the engine that the caller hands over."""

from alembic import context
from sqlmodel import SQLModel

from manike.studio import (  # noqa: F401 - fills the metadata
    exchange_table,
    guard_tables,
    models,
    provider_plans,
    search_table,
)
from manike.studio.database import VERSION_TABLE
from manike.studio.ledger import tables  # noqa: F401 - as well

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        version_table=VERSION_TABLE,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
