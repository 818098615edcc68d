"""Providers that bill, for every job: the fakes' media by the steps of a provider elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel

from manike.generation.limits import NextTurn
from manike.generation.remote import Collected, Recovery, RemoteJob, Reply
from manike.media.files import write_text
from manike.money import Money
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    ScenePictureRequest,
    ScriptRequest,
    SpeechRequest,
)
from manike.production.provider_plans.providers import Listing, Providers, Roster
from manike.prompts.experiments import Choice
from manike.remote_ports import Embedded, RawClip, VideoFormat, text_sha256
from manike.studio.exchanges import ExchangeBook
from manike.testing.fakes import fake_providers
from manike.testing.vendor import PRICE, Vendor, VendorJob
from manike.voice_samples import NO_RECORDINGS


@dataclass(frozen=True)
class MediaJob(VendorJob):
    """A job whose result is made by one of the fakes."""

    make: Callable[[Path], BaseModel] = field(kw_only=True)

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """What the fake makes."""
        del reply
        if self.vendor.outages:
            raise self.vendor.outages.pop(0)
        return Collected(self.make(folder).model_dump(mode="json"), self.most)


class FakeRemote:
    """One vendor that does everything, for the same price each.

    It answers at once, unless its jobs are found again by an id or in a list.
    """

    languages: tuple[str, ...] = ()
    obeys_intensity = False
    recordings = NO_RECORDINGS

    def __init__(
        self, vendor: Vendor, price: Money = PRICE, recovery: Recovery = Recovery.SAME_KEY
    ) -> None:
        self.vendor, self.price, self.recovery = vendor, price, recovery
        self.model = f"{vendor.name}-1"
        self._fakes: Providers = fake_providers()

    @property
    def name(self) -> str:
        """The vendor's."""
        return self.vendor.name

    def voices(self) -> tuple[str, ...]:
        """See ``RemoteSpeechProvider.voices``."""
        return self._fakes.speech.voices()

    def voice_for(self, request: SpeechRequest) -> str:
        """See ``RemoteSpeechProvider.voice_for``."""
        return self._fakes.speech.voice_for(request)

    def worded(self, choice: Choice, exchanges: ExchangeBook, next_turn: NextTurn) -> Self:
        """It needs no words and makes one call."""
        del choice, exchanges, next_turn
        return self

    def with_wording(self, choice: Choice) -> Self:
        """It needs no words."""
        del choice
        return self

    def script_job(self, request: ScriptRequest) -> RemoteJob:
        """See ``RemoteTextProvider.script_job``."""

        def make(folder: Path) -> BaseModel:
            script = self._fakes.text.write_script(request)
            write_text(folder / "script.json", script.model_dump_json())
            return script

        return self._job(f"script {request.prompt}", make)

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """See ``RemoteImageProvider.character_job``."""
        draw = self._fakes.image.draw_character
        return self._job(f"character {request.character.name}", lambda to: draw(request, to))

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """See ``RemoteImageProvider.scene_job``."""
        paint = self._fakes.image.paint_scene
        return self._job(f"picture {request.scene.description}", lambda to: paint(request, to))

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """See ``RemoteSpeechProvider.speech_job``."""
        speak = self._fakes.speech.speak
        return self._job(f"voice {request.text}", lambda to: speak(request, to))

    def music_job(self, request: MusicRequest) -> RemoteJob:
        """See ``RemoteMusicProvider.music_job``."""
        compose = self._fakes.music.compose
        return self._job(f"music {request.seed}", lambda to: compose(request, to))

    def motion_job(self, request: MotionRequest) -> RemoteJob:
        """See ``RemoteMotionProvider.motion_job``."""
        length_s = request.frame_count / request.fps
        seconds = self.video_format(length_s, request.size_px).duration_s
        asked = replace(request, frame_count=int(seconds * request.fps))

        def make(folder: Path) -> BaseModel:
            self._fakes.motion.animate(asked, folder, lambda _done, _total: None)
            (folder / "clip.mp4").rename(folder / "raw_clip.mp4")
            return RawClip(file="raw_clip.mp4")

        return self._job(f"clip {request.scene.description}", make)

    def video_format(self, length_s: Fraction, size_px: tuple[int, int]) -> VideoFormat:
        """In steps of five seconds."""
        return VideoFormat(5 * ceil(length_s / 5), f"{size_px[0]}x{size_px[1]}")

    @property
    def dimension(self) -> int:
        """See ``RemoteEmbedder.dimension``."""
        return self._fakes.embedder.dimension

    def batches(self, texts: Sequence[str]) -> Sequence[Sequence[str]]:
        """Three at once."""
        return [texts[start : start + 3] for start in range(0, len(texts), 3)]

    def embedding_job(self, texts: Sequence[str]) -> RemoteJob:
        """See ``RemoteEmbedder.embedding_job``."""

        def make(folder: Path) -> BaseModel:
            np.save(folder / "vectors.npy", self._fakes.embedder.embed(texts))
            hashes = tuple(map(text_sha256, texts))
            return Embedded(file="vectors.npy", dimension=self.dimension, texts=hashes)

        return self._job(f"embedding {' | '.join(texts)}", make)

    def _job(self, subject: str, make: Callable[[Path], BaseModel]) -> RemoteJob:
        return MediaJob(self.vendor, subject, self.recovery, most=self.price, make=make)


def fake_roster(*listings: Listing[FakeRemote], missing: dict[str, str] | None = None) -> Roster:
    """Each of them for every job, by its name."""
    listed = {listing.provider.name: listing for listing in listings}
    return Roster(listed, listed, listed, listed, listed, embeddings=listed, missing=missing or {})
