"""Ports of providers over the network: each request becomes a ``RemoteJob`` that is not begun.

They stand beside the ports of ``manike.ports``, whose requests and records they share. A job's
``collect`` writes the files of the local port under the same names, whole and in the same formats,
and its record is the local port's, dumped as JSON.
"""

from typing import Protocol

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


class RemoteTextProvider(Provider, Protocol):
    """Writes scripts; ``collect`` writes ``script.json`` and its record is the script."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Primary language subtags it writes; empty if it writes any."""
        ...

    def worded(self, choice: Choice, exchanges: ExchangeBook) -> "RemoteTextProvider":
        """The same writer for one project.

        Args:
            choice: the wording that it is asked in, and its model if an experiment says so.
            exchanges: where its calls are written down.
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

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """``image.jpg``, without planes."""
        ...

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """``image.jpg`` and one opaque plane."""
        ...


class RemoteSpeechProvider(Provider, Protocol):
    """Speaks narrations; the record is ``VoiceOver``."""

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


class RemoteMotionProvider(Provider, Protocol):
    """Sets pictures in motion; the record is ``Clip``."""

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """``clip.mp4``, with exactly the frames asked for."""
        ...
