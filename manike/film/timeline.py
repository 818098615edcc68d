"""What plays when, on the frame grid: scenes, transitions, narration and music of a film.

A scene is a whole number of frames. A transition of T frames takes the first T frames of the scene
it leads into and blends them with the handle, the frames that every clip has after its scene's end;
so the film is exactly as long as its scenes together. Narration starts at an exact sample.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from manike.errors import BadInputError
from manike.film.inserts import Insert, InsertKind, TitleOverlay
from manike.film.transitions import (
    SHORTEST_SEGMENT,
    handle_frames,
    transition_frames,
    wrong_length,
)
from manike.media.sound import SAMPLE_RATE_HZ
from manike.ports import Music, Region, VoiceOver, Word
from manike.script.models import MusicCue, Scene, ScriptBreakdown
from manike.script.timing import LEAD_S, TAIL_S
from manike.script.vocabulary import Transition

OTIO_FILE = "film.otio"
"""The cut for an editor, in the exported folder."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Narration(_Part):
    """A voice-over where it is heard."""

    file: str
    """Name in the exported folder: the voice alone, as placed."""
    start_s: float
    """Film time of the file's first sample."""
    duration_s: float
    start_sample: int
    """The same as ``start_s``, at 48 kHz."""
    sample_count: int
    words: tuple[Word, ...] = ()
    """Times from the file's first sample."""


class TransitionIn(_Part):
    """How the scene before gives way to this one, in this scene's first frames."""

    kind: Transition = Transition.CUT
    frame_count: Annotated[int, Field(ge=0)] = 0


class TimelineScene(_Part):
    """A scene on the frame grid."""

    number: int
    title: str
    start_frame: int
    frame_count: int
    text: str
    narration: Narration | None
    transition_in: TransitionIn = TransitionIn()
    regions: tuple[Region, ...] = ()
    """Where its picture says that people and main subjects are."""
    footage: str = ""
    """Name of the tenant's footage that it shows in its picture's place."""

    @property
    def end_frame(self) -> int:
        """The first frame after the scene."""
        return self.start_frame + self.frame_count


class TimelineCue(_Part):
    """A piece of music and the stretch of film it plays under."""

    number: int
    first_scene: int
    last_scene: int
    file: str
    start_frame: int
    frame_count: int
    duration_s: float
    """Length of the file, which may differ from the stretch."""
    bar_s: float
    ending_s: float


