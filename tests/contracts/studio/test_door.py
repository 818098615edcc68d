import threading
from contextlib import nullcontext
from dataclasses import replace

import pytest
from sqlmodel import select

from manike.errors import StoreError, TransientProviderError
from manike.generation.claims import Claims
from manike.generation.courier import Errand
from manike.generation.door import MadeHere
from manike.generation.fingerprint import Generation, Job
from manike.ids import NoProject, ProjectId, TenantId
from manike.studio.models import Take
from manike.studio.owners import owner_name

THING = Generation(job=Job.PICTURE, provider="fake", model="1", parameters={"of": "a boat"})


def obtain(house, project, produce):
    return house.door.obtain(Errand(project, "scene_image"), [MadeHere(THING, produce)])


def boat(folder):
    (folder / "boat.txt").write_text("a boat", encoding="utf-8")
    return {"kind": "boat"}


def never(folder):
    pytest.fail("made again")


def test_a_take_is_made_once_and_then_found(house, project):
    first = obtain(house, project, boat)
    second = obtain(house, project, never)
    assert (first.was_made, second.was_made) == (True, False)
    assert second.files == first.files
    assert house.blobs.path(project.tenant, first.files["boat.txt"]).read_text() == "a boat"


def test_what_a_model_made_for_a_tenant_is_listed_but_for_what_is_known(house, project):
    owner = NoProject(project.tenant)  # a take may belong to none of its projects
    house.door.obtain(Errand(owner, "search_index"), [MadeHere(THING, boat)])
    other = replace(THING, model="2")
    house.door.obtain(Errand(project, "scene_image"), [MadeHere(other, boat)])

    def listed(tenant, *known):
        return house.door.made_by(tenant, Job.PICTURE, "fake", "1", known)

    assert listed(project.tenant) == {THING.fingerprint: {"kind": "boat"}}
    assert listed(project.tenant, THING.fingerprint) == listed(TenantId("globex")) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"take_number": 2},
        {"seed": 1},
        {"model": "2"},
        {"provider": "other"},
        {"parameters": {"of": "a ship"}},
        {"inputs": {"reference": "0" * 64}},
        {"job": Job.CLIP},
    ],
)
def test_whatever_shapes_a_generation_changes_its_fingerprint(change):
    assert replace(THING, **change).fingerprint != THING.fingerprint


def test_a_failed_generation_leaves_nothing_behind(house, project):
    def fails(folder):
        (folder / "half.txt").write_text("half", encoding="utf-8")
        raise TransientProviderError("busy", provider="fake")

    with pytest.raises(TransientProviderError):
        obtain(house, project, fails)
    assert list(house.layout.scratch(project.tenant).iterdir()) == []
    assert obtain(house, project, boat).was_made


def test_success_without_a_file_is_an_error(house, project):
    with pytest.raises(StoreError, match="wrote no file"):
        obtain(house, project, lambda folder: {})


def test_a_damaged_file_is_found_and_made_again(house, project):
    take = obtain(house, project, boat)
    path = house.blobs.path(project.tenant, take.files["boat.txt"])
    path.chmod(0o644)
    path.write_text("a goat", encoding="utf-8")
    again = obtain(house, project, boat)
    assert again.was_made
    assert path.read_text() == "a boat"


def takes_of(house):
    with house.studio.database.transaction() as session:
        return session.exec(select(Take)).all()


def test_the_record_of_a_damaged_take_stays_until_another_is_stored(house, project):
    take = obtain(house, project, boat)
    house.blobs.path(project.tenant, take.files["boat.txt"]).unlink()

    def fails(folder):
        raise TransientProviderError("busy", provider="fake")

    with pytest.raises(TransientProviderError):
        obtain(house, project, fails)
    assert [row.files for row in takes_of(house)] == [take.files]

    def goat(folder):
        (folder / "boat.txt").write_text("a goat", encoding="utf-8")
        return {}

    other = obtain(house, project, goat)
    assert [row.files for row in takes_of(house)] == [other.files]
    assert other.files != take.files


def test_takes_are_kept_while_the_store_is_away(house, project):
    obtain(house, project, boat)
    root = house.layout.root
    away = root.rename(root.with_name("away"))
    with pytest.raises(StoreError, match="Is its disk mounted"):
        obtain(house, project, never)
    away.rename(root)
    assert not obtain(house, project, never).was_made


class NobodyElse:
    """Claims that are never refused, as after a database was away for a minute."""

    def take(self, tenant, fingerprint, owner):
        return True

    def give_back(self, tenant, fingerprint, owner):
        pass

    def renewed(self, tenant, fingerprint, owner):
        return nullcontext()


def test_two_workers_that_made_one_take_end_with_the_same(house, project):
    house.door._claims = NobodyElse()
    barrier, results = threading.Barrier(2), []

    def own_boat(folder):
        (folder / "boat.txt").write_text(f"boat {threading.get_ident()}", encoding="utf-8")
        barrier.wait()
        return {}

    def work():
        results.append(obtain(house, project, own_boat))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [row] = takes_of(house)
    assert [result.files for result in results] == [row.files] * 2
    assert sorted(result.was_made for result in results) == [False, True]


def test_two_workers_that_want_one_take_make_it_once(house, project):
    made, barrier = [], threading.Barrier(2)

    def slow_boat(folder):
        made.append(1)
        return boat(folder)

    def work():
        barrier.wait()
        obtain(house, project, slow_boat)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_the_claim_of_a_dead_process_is_taken_over_at_once(house, project):
    claims = Claims(house.studio.database, house.door._clock)
    host, _pid, _started, thread = owner_name().rsplit(":", 3)
    dead = f"{host}:4194303:1:{thread}"
    assert claims.take(project.tenant, THING.fingerprint, dead)
    assert obtain(house, project, boat).was_made


def test_the_claim_of_a_living_process_is_respected(house, project):
    claims = Claims(house.studio.database, house.door._clock)
    assert claims.take(project.tenant, THING.fingerprint, owner_name(lambda: 1))
    assert not claims.take(project.tenant, THING.fingerprint, owner_name(lambda: 2))


def test_a_take_of_one_tenant_is_none_of_another(house, project):
    obtain(house, project, boat)
    other = ProjectId.parse("globex/spring")
    assert house.door.find(other.tenant, THING.fingerprint) is None
    assert obtain(house, other, boat).was_made
