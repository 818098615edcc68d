"""Films with known boundaries, made by chance from a fixed seed, encoded and kept."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.shots.footage import FPS, Source
from benchmarks.shots.joining import Plan, join, plan_transition
from benchmarks.shots.shooting import FRAME_PX, FRAMINGS, Frame, film_shot
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder

VERSION = 3
"""Counts up with everything that changes a pixel of the set."""
SHOTS_A_FILM = 11
_SAME_PLACE, _REAL_SHARE = 0.2, 0.3
_SEEDS = {"tuning": 1_000, "tuning-moving": 1_000, "heldout": 2_000, "heldout-moving": 2_000}


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where one shot gives way to the next."""

    kind: str
    first: int
    """The first frame that is not the earlier shot alone."""
    last: int
    """The first frame that is the later shot alone; equals ``first`` for a cut."""


@dataclass(frozen=True, slots=True)
class MadeFilm:
    """A film of the set."""

    path: Path
    frame_count: int
    boundaries: tuple[Boundary, ...]


def made_film(part: str, number: int, sources: Sequence[Source], cache: Path) -> MadeFilm:
    """One film of a part, made if the cache lacks it; the same for the same sources each time."""
    path = cache / f"{part}-{number:02d}.mp4"
    notes = path.with_suffix(".json")
    if not notes.exists():
        frames, boundaries = compose(part, sources, np.random.default_rng(_SEEDS[part] + number))
        options = x264_options(FPS, crf=18 + number % 4 * 4)
        with FrameEncoder(path, FRAME_PX, FPS, pixel_format="bgr24", options=options) as encoder:
            for frame in frames:
                encoder.write(frame)
        truth = {"frames": len(frames), "boundaries": [asdict(b) for b in boundaries]}
        notes.write_text(json.dumps(truth))
    truth = json.loads(notes.read_text())
    return MadeFilm(path, truth["frames"], tuple(Boundary(**b) for b in truth["boundaries"]))


def compose(
    part: str, sources: Sequence[Source], rng: np.random.Generator
) -> tuple[list[Frame], list[Boundary]]:
    """Frames of a film of some shots, and where they meet."""
    plans = [plan_transition(part, rng) for _ in range(SHOTS_A_FILM - 1)]
    frames: list[Frame] = []
    boundaries: list[Boundary] = []
    ending: list[Frame] = []
    source, framing = None, "wide"
    for at in range(SHOTS_A_FILM):
        into = plans[at - 1] if at else Plan("cut")
        out = plans[at] if at < len(plans) else Plan("cut")
        source, framing = _next_view(source, framing, into, sources, rng)
        alone = int(rng.integers(22, 75))
        shot = film_shot(source, into.after + alone + out.before, framing, rng)
        if at:
            first = len(frames)
            frames += join(into, ending, shot[: into.after])
            boundaries.append(Boundary(into.kind, first, len(frames)))
        frames += shot[into.after : into.after + alone]
        ending = shot[into.after + alone :]
    return frames, boundaries


def _next_view(
    last: Source | None,
    framing: str,
    into: Plan,
    sources: Sequence[Source],
    rng: np.random.Generator,
) -> tuple[Source, str]:
    """Real clips or painted ones; now and then the same place from nearer or farther."""
    if last is not None and into.kind in ("cut", "dissolve") and rng.random() < _SAME_PLACE:
        return last, "close" if framing == "wide" else "wide"
    real = [s for s in sources if s.is_real and s != last]
    painted = [s for s in sources if not s.is_real and s != last]
    chosen = real if real and rng.random() < _REAL_SHARE else painted
    return chosen[int(rng.integers(len(chosen)))], str(rng.choice(list(FRAMINGS)))
