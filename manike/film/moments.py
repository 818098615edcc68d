"""A moment of a film: read from what a person types, and what is seen and heard in it."""

import re
from dataclasses import dataclass
from fractions import Fraction

from manike.errors import BadInputError
from manike.film.inserts import Insert
from manike.film.mix import CUE_BLEND_S
from manike.film.timeline import Timeline, TimelineCue, TimelineScene, TransitionIn, sample_of
from manike.film.transitions import DIPS
from manike.media.sound import SAMPLE_RATE_HZ

_FRAME = re.compile(r"f(\d{1,9})", re.ASCII)
_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,9})?)", re.ASCII)
_SIXTY = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """A scene at a moment."""

    scene: TimelineScene
    clip_frame: int
    """Counted from the first frame of its clip; in the handle while the scene gives way."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One frame of a film, with what is seen and heard as it appears."""

    frame: int
    seen: tuple[Seen, ...]
    """One scene; in a transition that is no dip two: the one that goes, the one that comes."""
    transition: TransitionIn | None
    word: str
    """The word that is being spoken; empty if none is."""
    cues: tuple[TimelineCue, ...]
    insert: Insert | None = None
    """The card or clip that is seen instead of a scene."""


def read_moment(text: str, timeline: Timeline) -> int:
    """The frame, counted from 0, at ``31.5``, ``00:31``, ``1:02:03`` or ``f930``.

    Raises:
        BadInputError: not a time, or beyond the film.
    """
    given = text.strip()
    frame = _FRAME.fullmatch(given)
    number = int(frame[1]) if frame else int(_seconds(given) * timeline.rate)
    if number >= timeline.frame_count:
        raise BadInputError(
            "at",
            f"{given} is beyond the film, which is {clock(timeline.frame_count, timeline.rate)} "
            f"long: {timeline.frame_count} frames, the last one is f{timeline.frame_count - 1}.",
        )
    return number


def moment_of(timeline: Timeline, frame: int) -> Moment:
    """What is seen and heard at a frame of the film."""
    if (insert := timeline.insert_at(frame)) is not None:
        return Moment(frame, (), None, "", _cues(timeline, frame), insert)
    scene = timeline.scene_at(frame)
    inside = frame - scene.start_frame
    seen: tuple[Seen, ...] = (Seen(scene, inside),)
    entry = scene.transition_in if inside < scene.transition_in.frame_count else None
    if entry is not None:
        before = timeline.scenes[timeline.scenes.index(scene) - 1]
        going = Seen(before, before.frame_count + inside)
        seen = (going, *seen) if entry.kind not in DIPS else _half(entry, inside, going, *seen)
    return Moment(frame, seen, entry, _word(timeline, frame), _cues(timeline, frame))


def _half(entry: TransitionIn, inside: int, going: Seen, coming: Seen) -> tuple[Seen]:
    return (going,) if inside < entry.frame_count // 2 else (coming,)


def clock(frame: int, rate: Fraction) -> str:
    """A frame's time as ``0:31.500``, with hours where it has any."""
    thousandths = round(frame / rate * 1000)
    minutes, rest = divmod(thousandths, _SIXTY * 1000)
    hours, minutes = divmod(minutes, _SIXTY)
    seconds = f"{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"


def _seconds(text: str) -> Fraction:
    match = _TIME.fullmatch(text)
    if match is None:
        raise _not_a_time(text)
    hours, minutes, seconds = int(match[1] or 0), int(match[2] or 0), Fraction(match[3])
    if (match[1] and minutes >= _SIXTY) or (match[2] and seconds >= _SIXTY):
        raise _not_a_time(text)
    return (hours * _SIXTY + minutes) * _SIXTY + seconds


def _not_a_time(text: str) -> BadInputError:
    return BadInputError(
        "at", f"{text[:40]!r} is not a time such as 31.5, 00:31 or 1:02:03, nor a frame as f930."
    )


def _word(timeline: Timeline, frame: int) -> str:
    at = sample_of(frame, timeline.rate)
    for scene in timeline.scenes:
        spoken = scene.narration
        if spoken is not None and 0 <= at - spoken.start_sample < spoken.sample_count:
            in_file_s = (at - spoken.start_sample) / SAMPLE_RATE_HZ
            words = (word for word in spoken.words if word.start_s <= in_file_s < word.end_s)
            return next((word.text for word in words), "")
    return ""


def _cues(timeline: Timeline, frame: int) -> tuple[TimelineCue, ...]:
    """The music that plays, with a cue that rings on under the start of the next one."""
    blend = CUE_BLEND_S * timeline.rate
    return tuple(
        cue
        for cue in timeline.music
        if cue.start_frame
        <= frame
        < min(cue.start_frame + cue.frame_count + blend, timeline.music_end_frame)
    )
