"""Title and end cards: what stands on them, and their frames encoded."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from manike.film.brand import BrandKit
from manike.film.fonts import face_sha256, faces
from manike.film.inserts import CLIPS, Insert, InsertKind
from manike.film.job import FilmJob, SourceFile
from manike.media.encode import FrameEncoder

if TYPE_CHECKING:
    from manike.film.card_painting import CardPainter

CARD_VERSION = 3
"""Goes up when the drawing of cards changes, so that they are drawn again."""
LABEL_FONT = "Roboto"
_TO_VIDEO = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it is drawn."""

    kind: InsertKind
    heading: str
    """The film's title, or the tenant's name."""
    label: str
    """Small: the tenant's name above a title, the call to action below a name."""
    brand: BrandKit
    logo: SourceFile | None
    size_px: tuple[int, int]
    fps: Fraction
    frame_count: int
    start_frame: int = 0
    """Of an overlay, from its scene's first frame."""
    is_overlay: bool = False
    """Only the words, on nothing, to be laid over a picture."""

    def recipe(self) -> str:
        """SHA-256 over all that shapes its pixels, but what the engine's version stands for."""
        brand = self.brand
        parts = {
            "version": CARD_VERSION,
            "kind": self.kind,
            "words": [self.heading, self.label],
            "colours": [brand.primary_colour, brand.secondary_colour],
            "fonts": [face_sha256(each) for family in _families(brand) for each in faces(family)],
            "logo": self.logo.sha256 if self.logo else "",
            "size": self.size_px,
            "frames": [str(self.fps), self.frame_count, self.start_frame, self.is_overlay],
            "skia": version("skia-python"),
        }
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def card_of(job: FilmJob, insert: Insert) -> Card | None:
    """The card that an insert shows; ``None`` if it is a clip."""
    if insert.kind in CLIPS:
        return None
    is_title = insert.kind is InsertKind.TITLE_CARD
    heading, _, label = insert.text.partition("\n")
    return Card(
        kind=insert.kind,
        heading=heading,
        label=job.brand.display_name if is_title else label,
        brand=job.brand,
        logo=None if is_title else job.logo,
        size_px=job.timeline.size_px,
        fps=job.timeline.rate,
        frame_count=insert.frame_count,
    )


def overlay_of(job: FilmJob, scene_number: int) -> Card | None:
    """The title over the first scene; ``None`` for others, or if there is none."""
    timeline = job.timeline
    if timeline.title_overlay is None or scene_number != timeline.scenes[0].number:
        return None
    return Card(
        kind=InsertKind.TITLE_CARD,
        heading=timeline.title_overlay.text,
        label="",
        brand=job.brand,
        logo=None,
        size_px=timeline.size_px,
        fps=timeline.rate,
        frame_count=timeline.title_overlay.frame_count,
        start_frame=timeline.title_overlay.start_frame,
        is_overlay=True,
    )


def encode_card(
    card: Card,
    options: tuple[str, ...],
    output: Path,
    on_frame: Callable[[int], None] | None = None,
) -> None:
    """Draw and encode every frame of a card; says how many are done after each.

    Raises:
        MediaError: the logo can't be read, or ffmpeg failed.
    """
    painter = _painter(card)
    timing = (
        "-vf",
        f"{_TO_VIDEO},setsar=1,settb={1 / card.fps},setpts=N",
        "-fps_mode",
        "passthrough",
    )
    with FrameEncoder(
        output, card.size_px, card.fps, options=("-threads", "1", *timing, *options)
    ) as encoder:
        for frame in range(card.frame_count):
            encoder.write(painter.frame(frame))
            if on_frame is not None:
                on_frame(frame + 1)


def write_overlay(card: Card, output: Path) -> None:
    """Draw a title's words on nothing, as PNG."""
    _painter(card).write_words(output)


def _families(brand: BrandKit) -> tuple[str, str]:
    return brand.title_font, LABEL_FONT


def _painter(card: Card) -> "CardPainter":
    from manike.film.card_painting import CardPainter  # not at the top: it loads skia

    return CardPainter(card)
