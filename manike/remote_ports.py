"""Ports of providers over the network: each request becomes a ``RemoteJob`` that is not begun.

They stand beside the ports of ``manike.ports``, whose requests and records they share. A job's
``collect`` writes the files of the local port under the same names, whole and in the same formats,
and its record is the local port's, dumped as JSON.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from manike.generation.limits import NextTurn
from manike.generation.remote import RemoteJob
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    Provider,
    ScenePictureRequest,
    ScriptRequest,
    SpeechRequest,
)
from manike.prompts.experiments import Choice
from manike.studio.exchanges import ExchangeBook
from manike.voice_samples import VoiceSample


class RemoteTextProvider(Provider, Protocol):
    """Writes scripts; ``collect`` writes ``script.json`` and its record is the script."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Primary language subtags it writes; empty if it writes any."""
        ...

    def worded(
        self, choice: Choice, exchanges: ExchangeBook, next_turn: NextTurn
    ) -> "RemoteTextProvider":
        """The same writer for one project.

        Args:
            choice: the wording that it is asked in, and its model if an experiment says so.
            exchanges: where its calls are written down.
            next_turn: what it waits for before each call but the first, whose turn the door takes.
        """
        ...

    def script_job(self, request: ScriptRequest) -> RemoteJob:
        """The whole script; its prompt template's name and version are part of ``model``.

        Raises:
            UnsupportedLanguageError: it does not write the language asked for.
        """
        ...


class RemoteImageProvider(Provider, Protocol):
    """Draws characters and paints scenes; the records are ``Picture``."""

    def with_wording(self, choice: Choice) -> "RemoteImageProvider":
        """The same painter for one project.

        Args:
            choice: the wording that it is asked in, whose version is part of ``model``, and its
                model if an experiment says so.
        """
        ...

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """``image.jpg``, without planes."""
        ...

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """``image.jpg`` and one opaque plane."""
        ...


class RemoteSpeechProvider(Provider, Protocol):
    """Speaks narrations; the record is ``VoiceOver``."""

    @property
    def obeys_intensity(self) -> bool:
        """Whether a request's intensity shapes how it speaks; if not, it makes no other take."""
        ...

    @property
    def recordings(self) -> Mapping[str, VoiceSample]:
        """What its voices imitate, by voice; empty where they are its own."""
        ...

    def voices(self) -> tuple[str, ...]:
        """The voices that can be asked for by name."""
        ...

    def voice_for(self, request: SpeechRequest) -> str:
        """The voice that the job will use."""
        ...

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """``voice.wav``."""
        ...


class RemoteMusicProvider(Provider, Protocol):
    """Composes music; the record is ``Music``."""

    def music_job(self, request: MusicRequest) -> RemoteJob:
        """``music.wav``."""
        ...


class Embedded(BaseModel):
    """Texts as vectors: ``vectors.npy``, unit vectors, shape (texts, dimension), float32."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    dimension: int
    texts: tuple[str, ...]
    """SHA-256 of each text, in the order of the vectors."""


def text_sha256(text: str) -> str:
    """How ``Embedded`` names a text."""
    return hashlib.sha256(text.encode()).hexdigest()


class RemoteEmbedder(Provider, Protocol):
    """Turns texts into vectors; the record is ``Embedded``."""

    @property
    def dimension(self) -> int:
        """Length of its vectors; vectors of two models never mix."""
        ...

    def batches(self, texts: Sequence[str]) -> Sequence[Sequence[str]]:
        """Texts in their order, as many together as one job takes."""
        ...

    def embedding_job(self, texts: Sequence[str]) -> RemoteJob:
        """``vectors.npy`` of the texts of one batch."""
        ...


def sides_of(shape: str) -> tuple[int, int]:
    """Width and height of a ratio, ``16:9``, or of a size in pixels, ``1280x720``."""
    width, height = shape.replace("x", ":").split(":")
    return int(width), int(height)


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """What is asked of a provider that makes videos in few lengths and shapes."""

    duration_s: int
    shape: str
    """Its ratio or size, as the provider names it."""

    def as_json(self) -> Mapping[str, Any]:
        """For fingerprints."""
        return asdict(self)


class RawClip(BaseModel):
    """A video as a provider made it, whole, of about the length and shape asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str


@runtime_checkable
class RemoteMotionProvider(Provider, Protocol):
    """Sets pictures in motion; the record is ``RawClip``.

    What it makes is paid for. A clip of the scene's exact frames is made from it here, so that
    another word in the narration does not pay for another video.
    """

    def video_format(self, length_s: Fraction, size_px: tuple[int, int]) -> VideoFormat:
        """What it is asked for to fill so long a scene; scenes of one format share one video."""
        ...

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """The video in the format that its length and size ask for, as an MP4 or WebM."""
        ...
