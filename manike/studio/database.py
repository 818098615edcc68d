"""Opening the studio database: SQLite in WAL mode, or PostgreSQL."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError
from sqlmodel import Session

from manike.errors import ConflictError, MachineError
from manike.media.files import write_error

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_TIMEOUT_S = 60
_BUSY_PAUSE_S = 0.01
VERSION_TABLE = "studio_version"
"""Not Alembic's usual name: Dagster's storage uses that one, and may be in the same database."""
_READS = "manike_reads"
"""Marks connections whose transactions write nothing."""
_migrating = threading.Lock()
_FAULTS = (DBAPIError, sqlite3.Error, NoConnectionFreeError)
"""Whatever a database says: unreachable, full, locked, damaged, no database at all."""


class Database:
    """One engine and its sessions. Cheap to make; connects when first used."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)
        self._reading = self._engine.execution_options(**{_READS: True})

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are kept all together or not at all.

        On SQLite the write lock is taken at once, so that what was read is still true on commit.

        Raises:
            ConflictError: another transaction wrote the same at the same moment.
            MachineError: the database can't be reached, read or written.
        """
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except IntegrityError as error:
            raise ConflictError(
                f"Another command wrote the same at the same moment ({_said(error)}). Try again."
            ) from error
        except _FAULTS as error:
            raise MachineError(_unreachable(self.url, error)) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, from one moment; on SQLite it waits for no writer.

        Raises:
            MachineError: the database can't be reached or read.
        """
        try:
            with Session(self._reading, expire_on_commit=False) as session, session.begin():
                yield session
        except _FAULTS as error:
            raise MachineError(_unreachable(self.url, error)) from error

    def migrate(self) -> None:
        """Bring the schema to the newest version; does nothing where it is there already.

        Raises:
            MachineError: the database can't be used, or a newer Manike made it.
        """
        found = self.schema_version()
        if found == newest_version():
            return
        try:
            with _migrating:
                command.upgrade(self._config(), "head")
        except CommandError as error:
            raise MachineError(
                f"The studio database has tables of version {found}, which this Manike does not "
                "know. Install the newer Manike that made them, or restore a backup."
            ) from error
        except _FAULTS as error:
            if self.schema_version() != newest_version():  # another process was quicker
                raise MachineError(_unreachable(self.url, error)) from error

    def schema_version(self) -> str | None:
        """The schema's version, ``None`` for an empty database.

        Raises:
            MachineError: the database can't be reached or read.
        """
        try:
            with self._engine.connect() as connection:
                context = MigrationContext.configure(
                    connection, opts={"version_table": VERSION_TABLE}
                )
                return context.get_current_revision()
        except _FAULTS as error:
            raise MachineError(_unreachable(self.url, error)) from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _config(self) -> Config:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["engine"] = self._engine
        return config


@lru_cache(maxsize=1)
def newest_version() -> str | None:
    """The newest schema version that this code knows."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return ScriptDirectory.from_config(config).get_current_head()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return _server_engine(url)
    folder = Path(url.removeprefix("sqlite:///")).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(folder / "studio.db", error) from error
    engine = create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _server_engine(url: str) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, pool_size=4)
    except ImportError as error:
        raise MachineError(
            f"A studio database in PostgreSQL needs {error.name}. Install it with: make "
            "env-postgres, or: pip install 'manike[postgres]'."
        ) from error
    except ArgumentError as error:
        raise MachineError(_unreachable(url, error)) from error


def _configure_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DB-API
    connection.isolation_level = None  # the begin event below says BEGIN itself
    into_wal(connection)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def into_wal(connection: sqlite3.Connection) -> None:
    """Turn the file to WAL; a file that is there already is left as it is.

    Of two processes that do so to a new file at once, SQLite refuses one without waiting: each
    holds what the other one needs. Seen in 12 of 100 openings by two processes.
    """
    end = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_BUSY_PAUSE_S)
        else:
            return


def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy event
    is_reading = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _unreachable(url: str, error: Exception) -> str:
    where = url if url.startswith("sqlite") else url.rpartition("@")[2]
    return f"The studio database {where} can't be used: {_said(error)}. Check MANIKE_DATABASE_URL."


def _said(error: Exception) -> str:
    """What the driver said, without the statement and its values."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
