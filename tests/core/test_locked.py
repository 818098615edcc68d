"""What the lock files say, and that an environment is kept to them."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = """\
dagster[webserver]==1.13.27 ; python_version < '3.14' \\
    --hash=sha256:aa
    # via manike
numpy==2.4.6 ; python_version < '3.12' \\
    --hash=sha256:bb
numpy==2.5.5 ; python_version >= '3.12' \\
    --hash=sha256:cc
"""


@pytest.fixture(scope="module")
def locked():
    spec = importlib.util.spec_from_file_location("locked", ROOT / "scripts" / "locked.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_lock_does_not_hold_is_a_stray(locked):
    installed = {"numpy": "2.5.5", "dagster": "1.13.26", "av": "18.1.0", "pip": "23", "manike": "1"}
    assert locked.strays(installed, locked.entries_of(LOCK)) == ["av", "dagster"]


def test_an_entry_keeps_its_hashes(locked):
    entries = locked.entries_of(LOCK)
    assert [len(lines) for lines in entries.values()] == [1, 2]
    assert "--hash=sha256:aa" in entries["dagster"][0]


def test_both_locks_pin_the_same_versions(locked):
    base, dev = (
        locked.entries_of((ROOT / name).read_text("utf-8"))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    differing = {
        name: lines
        for name, lines in base.items()
        if [line.split(" ", 1)[0] for line in lines]
        != [line.split(" ", 1)[0] for line in dev.get(name, [])]
    }
    assert differing == {}
    assert {"dagster-postgres", "psycopg2-binary"} <= set(dev)
