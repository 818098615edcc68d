"""What serves of an index, as somebody who reads it sees it: a generation and its log."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.search.generation import Generation
from manike.search.head import Head, damaged, read_head
from manike.search.log import Log, read_log
from manike.search_ports import Ids

_OPENINGS = 20


@dataclass(frozen=True)
class State:
    """What a head stands for."""

    head: Head
    generation: Generation
    log: Log
    live: NDArray[np.bool_] | None
    """Which rows of the generation count; ``None`` if the log has deleted or replaced none."""

    @property
    def kept_ids(self) -> Ids:
        """Ids whose vector lies in the generation, ascending."""
        return self.generation.ids if self.live is None else self.generation.ids[self.live]


def read_state(home: Path, seen: State | None) -> State | None:
    """What serves now; only what changed since ``seen`` is read. ``None`` before the first vector.

    Raises:
        StoreError: it is damaged.
    """
    for _ in range(_OPENINGS):
        head = read_head(home)
        if head is None or (seen is not None and seen.head == head):
            return seen if head else None
        try:
            same = seen is not None and seen.head.born == head.born
            generation = seen.generation if seen and same else Generation.open(home, head)
            log = read_log(home, head)
        except FileNotFoundError:  # another generation was swapped in meanwhile
            continue
        except EOFError as error:
            raise damaged(home, str(error)) from error
        except OSError as error:
            raise damaged(home, "a file") from error
        return State(head, generation, log, _live(generation, log))
    raise damaged(home, "a file")


def _live(generation: Generation, log: Log) -> NDArray[np.bool_] | None:
    rows, there = generation.rows_of(log.touched)
    if not there.any():
        return None
    live = np.ones(generation.ids.size, np.bool_)
    live[rows[there]] = False
    return live
