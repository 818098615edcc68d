"""Measure the vector index beside hnswlib and Milvus Lite: ``make bench-search [SIZES=…]``.

Sizes are numbers of vectors of 384 dimensions. Up to 1,000 they are MiniLM's of sentences, beyond
that a mixture that is like them; ``--kind random`` takes the worst there is.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.search.measuring import measured, write_truth
from benchmarks.search.vectors import write_vectors

_SIZES = "1000,100000"
_SENTENCES = 1000
_MILVUS_MOST = 100_000
"""At 100,000 a query takes Milvus Lite a third of a second, and opening half a minute."""
_NEEDS = {"ours": "faiss", "hnswlib": "hnswlib", "milvus_lite": "milvus_lite"}


def main() -> None:
    """Measure all sizes and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sizes", default=_SIZES, help="with commas between them")
    parser.add_argument("--kind", choices=["mixture", "random"], default="mixture")
    parser.add_argument("--engines", default=",".join(_NEEDS))
    parser.add_argument("--limit-s", type=float, default=3600, help="for each step of an engine")
    options = parser.parse_args()
    engines = [name for name in options.engines.split(",") if _is_there(name)]
    sizes = sorted(int(size) for size in options.sizes.split(","))
    figures: dict[str, float | str] = {}
    for size in sizes:
        kind = "sentences" if size <= _SENTENCES else options.kind
        for name, found in _at(size, kind, engines, options.limit_s).items():
            figures |= {f"{name}_{size}_{key}": value for key, value in found.items()}
    figures = _headline(figures, sizes[-1]) | figures | {"load": os.getloadavg()[0]}
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _at(size: int, kind: str, engines: list[str], limit_s: float) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="manike-bench-search-") as name:
        folder = Path(name)
        write_vectors(folder, size, kind)
        write_truth(folder)
        found = {}
        for engine in engines:
            if engine == "milvus_lite" and size > _MILVUS_MOST:
                continue
            if figures := measured(folder, engine, limit_s):
                found[engine] = figures
                sys.stderr.write(f"{size:>8} {kind:>9} {engine:>11} {figures}\n")
        return found


def _is_there(engine: str) -> bool:
    package = _NEEDS[engine]
    if importlib.util.find_spec(package) is None:
        sys.stderr.write(f"{engine} is left out: install {package} to compare with it.\n")
        return False
    return True


def _headline(figures: dict[str, float | str], size: int) -> dict[str, float | str]:
    """The largest size, under the names that the project has fixed."""
    head: dict[str, float | str] = {"vectors": size}
    for key in ("recall_at_10", "p50_ms", "p99_ms"):
        head[key] = figures[f"ours_{size}_{key}"]
    for engine in ("hnswlib", "milvus_lite"):
        if f"{engine}_{size}_p50_ms" in figures:
            head[f"{engine}_p50_ms"] = figures[f"{engine}_{size}_p50_ms"]
    return head


if __name__ == "__main__":
    main()
