"""Small requests, one for each port: what tests and benchmarks ask providers for."""

from fractions import Fraction
from pathlib import Path

from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    MusicRequest,
    Picture,
    ScenePictureRequest,
    SpeechRequest,
)
from manike.script.models import Character, Scene, Setting
from manike.script.vocabulary import Mood, Place

SIZE_PX = (320, 180)
STYLE = "ink"
SEED = 7
MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")
SCENE = Scene(
    number=1,
    title="The lake",
    description="Mist rises from a quiet lake",
    narration="Come and see it.",
    setting=Setting(place=Place.LAKE),
    duration_s=4.0,
)
CHARACTER = CharacterImageRequest(MIRA, STYLE, SEED, 1, SIZE_PX)
PICTURE = ScenePictureRequest(SCENE, (MIRA,), {}, STYLE, SEED, 1, SIZE_PX)
MUSIC = MusicRequest(Mood.CALM, 80, "C major", 6.0, SEED, 1)
SPEECH = SpeechRequest(
    text=SCENE.narration,
    speaker=None,
    cast=(MIRA,),
    voice="",
    narrator="",
    mood=Mood.CALM,
    language="en",
    seed=SEED,
    take_number=1,
    available_s=60.0,
)


def motion_request(picture: Path, *, frame_count: int) -> MotionRequest:
    """A shot of ``SCENE`` at 30 frames a second that begins with this picture."""
    return MotionRequest(
        scene=SCENE,
        picture=Picture(image=picture.name, planes=()),
        picture_files={picture.name: picture},
        frame_count=frame_count,
        fps=Fraction(30),
        size_px=SIZE_PX,
        seed=SEED,
        take_number=1,
    )


def painted(file: Path) -> Path:
    """The file, with a ramp of greys of ``SIZE_PX`` in it; the same bytes each time."""
    import cv2
    import numpy as np

    width_px, height_px = SIZE_PX
    across = np.linspace(0, 255, width_px, dtype=np.uint8)
    _, content = cv2.imencode(file.suffix, np.dstack([np.tile(across, (height_px, 1))] * 3))
    file.write_bytes(content.tobytes())
    return file
