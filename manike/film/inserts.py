"""What a film shows that is no scene of its script: intro, title card, end card and outro."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class InsertKind(StrEnum):
    """An insert's part in the film, in the order in which they come."""

    INTRO = "intro"
    """A clip of the tenant's own, before everything."""
    TITLE_CARD = "title_card"
    """The film's title, before the first scene."""
    END_CARD = "end_card"
    """The tenant's name and call to action, after the last scene."""
    OUTRO = "outro"
    """A clip of the tenant's own, after everything."""

    @property
    def label(self) -> str:
        """As people read it."""
        return self.value.replace("_", " ").capitalize()


ColourMatrix = Literal["auto", "bt601", "bt709"]
CLIPS = (InsertKind.INTRO, InsertKind.OUTRO)
"""Inserts that are files of the tenant."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Insert(_Part):
    """A stretch of the film before the first scene or after the last one."""

    kind: InsertKind
    start_frame: Annotated[int, Field(ge=0)]
    frame_count: Annotated[int, Field(ge=1)]
    file: str
    """Its picture in the exported folder, in the film's format."""
    sound_file: str = ""
    """Its sound in the exported folder, at its own level; empty if it has none."""
    sha256: str = ""
    """The tenant's file, as it was given; empty for a card."""
    footage: str = ""
    """What of the tenant's footage it was cut from; empty for what the brand kit gives."""
    picture_px: tuple[int, int] = (0, 0)
    """Width and height of the tenant's picture as it is shown, before it is fitted."""
    colour_matrix: ColourMatrix = "auto"
    """How the tenant's picture is read: as its file says, or by its size where it says nothing."""
    text: str = ""
    """What stands on a card."""

    @property
    def end_frame(self) -> int:
        """The first frame after it."""
        return self.start_frame + self.frame_count


class TitleOverlay(_Part):
    """The film's title over the first scene."""

    text: str
    start_frame: Annotated[int, Field(ge=0)]
    """Counted from the scene's first frame."""
    frame_count: Annotated[int, Field(ge=1)]


def insert_file(kind: InsertKind) -> str:
    """Name of an insert's picture in the exported folder."""
    return f"clips/{kind.value}.mp4"


def insert_sound_file(kind: InsertKind) -> str:
    """Name of an insert's sound in the exported folder."""
    return f"clips/{kind.value}.wav"
