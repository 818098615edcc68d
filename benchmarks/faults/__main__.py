"""Each failure that users report, with each adapter that it concerns: a page, and JSON."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.faults.acting import FILES, Cell, act, billed_route
from benchmarks.faults.asking import Adapter, adapters_of
from benchmarks.faults.page import page_of
from manike.errors import BadInputError
from manike.settings import load_settings
from manike.testing.standin.failures import Failure, failures
from manike.testing.standin.running import Standin
from resources.roster import STANDIN, build_roster

_TEXTS = frozenset({"refusal", "cut_short", "says"})
"""Failures of scripts, which pictures and voices do not know."""
_PICTURES = frozenset({"moderation_blocked", "blackened"})


def main() -> None:
    """Run them all; the exit code is 1 if one was billed more than the ledger knows."""
    arguments = _arguments()
    cells = list(_cells(arguments.only))
    if arguments.json:
        content = [asdict(cell) for cell in cells]
        arguments.json.write_text(json.dumps(content, indent=1, default=str), encoding="utf-8")
    if arguments.page:
        arguments.page.write_text(page_of(cells), encoding="utf-8")
    wrong = [cell for cell in cells if not cell.is_covered]
    print(page_of(cells))
    for cell in wrong:
        print(f"The books differ: {cell}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


def concerned(adapter: Adapter, failure: Failure) -> bool:
    """Whether this failure can happen to this adapter."""
    kind = failure.order.kind
    if kind in _TEXTS and adapter.part != "text":
        return False
    if kind in _PICTURES and adapter.part != "image":
        return False
    return adapter.vendor in failure.vendors or (FILES in failure.vendors and adapter.downloads)


def _cells(only: Sequence[str]) -> Iterator[Cell]:
    with Standin(fast=True) as standin, tempfile.TemporaryDirectory() as folder:
        roster = build_roster(load_settings({"MANIKE_HOME": folder}), {STANDIN: standin.url})
        adapters = list(adapters_of(roster, Path(folder)))
        unknown = set(only) - {adapter.vendor for adapter in adapters}
        if unknown:
            raise BadInputError("only", f"there is no vendor {', '.join(sorted(unknown))}.")
        for adapter in adapters:
            if only and adapter.vendor not in only:
                continue
            yield _told(act(standin, adapter, None))
            struck = replace(
                adapter,
                route=billed_route(standin, adapter.vendor),
                downloads=bool(standin.calls(FILES)),
            )
            for failure in failures():
                if concerned(struck, failure):
                    yield _told(act(standin, struck, failure))


def _told(cell: Cell) -> Cell:
    print(f"{cell.adapter}: {cell.failure}: {cell.by}", file=sys.stderr)
    return cell


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.faults", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the cells here")
    parser.add_argument("--page", type=Path, help="write the page here")
    parser.add_argument("--only", nargs="*", default=(), help="these vendors alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
