"""Faults put into finished films, each kind with the rule of the film check that must find it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from manike.testing import fault_files, fault_pictures, fault_sounds
from manike.testing.films import FinishedFilm

Inject = Callable[[FinishedFilm, Path, float], FinishedFilm]


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault."""

    name: str
    rule: str
    """Name of the check that must fail."""
    inject: Inject
    """From a film, the path of the bad one and a strength to the bad film."""
    strengths: tuple[float, ...] = (1,)
    """Weak to strong, in the unit that the name says."""


_PICTURE: tuple[tuple[str, str, Callable[..., str], tuple[float, ...]], ...] = (
    ("black for s", "black", fault_pictures.black, (0.6, 1.0, 2.0)),
    ("frozen for s", "frozen", fault_pictures.frozen, (2.1, 3.0, 4.0)),
    ("white frames", "flash", fault_pictures.white, (1, 2, 5)),
    ("flashes a second", "flash", fault_pictures.strobe, (4, 6, 10)),
    ("frames repeated in place", "motion", fault_pictures.repeated_frames, (6, 12, 24)),
    ("picture late by frames", "motion", fault_pictures.late_picture, (1, 3, 8)),
    ("frames dropped, length kept", "motion", fault_pictures.dropped_frames, (1, 3, 8)),
    ("frames dropped, times kept", "frames", fault_pictures.gap, (1, 3, 8)),
    ("other frame rate", "frames", fault_pictures.other_rate, (25, 29.97, 60)),
    ("frames too many", "frames", fault_pictures.longer, (1, 10, 60)),
    ("scene missing", "scenes", fault_pictures.missing_scene, (1,)),
    ("scenes swapped", "scenes", fault_pictures.swapped_scenes, (1,)),
    ("scene repeated", "scenes", fault_pictures.repeated_scene, (1,)),
    ("foreign picture for s", "scenes", fault_pictures.foreign, (0.1, 0.5, 2.0)),
    ("smaller size", "size", fault_pictures.smaller, (0.9, 0.75, 0.5)),
    ("black bars", "framing", fault_pictures.bars, (0.06, 0.12, 0.25)),
    ("pixels not square", "framing", fault_pictures.stretched_pixels, (1.1, 1.33, 1.78)),
    ("full range in TV tags", "colours", fault_pictures.full_range, (1,)),
    ("TV range squeezed twice", "colours", fault_pictures.squeezed_range, (1,)),
    ("colour lost", "colours", fault_pictures.grey, (1,)),
    ("red and blue swapped", "colours", fault_pictures.swapped_colours, (1,)),
    ("caption missing", "captions", fault_pictures.no_caption, (1,)),
    ("captions late by s", "captions", fault_pictures.late_captions, (0.15, 0.3, 0.5)),
)
_SOUND: tuple[tuple[str, str, Callable[..., str], tuple[float, ...]], ...] = (
    ("silent for s", "silent", fault_sounds.silent, (1.7, 2.5, 4.0)),
    ("clipped by dB", "clipping", fault_sounds.louder, (14, 20, 30)),
    ("loudness off by dB", "loudness", fault_sounds.louder, (-1, -3, 3)),
    ("click of dB", "true_peak", fault_sounds.click, (12, 18, 24)),
    ("voice over music by LU", "speech_over_music", fault_sounds.tones, (8, 4, 0)),
    ("voice softer in a scene by dB", "speech_level", fault_sounds.softer_scene, (3, 5, 8)),
    ("sound late by ms", "drift", fault_sounds.late, (10, 40, 300)),
    ("sound early by ms", "drift", fault_sounds.early, (10, 40, 200)),
    ("sound later scene by scene, ms", "drift", fault_sounds.growing_drift, (6, 20, 60)),
    ("narration lost for s", "narration", fault_sounds.lost_narration, (0.4, 1.0, 1.6)),
    ("narrations swapped", "narration", fault_sounds.swapped_narrations, (1,)),
    ("sound ends early by s", "streams", fault_sounds.short, (0.05, 0.3, 1.0)),
)

FAULTS: tuple[Fault, ...] = (
    *(Fault(name, rule, fault_pictures.filtered(way), s) for name, rule, way, s in _PICTURE),
    *(Fault(name, rule, fault_sounds.filtered(way), s) for name, rule, way, s in _SOUND),
    Fault("sound starts late by s", "streams", fault_files.late_sound, (0.05, 0.3, 1.0)),
    Fault("film too short by s", "frames", fault_files.shorter, (0.1, 1.0, 3.0)),
    Fault("no sound", "readable", fault_files.without_sound),
    Fault("truncated to share", "readable", fault_files.truncated, (0.95, 0.6, 0.1)),
    Fault("bytes broken", "readable", fault_files.broken_bytes, (200, 2000, 20_000)),
    Fault("index broken", "readable", fault_files.broken_index),
    Fault("index last", "coding", fault_files.index_last),
    Fault("tagged full range", "coding", fault_files.tagged_full_range),
    Fault("tagged BT.601", "coding", fault_files.tagged_bt601),
    Fault("caption file late by s", "caption_file", fault_files.late_file, (0.12, 0.5, 2.0)),
    Fault("caption left out of the file", "caption_file", fault_files.short_file),
    Fault("narration of another script", "words", fault_files.other_script),
)
