"""Analyses 10, 60 and 120 minutes of 720p, each in a process of its own."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

from benchmarks.assembly.watching import watched
from manike.analysis.footage import analyse_footage
from manike.media.probe import probe
from manike.media.programs import ffmpeg_path

MINUTES = (10, 60, 120)
_PROMPT = "A sea turtle leaves the beach at sunrise. The reef waits at noon."


def main() -> None:
    """Print a table and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--film", type=Path, help="a film of 720p with sound to loop; made if none")
    parser.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    parser.add_argument("--one", type=Path, help="analyse this file in this process")
    options = parser.parse_args()
    if options.one:
        report = analyse_footage(options.one)
        options.one.with_suffix(".json").write_text(report.model_dump_json())
        return
    cache = Path(gettempdir()) / "manike-bench-footage"
    cache.mkdir(exist_ok=True)
    film = options.film or _made_film(cache)
    figures: dict[str, float] = {}
    for minutes in options.minutes:
        figures |= _measured(film, minutes, cache)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def _measured(film: Path, minutes: int, cache: Path) -> dict[str, float]:
    path = _looped(film, minutes, cache)
    command = [sys.executable, "-m", "benchmarks.footage", "--one", str(path)]
    cost = watched(command, os.environ)
    report = json.loads(path.with_suffix(".json").read_text())
    path.unlink()
    duration_s = report["media"]["duration_s"]
    told = {
        "wall_s": round(cost.wall_s, 1),
        "cpu_s": round(cost.cpu_s, 1),
        "times_real": round(duration_s / cost.wall_s, 2),
        "cpu_times_real": round(duration_s / cost.cpu_s, 2),
        "peak_mib": round(cost.peak_mib, 1),
        "shots": len(report["shots"]),
        "load": round(cost.load, 1),
    }
    print(f"{minutes} min: {told}", flush=True)
    return {f"{name}_{minutes}": value for name, value in told.items()}


def _looped(film: Path, minutes: int, cache: Path) -> Path:
    """The film again and again, without encoding it anew."""
    path = cache / f"{minutes}-minutes.mp4"
    again = int(minutes * 60 / probe(film).duration_s)
    command = [str(ffmpeg_path()), "-y", "-loglevel", "error", "-stream_loop", str(again)]
    ends = ["-t", str(minutes * 60), "-c", "copy", str(path)]
    subprocess.run([*command, "-i", str(film), *ends], check=True)
    return path


def _made_film(cache: Path) -> Path:
    folder = cache / "film"
    if not (folder / "film.mp4").exists():
        options = ["--duration", "30", "--resolution", "720p", "--out", str(folder)]
        command = [str(Path(sys.executable).with_name("manike")), "video", *options]
        home = {**os.environ, "MANIKE_HOME": str(cache / "home")}
        subprocess.run([*command, "--", _PROMPT], check=True, env=home)
    return folder / "film.mp4"


if __name__ == "__main__":
    main()
