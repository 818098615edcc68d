"""A small film for tests and benchmarks: moving patterns, voices like speech, music, captions."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.film.assembly import FILM_FILE, VTT_FILE, assemble
from manike.film.captions import plan_captions
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import (
    Narration,
    Timeline,
    TimelineCue,
    TimelineScene,
    TransitionIn,
    clip_frame_count,
)
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.sound import SAMPLE_RATE_HZ, write_wav
from manike.ports import Word
from manike.quality.plans import Sources
from manike.script.vocabulary import Transition

FPS = Fraction(30)
SCENE_FRAMES = 75
_LEAD_SAMPLES = 28_800
_VOICE_S = 1.7
_WORDS = ("One", "small", "film", "to", "test.")
_TRANSITIONS = (Transition.CUT, Transition.CROSSFADE, Transition.DIP_TO_BLACK)


@dataclass(frozen=True, slots=True)
class FinishedFilm:
    """A film with all that its check looks at."""

    path: Path
    timeline: Timeline
    sources: Sources


def make_small_film(
    folder: Path, size_px: tuple[int, int] = (160, 90), scene_count: int = 3
) -> FinishedFilm:
    """A faultless film of scenes of 2.5 s, which begin with a cut, a crossfade and a dip.

    Args:
        folder: an empty folder for it and its parts.
        size_px: width and height.
        scene_count: how many scenes.
    """
    numbers = range(1, scene_count + 1)
    for number in numbers:
        _write_clip(folder / f"clip{number}.mp4", size_px, number)
        write_wav(folder / f"voice{number}.wav", speech_like(_VOICE_S, number))
    write_wav(folder / "music.wav", _music(scene_count * 2.5))
    timeline = _timeline(size_px, scene_count)
    job = FilmJob(
        timeline,
        clips={n: _source(folder / f"clip{n}.mp4") for n in numbers},
        voices={n: _source(folder / f"voice{n}.wav") for n in numbers},
        music={1: _source(folder / "music.wav")},
    )
    assemble(job, folder / "cache", folder / "out", lambda done, to_do: None)
    sources = Sources(
        voices={number: source.path for number, source in job.voices.items()},
        clips={number: source.path for number, source in job.clips.items()},
        captions=plan_captions(timeline),
        caption_file=(folder / "out" / VTT_FILE).read_text(encoding="utf-8"),
    )
    return FinishedFilm(folder / "out" / FILM_FILE, timeline, sources)


def speech_like(duration_s: float, seed: int) -> NDArray[np.float32]:
    """Syllables of gliding pitch with the overtones of a voice, mono at 48 kHz."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(duration_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    beats = np.arange(0, duration_s + 0.4, 0.2)
    pitch_hz = np.interp(at, beats, rng.uniform(100, 220, len(beats)))
    phase = 2 * np.pi * np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    tones = np.zeros_like(at)
    for overtone in range(1, 13):
        strength = np.interp(at, beats, rng.uniform(0.2, 1.0, len(beats))) / overtone
        tones += strength * np.sin(overtone * phase)
    syllables = 0.15 + np.abs(np.sin(2 * np.pi * 2.5 * at))
    return (0.12 * tones * syllables).astype(np.float32)


def _music(duration_s: float) -> NDArray[np.float32]:
    at = np.arange(round(duration_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    chord = 0.06 * sum(np.sin(2 * np.pi * hz * at) for hz in (220.0, 277.0, 330.0))
    return np.stack([chord, chord], axis=1).astype(np.float32)


def _write_clip(path: Path, size_px: tuple[int, int], seed: int) -> None:
    """A soft pattern that moves by a pixel a frame."""
    import cv2  # not at the top: fakes don't need it

    width_px, height_px = size_px
    frame_count = clip_frame_count(SCENE_FRAMES, FPS)
    coarse = np.random.default_rng(seed).integers(30, 225, (9, 24, 3)).astype(np.uint8)
    shape = (width_px + frame_count, height_px)
    picture = cv2.resize(coarse, shape, interpolation=cv2.INTER_CUBIC)
    picture = cv2.add(picture, _grain(shape, seed))
    options = [*("-vf", "scale=out_color_matrix=bt709:out_range=tv"), *x264_options(FPS, crf=16)]
    with FrameEncoder(path, size_px, FPS, options=options) as encoder:
        for frame in range(frame_count):
            encoder.write(np.ascontiguousarray(picture[:, frame : frame + width_px]))


def _grain(shape: tuple[int, int], seed: int) -> NDArray[np.uint8]:
    grain = np.random.default_rng(seed).integers(0, 9, (shape[1], shape[0], 1))
    return np.repeat(grain, 3, axis=2).astype(np.uint8)


def _timeline(size_px: tuple[int, int], scene_count: int) -> Timeline:
    cue = TimelineCue(
        number=1,
        first_scene=1,
        last_scene=scene_count,
        file="music/cue-001.wav",
        start_frame=0,
        frame_count=scene_count * SCENE_FRAMES,
        duration_s=scene_count * 2.5,
        bar_s=2.0,
        ending_s=2.0,
    )
    return Timeline(
        fps="30/1",
        width_px=size_px[0],
        height_px=size_px[1],
        frame_count=scene_count * SCENE_FRAMES,
        scenes=tuple(_scene(number) for number in range(1, scene_count + 1)),
        music=(cue,),
    )


def _scene(number: int) -> TimelineScene:
    start_frame = (number - 1) * SCENE_FRAMES
    start_sample = start_frame * 1600 + _LEAD_SAMPLES
    kind = _TRANSITIONS[(number - 1) % len(_TRANSITIONS)]
    return TimelineScene(
        number=number,
        title=f"Scene {number}",
        start_frame=start_frame,
        frame_count=SCENE_FRAMES,
        text=" ".join(_WORDS),
        narration=Narration(
            file=f"narration/scene-{number:03d}.wav",
            start_s=start_sample / SAMPLE_RATE_HZ,
            duration_s=_VOICE_S,
            start_sample=start_sample,
            sample_count=round(_VOICE_S * SAMPLE_RATE_HZ),
            words=tuple(
                Word(text=word, start_s=0.3 * at, end_s=0.3 * at + 0.28)
                for at, word in enumerate(_WORDS)
            ),
        ),
        transition_in=TransitionIn()
        if number == 1 or kind is Transition.CUT
        else TransitionIn(kind=kind, frame_count=12),
    )


def _source(path: Path) -> SourceFile:
    return SourceFile(path, sha256_of(path))
