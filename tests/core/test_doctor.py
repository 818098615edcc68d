from dataclasses import replace
from pathlib import Path

import pytest

from manike import doctor
from manike.embedded.weights import MINILM
from manike.errors import MachineError
from manike.settings import Settings, load_settings
from manike.studio.database import Database, newest_version

MEMINFO = "MemTotal:       8000000 kB\nMemFree: 100 kB\nMemAvailable:   3145728 kB\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"MANIKE_HOME": str(tmp_path / "home")})


def test_this_machine_passes_every_check(settings: Settings) -> None:
    checks = doctor.examine(settings)
    failed = {check.name for check in checks if not check.ok}
    assert failed <= {"disk", "memory"}  # how full the machine is now is none of the code's doing
    assert [check.name for check in checks] == [
        "python",
        "libraries",
        "ffmpeg",
        "fonts",
        "models",
        "home",
        "disk",
        "memory",
        "database",
    ]


def test_a_failed_check_does_not_stop_the_others(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    checks = {check.name: check for check in doctor.examine(settings)}
    assert not checks["home"].ok
    assert "MANIKE_HOME" in checks["home"].message
    assert checks["ffmpeg"].ok


def test_missing_libraries_name_their_packages() -> None:
    with pytest.raises(MachineError, match=r"libnone\.so\.1.*apt-get install libnone1"):
        doctor.libraries({"libnone.so.1": "libnone1", "libc.so.6": "libc6"})


def test_too_little_disk_is_reported_with_both_sizes(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"GB free .* 1000000\.0 GB needed"):
        doctor.disk(tmp_path / "not" / "made" / "yet", needed_bytes=10**15)


def test_available_memory_is_read_from_the_kernel(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(MEMINFO)
    assert doctor.memory(meminfo=meminfo, limit=tmp_path / "none") == "3.0 GiB free"


def test_a_container_limit_counts_as_memory(tmp_path: Path) -> None:
    meminfo, limit = tmp_path / "meminfo", tmp_path / "memory.max"
    meminfo.write_text(MEMINFO)
    limit.write_text(f"{1024**3}\n")
    with pytest.raises(MachineError, match=r"1\.0 GiB free, 2\.0 GiB needed"):
        doctor.memory(meminfo=meminfo, limit=limit)


def test_weights_of_another_hash_are_reported() -> None:
    with pytest.raises(MachineError, match="has not the pinned SHA-256"):
        doctor.models((replace(MINILM, sha256="0" * 64),))


def test_a_migrated_database_shows_its_version(settings: Settings) -> None:
    assert "made when first used" in doctor.database(settings)
    studio = Database(settings.database_url)
    studio.migrate()
    studio.close()
    assert doctor.database(settings).endswith(f"tables of version {newest_version()}")


def test_tables_of_another_version_are_reported(settings: Settings) -> None:
    studio = Database(settings.database_url)
    studio.migrate()
    with studio.transaction() as session:
        session.connection().exec_driver_sql("UPDATE studio_version SET version_num = '9999'")
    studio.close()
    with pytest.raises(MachineError, match="of version 9999"):
        doctor.database(settings)


def test_a_file_that_is_no_database_is_reported(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "studio.db").write_bytes(b"garbage " * 1000)
    check = next(check for check in doctor.examine(settings) if check.name == "database")
    assert not check.ok
    assert "file is not a database" in check.message


def test_a_check_that_breaks_hides_no_other(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "ffmpeg_version", lambda: 1 / 0)
    checks = {check.name: check for check in doctor.examine(settings)}
    assert "ZeroDivisionError" in checks["ffmpeg"].message
    assert checks["fonts"].ok


def test_an_unreachable_database_is_reported(settings: Settings) -> None:
    there = replace(settings, database_url="postgresql://nobody@127.0.0.1:1/none")
    check = next(check for check in doctor.examine(there) if check.name == "database")
    assert not check.ok
    assert "127.0.0.1:1/none can't be used" in check.message
