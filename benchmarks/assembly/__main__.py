"""Run as ``make bench-assembly [JSON=file] [SCENES=24]``; see docs/benchmarks.md."""

import argparse
import json
import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks.assembly.edits import measure_edits
from benchmarks.assembly.job import LONG, Job, make_job, repeated, standard
from benchmarks.assembly.report import Figures, Machine, as_json, as_text
from benchmarks.assembly.running import OURS, WAYS, Run, Workshop
from benchmarks.assembly.viewing import view
from manike.media.programs import ffmpeg_version
from manike.script.vocabulary import Transition

_LARGER = 5
"""Times the scenes, to see whether memory grows: 24 become 120."""


def main() -> None:
    """Measure everything, print a table and the same as JSON."""
    options = _options()
    options.scratch.mkdir(parents=True, exist_ok=True)
    job = make_job(standard(options.scenes), options.scratch)
    long_job = make_job(LONG, options.scratch)
    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        figures = _measure(job, long_job, Path(folder), options)
    print(as_text(figures))
    text = json.dumps(as_json(figures), indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def _measure(job: Job, long_job: Job, folder: Path, options: argparse.Namespace) -> Figures:
    shop = Workshop(job, folder / "standard")
    flag = f"--transition={options.transition}"
    runs: dict[str, list[Run]] = {way: [] for way in WAYS}
    for number in range(options.rounds):
        for way in WAYS if number % 2 == 0 else WAYS[::-1]:
            runs[way].append(shop.run_anew(way, *([flag] if way == OURS else [])))
    viewed = {way: view(of[-1].made, job) for way, of in runs.items()}
    edits = measure_edits(shop, runs[OURS][-1].made, options.transition)
    larger = Workshop(repeated(job, _LARGER), folder / "larger")
    long = Workshop(long_job, folder / "long")
    return Figures(
        machine=_machine(),
        job=job,
        transition=options.transition,
        runs=runs,
        viewed=viewed,
        edits=edits,
        larger=larger.run_anew(OURS, flag),
        larger_scenes=len(larger.job.scenes),
        long=view(long.run_anew(OURS, flag).made, long_job),
    )


def _machine() -> Machine:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        cpus=len(os.sched_getaffinity(0)),
        memory_gib=round(memory / 2**30, 1),
        python=platform.python_version(),
        ffmpeg=ffmpeg_version(),
        moviepy=version("moviepy"),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-assembly", description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--scenes", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=2, help="every way so often, in turn")
    parser.add_argument(
        "--transition", type=Transition, default=Transition.CUT, help="of our engine's film"
    )
    scratch = Path(tempfile.gettempdir()) / "manike-bench-assembly"
    parser.add_argument("--scratch", type=Path, default=scratch, help="where the job is kept")
    options = parser.parse_args()
    if options.scenes < 1 or options.rounds < 1:
        parser.error("at least one scene and one round are needed.")
    return options


if __name__ == "__main__":
    main()
