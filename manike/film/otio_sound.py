"""Where an editor finds a film's sound files, in samples at 48 kHz; music piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from manike.film.arrangement import CueShape, arrange
from manike.film.mix import CUE_BLEND_S
from manike.film.timeline import Timeline, TimelineCue, sample_of
from manike.media.sound import SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of a file and where it is heard, in samples."""

    name: str
    file: str
    file_length: int
    heard_at: int
    start: int
    length: int
    lead: int = 0
    """It comes in this long before, while the piece before it goes out."""


def insert_sounds(timeline: Timeline) -> tuple[Sound, ...]:
    """The sound of intro and outro."""
    found = []
    for insert in timeline.inserts:
        start = sample_of(insert.start_frame, timeline.rate)
        end = insert.end_frame * SAMPLE_RATE_HZ // timeline.rate
        if insert.sound_file:
            name, length = insert.kind.label, end - start
            found.append(Sound(name, insert.sound_file, length, start, 0, length))
    return tuple(found)


def film_sounds(timeline: Timeline) -> tuple[tuple[Sound, ...], tuple[Sound, ...]]:
    """The narrations and the pieces of music of a film, each in order."""
    narrations = tuple(
        Sound(
            name=f"Scene {scene.number}",
            file=spoken.file,
            file_length=spoken.sample_count,
            heard_at=spoken.start_sample,
            start=0,
            length=spoken.sample_count,
        )
        for scene in timeline.scenes
        if (spoken := scene.narration) is not None
    )
    return narrations, tuple(sound for cue in timeline.music for sound in _pieces(cue, timeline))


def in_lanes(sounds: Sequence[Sound]) -> tuple[tuple[Sound, ...], ...]:
    """Sounds on as few tracks as keep any two from overlapping; those of one file stay together."""
    lanes: list[list[Sound]] = []
    for sound in sorted(sounds, key=lambda sound: sound.heard_at):
        free = [lane for lane in lanes if lane[-1].heard_at + lane[-1].length <= sound.heard_at]
        follows = [lane for lane in free if sound.lead and lane[-1].file == sound.file]
        lane = next(iter(follows or free), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(sound)
    return tuple(tuple(lane) for lane in lanes)


def _pieces(cue: TimelineCue, timeline: Timeline) -> Iterator[Sound]:
    """The cue as the film plays it: cut or lengthened by bars, and on for a while into the next."""
    start = sample_of(cue.start_frame, timeline.rate)
    end = sample_of(cue.start_frame + cue.frame_count, timeline.rate)
    film_end = timeline.music_end_frame * SAMPLE_RATE_HZ // timeline.rate
    wanted = min(end + round(CUE_BLEND_S * SAMPLE_RATE_HZ), film_end) - start
    shape = _shape(cue)
    for piece in arrange(shape, wanted):
        lead = piece.fade_in
        length = min(piece.length, wanted - piece.heard_at) - lead
        if length > 0:
            yield Sound(
                name=f"Cue {cue.number}",
                file=cue.file,
                file_length=shape.length,
                heard_at=start + piece.heard_at + lead,
                start=piece.start + lead,
                length=length,
                lead=lead,
            )


def _shape(cue: TimelineCue) -> CueShape:
    length = round(cue.duration_s * SAMPLE_RATE_HZ)
    ending = min(round(cue.ending_s * SAMPLE_RATE_HZ), length)
    return CueShape(length, round(cue.bar_s * SAMPLE_RATE_HZ), ending)
