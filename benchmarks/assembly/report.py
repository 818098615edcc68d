"""The figures as a table to read and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.assembly.edits import Edit
from benchmarks.assembly.job import FPS, Job
from benchmarks.assembly.running import OURS, Run
from benchmarks.assembly.viewing import Viewed

_COSTS = ("wall_s", "cpu_s", "peak_mib")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was measured."""

    cpus: int
    memory_gib: float
    python: str
    ffmpeg: str
    moviepy: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that was measured."""

    machine: Machine
    job: Job
    transition: str
    """In the engine's film; the others have cuts."""
    runs: dict[str, list[Run]]
    viewed: dict[str, Viewed]
    edits: dict[str, Edit]
    larger: Run
    larger_scenes: int
    long: Viewed


def as_json(figures: Figures) -> dict[str, Any]:
    """Every figure by its name."""
    job = figures.job
    return {
        "machine": asdict(figures.machine),
        "job": {
            "scenes": len(job.scenes),
            "length_s": round(job.length_s, 3),
            "size": f"{job.width_px}x{job.height_px}",
            "fps": str(FPS),
            "transition": figures.transition,
        },
        "runs": {way: [_run(run) for run in runs] for way, runs in figures.runs.items()},
        "ratios": {way: _ratios(figures, way) for way in figures.runs if way != OURS},
        "times_length": {way: _wall_s(of) / job.length_s for way, of in figures.runs.items()},
        "edits": {name: _edit(edit, figures) for name, edit in figures.edits.items()},
        "memory_mib": _memory(figures),
        "viewer": {way: asdict(viewed) for way, viewed in figures.viewed.items()},
        "viewer_ten_minutes": asdict(figures.long),
    }


def as_text(figures: Figures) -> str:
    """Tables for a person."""
    job, machine = figures.job, figures.machine
    head = (
        f"{len(job.scenes)} scenes, {job.length_s:.1f} s, {job.width_px}x{job.height_px} at {FPS}; "
        f"{machine.cpus} CPUs, {machine.memory_gib} GiB, MoviePy {machine.moviepy}"
    )
    return "\n\n".join(
        [head, _table(_making(figures)), _table(_again(figures)), _table(_seen(figures))]
    )


def _making(figures: Figures) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("made", "wall s", "x length", "CPU s", "peak MiB", "wall/ours")]
    for way, runs in figures.runs.items():
        wall_s, cpu_s, peak_mib = (_median(runs, name) for name in _COSTS)
        cells = (wall_s, wall_s / figures.job.length_s, cpu_s, peak_mib)
        ratio = wall_s / _wall_s(figures.runs[OURS])
        rows.append((way, *(f"{cell:.2f}" for cell in cells), f"{ratio:.2f}"))
    cost = figures.larger.cost
    larger = (f"{cost.wall_s:.2f}", "", f"{cost.cpu_s:.2f}", f"{cost.peak_mib:.2f}", "")
    return [*rows, (f"ours, {figures.larger_scenes} scenes", *larger)]


def _again(figures: Figures) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [
        ("made again", "wall s", "% of full", "engine s", "segments made", "sound", "bytes differ")
    ]
    for name, edit in figures.edits.items():
        made, values = edit.run.made, _edit(edit, figures)
        segments = f"{made.segments_made} of {made.segments_made + made.segments_reused}"
        share = f"{values['share_of_full'] * 100:.1f}"
        differ = f"{edit.untouched_differ} of {edit.untouched}"
        sound = "made" if made.sound_made else "kept"
        engine_s = f"{made.engine_s:.2f}"
        rows.append((name, f"{values['wall_s']:.2f}", share, engine_s, segments, sound, differ))
    return rows


def _seen(figures: Figures) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [
        ("seen and heard", "frames", "uneven", "A/V ms", "grows ms", "streams ms", "LUFS", "dBTP")
    ]
    for name, seen in {**figures.viewed, "ours, ten minutes": figures.long}.items():
        times = (f"{value:.2f}" for value in (seen.av_ms, seen.av_growth_ms, seen.streams_ms))
        frames = f"{seen.frames} of {seen.frames_planned}"
        levels = (f"{seen.lufs:.1f}", f"{seen.true_peak_dbtp:.1f}")
        rows.append((name, frames, str(seen.uneven_gaps), *times, *levels))
    return rows


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _run(run: Run) -> dict[str, float]:
    return {**asdict(run.cost), "engine_s": run.made.engine_s}


def _ratios(figures: Figures, way: str) -> dict[str, float]:
    """How many times what our engine needs."""
    ours, theirs = figures.runs[OURS], figures.runs[way]
    return {name: _median(theirs, name) / _median(ours, name) for name in _COSTS}


def _edit(edit: Edit, figures: Figures) -> dict[str, Any]:
    made = edit.run.made
    return {
        **_run(edit.run),
        "share_of_full": edit.run.cost.wall_s / _wall_s(figures.runs[OURS]),
        "segments_made": made.segments_made,
        "segments_reused": made.segments_reused,
        "sound_made": made.sound_made,
        "untouched_pictures": edit.untouched,
        "untouched_that_differ": edit.untouched_differ,
    }


def _memory(figures: Figures) -> dict[str, float]:
    standard = _median(figures.runs[OURS], "peak_mib")
    larger = figures.larger.cost.peak_mib
    return {
        f"{len(figures.job.scenes)}_scenes": standard,
        f"{figures.larger_scenes}_scenes": larger,
        "growth": larger / standard - 1,
    }


def _wall_s(runs: Sequence[Run]) -> float:
    return _median(runs, "wall_s")


def _median(runs: Sequence[Run], name: str) -> float:
    return median(float(getattr(run.cost, name)) for run in runs)
