"""A process is killed at every step of a change of what can be found; then somebody looks.

What serves must be whole at any moment: as it was before, or as it is afterwards.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.ids import ProjectId, TenantId
from manike.production.deleting import delete_project, finish_deletions
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.scripts import approve_script, write_script
from manike.production.search.indexing import index_scenes
from manike.script.preferences import Preferences
from manike.search.library import Library
from manike.settings import Settings
from manike.testing.fakes import FakeEmbedder, fake_providers

ACME = TenantId("acme")
BOATS, FOXES = ProjectId(ACME, "boats"), ProjectId(ACME, "foxes")
_PROMPTS = {BOATS: "Zigzag zebra jazz. A boat moors.", FOXES: "Quick foxes jump. Vivid wax."}
_EVENTS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir")
_QUERIES = ("zigzag zebra", "quick foxes")
_MOST_STEPS = 2000

Seen = tuple[object, ...]


class OtherEmbedder(FakeEmbedder):
    """Another model: the same letters, weighed otherwise."""

    model = "letters-2"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``."""
        vectors = super().embed(texts) * np.linspace(1, 3, self.dimension, dtype=np.float32)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def _sync(house: House) -> None:
    _library(house, OtherEmbedder()).sync(ACME, "scene")


def _keep_only(house: House) -> None:
    library = _library(house, FakeEmbedder())
    with library.alone(ACME, "scene"):
        library.rows.keep_only(ACME, "scene", ["foxes"])
        library.sync(ACME, "scene")


def _rebuild(house: House) -> None:
    house.indexes.open(ACME, "scene").rebuild()


def _delete(house: House) -> None:
    delete_project(house, BOATS, by="bench")


WORKS: Mapping[str, Callable[[House], None]] = {
    "rebuild": _rebuild,
    "another_model": _sync,
    "keep_only": _keep_only,
    "delete_project": _delete,
}


def main() -> None:
    """Kill at every step of each work and print how often what was found was whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--every", type=int, default=1, help="kill at each so-many-th step only")
    parser.add_argument("--only", choices=sorted(WORKS))
    options = parser.parse_args()
    figures: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="manike-kills-") as folder:
        pristine = Path(folder) / "pristine"
        _prepare(pristine)
        for name in [options.only] if options.only else WORKS:
            figures |= _killed(name, pristine, options.every)
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _prepare(home: Path) -> None:
    with _house(home) as house:
        for project, prompt in _PROMPTS.items():
            house.studio.submit(project, prompt, Preferences(duration_s=10))
            write_script(house, project)
            approve_script(house, project)
        index_scenes(house, ACME)


def _killed(name: str, pristine: Path, every: int) -> dict[str, int]:
    """Figures of one work: kills, what was seen after each, and what a second try left."""
    before = _look(pristine)
    counts = {"kills": 0, "old": 0, "new": 0, "neither": 0, "unfinished": 0}
    states: list[tuple[Seen, Path]] = []
    ended = None
    for number in range(1, _MOST_STEPS, every):
        home = pristine.parent / f"{name}-{number:04d}"
        shutil.copytree(pristine, home)
        if _dies_at(home, WORKS[name], number):
            states.append((_look(home), home))
        else:
            ended = _look(home)
            shutil.rmtree(home)
            break
    if ended is None:
        raise SystemExit(f"{name} has more than {_MOST_STEPS} steps.")
    for seen, home in states:
        counts["kills"] += 1
        which = "old" if seen == before else "new" if seen == ended else "neither"
        counts[which] += 1
        counts["unfinished"] += not _finishes(home, name, ended)
        shutil.rmtree(home)
    return {f"{name}_{what}": count for what, count in counts.items()}


def _dies_at(home: Path, work: Callable[[House], None], number: int) -> bool:
    """Whether a child that does the work was killed at its step of that number."""
    child = os.fork()
    if not child:
        left = number

        def step(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            if event in _EVENTS and str(args[0]).startswith(str(home)):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        with _house(home) as house:
            sys.addaudithook(step)
            work(house)
            os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def _look(home: Path) -> Seen:
    """What is found, by whichever model serves; it must be whole."""
    with _house(home) as house:
        model = house.indexes.open(ACME, "scene").model()
        name = model.name if model else ""
        embedder = OtherEmbedder() if name == OtherEmbedder.model else FakeEmbedder()
        library = _library(house, embedder)
        found = [
            tuple(
                (hit.row.project, hit.row.key, round(hit.cosine, 4))
                for hit in library.find(ACME, "scene", query, 10)
            )
            for query in _QUERIES
        ]
        return (name, *found)


def _finishes(home: Path, name: str, ended: Seen) -> bool:
    """Whether doing it again ends as if nobody had been killed, with nothing left behind."""
    with _house(home) as house:
        if name == "delete_project":
            finish_deletions(house, ACME)
            if house.studio.exists(BOATS):
                WORKS[name](house)
            is_clean = not house.layout.project(BOATS).exists()
        else:
            WORKS[name](house)
            generations = list(house.layout.index(ACME, "scene").glob("generation-*"))
            is_clean = len(generations) == 1
        is_exact = _library(house, FakeEmbedder()).audit(ACME, "scene").is_exact
    return is_clean and is_exact and _look(home) == ended


def _library(house: House, embedder: FakeEmbedder) -> Library:
    return Library(house.search_rows, house.indexes, embedder, house.layout)


@contextmanager
def _house(home: Path) -> Iterator[House]:
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'studio.db'}", studio_port=3000)
    with open_house(settings, fake_providers(), worker_count=0) as house:
        yield house


if __name__ == "__main__":
    main()
