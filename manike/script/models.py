"""The script of a film as stored, shown, edited and obeyed by every provider (schema version 1)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from manike.ids import MAX_SCENES
from manike.script.vocabulary import (
    CameraMove,
    Expression,
    Mood,
    Place,
    Pose,
    Season,
    ShotSize,
    TimeOfDay,
    Transition,
    Weather,
)


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Line = Annotated[str, Field(min_length=1, max_length=200)]


class Character(_Model):
    """A person or creature with a fixed look and voice."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    description: Annotated[str, Field(min_length=1, max_length=500)]
    """Look, in plain words: age, hair, clothing, build."""
    kind: Literal["person", "robot", "animal"] = "person"
    age: Literal["child", "adult", "elder"] = "adult"
    gender: Literal["female", "male", "unspecified"] = "unspecified"


class Setting(_Model):
    """Where and when a scene plays."""

    place: Place
    name: Annotated[str, Field(max_length=120)] = ""
    """The place's own name, such as ``Kandy Lake``; may be empty."""
    time_of_day: TimeOfDay = TimeOfDay.DAY
    season: Season = Season.SUMMER
    weather: Weather = Weather.CLEAR
    landmark: Annotated[str, Field(max_length=60)] = ""
    """One thing that must stand in the picture, such as ``lighthouse``; may be empty."""


class Shot(_Model):
    """How the camera sees a scene."""

    size: ShotSize = ShotSize.WIDE
    move: CameraMove = CameraMove.PUSH


class Acting(_Model):
    """What one character does in a scene, and how it feels."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    pose: Pose = Pose.STAND
    expression: Expression = Expression.NEUTRAL
    holds: Annotated[str, Field(max_length=60)] = ""
    """What it carries, holds, reads or works with, such as ``lantern``; may be empty."""


class Scene(_Model):
    """One setting and one narration."""

    number: Annotated[int, Field(ge=1, le=MAX_SCENES)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    description: Annotated[str, Field(min_length=1, max_length=1000)]
    """What the picture shows, for the illustrator."""
    narration: Annotated[str, Field(max_length=1500)]
    """What is spoken; plain text without markup."""
    speaker: Annotated[str, Field(max_length=60)] = ""
    """Name of the character who speaks; empty is the narrator."""
    setting: Setting
    shot: Shot = Shot()
    mood: Mood = Mood.CALM
    characters: tuple[Annotated[str, Field(max_length=60)], ...] = ()
    """Names of the characters seen."""
    acting: tuple[Acting, ...] = ()
    """What they do; of whom nothing is said the description tells it."""
    subjects: tuple[Annotated[str, Field(max_length=60)], ...] = ()
    """Things seen, most important first, such as ``turtle``, ``boat``, ``telescope``."""
    caption: Annotated[str, Field(max_length=120)] = ""
    """Words to draw large on the picture (a title or end card, a sign); empty for none."""
    duration_s: Annotated[float, Field(ge=1.0, le=120.0)]
    """Planned length. The scene is lengthened only if its narration can't be read in it."""
    transition: Transition = Transition.CROSSFADE
    """How this scene gives way to the next; the last scene's is not used."""


class MusicCue(_Model):
    """One piece of music under a run of scenes."""

    number: Annotated[int, Field(ge=1)]
    first_scene: Annotated[int, Field(ge=1)]
    last_scene: Annotated[int, Field(ge=1)]
    mood: Mood
    tempo_bpm: Annotated[int, Field(ge=40, le=200)]
    key: Annotated[str, Field(pattern=r"^[A-G](#|b)? (major|minor)$")]


class ScriptBreakdown(_Model):
    """A whole film on paper."""

    schema_version: Literal[1] = 1
    title: Annotated[str, Field(min_length=1, max_length=120)]
    logline: Annotated[str, Field(min_length=1, max_length=400)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    style: Annotated[str, Field(max_length=80)] = ""
    characters: tuple[Character, ...] = ()
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=MAX_SCENES)]
    music: Annotated[tuple[MusicCue, ...], Field(min_length=1)]

    def scene(self, number: int) -> Scene:
        """The scene of that number, counted from 1."""
        return self.scenes[number - 1]

    def character(self, name: str) -> Character:
        """The character of that name."""
        return next(character for character in self.characters if character.name == name)
