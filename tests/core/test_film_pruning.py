"""Kept segments that nobody needs are taken away, and nothing else."""

import os

import pytest

from manike.film.cache import FilmCache, seal_path
from manike.film.pruning import EVERY_S, UNUSED_S, prune, prune_if_due

NOW_S = 1_800_000_000.0


def keep(folder, name, age_s, kind="segments"):
    """A kept file, last used so long ago."""
    cache = FilmCache(folder)
    path = cache.path(kind, name, ".mp4")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(name.encode())
    cache.seal(path, {})
    os.utime(seal_path(path), (NOW_S - age_s, NOW_S - age_s))
    return path


def test_old_unused_file_goes_with_its_seal(tmp_path):
    path = keep(tmp_path, "ab12", UNUSED_S + 1)
    assert prune(tmp_path, set(), NOW_S) == 1
    assert not path.exists()
    assert not seal_path(path).exists()


def test_what_a_film_uses_stays_however_old(tmp_path):
    path = keep(tmp_path, "ab12", 100 * UNUSED_S)
    assert prune(tmp_path, {"ab12"}, NOW_S) == 0
    assert FilmCache(tmp_path).find(path) is not None


def test_what_was_used_lately_stays(tmp_path):
    keep(tmp_path, "ab12", UNUSED_S - 60)
    assert prune(tmp_path, set(), NOW_S) == 0


def test_to_be_found_is_to_be_used(tmp_path):
    path = keep(tmp_path, "ab12", 0)
    os.utime(seal_path(path), (1, 1))
    assert FilmCache(tmp_path).find(path) is not None
    assert seal_path(path).stat().st_mtime > NOW_S - 10 * 365 * 86_400


def test_sound_is_pruned_as_segments_are(tmp_path):
    keep(tmp_path, "cd34", UNUSED_S + 1, kind="sound")
    assert prune(tmp_path, set(), NOW_S) == 1


def test_nothing_goes_while_a_film_is_made(tmp_path):
    keep(tmp_path, "ab12", UNUSED_S + 1)
    with FilmCache(tmp_path).in_use(), FilmCache(tmp_path).in_use():
        assert prune(tmp_path, set(), NOW_S) == 0
    assert prune(tmp_path, set(), NOW_S) == 1


def test_pruning_is_due_once_a_day(tmp_path):
    keep(tmp_path, "ab12", UNUSED_S + 1)
    assert prune_if_due(tmp_path, set(), NOW_S) == 1
    os.utime(tmp_path / ".pruned", (NOW_S, NOW_S))
    keep(tmp_path, "ab12", UNUSED_S + 1)
    assert prune_if_due(tmp_path, set(), NOW_S + EVERY_S - 1) == 0
    assert prune_if_due(tmp_path, set(), NOW_S + EVERY_S) == 1


@pytest.mark.parametrize("name", [".ab12-x1y2z3w4.mp4"])
def test_unfinished_files_are_left_to_the_sweep(tmp_path, name):
    path = tmp_path / "segments/ab" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")
    os.utime(path, (1, 1))
    assert prune(tmp_path, set(), NOW_S) == 0
    assert path.exists()


def test_missing_folder_is_nothing_to_prune(tmp_path):
    assert prune_if_due(tmp_path / "none", set(), NOW_S) == 0
