"""Put every fault into three films and see which rule finds it: ``make bench-quality [JSON=file]``.

Writes the table ``docs/quality.md``.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from benchmarks.quality.films import FILMS, finished_film
from benchmarks.quality.table import table
from manike.quality.results import failed
from manike.quality.rules import check_film
from manike.testing.faults import FAULTS, Fault
from manike.testing.films import FinishedFilm

_CACHE = Path(tempfile.gettempdir()) / "manike-bench-quality"


@dataclass(frozen=True, slots=True)
class Found:
    """What the check said of one fault in one film."""

    fault: Fault
    strength: float
    film: str
    rules: dict[str, str]
    """Messages by rule."""

    @property
    def by_its_rule(self) -> bool:
        """Whether the rule that is meant for it failed."""
        return self.fault.rule in self.rules


def main() -> None:
    """Make or find the films, inject, check, write the table and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--cache", type=Path, default=_CACHE)
    parser.add_argument("--table", type=Path, default=Path("docs/quality.md"))
    parser.add_argument("--all-strengths", action="store_true")
    options = parser.parse_args()
    found: list[Found] = []
    alarms: dict[str, dict[str, str]] = {}
    seconds: dict[str, float] = {}
    for name in FILMS:
        film = finished_film(name, options.cache)
        started = monotonic()
        alarms[name] = _broken(replace(film, sources=replace(film.sources, hear=None)))
        seconds[name] = monotonic() - started
        alarms[name] |= _broken(film)
        found += _injected(film, name, all_strengths=options.all_strengths)
    figures = {
        "films": float(len(FILMS)),
        "kinds": float(len(FAULTS)),
        "injected": float(len(found)),
        "found": float(sum(bool(each.rules) for each in found)),
        "found_by_own_rule": float(sum(each.by_its_rule for each in found)),
        "false_alarms": float(sum(len(each) for each in alarms.values())),
        "check_s": round(max(seconds.values()), 2),
    }
    options.table.write_text(table(found, alarms, figures), encoding="utf-8")
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _injected(film: FinishedFilm, name: str, *, all_strengths: bool) -> list[Found]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for fault in FAULTS:
            strengths = fault.strengths if all_strengths else fault.strengths[:1]
            for strength in strengths:
                bad = fault.inject(film, Path(folder) / "bad.mp4", strength)
                if fault.rule != "words":
                    bad = replace(bad, sources=replace(bad.sources, hear=None))
                each = Found(fault, strength, name, _broken(bad))
                found.append(each)
                mark = "found" if each.by_its_rule else f"MISSED, but {each.rules}"
                sys.stderr.write(f"{name:>12} {fault.name} {strength:g}: {mark}\n")
    return found


def _broken(film: FinishedFilm) -> dict[str, str]:
    results = check_film(film.path, film.timeline, film.sources)
    return {result.name: result.message for result in failed(results)}


if __name__ == "__main__":
    main()
