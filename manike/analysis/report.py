"""What was found in footage: a versioned record that is stored as JSON."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

REPORT_VERSION: Literal[1] = 1

Share = Annotated[float, Field(ge=0, le=1)]
Begins = Literal["start", "cut", "gradual"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MediaFacts(_Record):
    """What the file says of itself."""

    size_bytes: int
    duration_s: float
    codec: str
    pixel_format: str
    width_px: int
    """As players show it."""
    height_px: int
    fps: str
    """Average rate of the file, such as ``30000/1001``; ``0`` if it names none."""
    has_variable_rate: bool
    rotation_deg: int
    is_hdr: bool
    is_deep: bool
    """More than 8 bits a colour."""
    sound_codec: str
    """Empty if there is no sound."""


class ShotMeasures(_Record):
    """Means over the frames that show the shot alone; levels are of 16 to 235."""

    luma: float
    contrast: float
    """Spread of luma within a frame."""
    dark_share: Share
    """Of the picture, so dark that nothing is seen."""
    bright_share: Share
    """Of the picture, blown out."""
    saturation: float
    """Mean distance from grey, 0 to 128."""
    warmth: float
    """Red over blue; below 0 is cool."""
    sharpness: float
    """Fineness of detail in a small frame; below about 8 is blurred."""
    motion: float
    """Mean change of luma from frame to frame."""
    black_s: float
    """How long it is black."""
    frozen_s: float
    """How long it stands still, in stretches of half a second at least."""
    level_dbfs: float | None
    """Mean level of the sound; ``None`` without sound."""
    speech_share: Share | None
    """Share of the time in which somebody speaks; ``None`` without sound."""
    faces: int | None
    """Most faces in one key frame; ``None`` until key frames are pictures."""


class KeyFrame(_Record):
    """A frame that stands for its shot."""

    frame: int
    """Number in the evenly looked-at frames."""
    time_s: float
    """By the file's clock."""
    worth: Share
    """How good a picture it is."""
    file: str = ""
    """Name of its picture, if one was written."""


class Colour(_Record):
    """A colour and how much of the picture has it."""

    name: str
    share: Share


class ShotReport(_Record):
    """One shot."""

    number: Annotated[int, Field(ge=1)]
    begins: Begins
    start_frame: int
    end_frame: int
    """The first frame after it."""
    start_s: float
    """By the file's clock."""
    end_s: float
    score: Share
    """How sure it is that a shot begins here."""
    measures: ShotMeasures
    colours: tuple[Colour, ...]
    """Those that make up a tenth at least, the largest first."""
    words: tuple[str, ...]
    """What is measured, in words: ``dark``, ``warm``, ``blue``, ``calm``, ``speech``."""
    setting: tuple[str, ...] = ()
    """Where it plays, by a model that matches text and pictures; empty without one."""
    description: str
    key_frames: tuple[KeyFrame, ...]


class FootageReport(_Record):
    """Everything that was found in one file."""

    version: Literal[1] = REPORT_VERSION
    file: str
    detector: str
    """Model of what found the shots."""
    tagger: str = ""
    """Model of what told the setting; empty without one."""
    media: MediaFacts
    looked_at_fps: str
    """Rate of the frames that the numbers in here count."""
    frame_count: int
    notes: tuple[str, ...]
    """What is unusual about the file, or was damaged, as sentences."""
    shots: tuple[ShotReport, ...]
