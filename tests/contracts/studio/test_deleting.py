import json

import numpy as np
import pytest
from sqlalchemy import create_engine, inspect, text

from manike.errors import ConflictError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.production import deleting
from manike.production.deleting import delete_project, finish_deletions
from manike.production.scripts import approve_script, write_script
from manike.production.search.index_portraits import portrait_of
from manike.production.search.indexing import index_scenes, library_of
from manike.script.preferences import Preferences
from manike.studio.clock import Clock
from manike.studio.models import Attempt, AttemptState
from manike.studio.owners import owner_name
from tests.scene_search import search_scenes

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
BOATS, FOXES, TWIN = (ProjectId(ACME, name) for name in ("boats", "foxes", "twin"))
STORY = "Zigzag zebra jazz. A boat goes out to moor."


def film(house, project, prompt):
    house.studio.submit(project, prompt, Preferences(duration_s=10))
    write_script(house, project)
    approve_script(house, project)


@pytest.fixture
def studio(house):
    film(house, BOATS, STORY)
    film(house, FOXES, "Quick foxes jump. Vivid wax hymns.")
    film(house, ProjectId(GLOBEX, "boats"), STORY)
    for tenant in (ACME, GLOBEX):
        index_scenes(house, tenant)
        portrait_of(house, tenant, "scene")
    return house


def blobs(house, tenant=ACME):
    return {path.name for path in house.layout.blobs(tenant).rglob("*") if path.is_file()}


def vectors_of(house, project):
    library = library_of(house, project.tenant)
    rows = library.rows.rows(ACME, "scene", library.rows.ids(ACME, "scene").tolist())
    ids = [row for row, each in sorted(rows.items()) if each.project == project.slug]
    return [row.tobytes() for row in library.index(ACME, "scene").vectors(np.array(ids, np.int64))]


def on_disk(house, wanted):
    files = (path for path in house.layout.tenant(ACME).rglob("*") if path.is_file())
    return any(each in path.read_bytes() for path in files for each in wanted)


def words_in_database(house, word):
    """Tables in which a word stands."""
    engine = create_engine(house.studio.database.url)
    found = []
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = connection.execute(text(f'SELECT * FROM "{table}"'))
            if any(word in repr(tuple(row)) for row in rows):
                found.append(table)
    engine.dispose()
    return found


def test_a_deleted_project_leaves_no_row_vector_manifest_or_file(studio):
    vectors, before = vectors_of(studio, BOATS), blobs(studio)
    assert on_disk(studio, vectors)
    assert "search_row" in words_in_database(studio, "Zigzag")
    done = delete_project(studio, BOATS, by="ann")
    assert (done.rows, done.kept_takes) == (2, 0)
    assert done.takes >= 1 and done.files >= 1
    assert len(before - blobs(studio)) == done.files + 2  # and two plots, which have its words
    assert not studio.layout.project(BOATS).exists()
    assert not on_disk(studio, vectors)
    assert library_of(studio, ACME).audit(ACME, "scene").is_exact
    assert {hit.project for hit in search_scenes(studio, ACME, "zigzag", 9)} == {"foxes"}
    with pytest.raises(NotFoundError):
        studio.studio.project(BOATS)


def test_others_keep_all_that_they_have(studio):
    theirs = blobs(studio, GLOBEX)
    mine = studio.manifests._layout.project(FOXES)
    manifests = {path: path.read_bytes() for path in mine.rglob("*.json")}
    delete_project(studio, BOATS, by="ann")
    assert blobs(studio, GLOBEX) == theirs
    assert {hit.project for hit in search_scenes(studio, GLOBEX, "zigzag", 9)} == {"boats"}
    assert {path: path.read_bytes() for path in mine.rglob("*.json")} == manifests
    written = len(studio.providers.text.asked)
    write_script(studio, FOXES)
    assert len(studio.providers.text.asked) == written


def test_the_audit_says_who_and_the_project_s_words_are_nowhere_else(studio):
    delete_project(studio, BOATS, by="ann")
    left = words_in_database(studio, "ann")
    assert left == ["audit_entry"]
    film(studio, ProjectId(ACME, "other"), "Nothing alike.")
    delete_project(studio, ProjectId(GLOBEX, "boats"), by="bob")
    assert [t for t in words_in_database(studio, "Zigzag") if "search_text" not in t] == []


