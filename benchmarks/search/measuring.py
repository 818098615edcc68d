"""Each engine at one size, in processes of its own: one builds, another opens and asks."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.search.engines import ENGINES, NEAREST, Engine, Ours, recall
from manike.search.clusters import nearest_rows

ADDED = 1000
_TUNING = 200
_SHARES = (0.001, 0.1, 0.5)


def measured(folder: Path, engine: str, limit_s: float) -> dict[str, float]:
    """Figures of one engine over the vectors of a folder; empty if a step takes too long.

    The folder is given back as it was.
    """
    own = folder / engine
    own.mkdir()
    figures: dict[str, float] = {}
    try:
        for step in ("build", "serve"):
            command = [
                sys.executable,
                "-m",
                "benchmarks.search.measuring",
                str(folder),
                engine,
                step,
            ]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=limit_s)
            figures |= json.loads(done.stdout.splitlines()[-1])
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{engine}: not done after {limit_s:.0f} s, left out\n")
        return {}
    finally:
        shutil.rmtree(own)
    return figures


def write_truth(folder: Path) -> None:
    """Write what brute force finds: ids of the ten nearest to each query."""
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    queries = np.load(folder / "queries.npy")
    rows = nearest_rows(vectors, queries, NEAREST)
    np.save(folder / "truth.npy", rows + 1)


def main(folder: Path, name: str, step: str) -> None:
    """One step of one engine, in this process; figures go to standard output."""
    engine = ENGINES[name](folder / name)
    figures = _build(folder, engine) if step == "build" else _serve(folder, engine)
    sys.stdout.write(json.dumps(figures) + "\n")


def _build(folder: Path, engine: Engine) -> dict[str, float]:
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    started = perf_counter()
    engine.build(vectors)
    return {
        "build_s": round(perf_counter() - started, 2),
        "build_anon_mib": _mib("VmHWM") - _mib("RssFile"),
    }


def _serve(folder: Path, engine: Engine) -> dict[str, float]:
    queries, truth = np.load(folder / "queries.npy"), np.load(folder / "truth.npy")
    before = _mib("RssAnon")
    started = perf_counter()
    engine.open()
    opened = perf_counter() - started
    setting = engine.tune(queries[:_TUNING], truth[:_TUNING])
    found, times = [], []
    for query in queries:
        started = perf_counter()
        found.append(engine.search(query))
        times.append(perf_counter() - started)
    figures = {
        "open_s": round(opened, 3),
        "recall_at_10": round(recall(found, truth), 4),
        "p50_ms": round(float(np.median(times)) * 1e3, 3),
        "p99_ms": round(float(np.quantile(times, 0.99)) * 1e3, 3),
        "anon_mib": _mib("RssAnon") - before,
        "mapped_mib": _mib("RssFile"),
        "setting": setting,
        "disk_mib": round(sum(f.stat().st_size for f in _files(folder, engine)) / 2**20),
    }
    if isinstance(engine, Ours):
        figures |= _filtered(folder, engine, queries[:100])
    return figures | _added(engine, queries)


def _files(folder: Path, engine: Engine) -> list[Path]:
    name = next(name for name, kind in ENGINES.items() if isinstance(engine, kind))
    return [file for file in (folder / name).rglob("*") if file.is_file()]


def _filtered(folder: Path, engine: Ours, queries: np.ndarray) -> dict[str, float]:
    """Recall and time where only some of the rows are allowed."""
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    figures = {}
    for share in _SHARES:
        chance = np.random.default_rng(1)
        rows = np.sort(chance.choice(len(vectors), int(share * len(vectors)), replace=False))
        truth = rows[nearest_rows(vectors[rows], queries, NEAREST)] + 1
        found, times = [], []
        for query in queries:
            started = perf_counter()
            found.append(engine.among(query, rows + 1))
            times.append(perf_counter() - started)
        name = f"filter_{share:g}"
        figures[f"{name}_recall"] = round(recall(found, truth), 4)
        figures[f"{name}_p50_ms"] = round(float(np.median(times)) * 1e3, 3)
    return figures


def _added(engine: Engine, queries: np.ndarray) -> dict[str, float]:
    """Seconds until a thousand further vectors are kept and found."""
    ids = np.arange(10**9, 10**9 + ADDED)
    started = perf_counter()
    engine.add(ids, queries[:ADDED])
    found = engine.search(queries[0])
    taken = perf_counter() - started
    return {"add_1000_s": round(taken, 3), "added_found": float(found[0] == ids[0])}


def _mib(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return round(int(line.split()[1]) / 1024)
    return 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
