"""The picture of a film planned as a chain of segments.

A scene gives the transition into it, its body in pieces of about two seconds, and after the last
one a fade to black. An insert gives one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil

from manike.film.ass import Window, ass_script
from manike.film.burning import burned_captions
from manike.film.captions import Caption
from manike.film.cards import Card, card_of, overlay_of
from manike.film.inserts import Insert
from manike.film.job import FilmJob, SourceFile
from manike.film.placement import Band, caption_bands
from manike.film.timeline import Timeline, TimelineScene
from manike.film.transitions import SHORTEST_SEGMENT

_CLOSING_S = Fraction(1, 2)
"""What fades to black at the end; narration is over 0.6 s before it."""


_KEY_S = Fraction(1, 2)
"""From key frame to key frame: bodies are cut only there, so that no file grows."""
_PIECE_KEYS = 4
"""Of a body is encoded as one. Pieces are encoded side by side, so that the new picture of a scene
of 8 s takes two cores and not one, and of a corrected caption two seconds are encoded and not
eight. Each costs 0.1 CPU-seconds for ffmpeg's start."""


class SegmentKind(StrEnum):
    """How a segment's frames come about; but for a body and a closing the name of a transition."""

    BODY = "body"
    CLOSING = "closing"
    INSERT = "insert"
    """A card or a tenant's clip, around the scenes."""
    CROSSFADE = "crossfade"
    DIP_TO_BLACK = "dip_to_black"
    SLOW_DIP = "slow_dip"
    DIP_TO_WHITE = "dip_to_white"
    WIPE_LEFT = "wipe_left"
    WIPE_RIGHT = "wipe_right"
    WIPE_UP = "wipe_up"
    WIPE_DOWN = "wipe_down"
    SLIDE_LEFT = "slide_left"
    SLIDE_RIGHT = "slide_right"
    ZOOM = "zoom"


@dataclass(frozen=True, slots=True)
class ClipFrames:
    """A stretch of a clip: as many frames as the segment has, from this one."""

    clip: SourceFile
    start_frame: int


@dataclass(frozen=True, slots=True)
class Segment:
    """An encoded, video-only piece of the film, as planned."""

    scene: int
    kind: SegmentKind
    window: Window
    """Its frames of the film."""
    sources: tuple[ClipFrames, ...]
    """One clip, or for a transition the one before and the one after."""
    captions: str
    """An ASS script; empty if no caption is shown."""
    font: str
    """Family that the script is set in."""
    logo: SourceFile | None
    size_px: tuple[int, int]
    fps: Fraction
    insert: Insert | None = None
    card: Card | None = None
    """What an insert shows that is no clip, or the title over the first scene."""

    @property
    def label(self) -> str:
        """Where it is, for people."""
        return self.insert.kind.label if self.insert else f"Scene {self.scene}, {self.kind}"


def plan_segments(job: FilmJob) -> tuple[Segment, ...]:
    """The chain, in order; its windows cover the film without gap or overlap."""
    captions = burned_captions(job.timeline, job.brand)
    planner = _Planner(job, captions, caption_bands(job.timeline))
    scenes = job.timeline.scenes
    body = [
        segment
        for before, scene in zip((None, *scenes), scenes, strict=False)
        for segment in planner.segments(before, scene)
    ]
    inserts = [planner.insert(insert) for insert in job.timeline.inserts]
    return tuple(sorted([*inserts, *body], key=lambda segment: segment.window.start_frame))


def closing_frames(timeline: Timeline, scene: TimelineScene) -> int:
    """Frames of a scene that fade to black: the last ones, whatever card or clip follows.

    None where they would leave too little of the scene itself.
    """
    if scene.end_frame < timeline.scenes[-1].end_frame:
        return 0
    room = scene.frame_count - scene.transition_in.frame_count - SHORTEST_SEGMENT
    closing = min(ceil(_CLOSING_S * timeline.rate), scene.frame_count // 3, room)
    return closing if closing >= SHORTEST_SEGMENT else 0


@dataclass(frozen=True, slots=True)
class _Planner:
    job: FilmJob
    captions: Sequence[Caption]
    bands: Mapping[int, Band]

    def segments(self, before: TimelineScene | None, scene: TimelineScene) -> Iterator[Segment]:
        clip = self.job.clips[scene.number]
        entry = scene.transition_in
        if before is not None and entry.frame_count:
            handle = ClipFrames(self.job.clips[before.number], before.frame_count)
            kind = SegmentKind(entry.kind.value)
            yield self._segment(scene, kind, (0, entry.frame_count), (handle, ClipFrames(clip, 0)))
        closing = closing_frames(self.job.timeline, scene)
        end = scene.frame_count - closing
        first = entry.frame_count
        for start, count in self._pieces(scene, first, end):
            yield self._segment(scene, SegmentKind.BODY, (start, count), (ClipFrames(clip, start),))
        if closing:
            source = ClipFrames(clip, end)
            yield self._segment(scene, SegmentKind.CLOSING, (end, closing), (source,))

    def insert(self, insert: Insert) -> Segment:
        """The segment of a card or a tenant's clip."""
        file = self.job.inserts.get(insert.kind)
        return Segment(
            scene=0,
            kind=SegmentKind.INSERT,
            window=Window(insert.start_frame, insert.frame_count),
            sources=(ClipFrames(file, 0),) if file else (),
            captions="",
            font=self.job.brand.caption_font,
            logo=None,
            size_px=self.job.timeline.size_px,
            fps=self.job.timeline.rate,
            insert=insert,
            card=card_of(self.job, insert),
        )

    def _pieces(self, scene: TimelineScene, first: int, end: int) -> Iterator[tuple[int, int]]:
        """Start and length in frames of a body's pieces; a longer scene keeps the first ones.

        What lies over the picture for a while, a title, has its own clock and is not cut.
        """
        key = max(2, round(_KEY_S * self.job.timeline.rate))
        step = _PIECE_KEYS * key
        is_whole = overlay_of(self.job, scene.number) is not None
        inner = () if is_whole else range(first + step, end - key + 1, step)
        for start, stop in pairwise((first, *inner, end)):
            yield start, stop - start

    def _segment(
        self,
        scene: TimelineScene,
        kind: SegmentKind,
        span: tuple[int, int],
        sources: tuple[ClipFrames, ...],
    ) -> Segment:
        timeline = self.job.timeline
        window = Window(scene.start_frame + span[0], span[1])
        brand = self.job.brand
        return Segment(
            scene=scene.number,
            kind=kind,
            window=window,
            sources=sources,
            captions=ass_script(
                self.captions, window, brand, timeline.size_px, timeline.rate, self.bands
            ),
            font=brand.caption_font,
            logo=self.job.logo,
            size_px=timeline.size_px,
            fps=timeline.rate,
            card=overlay_of(self.job, scene.number) if kind is SegmentKind.BODY else None,
        )
