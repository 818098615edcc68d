"""The standard job: ready clips, narrations and looped music, the same bytes each time.

A scene is as long as its narration with the silence around it, which is not a whole number of
frames: what becomes of the rest is up to each way of making the film.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict

from benchmarks.assembly.pictures import write_clip
from benchmarks.assembly.sounds import BAR_S, write_music, write_narration
from manike.film.transitions import handle_frames
from manike.media.files import sha256_of, write_text
from manike.media.sound import SAMPLE_RATE_HZ
from manike.ports import Word
from manike.script.timing import LEAD_S, TAIL_S

VERSION = 1
"""Goes up when what is made here changes, so that an older job is not found in its folder."""
FPS = Fraction(30)
CHANGED = 0
"""Number of the clip that takes the place of the changed scene's."""


@dataclass(frozen=True, slots=True)
class JobSize:
    """How much there is to do."""

    scenes: int
    size_px: tuple[int, int]
    words: int
    """A scene's."""
    narration_s: tuple[float, float]
    """Shortest and longest."""

    @property
    def name(self) -> str:
        """Of its folder."""
        width_px, height_px = self.size_px
        return f"v{VERSION}-{self.scenes}-scenes-{self.words}-words-{width_px}x{height_px}"


def standard(scenes: int) -> JobSize:
    """The job of the table of peers: 24 scenes are 66 s."""
    return JobSize(scenes, (1080, 1920), words=5, narration_s=(1.45, 2.04))


LONG = JobSize(60, (270, 480), words=26, narration_s=(8.7, 9.3))
"""Ten minutes, small: whether sound and picture drift does not depend on the size."""


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class JobFile(_Stored):
    """A file of the job and its hash."""

    path: Path
    sha256: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """A file as it lies there."""
        return cls(path=path, sha256=sha256_of(path))


class JobScene(_Stored):
    """A scene's parts."""

    number: int
    text: str
    clip: JobFile
    voice: JobFile
    voice_samples: int
    words: tuple[Word, ...]

    @property
    def length_s(self) -> float:
        """As long as the narration needs."""
        return LEAD_S + self.voice_samples / SAMPLE_RATE_HZ + TAIL_S


class Job(_Stored):
    """A film to make."""

    width_px: int
    height_px: int
    scenes: tuple[JobScene, ...]
    changed_clip: JobFile
    """Another picture for the scene in the middle."""
    music: JobFile
    music_s: float
    bar_s: float

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.width_px, self.height_px

    @property
    def length_s(self) -> float:
        """All scenes together."""
        return sum(scene.length_s for scene in self.scenes)

    @property
    def changed_scene(self) -> int:
        """Number of the scene that gets another picture."""
        return (len(self.scenes) + 1) // 2

    def write(self, path: Path) -> Path:
        """Store the job as JSON."""
        write_text(path, self.model_dump_json(indent=1) + "\n")
        return path

    @classmethod
    def read(cls, path: Path) -> Self:
        """A stored job."""
        return cls.model_validate_json(path.read_bytes())


def make_job(size: JobSize, scratch: Path) -> Job:
    """Find the job in the scratch folder, or make its files there."""
    folder = scratch / size.name
    if (folder / "job.json").exists():
        return Job.read(folder / "job.json")
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        scenes = tuple(pool.map(lambda n: _scene(size, n, folder), range(1, size.scenes + 1)))
    changed = scenes[(size.scenes + 1) // 2 - 1]
    music_s = write_music(folder / "music.wav")
    job = Job(
        width_px=size.size_px[0],
        height_px=size.size_px[1],
        scenes=scenes,
        changed_clip=_clip(size, changed.number, CHANGED, changed.length_s, folder),
        music=JobFile.of(folder / "music.wav"),
        music_s=music_s,
        bar_s=BAR_S,
    )
    job.write(folder / "job.json")
    return job


def repeated(job: Job, times: int) -> Job:
    """A film of the same scenes over and over, none of which the engine takes for another."""
    scenes = [scene for _ in range(times) for scene in job.scenes]
    numbered = tuple(_numbered(scene, number) for number, scene in enumerate(scenes, start=1))
    return job.model_copy(update={"scenes": numbered})


def _numbered(scene: JobScene, number: int) -> JobScene:
    """The engine knows a clip by its hash: with another one the same clip is rendered again."""
    salted = hashlib.sha256(f"{scene.clip.sha256} {number}".encode()).hexdigest()
    clip = scene.clip.model_copy(update={"sha256": salted})
    return scene.model_copy(update={"number": number, "clip": clip})


def _scene(size: JobSize, number: int, folder: Path) -> JobScene:
    path = folder / f"voice-{number:03d}.wav"
    seconds = _narration_s(size, number)
    words = write_narration(path, number, size.words, seconds)
    samples = round(seconds * SAMPLE_RATE_HZ)
    scene_s = LEAD_S + seconds + TAIL_S
    return JobScene(
        number=number,
        text=" ".join(word.text for word in words),
        clip=_clip(size, number, number, scene_s, folder),
        voice=JobFile.of(path),
        voice_samples=samples,
        words=words,
    )


def _narration_s(size: JobSize, number: int) -> float:
    """Never a whole number of frames: 1600 samples at 30 frames a second."""
    shortest, longest = (round(s * SAMPLE_RATE_HZ) for s in size.narration_s)
    samples = int(np.random.default_rng([VERSION, number]).integers(shortest, longest))
    return (samples + (samples % 1600 == 0)) / SAMPLE_RATE_HZ


def _clip(size: JobSize, scene: int, picture: int, scene_s: float, folder: Path) -> JobFile:
    path = folder / f"clip-{picture:03d}.mp4"
    frames = int(scene_s * FPS) + 1 + handle_frames(FPS)
    write_clip(path, size.size_px, FPS, scene=scene, seed=picture, frames=frames)
    return JobFile.of(path)
