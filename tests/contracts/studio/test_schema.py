from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from manike.studio.database import VERSION_TABLE, newest_version


def test_a_fresh_database_is_migrated_to_the_newest_schema(house):
    assert house.studio.database.schema_version() == newest_version()


def test_the_models_and_the_migrations_agree(house):
    with house.studio.database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, SQLModel.metadata) == []
