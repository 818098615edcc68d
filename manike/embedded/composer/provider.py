"""The music provider that composes, plays and masters in this process."""

import math
from pathlib import Path

from manike.embedded.composer.arrange import Piece, arrange
from manike.embedded.composer.mastering import master
from manike.embedded.composer.performance import RATE_HZ, perform
from manike.embedded.composer.score import Stem
from manike.embedded.composer.soundfont.bank import VERSION as SOUNDFONT_VERSION
from manike.embedded.composer.soundfont.cache import load_soundfont
from manike.errors import BadInputError, MachineError, StoreError
from manike.media.sound import write_wav
from manike.ports import Music, MusicRequest

VERSION = 2
"""Counts up with every change of composing, playing or mastering that can be heard."""

_FILE = "music.wav"
_LENGTH_S = (1.0, 600.0)
_TEMPO_BPM = (40, 200)


class EmbeddedComposer:
    """Composes music without key or network."""

    name = "embedded"
    model = f"composer-{VERSION}-soundfont-{SOUNDFONT_VERSION}"

    def __init__(self, cache: Path) -> None:
        """Nothing is read or built before the first cue.

        Args:
            cache: folder for the soundfont, 16 MB; it can be emptied at any time.
        """
        self._cache = cache

    def compose(self, request: MusicRequest, destination: Path) -> Music:
        """Write ``music.wav``: 48 kHz, stereo, 16 bit, of the exact length, with an ending.

        The tempo gives way a little so that whole bars fill the length, or so that scenes begin
        on them.

        Raises:
            BadInputError: a length outside 1-600 s, a tempo outside 40-200, or no such key.
            MachineError: the cache or the destination can't be written.
            MediaError: the renderer failed.
        """
        _check(request)
        piece = arrange(request)
        soundfont = load_soundfont(self._cache)
        stems = (
            (stem, sound)
            for stem in Stem
            if (sound := perform(piece.score, stem, soundfont, request.seed)) is not None
        )
        frame_count = round(request.duration_s * RATE_HZ)
        ring_s = piece.form.final_s
        samples = master(stems, piece.style.room, frame_count, ring_s)
        try:
            write_wav(destination / _FILE, samples, RATE_HZ)
        except StoreError as error:
            raise MachineError(str(error)) from error
        return _record(piece, frame_count)


def _record(piece: Piece, frame_count: int) -> Music:
    return Music(
        file=_FILE,
        duration_s=frame_count / RATE_HZ,
        bar_s=piece.form.bar_s,
        ending_s=piece.form.ending_s,
    )


def _check(request: MusicRequest) -> None:
    shortest, longest = _LENGTH_S
    if not (math.isfinite(request.duration_s) and shortest <= request.duration_s <= longest):
        raise BadInputError(
            "duration_s", f"{request.duration_s} is not between {shortest:g} and {longest:g} s."
        )
    slowest, fastest = _TEMPO_BPM
    if not slowest <= request.tempo_bpm <= fastest:
        raise BadInputError(
            "tempo_bpm", f"{request.tempo_bpm} is not between {slowest} and {fastest}."
        )
