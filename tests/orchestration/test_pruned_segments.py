"""A finished film takes away kept segments that no film needs."""

import os

from manike.film.cache import FilmCache, seal_path
from manike.film.pruning import UNUSED_S
from manike.production.films import film_of
from manike.production.pruning import prune_segments


def an_old_segment(house, tenant, name):
    path = FilmCache(house.layout.segments(tenant)).path("segments", name, ".mp4")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"old")
    FilmCache(house.layout.segments(tenant)).seal(path, {})
    os.utime(seal_path(path), (1, 1))
    return path


def test_only_what_no_film_is_made_of_goes(finished):
    floor, project = finished
    house, tenant = floor.house, project.tenant
    folder = house.layout.segments(tenant)
    old = an_old_segment(house, tenant, "ab" + "0" * 62)
    (folder / ".pruned").unlink(missing_ok=True)
    later_s = old.stat().st_mtime + 10 * UNUSED_S
    assert prune_segments(house, tenant, later_s) >= 1
    kept = {path.stem for path in folder.rglob("*.m*") if path.suffix in (".mp4", ".m4a")}
    assert not old.exists()
    assert set(film_of(house, project).details["pieces"]) <= kept


def test_a_manifest_that_cannot_be_read_ends_it(finished):
    floor, project = finished
    house, tenant = floor.house, project.tenant
    broken = house.layout.tenant(tenant) / "projects/broken/final_video/whole.json"
    broken.parent.mkdir(parents=True)
    broken.write_text("{")
    old = an_old_segment(house, tenant, "cd" + "0" * 62)
    (house.layout.segments(tenant) / ".pruned").unlink(missing_ok=True)
    assert prune_segments(house, tenant, old.stat().st_mtime + 10 * UNUSED_S) == 0
    assert old.exists()
