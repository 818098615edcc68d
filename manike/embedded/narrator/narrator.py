"""The embedded narrator: Kokoro-82M on one CPU thread, with the time of every written word."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.embedded.narrator import casting
from manike.embedded.narrator.delivery import delivered
from manike.embedded.narrator.emphasis import weighty_words
from manike.embedded.narrator.phrasing import Phrase, phrases
from manike.embedded.narrator.sound import RATE_HZ, doubled_rate, faded, heard_span, levelled
from manike.embedded.narrator.voice_model import MODEL_RATE_HZ, utter, voice_names
from manike.embedded.narrator.word_times import word_times
from manike.embedded.weights import KOKORO, short_hash
from manike.errors import BadInputError, UnsupportedLanguageError
from manike.media.sound import write_wav
from manike.ports import SpeechRequest, VoiceOver, Word
from manike.voice_samples import NO_RECORDINGS

VERSION = 3
"""Counts up with every change of pronunciation, casting or pace that can be heard."""

_DATA = Path(__file__).parent / "data"
_TABLES = (".npz", ".json")
_FILE = "voice.wav"
_MOST_HASTE = 1.12
_HASTE_RESERVE = 1.02
"""Lengths are whole frames of 25 ms: a narration ends up to 2 % later than its speed says."""
_SPEED_EXPONENT = 1.5
"""The same rounding: at the model's speed 1.19 speech was 11-14 % faster over three voices."""
_MARGINS_S = 0.08
_FARTHEST_READING = 30


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A narration as spoken.

    Attributes:
        samples: shape (n,), float32, 24 kHz.
        times: start and end in seconds by index of the written word; silent words are missing.
    """

    samples: NDArray[np.float32]
    times: dict[int, tuple[float, float]]

    @property
    def duration_s(self) -> float:
        return self.samples.size / MODEL_RATE_HZ


@dataclass(frozen=True, slots=True)
class _Reading:
    """Who reads, how fast at the natural pace, which of the voice's readings, and how."""

    voice: str
    speed: float
    row_shift: int
    weighty: frozenset[int]
    """Indices of the words that are emphasised."""


class EmbeddedNarrator:
    """Speaks English narrations. Safe to share between threads; same request, same bytes."""

    name = "embedded"
    obeys_intensity = False
    recordings = NO_RECORDINGS

    @property
    def model(self) -> str:
        """Hash of the weights, hash of the voices and tables, version of the rules."""
        tables = short_hash(*sorted(file for file in _DATA.iterdir() if file.suffix in _TABLES))
        return f"kokoro-82m-int8@{KOKORO.sha256[:8]}-{tables}-{VERSION}"

    def voices(self) -> tuple[str, ...]:
        """28 voices, such as ``bf_emma``: a British female."""
        return voice_names()

    def voice_for(self, request: SpeechRequest) -> str:
        """The voice asked for, else the one cast for the speaker, else the narrator of the mood.

        Raises:
            BadInputError: no voice of that name.
        """
        if request.voice:
            if request.voice not in voice_names():
                known = ", ".join(voice_names())
                raise BadInputError("voice", f"{request.voice!r} is not one of {known}.")
            return request.voice
        if request.speaker is not None:
            company = (*request.cast, request.speaker)
            return casting.cast(company, request.seed, taken=request.narrator)[request.speaker.name]
        return casting.narrator_voice(request.mood)

    def speak(self, request: SpeechRequest, destination: Path) -> VoiceOver:
        """Write ``voice.wav`` at -19 LUFS.

        Raises:
            UnsupportedLanguageError: the language is not English.
            BadInputError: unknown voice, or nothing in the text can be spoken.
            MachineError: the model is missing, broken, or does not run here.
        """
        if request.language.split("-")[0] != "en":
            raise UnsupportedLanguageError(
                "language", f"the embedded narrator speaks English, not {request.language}."
            )
        voice = self.voice_for(request)
        words = request.text.split()
        dictionary = dict(request.pronunciations)
        said = phrases(words, british=voice.startswith("b"), dictionary=dictionary)
        if not said:
            raise BadInputError("narration", f"nothing in {request.text[:60]!r} can be spoken.")
        spoken = _spoken(said, voice, request)
        samples = levelled(doubled_rate(spoken.samples), RATE_HZ)
        write_wav(destination / _FILE, samples, RATE_HZ)
        return VoiceOver(
            file=_FILE,
            duration_s=samples.size / RATE_HZ,
            sample_count=samples.size,
            voice=voice,
            words=_timed(words, spoken),
        )


def _spoken(said: Sequence[Phrase], voice: str, request: SpeechRequest) -> _Spoken:
    """The phrases at their natural pace, or up to 12 % faster if that doesn't fit."""
    speed = casting.natural_speed(voice, request.mood, request.speaker)
    weighty = weighty_words(request.text.split())
    reading = _Reading(voice, speed, _row_shift(request), weighty)
    spoken = _in_a_row(said, reading, haste=1.0)
    if spoken.duration_s <= request.available_s:
        return spoken
    needed = spoken.duration_s / max(request.available_s, 0.1) * _HASTE_RESERVE
    return _in_a_row(said, reading, haste=min(needed, _MOST_HASTE))


def _in_a_row(said: Sequence[Phrase], reading: _Reading, *, haste: float) -> _Spoken:
    """The phrases one after the other, ``haste`` times as fast as natural."""
    speed = reading.speed * haste**_SPEED_EXPONENT
    pieces: list[NDArray[np.float32]] = []
    times: dict[int, tuple[float, float]] = {}
    at = 0
    for phrase in said:
        utterance = utter(phrase.phonemes, reading.voice, speed=speed, row_shift=reading.row_shift)
        heard = word_times(phrase, utterance)
        read = delivered(phrase, utterance.samples, heard, reading.weighty, haste=haste)
        first, stop = heard_span(read.samples, MODEL_RATE_HZ)
        offset_s = (at - first) / MODEL_RATE_HZ
        for owner, (start_s, end_s) in read.times.items():
            times[owner] = (start_s + offset_s, end_s + offset_s)
        pause = round(max(phrase.pause_s / haste - _MARGINS_S, 0.0) * MODEL_RATE_HZ)
        pieces.append(faded(read.samples[first:stop], MODEL_RATE_HZ))
        pieces.append(np.zeros(pause, np.float32))
        at += stop - first + pause
    return _Spoken(np.concatenate(pieces[:-1]), times)


def _timed(words: Sequence[str], spoken: _Spoken) -> tuple[Word, ...]:
    """Every written word with its time; a silent one takes the pause where it stands."""
    result: list[Word] = []
    last = spoken.duration_s
    for index, text in enumerate(words):
        before = result[-1].end_s if result else 0.0
        start, end = spoken.times.get(index, (before, _next_start(index, len(words), spoken)))
        start = min(max(start, before), last)
        result.append(
            Word(text=text, start_s=round(start, 4), end_s=round(min(max(end, start), last), 4))
        )
    return tuple(result)


def _next_start(index: int, count: int, spoken: _Spoken) -> float:
    times = spoken.times
    following = (times[later][0] for later in range(index + 1, count) if later in times)
    return next(following, spoken.duration_s)


def _row_shift(request: SpeechRequest) -> int:
    """Which of the voice's readings: that of the text's length, for later takes one beside it."""
    if request.take_number == 1:
        return 0
    key = f"{request.seed}/{request.take_number}/{request.text}"
    digest = hashlib.sha256(key.encode()).digest()
    size = 3 + digest[0] % _FARTHEST_READING
    return size if digest[1] % 2 else -size
