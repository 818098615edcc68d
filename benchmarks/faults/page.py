"""The table as a page."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.faults.acting import Cell
from manike.money import plain

_HEAD = """# What becomes of each failure

Made by `make bench-faults`: each failure that users of the providers report
(`manike/testing/standin/failures.yaml`, with the evidence) struck the first call that it concerns,
through its adapter and the real door, with somebody to be asked next. `by`: who made the take
in the end; *next* is a fallback, *nobody* waits for a person. `error`: what the provider gave up
with. `waited`: seconds of backoff and polling by the studio's clock. `billed` is the stand-in's
book, `settled` the ledger's; `held` stays set aside until it is known whether it is billed.

"""
_COLUMNS = """| failure | by | error | calls | waited s | billed | settled | held |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
"""


def page_of(cells: Sequence[Cell]) -> str:
    """Markdown: the counts, then a table for each adapter."""
    by = Counter(
        "next" if cell.by == "next" else "nobody" if cell.by == "nobody" else "itself"
        for cell in cells
    )
    right = sum(cell.agrees for cell in cells)
    text = _HEAD + (
        f"{len(cells)} cases: {by['itself']} made by the provider itself after all, {by['next']} by"
        f" the next one, {by['nobody']} left to a person. The books agree in {right}; in the others"
        " a job that could not be stopped is settled at its quote, until `manike reconcile` finds"
        " that it was not billed.\n"
    )
    for adapter in dict.fromkeys(cell.adapter for cell in cells):
        text += f"\n## {adapter}\n\n{_COLUMNS}"
        text += "".join(_row(cell) for cell in cells if cell.adapter == adapter)
    return text


def _row(cell: Cell) -> str:
    figures = (
        str(cell.calls),
        f"{cell.waited_s:g}",
        *(plain(amount) for amount in (cell.billed, cell.settled, cell.held)),
    )
    return f"| {' | '.join((cell.failure, cell.by, cell.error, *figures))} |\n"
