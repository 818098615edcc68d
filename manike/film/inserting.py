"""Inserts put around a film's scenes: everything that follows them is heard and seen later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from manike.film.brand import BrandKit
from manike.film.brand_clips import ClipFacts
from manike.film.inserts import (
    CLIPS,
    Insert,
    InsertKind,
    TitleOverlay,
    insert_file,
    insert_sound_file,
)
from manike.film.timeline import Timeline, TimelineCue, TimelineScene, sample_of
from manike.media.sound import SAMPLE_RATE_HZ

_BEFORE = (InsertKind.INTRO, InsertKind.TITLE_CARD)
_AFTER = (InsertKind.END_CARD, InsertKind.OUTRO)
_OVERLAY_AT_S = Fraction(3, 10)
_OVERLAY_REST_S = Fraction(1, 2)
"""The first scene is seen this long without the title."""


@dataclass(frozen=True, slots=True)
class OwnClip:
    """An intro or outro that a film has in the place of its brand kit's."""

    sha256: str
    footage: str
    """What it was cut from, in words."""


@dataclass(frozen=True, slots=True)
class Branding:
    """What a tenant's brand kit adds to a film."""

    brand: BrandKit
    name: str = ""
    """The tenant's, for the end card."""
    clips: Mapping[InsertKind, ClipFacts] = field(default_factory=dict)
    """The intro and the outro: the film's own, else those that the brand kit names."""
    own: Mapping[InsertKind, OwnClip] = field(default_factory=dict)
    """Those of them that are the film's own."""
    is_titled: bool = False
    """The first scene's picture has words of its own, and gets none over it."""


def with_inserts(timeline: Timeline, branding: Branding) -> Timeline:
    """A film's scenes, voices and music between the inserts that the brand kit asks for.

    Segments are as before: what shapes them is counted from their own first frame. The title card
    has the first cue's music under it, the end card the last cue's ending; intro and outro have
    their own sound alone.
    """
    before = tuple(_placed(_BEFORE, timeline, branding, 0))
    shift = before[-1].end_frame if before else 0
    after = tuple(_placed(_AFTER, timeline, branding, shift + timeline.frame_count))
    end = after[-1].end_frame if after else shift + timeline.frame_count
    moved = timeline.model_dump(exclude={"scenes", "music", "frame_count"}) | {
        "frame_count": end,
        "scenes": tuple(_later(scene, shift, timeline.rate) for scene in timeline.scenes),
        "music": timeline.music,
        "inserts": (*before, *after),
        "title_overlay": _overlay(timeline, branding),
    }
    film = Timeline.model_validate(moved)
    return film.model_copy(update={"music": tuple(_under(film, cue, shift) for cue in film.music)})


def _placed(
    kinds: tuple[InsertKind, ...], timeline: Timeline, branding: Branding, start_frame: int
) -> Iterator[Insert]:
    for kind in kinds:
        insert = _insert(kind, timeline, branding, start_frame)
        if insert is not None:
            yield insert
            start_frame = insert.end_frame


def _insert(
    kind: InsertKind, timeline: Timeline, branding: Branding, start_frame: int
) -> Insert | None:
    if kind in CLIPS:
        return _clip(kind, timeline, branding, start_frame)
    brand = branding.brand
    if kind is InsertKind.TITLE_CARD:
        wanted, length_s, text = brand.title_style == "card", brand.title_card_s, timeline.title
    else:
        name = brand.display_name or branding.name
        wanted, length_s = brand.end_card == "card", brand.end_card_s
        text = "\n".join(line for line in (name, brand.call_to_action) if line)
    if not wanted:
        return None
    frames = round(Fraction(str(length_s)) * timeline.rate)
    return Insert(
        kind=kind, start_frame=start_frame, frame_count=frames, file=insert_file(kind), text=text
    )


def _clip(
    kind: InsertKind, timeline: Timeline, branding: Branding, start_frame: int
) -> Insert | None:
    facts = branding.clips.get(kind)
    if facts is None:
        return None
    is_intro = kind is InsertKind.INTRO
    branded = branding.brand.intro_sha256 if is_intro else branding.brand.outro_sha256
    own = branding.own.get(kind, OwnClip(branded, ""))
    return Insert(
        kind=kind,
        start_frame=start_frame,
        frame_count=facts.frame_count(timeline.rate),
        file=insert_file(kind),
        sound_file=insert_sound_file(kind) if facts.has_sound else "",
        sha256=own.sha256,
        footage=own.footage,
        picture_px=facts.picture_px,
        colour_matrix=facts.colour_matrix,
    )


def _later(scene: TimelineScene, shift: int, rate: Fraction) -> TimelineScene:
    start_frame, narration = scene.start_frame + shift, scene.narration
    if narration is not None:
        lead = narration.start_sample - sample_of(scene.start_frame, rate)
        start_sample = sample_of(start_frame, rate) + lead
        narration = narration.model_copy(
            update={"start_sample": start_sample, "start_s": start_sample / SAMPLE_RATE_HZ}
        )
    return scene.model_copy(update={"start_frame": start_frame, "narration": narration})


def _under(film: Timeline, cue: TimelineCue, shift: int) -> TimelineCue:
    """The cue moved with its scenes; the first and the last one also under their cards."""
    start, end = cue.start_frame + shift, cue.start_frame + cue.frame_count + shift
    if start == film.scenes[0].start_frame:
        start = film.music_start_frame
    if end == film.scenes[-1].end_frame:
        end = film.music_end_frame
    return cue.model_copy(update={"start_frame": start, "frame_count": end - start})


def _overlay(timeline: Timeline, branding: Branding) -> TitleOverlay | None:
    brand, rate = branding.brand, timeline.rate
    if brand.title_style != "scene" or branding.is_titled or not timeline.title.strip():
        return None
    start = round(_OVERLAY_AT_S * rate)
    room = timeline.scenes[0].frame_count - start - round(_OVERLAY_REST_S * rate)
    wanted = round(Fraction(str(brand.title_card_s)) * rate)
    frames = min(wanted, room)
    if frames < rate:
        return None
    return TitleOverlay(text=timeline.title, start_frame=start, frame_count=frames)
