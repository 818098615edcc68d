"""Databases that can't be used are said, with what to do."""

import sqlite3
import sys

import pytest

from manike import doctor
from manike.errors import MachineError
from manike.studio.database import Database, into_wal


def url_of(path):
    return f"sqlite:///{path}"


def test_a_database_that_can_not_be_opened_is_said(tmp_path):
    (tmp_path / "studio.db").mkdir()
    with pytest.raises(MachineError, match="MANIKE_DATABASE_URL"):
        Database(url_of(tmp_path / "studio.db")).migrate()


class BusyAtFirst(sqlite3.Connection):
    """As SQLite is while another process turns the same new file to WAL."""

    refused = 0

    def execute(self, statement, *values):
        if self.refused < 3:
            self.refused += 1
            fault = sqlite3.OperationalError("database is locked")
            fault.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise fault
        return super().execute(statement, *values)


def test_a_new_file_that_another_process_opens_too_is_waited_for(tmp_path):
    connection = sqlite3.connect(tmp_path / "studio.db", factory=BusyAtFirst)
    into_wal(connection)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.refused == 3
    connection.close()


def test_a_file_that_is_no_database_is_said(tmp_path, settings):
    garbage = tmp_path / "studio.db"
    garbage.write_bytes(b"garbage" * 1000)
    with pytest.raises(MachineError, match="file is not a database"):
        Database(url_of(garbage)).migrate()


def test_the_tables_of_a_newer_version_are_said(tmp_path):
    database = Database(url_of(tmp_path / "studio.db"))
    database.migrate()
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE studio_version SET version_num = '9999'")
    with pytest.raises(MachineError, match="version 9999, which this Manike does not know"):
        database.migrate()
    database.close()


def test_a_missing_driver_is_said_with_its_cure(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    with pytest.raises(MachineError, match="env-postgres"):
        Database("postgresql://somebody@host/studio")


def test_an_address_of_no_form_is_said_without_its_password():
    with pytest.raises(MachineError, match="MANIKE_DATABASE_URL") as said:
        Database("postgresql+nothing://somebody:secret@host/studio")
    assert "secret" not in str(said.value)


def test_the_doctor_says_that_a_file_is_no_database(settings):
    settings.home.mkdir()
    (settings.home / "studio.db").write_bytes(b"garbage" * 1000)
    with pytest.raises(MachineError, match="file is not a database"):
        doctor.database(settings)
