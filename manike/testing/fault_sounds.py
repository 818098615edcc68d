"""Filters that spoil a film's sound."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from manike.film.timeline import Narration
from manike.media.programs import run_ffmpeg
from manike.media.sound import SAMPLE_RATE_HZ
from manike.testing.films import FinishedFilm


def filtered(
    graph: Callable[[FinishedFilm, float], str],
) -> Callable[[FinishedFilm, Path, float], FinishedFilm]:
    """A fault that filters the sound and leaves the picture as it is."""

    def inject(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
        chain = ["-filter_complex", graph(film, strength) + "[a]", "-map", "0:v", "-map", "[a]"]
        coding = ["-c:v", "copy", "-c:a", "aac", "-b:a", "256k", "-ar", "48000", "-ac", "2"]
        arguments = ["-i", str(film.path), *chain, *coding, "-movflags", "+faststart"]
        run_ffmpeg(arguments, output)
        return replace(film, path=output)

    return inject


def silent(film: FinishedFilm, duration_s: float) -> str:
    """Nothing is heard for a while."""
    start_s = _spoken(film)[0].start_s
    return f"[0:a]volume=volume=0:enable='between(t,{start_s},{start_s + duration_s})'"


def louder(film: FinishedFilm, gain_db: float) -> str:
    """Everything is louder, or softer."""
    return f"[0:a]volume={gain_db}dB"


def click(film: FinishedFilm, gain_db: float) -> str:
    """A moment in the second narration is far too loud."""
    at_s = _spoken(film)[1].start_s + 0.2
    return f"[0:a]volume=volume={gain_db}dB:enable='between(t,{at_s},{at_s + 0.2})'"


def tones(film: FinishedFilm, over_lu: float) -> str:
    """Music plays on as loud as this under the voice, which has about -14 LUFS."""
    gain = 2**0.5 * 10 ** ((-14 - over_lu) / 20)
    tone = f"sine=frequency=1000:sample_rate={SAMPLE_RATE_HZ}:duration=600,volume=8*{gain:.5f}"
    return (
        f"{tone},aformat=channel_layouts=stereo[tone];"
        f"[0:a][tone]amix=inputs=2:duration=first:normalize=0,apad=whole_dur={film.timeline.duration_s}"
    )


def softer_scene(film: FinishedFilm, loss_db: float) -> str:
    """One narration is softer than the others."""
    start_s, end_s = _times(_spoken(film)[1])
    return f"[0:a]volume=volume=-{loss_db}dB:enable='between(t,{start_s},{end_s})'"


def late(film: FinishedFilm, late_ms: float) -> str:
    """All sound comes late."""
    return f"[0:a]adelay={round(late_ms)}:all=1,atrim=end={film.timeline.duration_s}"


def early(film: FinishedFilm, early_ms: float) -> str:
    """All sound comes early."""
    start_s = early_ms / 1000
    whole_s = film.timeline.duration_s
    return f"[0:a]atrim=start={start_s},asetpts=PTS-STARTPTS,apad=whole_dur={whole_s}"


def growing_drift(film: FinishedFilm, late_ms: float) -> str:
    """With each scene the sound is later by as much again."""
    scenes, rate = film.timeline.scenes, film.timeline.rate
    parts = [
        f"[s{at}]atrim=start={float(scene.start_frame / rate)}:"
        f"end={float((scene.start_frame + scene.frame_count) / rate)},asetpts=PTS-STARTPTS,"
        f"apad=pad_dur={late_ms / 1000}[p{at}]"
        for at, scene in enumerate(scenes)
    ]
    names = range(len(scenes))
    split = f"[0:a]asplit={len(scenes)}" + "".join(f"[s{at}]" for at in names)
    joined = "".join(f"[p{at}]" for at in names) + f"concat=n={len(scenes)}:v=0:a=1"
    return ";".join([split, *parts, f"{joined},atrim=end={film.timeline.duration_s}"])


def lost_narration(film: FinishedFilm, duration_s: float) -> str:
    """A piece of the second narration is as soft as music."""
    start_s, _ = _times(_spoken(film)[1])
    span = f"between(t,{start_s},{start_s + duration_s})"
    return f"[0:a]volume=volume=-17dB:enable='{span}'"


def swapped_narrations(film: FinishedFilm, strength: float) -> str:
    """The first scene says what the second should, from the same moment on."""
    first, second = _spoken(film)[:2]
    shift_s = second.start_s - first.start_s
    start_s, end_s = _times(first)
    there = f"between(t,{start_s},{end_s})"
    return (
        "[0:a]asplit[x][y];"
        f"[y]atrim=start={shift_s},asetpts=PTS-STARTPTS,apad,volume=volume=0:enable='not({there})'[z];"
        f"[x]volume=volume=0:enable='{there}'[w];"
        f"[w][z]amix=inputs=2:duration=first:normalize=0,apad=whole_dur={film.timeline.duration_s}"
    )


def short(film: FinishedFilm, missing_s: float) -> str:
    """The sound ends before the picture."""
    return f"[0:a]atrim=end={film.timeline.duration_s - missing_s}"


def _spoken(film: FinishedFilm) -> list[Narration]:
    return [scene.narration for scene in film.timeline.scenes if scene.narration is not None]


def _times(narration: Narration) -> tuple[float, float]:
    return narration.start_s, narration.start_s + narration.duration_s