class Timeline(_Part):
    """A whole film on the frame grid; ``timeline.json`` is its JSON form."""

    version: Literal[1] = 1
    title: str = ""
    fps: Annotated[str, Field(pattern=r"^[1-9]\d*/[1-9]\d*$")]
    width_px: Annotated[int, Field(ge=2, le=8192, multiple_of=2)]
    height_px: Annotated[int, Field(ge=2, le=8192, multiple_of=2)]
    frame_count: int
    captions: bool = True
    """Whether captions are burned in; the caption files are always written."""
    scenes: Annotated[tuple[TimelineScene, ...], Field(min_length=1)]
    music: tuple[TimelineCue, ...] = ()
    inserts: tuple[Insert, ...] = ()
    """What is shown before the first scene and after the last one, in order."""
    title_overlay: TitleOverlay | None = None

    @model_validator(mode="after")
    def _scenes_fit(self) -> Self:
        """Refuse scenes that leave gaps, and transitions that can't be shown."""
        for fault in _faults(self):
            raise ValueError(fault)
        return self

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.fps)

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.width_px, self.height_px

    @property
    def duration_s(self) -> float:
        """Length of the film."""
        return float(self.frame_count / self.rate)

    @property
    def sample_count(self) -> int:
        """Length of the sound at 48 kHz."""
        return sample_of(self.frame_count, self.rate)

    @property
    def music_start_frame(self) -> int:
        """Where music may begin: an intro has its own sound."""
        ends = (each.end_frame for each in self.inserts if each.kind is InsertKind.INTRO)
        return next(ends, 0)

    @property
    def music_end_frame(self) -> int:
        """Where music must be over."""
        starts = (each.start_frame for each in self.inserts if each.kind is InsertKind.OUTRO)
        return next(starts, self.frame_count)

    def insert_at(self, frame: int) -> Insert | None:
        """The insert that shows ``frame``; ``None`` where a scene does."""
        around = (each for each in self.inserts if each.start_frame <= frame < each.end_frame)
        return next(around, None)

    def scene_at(self, frame: int) -> TimelineScene:
        """The scene that shows ``frame``; the nearest one outside the film."""
        return next((s for s in self.scenes if frame < s.end_frame), self.scenes[-1])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read ``timeline.json``.

        Raises:
            BadInputError: not a timeline of a version that is known.
        """
        try:
            return cls.model_validate_json(text)
        except ValueError as error:
            raise BadInputError("timeline", f"is not a timeline of version 1: {error}") from error


@dataclass(frozen=True, slots=True)
class FilmFormat:
    """What all films of one plan share."""

    size_px: tuple[int, int]
    fps: Fraction = Fraction(30)
    captions: bool = True


def plan_timeline(
    script: ScriptBreakdown,
    voices: Mapping[int, VoiceOver],
    music: Mapping[int, Music],
    film_format: FilmFormat,
    regions: Mapping[int, tuple[Region, ...]] | None = None,
    footage: Mapping[int, str] | None = None,
) -> Timeline:
    """Lay a script out on the frame grid.

    Args:
        script: the approved script.
        voices: voice-overs by scene number, for every scene that has a narration.
        music: cues by cue number; cues without a file are left silent.
        film_format: size, rate, captions burned in or not.
        regions: by scene number, where its picture says that people and things are.
        footage: by scene number, the name of footage that it shows.

    Raises:
        BadInputError: a narration has no voice-over, or a cue lies outside the scenes.
    """
    fps = film_format.fps
    counts = [scene_frame_count(s, _voice_of(s, voices), fps) for s in script.scenes]
    starts = [0, *accumulate(counts)]
    scenes = tuple(
        TimelineScene(
            number=scene.number,
            title=scene.title,
            start_frame=starts[index],
            frame_count=counts[index],
            text=scene.narration,
            narration=_narration(scene.number, _voice_of(scene, voices), starts[index], fps),
            transition_in=_transition_in(script, index, counts, fps),
            regions=(regions or {}).get(scene.number, ()),
            footage=(footage or {}).get(scene.number, ""),
        )
        for index, scene in enumerate(script.scenes)
    )
    return Timeline(
        title=script.title,
        fps=f"{fps.numerator}/{fps.denominator}",
        width_px=film_format.size_px[0],
        height_px=film_format.size_px[1],
        frame_count=starts[-1],
        captions=film_format.captions,
        scenes=scenes,
        music=tuple(_cue(c, music[c.number], starts) for c in script.music if c.number in music),
    )


def scene_frame_count(scene: Scene, voice: VoiceOver | None, fps: Fraction) -> int:
    """Frames of a scene: as planned, or more where the narration needs more."""
    spoken_s = Fraction(0)
    if voice is not None:
        spoken_s = _seconds(LEAD_S) + Fraction(voice.sample_count, SAMPLE_RATE_HZ)
        spoken_s += _seconds(TAIL_S)
    return max(ceil(_seconds(scene.duration_s) * fps), ceil(spoken_s * fps))


def clip_file(number: int) -> str:
    """Name of a scene's clip in the exported folder."""
    return f"clips/scene-{number:03d}.mp4"


def cue_file(number: int) -> str:
    """Name of a cue's music in the exported folder."""
    return f"music/cue-{number:03d}.wav"


def clip_frame_count(scene_frames: int, fps: Fraction) -> int:
    """Frames that a scene's clip must have: its own and the handle."""
    return scene_frames + handle_frames(fps)


