"""Kill generations at every step: run as ``make bench-providers [JSON=file]``."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.providers.books import StandinBooks
from benchmarks.providers.cases import CASES, Case
from benchmarks.providers.hearing import Hearing
from benchmarks.providers.killing import Kill, Range


def main() -> None:
    """Print a table and, if asked for, JSON; the exit code is 1 if anything was paid twice."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.providers", description=__doc__)
    parser.add_argument("--json", type=Path, help="also write every kill here")
    parser.add_argument("--styles", nargs="*", default=[case.style for case in CASES])
    options = parser.parse_args()
    cases = [case for case in CASES if case.style in options.styles]
    kills: list[Kill] = []
    with tempfile.TemporaryDirectory() as name, _standin() as url, Hearing() as hearing:
        killing = Range(StandinBooks(url), Path(name), hearing)
        killing.prepare()
        print(_HEAD)
        for case in cases:
            of_case = list(_kills(killing, case))
            kills += of_case
            print(_line(case, of_case), flush=True)
    print(f"{hearing.heard} webhooks heard")
    for kill in kills:
        if not kill.is_right:
            print(f"WRONG: {kill}")
    if options.json:
        rows = [asdict(kill) | {"is_right": kill.is_right} for kill in kills]
        options.json.write_text(json.dumps(rows, indent=1, default=str) + "\n", encoding="utf-8")
    sys.exit(not all(kill.is_right for kill in kills))


_HEAD = (
    f"{'style':22}{'adapter':32}{'kills':>6}{'places':>7}{'billed once':>12}{'twice':>6}"
    f"{'orphans':>8}{'ledger = bill':>14}{'same files':>11}{'loose ends':>11}"
    f"{'by a person':>12}{'lost':>5}"
)


def _line(case: Case, kills: Sequence[Kill]) -> str:
    died = [kill for kill in kills if kill.place]
    once, twice = sum(kill.bills == 1 for kill in died), sum(kill.bills > 1 for kill in died)
    orphans = sum(kill.submissions - 1 for kill in died)
    equal = sum(kill.billed_usd == kill.ledger_usd for kill in died)
    same, loose = sum(kill.is_same for kill in died), sum(kill.loose_ends for kill in died)
    asked, lost = sum(kill.asked_person for kill in died), sum(kill.was_lost for kill in died)
    return (
        f"{case.style:22}{case.adapter:32}{len(died):6}{len({kill.place for kill in died}):7}"
        f"{once:12}{twice:6}{orphans:8}{equal:14}{same:11}{loose:11}{asked:12}{lost:5}"
    )


def _kills(killing: Range, case: Case) -> Iterator[Kill]:
    places, files = killing.boundaries(case)
    for place in places:
        yield killing.killed_at(case, place, files)
    for vendor, route in case.in_flight:
        yield killing.killed_in_flight(case, vendor, route, files)


@contextmanager
def _standin() -> Iterator[str]:
    """A stand-in in a process of its own; its URL."""
    command = [sys.executable, "-m", "manike.testing.standin", "--port=0", "--fast"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.kill()


if __name__ == "__main__":
    main()
