import shutil
import subprocess
import sys
import threading
from pathlib import Path

import faiss
import numpy as np
import pytest

from manike.errors import StoreError
from manike.search.clusters import nearest_rows, probing
from manike.search.faiss_index import FaissIndex
from manike.search.recall import measured_recall
from manike.search_ports import IndexModel

MODEL = IndexModel(provider="fake", name="letters@1", dimension=16)
OTHER = MODEL.model_copy(update={"name": "letters@2"})

KILLED_AT_EACH_STEP = """
import os, shutil, signal, sys
import numpy as np
from pathlib import Path
from manike.search.faiss_index import FaissIndex
from manike.search.recall import measured_recall
from manike.search_ports import IndexModel
from tests.core.test_faiss_index import OTHER, MODEL, numbers, units
import faiss  # before the forks
faiss.omp_set_num_threads(1)

pristine, work = Path(sys.argv[1]), sys.argv[2]
STEPS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir")

def changed(home):
    index = FaissIndex(home, flat_rows=20)
    if work == "replace":
        index.replace(OTHER, [(numbers(60), units(60, seed=2))])
    elif work == "rebuild":
        index.rebuild()
    elif work == "add":
        index.add(MODEL, numbers(65)[60:], units(5, seed=3))
    else:
        index.delete(numbers(5))

for number in range(1, 1000):
    home = pristine.parent / f"{work}-{number:03d}"
    shutil.copytree(pristine, home)
    child = os.fork()
    if not child:
        left = number
        def step(event, args):
            global left
            if event in STEPS and str(args[0]).startswith(str(home)):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(step)
        changed(home)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        break
"""


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Threads that wait for each other take seconds where other tests run beside."""
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    yield
    faiss.omp_set_num_threads(before)


def units(count, seed=1, dimension=16):
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def numbers(count):
    return np.arange(1, count + 1, dtype=np.int64)


def held(home):
    """Model and content of an index as somebody who opens it sees them."""
    index = FaissIndex(home, flat_rows=20)
    found = [index.search(index.model(), query, 5).ids.tolist() for query in units(5, seed=7)]
    return index.model().name, index.ids().tolist(), index.vectors(index.ids()).tobytes(), found


@pytest.mark.parametrize("work", ["replace", "rebuild", "add", "delete"])
def test_whoever_is_killed_at_any_step_leaves_a_whole_index(tmp_path, work):
    pristine = tmp_path / "pristine"
    index = FaissIndex(pristine, flat_rows=20)
    index.add(MODEL, numbers(55), units(60)[:55])
    index.rebuild()
    index.add(MODEL, numbers(60)[55:], units(60)[55:])
    before = held(pristine)
    root = Path(__file__).parents[2]
    script = [sys.executable, "-c", KILLED_AT_EACH_STEP, str(pristine), work]
    subprocess.run(script, check=True, cwd=root)
    *killed, ended = sorted(tmp_path.glob(f"{work}-*"))
    after = held(ended)
    states = [held(home) for home in killed]
    assert len(killed) >= 8
    assert [state in (before, after) for state in states] == [True] * len(killed)
    assert (before == after) == (work == "rebuild")
    assert states[0] == before
    for home in killed[::4]:
        FaissIndex(home, flat_rows=20).rebuild()
        assert len(list(home.glob("generation-*"))) == 1


def test_what_was_never_finished_is_written_over(tmp_path):
    index = FaissIndex(tmp_path)
    index.add(MODEL, numbers(5), units(5))
    for name in ("log.i64", "log.f32"):
        with (tmp_path / "generation-000001" / name).open("ab") as file:
            file.write(b"torn" * 7)
    index.add(MODEL, numbers(8)[5:], units(8)[5:])
    assert (
        FaissIndex(tmp_path).vectors(numbers(8)).tolist()
        == np.vstack([units(5), units(8)[5:]]).tolist()
    )


@pytest.mark.parametrize("name", ["about.json", "vectors.f32", "ids.i64", "clusters.faiss"])
def test_a_damaged_index_says_so_and_can_be_made_anew(tmp_path, name):
    home = tmp_path / "scene"
    index = FaissIndex(home, flat_rows=20)
    index.add(MODEL, numbers(30), units(30))
    index.rebuild()
    (home / "generation-000002" / name).write_bytes(b"broken")
    fresh = FaissIndex(home)
    with pytest.raises(StoreError, match="damaged"):
        fresh.search(MODEL, units(1)[0], 1)
    fresh.drop()
    fresh.add(MODEL, numbers(1), units(1))
    assert fresh.ids().tolist() == [1]


def test_a_rebuild_drops_deleted_vectors_from_the_disk(tmp_path):
    index = FaissIndex(tmp_path)
    index.add(MODEL, numbers(10), units(10))
    index.delete(numbers(4))
    index.rebuild()
    files = {file.name: file.stat().st_size for file in tmp_path.glob("generation-*/*")}
    assert files == {
        "about.json": files["about.json"], "ids.i64": 6 * 8, "vectors.f32": 6 * 16 * 4,
        "log.f32": 0, "log.i64": 0,
    }  # fmt: skip


def test_what_is_written_during_a_rebuild_is_kept(tmp_path):
    index = FaissIndex(tmp_path)
    index.add(MODEL, numbers(10), units(10))

    def parts():
        writer = FaissIndex(tmp_path)
        writer.add(MODEL, np.array([11, 2]), units(2, seed=4))
        writer.delete(np.array([3]))
        yield numbers(10), units(10)

    index.replace(MODEL, parts())
    assert index.ids().tolist() == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11]
    assert index.vectors(np.array([11, 2])).tolist() == units(2, seed=4).tolist()


def test_an_index_that_begins_while_its_first_generation_is_built_is_kept(tmp_path):
    index = FaissIndex(tmp_path)

    def parts():
        FaissIndex(tmp_path).add(MODEL, np.array([7]), units(1, seed=4))
        yield numbers(2), units(2)

    index.replace(MODEL, parts())
    assert index.ids().tolist() == [1, 2, 7]


def test_readers_meet_no_half_made_index(tmp_path):
    index, ended, seen = FaissIndex(tmp_path, flat_rows=20), threading.Event(), set()
    index.add(MODEL, numbers(40), units(40))

    def change():
        writer = FaissIndex(tmp_path, flat_rows=20)
        while not ended.is_set():
            writer.delete(numbers(40)[30:])
            writer.add(MODEL, numbers(40)[30:], units(40)[30:])
            writer.rebuild()

    writers = [threading.Thread(target=change) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(100):
            seen.add(len(FaissIndex(tmp_path).search(MODEL, units(1)[0], 100).ids))
    finally:
        ended.set()
        for writer in writers:
            writer.join()
    assert seen <= {30, 40}


def test_a_dropped_index_is_not_remembered_by_who_had_it_open(tmp_path):
    reader, writer = FaissIndex(tmp_path), FaissIndex(tmp_path)
    writer.add(MODEL, numbers(1), units(1))
    assert reader.search(MODEL, units(1)[0], 1).scores == pytest.approx([1.0])
    writer.drop()
    writer.add(MODEL, numbers(1), units(1, seed=5))
    assert reader.vectors(numbers(1)).tolist() == units(1, seed=5).tolist()


@pytest.mark.parametrize("kind", ["clustered", "scattered"])
def test_a_large_index_finds_what_brute_force_finds(tmp_path, kind):
    vectors = units(6000, dimension=32)
    if kind == "clustered":
        centres = units(60, seed=2, dimension=32)
        vectors = np.repeat(centres, 100, axis=0) + 0.6 * vectors
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    model = MODEL.model_copy(update={"dimension": 32})
    index = FaissIndex(tmp_path, flat_rows=1000)
    index.replace(model, [(numbers(6000), vectors)])
    index.delete(numbers(6000)[::7])
    live = np.setdiff1d(np.arange(6000), np.arange(6000)[::7])
    queries = probing(vectors, np.random.default_rng(3), 50)
    right = live[nearest_rows(vectors[live], queries, 10)] + 1
    found = [index.search(model, query, 10).ids for query in queries]
    hits = sum(np.isin(each, one).sum() for each, one in zip(found, right, strict=True))
    assert hits / 500 >= 0.99


def test_only_a_log_that_has_grown_wants_a_rebuild(tmp_path):
    index = FaissIndex(tmp_path)
    index.add(MODEL, numbers(2000), units(2000))
    assert not index.wants_rebuild()
    index.add(MODEL, numbers(2001)[2000:], units(1))
    assert index.wants_rebuild()
    index.rebuild()
    assert not index.wants_rebuild()


def test_an_old_generation_serves_those_who_read_it_still(tmp_path):
    index = FaissIndex(tmp_path, flat_rows=20)
    index.add(MODEL, numbers(40), units(40))
    index.rebuild()
    state = index._state()
    shutil.rmtree(tmp_path / "generation-000002")
    assert state.generation.vectors[39].tolist() == units(40)[39].tolist()


def test_many_equal_vectors_are_no_lack_of_recall(tmp_path):
    index = FaissIndex(tmp_path / "scene", flat_rows=20)
    same = np.repeat(units(4), 100, axis=0)
    index.replace(MODEL, [(np.arange(1, 401, dtype=np.int64), same)])
    assert measured_recall(index) == 1