def sample_of(frame: int, fps: Fraction) -> int:
    """The sample at 48 kHz that is heard as ``frame`` appears."""
    return round(Fraction(frame * SAMPLE_RATE_HZ) / fps)


def _voice_of(scene: Scene, voices: Mapping[int, VoiceOver]) -> VoiceOver | None:
    if not scene.narration.strip():
        return None
    if scene.number not in voices:
        raise BadInputError("voices", f"scene {scene.number} has a narration but no voice-over.")
    return voices[scene.number]


def _narration(
    number: int, voice: VoiceOver | None, start_frame: int, fps: Fraction
) -> Narration | None:
    if voice is None:
        return None
    start_sample = sample_of(start_frame, fps) + round(_seconds(LEAD_S) * SAMPLE_RATE_HZ)
    return Narration(
        file=f"narration/scene-{number:03d}.wav",
        start_s=start_sample / SAMPLE_RATE_HZ,
        duration_s=voice.sample_count / SAMPLE_RATE_HZ,
        start_sample=start_sample,
        sample_count=voice.sample_count,
        words=voice.words,
    )


def _transition_in(
    script: ScriptBreakdown, index: int, counts: list[int], fps: Fraction
) -> TransitionIn:
    """The wanted transition, at most half of either scene; a cut where that leaves too little."""
    if index == 0:
        return TransitionIn()
    kind = script.scenes[index - 1].transition
    room = min(counts[index - 1], counts[index]) // 2
    frames = transition_frames(kind, fps, room)
    return TransitionIn(kind=kind, frame_count=frames) if frames else TransitionIn()


def _faults(timeline: Timeline) -> Iterator[str]:
    """A sentence for each thing that can't be shown."""
    start = timeline.scenes[0].start_frame
    before = [each for each in timeline.inserts if each.start_frame < start]
    at = sum(each.frame_count for each in before)
    for scene in timeline.scenes:
        if scene.start_frame != at:
            yield f"scene {scene.number} starts at frame {scene.start_frame} instead of {at}"
        yield from _entry_faults(timeline, scene)
        at = scene.end_frame
    for insert in timeline.inserts[len(before) :]:
        if insert.start_frame != at:
            yield f"the {insert.kind} starts at frame {insert.start_frame} instead of {at}"
        at = insert.end_frame
    if timeline.frame_count != at:
        yield f"the scenes have {at} frames and the film {timeline.frame_count}"


def _entry_faults(timeline: Timeline, scene: TimelineScene) -> Iterator[str]:
    entry = scene.transition_in
    if fault := wrong_length(entry.kind, entry.frame_count, timeline.rate):
        yield f"scene {scene.number}: {fault}"
    if entry.frame_count and scene is timeline.scenes[0]:
        yield "the first scene has nothing to come from; its transition must be a cut"
    alone = scene.frame_count - entry.frame_count
    if alone < SHORTEST_SEGMENT:
        yield (
            f"scene {scene.number} is seen alone for {alone} frames after the transition into it; "
            f"at least {SHORTEST_SEGMENT} are needed"
        )


def _cue(cue: MusicCue, music: Music, starts: list[int]) -> TimelineCue:
    if not 1 <= cue.first_scene <= cue.last_scene < len(starts):
        raise BadInputError(
            "music",
            f"cue {cue.number} runs from scene {cue.first_scene} to {cue.last_scene}, "
            f"but the scenes are 1 to {len(starts) - 1}.",
        )
    start_frame = starts[cue.first_scene - 1]
    return TimelineCue(
        number=cue.number,
        first_scene=cue.first_scene,
        last_scene=cue.last_scene,
        file=cue_file(cue.number),
        start_frame=start_frame,
        frame_count=starts[cue.last_scene] - start_frame,
        duration_s=music.duration_s,
        bar_s=music.bar_s,
        ending_s=music.ending_s,
    )


def _seconds(value: float) -> Fraction:
    """A decimal as written: 0.4 is 2/5, not the binary number next to it."""
    return Fraction(str(value))
