from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from manike.studio.database import VERSION_TABLE, newest_version


def test_a_fresh_database_is_migrated_to_the_newest_schema(house):
    assert house.studio.database.schema_version() == newest_version()


def test_the_models_and_the_migrations_agree(house):
    with house.studio.database._engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_name": is_no_full_text}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def is_no_full_text(name, kind, parents):
    """What each database keeps for the full text in a way of its own is no table of a model."""
    of_sqlite = (name or "").startswith("search_text")
    return not of_sqlite and name not in ("document", "search_row_document")