def test_takes_that_another_project_uses_stay_and_are_not_made_again(studio):
    film(studio, TWIN, STORY)
    written = len(studio.providers.text.asked)
    done = delete_project(studio, BOATS, by="ann")
    assert done.kept_takes >= 1
    write_script(studio, TWIN)
    assert len(studio.providers.text.asked) == written
    again = delete_project(studio, TWIN, by="ann")
    assert again.rows == 0  # it was never indexed


def test_the_name_can_be_used_again(studio):
    studio.studio.keep_footage(ACME, "quay.mp4", "0" * 64, {"size_bytes": 1})
    studio.studio.choose_footage(BOATS, "s001", "quay.mp4", {"name": "quay.mp4"})
    delete_project(studio, BOATS, by="ann")
    film(studio, BOATS, "Another story. It ends well.")
    assert studio.studio.footage_choices(BOATS) == {}
    index_scenes(studio, ACME)
    assert {hit.project for hit in search_scenes(studio, ACME, "story", 9)} == {"boats", "foxes"}


def test_a_project_that_is_worked_on_is_not_deleted(studio):
    with pytest.raises(ConflictError, match="A run works on acme/boats"):
        delete_project(studio, BOATS, by="ann", is_underway=lambda: True)
    lease = studio.studio.leased(BOATS, owner_name(lambda: 7))
    with lease, pytest.raises(ConflictError, match="being made by another command"):
        delete_project(studio, BOATS, by="ann")
    assert search_scenes(studio, ACME, "zigzag", 1)[0].project == "boats"
    assert not studio.layout.deletion(BOATS).exists()
    delete_project(studio, BOATS, by="ann")


def test_a_project_that_does_not_exist_is_not_deleted(studio):
    with pytest.raises(NotFoundError, match="acme/none"):
        delete_project(studio, ProjectId(ACME, "none"), by="ann")


@pytest.mark.parametrize(
    "finish",
    [
        lambda house: delete_project(house, BOATS, by="ann"),
        lambda house: finish_deletions(house, ACME),
        lambda house: index_scenes(house, ACME),
    ],
    ids=["the same call", "a look for such", "the next sync"],
)
def test_what_is_half_deleted_is_finished_by_whoever_comes_next(studio, monkeypatch, finish):
    vectors, before = vectors_of(studio, BOATS), blobs(studio)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(deleting, "_finish", killed)
        with pytest.raises(KeyboardInterrupt):
            delete_project(studio, BOATS, by="ann")
    assert {hit.project for hit in search_scenes(studio, ACME, "zigzag", 9)} == {"foxes"}
    assert json.loads(studio.layout.deletion(BOATS).read_text())["kinds"] == ["scene"]
    with pytest.raises(ConflictError, match="half deleted; finish it with: manike project delete"):
        studio.submit(BOATS, "Another.", Preferences(duration_s=10))
    finish(studio)
    assert finish_deletions(studio, ACME) == 0
    assert not on_disk(studio, vectors)
    assert blobs(studio) < before
    assert not studio.layout.project(BOATS).exists()


def test_of_two_that_finish_a_deletion_the_later_leaves_a_new_project_alone(studio, monkeypatch):
    alone = deleting._alone

    def overtaken(library, tenant):
        """While this one waits for its turn, the other finishes and the name is taken again."""
        monkeypatch.setattr(deleting, "_alone", alone)
        finish_deletions(studio, ACME)
        film(studio, BOATS, "Another story. It ends well.")
        return alone(library, tenant)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(deleting, "_finish", killed)
        with pytest.raises(KeyboardInterrupt):
            delete_project(studio, BOATS, by="ann")
    monkeypatch.setattr(deleting, "_alone", overtaken)
    finish_deletions(studio, ACME)
    index_scenes(studio, ACME)
    assert {hit.project for hit in search_scenes(studio, ACME, "story", 9)} == {"boats", "foxes"}


def test_a_project_with_an_open_attempt_is_not_deleted(studio):
    with studio.studio.database.transaction() as session:
        session.add(
            Attempt(
                id="a" * 36, tenant="acme", project="boats", fingerprint="f" * 64, job="image",
                provider="p", model="m", account="p", state=AttemptState.ACCEPTED.value,
                quoted=1, currency="USD", submitted_at=Clock().now(),
            )
        )  # fmt: skip
    with pytest.raises(ConflictError, match="1 generations for acme/boats are open"):
        delete_project(studio, BOATS, by="ann")
    assert search_scenes(studio, ACME, "zigzag", 1)[0].project == "boats"
    assert not studio.layout.deletion(BOATS).exists()
