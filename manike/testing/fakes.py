"""Deterministic, fast providers that obey the ports; used by tests and benchmarks.

Each remembers what it was asked, and can be told to fail.
"""

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.errors import BadInputError, MediaError, ProviderError
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.files import write_bytes
from manike.media.sound import SAMPLE_RATE_HZ, write_wav
from manike.ports import (
    CharacterImageRequest,
    Clip,
    MotionRequest,
    Music,
    MusicRequest,
    Picture,
    Plane,
    Progress,
    ScenePictureRequest,
    ScriptRequest,
    SpeechRequest,
    VoiceOver,
    Word,
    plane_size_px,
)
from manike.production.provider_plans.providers import Providers
from manike.script.models import Character, MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.text import check_language
from manike.script.vocabulary import Mood, Place
from manike.voice_samples import NO_RECORDINGS

_WORD_S = 0.3
_MOST_HASTE = 1.12
_SPOKEN = b"SPOKEN:"
"""Players stop at the end of a WAV's samples; what is said stands behind it."""
_SCENE_S = 4.0
_TO_BT709 = "scale=out_color_matrix=bt709:out_range=tv"


class Faults:
    """Errors to raise, by what they are raised for, and how often still."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[ProviderError]] = {}
        self._lock = threading.Lock()

    def add(self, subject: str, *errors: ProviderError) -> None:
        """Raise these errors, one a call, when ``subject`` is asked for."""
        self._waiting.setdefault(subject, []).extend(errors)

    def __getstate__(self) -> dict[str, object]:
        return {"_waiting": self._waiting}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def check(self, subject: str) -> None:
        """Raise the next error for ``subject``, if one waits."""
        with self._lock:
            waiting = self._waiting.get(subject)
            error = waiting.pop(0) if waiting else None
        if error is not None:
            raise error


class _Fake:
    name = "fake"
    model = "fake-1"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.faults = Faults()

    def _note(self, subject: str) -> None:
        self.asked.append(subject)
        self.faults.check(subject)


class FakeWriter(_Fake):
    """One scene for each sentence of the prompt."""

    languages = ("en",)

    def write_script(self, request: ScriptRequest) -> ScriptBreakdown:
        """See ``TextProvider.write_script``."""
        self._note(request.prompt)
        check_language(request.prompt, request.preferences.language, self.languages, self.name)
        sentences = [part.strip() for part in request.prompt.split(".") if part.strip()]
        length_s = max(_SCENE_S, request.preferences.duration_s / len(sentences))
        scenes = tuple(
            Scene(
                number=number,
                title=f"Part {number}",
                description=sentence,
                narration=f"{sentence}.",
                setting=Setting(place=Place.LAKE),
                duration_s=length_s,
                characters=("Mira",) if request.preferences.characters else (),
            )
            for number, sentence in enumerate(sentences, 1)
        )
        mira = Character(name="Mira", description="A girl in a red coat.", age="child")
        return ScriptBreakdown(
            title=sentences[0][:60],
            logline=request.prompt[:200],
            characters=(mira,) if request.preferences.characters else (),
            scenes=scenes,
            music=(
                MusicCue(
                    number=1,
                    first_scene=1,
                    last_scene=len(scenes),
                    mood=Mood.CALM,
                    tempo_bpm=80,
                    key="C major",
                ),
            ),
        )


class FakeIllustrator(_Fake):
    """A colour for each description. Small enough to cross into a worker process."""

    composes_shapes = True

    def draw_character(self, request: CharacterImageRequest, destination: Path) -> Picture:
        """See ``ImageProvider.draw_character``."""
        self._note(request.character.name)
        colour = _colour(request.character.name, request.take_number)
        _write_picture(destination, "image.jpg", request.size_px, colour)
        return Picture(image="image.jpg", planes=())

    def paint_scene(self, request: ScenePictureRequest, destination: Path) -> Picture:
        """See ``ImageProvider.paint_scene``."""
        self._note(request.scene.title)
        colour = _colour(request.scene.description, request.take_number)
        _write_picture(destination, "image.jpg", request.size_px, colour)
        _write_picture(destination, "plane-00.png", plane_size_px(request.size_px), colour)
        plane = Plane(file="plane-00.png", depth=0.0)
        return Picture(image="image.jpg", planes=(plane,), drawn=("place:lake",))


class FakeNarrator(_Fake):
    """A tone as long as the text."""

    obeys_intensity = False
    recordings = NO_RECORDINGS

    def voices(self) -> tuple[str, ...]:
        """See ``SpeechProvider.voices``."""
        return ("tone",)

    def voice_for(self, request: SpeechRequest) -> str:
        """See ``SpeechProvider.voice_for``."""
        del request
        return "tone"

    def speak(self, request: SpeechRequest, destination: Path) -> VoiceOver:
        """See ``SpeechProvider.speak``."""
        self._note(request.text)
        if request.voice not in ("", *self.voices()):
            raise BadInputError("voice", f"{request.voice!r} is not one of tone.")
        words = request.text.split()
        step_s = min(_WORD_S, max(_WORD_S / _MOST_HASTE, request.available_s / len(words)))
        count = round(step_s * len(words) * SAMPLE_RATE_HZ)
        pitch_hz = 150 + sum(_colour(request.text, request.take_number))
        time_s = np.arange(count, dtype=np.float32) / SAMPLE_RATE_HZ
        beat = 0.6 + 0.4 * np.sign(np.sin(2 * np.pi * time_s / step_s))
        write_wav(
            destination / "voice.wav",
            (0.3 * beat * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32),
        )
        with (destination / "voice.wav").open("ab") as file:
            file.write(_SPOKEN + request.text.encode())
        return VoiceOver(
            file="voice.wav",
            duration_s=count / SAMPLE_RATE_HZ,
            sample_count=count,
            voice="tone",
            words=tuple(
                Word(text=word, start_s=at * step_s, end_s=(at + 0.9) * step_s)
                for at, word in enumerate(words)
            ),
        )


class FakeComposer(_Fake):
    """A low chord."""

    def compose(self, request: MusicRequest, destination: Path) -> Music:
        """See ``MusicProvider.compose``."""
        self._note(request.mood.value)
        time_s = np.arange(round(request.duration_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        pitches_hz = np.array((110, 165, 220)) * request.take_number
        chord = np.sin(2 * np.pi * np.outer(pitches_hz, time_s)).sum(axis=0)
        mono = (0.08 * chord).astype(np.float32)
        write_wav(destination / "music.wav", np.stack([mono, mono], axis=1))
        return Music(
            file="music.wav",
            duration_s=request.duration_s,
            bar_s=0.0,
            ending_s=request.duration_s,
        )


class FakeAnimator(_Fake):
    """A bar that wanders over the picture's colour, so that no frame repeats the one before."""

    def animate(self, request: MotionRequest, destination: Path, progress: Progress) -> Clip:
        """See ``MotionProvider.animate``."""
        self._note(request.scene.title)
        width_px, height_px = request.size_px
        colour = _colour(request.scene.description, request.take_number)
        path = destination / "clip.mp4"
        # All rows are alike: two are sent, which is one of chroma.
        graph = f"{_TO_BT709},format=yuv420p,scale={width_px}:{height_px}:flags=neighbor"
        options = (*x264_options(request.fps, crf=23), "-vf", graph)
        with FrameEncoder(path, (width_px, 2), request.fps, options=options) as encoder:
            for index in range(request.frame_count):
                frame = np.full((2, width_px, 3), colour, np.uint8)
                left = index * 8 % width_px
                frame[:, left : left + width_px // 8] = 230
                encoder.write(frame)
                progress(index + 1, request.frame_count)
        return Clip(
            file="clip.mp4",
            frame_count=request.frame_count,
            width_px=width_px,
            height_px=height_px,
        )


class FakeEmbedder:
    """Counts letters: texts with the same letters are near."""

    name = "fake"
    model = "letters-1"
    dimension = 26

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``."""
        counts = [[text.lower().count(chr(97 + at)) + 1e-3 for at in range(26)] for text in texts]
        vectors = np.array(counts, np.float32).reshape(len(texts), 26)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class FakeTranscriber:
    """Reads what a fake narrator noted behind the sound, unless told to hear something else."""

    name = "fake"
    model = "fake-1"

    def __init__(self) -> None:
        self.heard = ""

    def transcribe(self, audio: Path) -> str:
        """See ``Transcriber.transcribe``."""
        try:
            return self.heard or audio.read_bytes().rpartition(_SPOKEN)[2].decode()
        except OSError as error:
            raise MediaError(f"{audio.name} can't be read: {error}") from error


def fake_providers() -> Providers:
    """One fake for each job."""
    return Providers(
        text=FakeWriter(),
        image=FakeIllustrator(),
        speech=FakeNarrator(),
        music=FakeComposer(),
        motion=FakeAnimator(),
        embedder=FakeEmbedder(),
        transcriber=FakeTranscriber(),
    )


def _colour(*content: object) -> tuple[int, int, int]:
    digest = hashlib.sha256(repr(content).encode()).digest()
    return (40 + digest[0] % 120, 40 + digest[1] % 120, 40 + digest[2] % 120)


def _write_picture(
    destination: Path, name: str, size_px: tuple[int, int], colour: tuple[int, int, int]
) -> None:
    import cv2

    ramp = np.linspace(0.6, 1.4, size_px[0])[None, :, None]
    image = np.clip(np.array(colour)[None, None] * ramp, 0, 255).astype(np.uint8)
    image = np.repeat(image, size_px[1], axis=0)
    if name.endswith(".png"):
        image = np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])
    _, data = cv2.imencode(Path(name).suffix, image)
    write_bytes(destination / name, data.tobytes())
