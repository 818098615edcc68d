"""What is heard in recordings beside what is true: music of our composer, of known key and tempo.

Prints shares of keys and tempos that are found, and how memory grows with a recording's length.
"""

import argparse
import json
import random
import resource
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from manike.embedded.composer.provider import EmbeddedComposer
from manike.media.programs import run_ffmpeg
from manike.ports import MusicRequest
from manike.script.vocabulary import Mood
from manike.songs.keys import PITCHES
from manike.songs.listening import Heard, listen

_LENGTH_S = 40.0
_MINUTES = (3, 60, 180)
"""Of recordings whose memory is measured; the longer ones are the first again and again."""
_TEMPOS_BPM = (60, 170)
_NEAR = 0.04
"""Of the tempo: the usual tolerance, of MIREX."""
_METRES = (2, 3, 4, 5, 6)
_LEVELS = (1 / 3, 0.5, 1.0, 2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Music with what is true of it."""

    file: Path
    key: str
    tempo_bpm: float
    """That of the piece: it gives way a little from the one asked for."""


def main() -> None:
    """Compose, listen and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--pieces", type=int, default=48)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measured(Path(folder), options.pieces) | memory(Path(folder))
    text = json.dumps(figures, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def measured(folder: Path, count: int) -> dict[str, float]:
    """Shares of what is found right, 0 to 1."""
    keys, near_keys, tempos, levels, wall_s = 0, 0.0, 0, 0, 0.0
    for number, piece in enumerate(pieces(folder, count), start=1):
        started = perf_counter()
        heard = listen(piece.file)
        wall_s += perf_counter() - started
        keys += heard.key == piece.key
        near_keys += mirex(piece.key, heard.key)
        tempos += fits(heard, piece.tempo_bpm)
        levels += any(fits(heard, piece.tempo_bpm * level) for level in _LEVELS)
        print(f"{number}/{count}: {piece.key}, {piece.tempo_bpm:.1f}; {heard}", flush=True)
    return {
        "pieces": count,
        "key_exact": round(keys / count, 3),
        "key_mirex": round(near_keys / count, 3),
        "tempo_exact": round(tempos / count, 3),
        "tempo_or_multiple": round(levels / count, 3),
        "listen_s": round(wall_s / count, 2),
    }


def pieces(folder: Path, count: int) -> Iterator[Piece]:
    """Music in all 24 keys in turn, of all moods, of tempos by chance; the same each time."""
    composer, chance, moods = EmbeddedComposer(folder / "cache"), random.Random(5), list(Mood)
    for number in range(count):
        mode = "minor" if number % 2 else "major"
        key = f"{PITCHES[number // 2 % len(PITCHES)]} {mode}"
        wanted_bpm = chance.randint(*_TEMPOS_BPM)
        home = folder / str(number)
        home.mkdir()
        mood = moods[number % len(moods)]
        request = MusicRequest(mood, wanted_bpm, key, _LENGTH_S, number, 1)
        music = composer.compose(request, home)
        true_bpm = min(
            (60 * beats / music.bar_s for beats in _METRES), key=lambda bpm: abs(bpm - wanted_bpm)
        )
        yield Piece(home / music.file, key, true_bpm)


def mirex(true: str, found: str) -> float:
    """1 for the key, 0.5 a fifth away, 0.3 for its relative, 0.2 for its parallel, else 0."""
    if not found:
        return 0.0
    (tonic, mode), (other, other_mode) = true.split(), found.split()
    away = (PITCHES.index(other) - PITCHES.index(tonic)) % 12
    if mode == other_mode:
        return {0: 1.0, 5: 0.5, 7: 0.5}.get(away, 0.0)
    relative = 9 if mode == "major" else 3
    return {relative: 0.3, 0: 0.2}.get(away, 0.0)


def fits(heard: Heard, tempo_bpm: float) -> bool:
    """Whether the tempo is this one."""
    return heard.tempo_bpm is not None and abs(heard.tempo_bpm / tempo_bpm - 1) <= _NEAR


def memory(folder: Path) -> dict[str, float]:
    """The most memory of a process that hears one recording, MiB, and the seconds it takes."""
    figures = {}
    short = folder / "short.mp3"
    sound = f"sine=f=330:d={_MINUTES[0] * 60}:r=44100"
    run_ffmpeg(["-f", "lavfi", "-i", sound, "-b:a", "64k"], short)
    for minutes in _MINUTES:
        file = folder / f"{minutes}.mp3"
        again = ["-stream_loop", str(minutes // _MINUTES[0] - 1), "-i", str(short)]
        run_ffmpeg([*again, "-c", "copy"], file)
        with get_context("spawn").Pool(1) as pool:
            peak_mib, wall_s = pool.apply(_peak, (file,))
        figures |= {f"peak_mib_{minutes}_min": peak_mib, f"wall_s_{minutes}_min": wall_s}
        file.unlink()
    return figures


def _peak(file: Path) -> tuple[float, float]:
    started = perf_counter()
    listen(file)
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak_kib / 1024), round(perf_counter() - started, 1)


if __name__ == "__main__":
    main()
