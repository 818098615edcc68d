"""The pairs of the blind comparison with their names on, for the gallery."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.studio.jpegs import small_jpeg
from benchmarks.studio.pairs import OURS
from manike.media.files import write_bytes

BESIDE = "beside-"
"""With this the names of such pictures begin."""
MAX_PAIR_BYTES = 40_000
_SHOWN_PX = (480, 270)
_GAP_PX = 8


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair as the gallery shows it."""

    file: str
    text: str


def write_comparison(pairs: Path, key: Path, to: Path) -> tuple[Beside, ...]:
    """One JPEG for each pair: the other painter's picture on the left, ours on the right.

    Args:
        pairs: the folder of ``pair-01-a.jpg`` and so on.
        key: what ``benchmarks.studio.pairs`` kept apart.
        to: the gallery.

    Raises:
        ValueError: a picture is missing.
    """
    entries: list[dict[str, Any]] = json.loads(key.read_text(encoding="utf-8"))
    return tuple(_written(pairs, entry, to) for entry in entries)


def comparison_lines(shown: Sequence[Beside]) -> Iterator[str]:
    """The gallery's section."""
    yield "## Beside the first sketches"
    yield ""
    yield (
        f"{len(shown)} scenes painted twice: on the left by the sketches that the studio began "
        "with, on the right by its illustrator."
    )
    yield ""
    for each in shown:
        yield f"![{each.text}]({each.file})"
        yield ""
        yield f"{each.text}"
        yield ""


def _written(pairs: Path, entry: dict[str, Any], to: Path) -> Beside:
    ours, others = ("a", "b") if entry["a"] == OURS else ("b", "a")
    gap = np.full((_SHOWN_PX[1], _GAP_PX, 3), 255, np.uint8)
    pictures = []
    for letter in (others, ours):
        found = sorted(pairs.glob(f"{entry['pair']}-{letter}.*"))
        picture = cv2.imread(str(found[0]), cv2.IMREAD_COLOR) if found else None
        if picture is None:
            raise ValueError(f"{pairs} has no picture {entry['pair']}-{letter}.")
        pictures.append(cv2.resize(picture, _SHOWN_PX, interpolation=cv2.INTER_AREA))
    file = f"{BESIDE}{entry['scene']}.jpg"
    write_bytes(to / file, small_jpeg(np.hstack([pictures[0], gap, pictures[1]]), MAX_PAIR_BYTES))
    return Beside(file, entry["text"])
