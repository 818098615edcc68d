"""Each way of making the film in a child process of its own, one after the other."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.assembly.job import Job
from benchmarks.assembly.made import Made
from benchmarks.assembly.watching import Cost, watched
from manike.media.programs import ffmpeg_path

OURS = "ours"
WAYS = (OURS, "moviepy_way", "filter_graph")


@dataclass(frozen=True, slots=True)
class Run:
    """A film made by a child process."""

    cost: Cost
    made: Made


@dataclass(frozen=True, slots=True)
class Workshop:
    """A job, and the folder that its films are made in."""

    job: Job
    folder: Path

    @property
    def cache(self) -> Path:
        """What the engine keeps between runs."""
        return self.folder / "cache"

    def run(self, way: str, *flags: str) -> Run:
        """Make the film in a fresh folder; one of the engine's cache is kept."""
        out = self.folder / way
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        stored = self.job.write(self.folder / "job.json")
        command = [sys.executable, "-m", f"benchmarks.assembly.{way}", str(stored), str(out)]
        if way == OURS:
            self.cache.mkdir(exist_ok=True)
            command += ["--cache", str(self.cache)]
        # Else MoviePy asks imageio-ffmpeg, which carries a program of its own and is not there.
        environment = os.environ | {"FFMPEG_BINARY": str(ffmpeg_path())}
        cost = watched([*command, *flags], environment)
        made = Made.read(out)
        _say(f"{len(self.job.scenes)} scenes, {way} {' '.join(flags)}", cost)
        return Run(cost, made)

    def run_anew(self, way: str, *flags: str) -> Run:
        """Make the film without anything kept."""
        if way == OURS:
            shutil.rmtree(self.cache, ignore_errors=True)
        return self.run(way, *flags)


def _say(what: str, cost: Cost) -> None:
    sys.stderr.write(
        f"{what:<48} {cost.wall_s:7.1f} s  {cost.cpu_s:7.1f} CPU s  {cost.peak_mib:6.0f} MiB\n"
    )
