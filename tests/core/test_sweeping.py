import os
import signal
import subprocess
import sys
import time

import pytest

from manike.media.files import publishing, scratch_folder, write_text
from manike.production.opening import open_house
from manike.storage.sweeping import EVERY_S, OLD_S, SETTLED_S, sweep, sweep_if_due
from manike.testing.fakes import fake_providers

WORK = """
import sys, time
from pathlib import Path
from manike.media.files import publishing, scratch_folder
root = Path(sys.argv[1])
with scratch_folder(root / "tenants/acme/scratch") as folder:
    (folder / "mix.f32").write_bytes(bytes(1000))
    with publishing(root / "tenants/acme/segments/ab/film.mp4") as partial:
        partial.write_bytes(b"half")
        print("ready", flush=True)
        time.sleep(600)
"""


@pytest.fixture
def worker(tmp_path):
    """A process in the middle of its work."""
    command = [sys.executable, "-c", WORK, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def unfinished(root):
    return [path for path in root.rglob("*") if path.is_file() and path.name != ".swept"]


def later(seconds):
    return time.time() + seconds


def test_living_work_is_left_alone_however_old(worker, tmp_path):
    assert sweep(tmp_path, later(10 * OLD_S)) == 0
    assert len(unfinished(tmp_path)) == 2


def test_work_of_a_killed_process_is_taken_away(worker, tmp_path):
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert sweep(tmp_path, later(0)) == 0  # too young: its maker may not have its lock yet
    assert sweep(tmp_path, later(SETTLED_S + 1)) == 2
    assert unfinished(tmp_path) == []


def test_finished_files_are_left_alone(tmp_path):
    kept = [
        "segments/ab/f.mp4",
        "segments/ab/f.mp4.json",
        "projects/p/.hidden",
        "blobs/ab/.x-12345678",
    ]
    for name in kept:
        write_text(tmp_path / "tenants/acme" / name, "x")
    assert sweep(tmp_path, later(OLD_S + 1)) == 0
    assert len(unfinished(tmp_path)) == len(kept)


def test_links_are_not_followed(tmp_path):
    write_text(tmp_path / "elsewhere/film.mp4", "film")
    (tmp_path / "store/scratch").mkdir(parents=True)
    (tmp_path / "store/scratch/link").symlink_to(tmp_path / "elsewhere")
    assert sweep(tmp_path / "store", later(OLD_S + 1)) == 0
    assert (tmp_path / "elsewhere/film.mp4").exists()


def test_work_of_this_process_goes_on_beside_a_sweep(tmp_path):
    with scratch_folder(tmp_path / "scratch") as folder, publishing(folder / "a.wav") as partial:
        partial.write_bytes(b"sound")
        assert sweep(tmp_path, later(OLD_S + 1)) == 0
        assert partial.exists()


def test_sweep_is_due_once_an_hour(tmp_path):
    (tmp_path / "scratch/old").mkdir(parents=True)
    assert sweep_if_due(tmp_path, later(SETTLED_S + 1)) == 1
    (tmp_path / "scratch/older").mkdir()
    assert sweep_if_due(tmp_path, later(SETTLED_S + 2)) == 0
    assert sweep_if_due(tmp_path, later(EVERY_S + 1)) == 1


def test_house_is_swept_as_it_opens(settings):
    left = [settings.store / "tenants/acme/scratch/tmp1", settings.cache / "music/scratch/tmp2"]
    for folder in left:
        folder.mkdir(parents=True)
        os.utime(folder, (0, 0))
    with open_house(settings, fake_providers(), worker_count=0):
        assert [folder for folder in left if folder.exists()] == []
