"""A film's cut for a non-linear editor: a timeline as OpenTimelineIO, beside its media.

The picture is counted in frames, the sound in samples at 48 kHz: every value is a whole number, so
that a cut at 24000/1001 frames a second is where the film has it, without rounding.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

import opentimelineio as otio

from manike.film.captions import plan_captions
from manike.film.inserts import Insert
from manike.film.otio_sound import Sound, film_sounds, in_lanes, insert_sounds
from manike.film.segments import closing_frames
from manike.film.timeline import Timeline, TimelineScene, clip_file, clip_frame_count
from manike.film.transitions import handle_frames
from manike.media.sound import SAMPLE_RATE_HZ
from manike.script.vocabulary import Transition

_SCENE_COLOUR = otio.schema.MarkerColor.GREEN
_CAPTION_COLOUR = otio.schema.MarkerColor.CYAN


def to_otio(timeline: Timeline) -> str:
    """``film.otio``: picture, narration, music and markers, with media named from its folder.

    Levels, ducking, captions in the picture and the logo are not in it: an editor sets his own.
    """
    rate = float(timeline.rate)
    cut = otio.schema.Timeline(
        timeline.title,
        global_start_time=otio.opentime.RationalTime(0, rate),
        metadata={
            "manike": {
                "version": 1,
                "fps": timeline.fps,
                "width_px": timeline.width_px,
                "height_px": timeline.height_px,
                "frame_count": timeline.frame_count,
            }
        },
    )
    cut.tracks.append(_picture(timeline, rate))
    narrations, cues = film_sounds(timeline)
    cut.tracks.extend(_sound_tracks("Narration", narrations))
    cut.tracks.extend(_sound_tracks("Music", cues))
    cut.tracks.extend(_sound_tracks("Intro and outro", insert_sounds(timeline)))
    cut.tracks.markers.extend(chain(_scene_markers(timeline, rate), _captions(timeline, rate)))
    return str(otio.core.serialize_json_to_string(cut, indent=1)) + "\n"


def _picture(timeline: Timeline, rate: float) -> otio.schema.Track:
    track = otio.schema.Track("Picture", kind=otio.schema.TrackKind.Video)
    first = timeline.scenes[0].start_frame
    inserts = [_insert_clip(each, timeline.rate) for each in timeline.inserts]
    before = sum(each.start_frame < first for each in timeline.inserts)
    track.extend(inserts[:before])
    for index, scene in enumerate(timeline.scenes):
        entry = scene.transition_in
        if index and entry.frame_count:
            # A slow dip shows the scene before in its first half only: no clip has all its frames.
            after = min(entry.frame_count, handle_frames(timeline.rate))
            track.append(_transition(entry.kind, (0, after), rate))
        track.append(_clip(scene, timeline.rate))
    if fade := closing_frames(timeline, timeline.scenes[-1]):
        track.append(_transition(Transition.DIP_TO_BLACK, (fade, 0), rate))
    track.extend(inserts[before:])
    return track


def _insert_clip(insert: Insert, fps: Fraction) -> otio.schema.Clip:
    """A card, or a tenant's clip in the film's format."""
    span = _span(0, insert.frame_count, float(fps))
    told = {"insert": insert.kind.value, "sha256": insert.sha256, "text": insert.text}
    media = otio.schema.ExternalReference(insert.file, span)
    return otio.schema.Clip(insert.kind.label, media, span, {"manike": told})


def _clip(scene: TimelineScene, fps: Fraction) -> otio.schema.Clip:
    """A scene's frames; the handle after them is there for the transition, or for an editor."""
    rate = float(fps)
    media = otio.schema.ExternalReference(
        clip_file(scene.number), _span(0, clip_frame_count(scene.frame_count, fps), rate)
    )
    return otio.schema.Clip(
        f"{scene.number}. {scene.title}",
        media,
        _span(0, scene.frame_count, rate),
        {"manike": {"scene": scene.number, "narration": scene.text}},
    )


def _transition(kind: Transition, offsets: tuple[int, int], rate: float) -> otio.schema.Transition:
    """A transition of so many frames before and after its cut."""
    is_dissolve = kind is Transition.CROSSFADE
    types = otio.schema.TransitionTypes
    return otio.schema.Transition(
        kind.value.replace("_", " "),
        types.SMPTE_Dissolve if is_dissolve else types.Custom,
        otio.opentime.RationalTime(offsets[0], rate),
        otio.opentime.RationalTime(offsets[1], rate),
        {"manike": {"kind": kind.value}},
    )


def _sound_tracks(name: str, sounds: tuple[Sound, ...]) -> Iterator[otio.schema.Track]:
    for number, lane in enumerate(in_lanes(sounds), start=1):
        yield _sound_track(name if number == 1 else f"{name} {number}", lane)


def _sound_track(name: str, lane: tuple[Sound, ...]) -> otio.schema.Track:
    track = otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
    at = 0
    for sound in lane:
        if sound.heard_at > at:
            track.append(otio.schema.Gap(source_range=_samples(0, sound.heard_at - at)))
        if sound.lead:
            track.append(_transition(Transition.CROSSFADE, (sound.lead, 0), float(SAMPLE_RATE_HZ)))
        media = otio.schema.ExternalReference(sound.file, _samples(0, sound.file_length))
        track.append(otio.schema.Clip(sound.name, media, _samples(sound.start, sound.length)))
        at = sound.heard_at + sound.length
    return track


def _scene_markers(timeline: Timeline, rate: float) -> Iterator[otio.schema.Marker]:
    for scene in timeline.scenes:
        yield otio.schema.Marker(
            f"{scene.number}. {scene.title}",
            _span(scene.start_frame, 1, rate),
            _SCENE_COLOUR,
            {"manike": {"kind": "scene", "scene": scene.number}},
            scene.text,
        )


def _captions(timeline: Timeline, rate: float) -> Iterator[otio.schema.Marker]:
    for caption in plan_captions(timeline):
        yield otio.schema.Marker(
            " ".join(caption.text_lines),
            _span(caption.start_frame, caption.end_frame - caption.start_frame, rate),
            _CAPTION_COLOUR,
            {"manike": {"kind": "caption", "scene": caption.scene}},
        )


def _span(start: int, count: int, rate: float) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(count, rate)
    )


def _samples(start: int, count: int) -> otio.opentime.TimeRange:
    return _span(start, count, float(SAMPLE_RATE_HZ))
