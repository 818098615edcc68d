"""Where each line and word of a caption stands in a film, in pixels."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from manike.film.brand import BrandKit
from manike.film.caption_text import CaptionWord, clusters, text_of
from manike.film.captions import Caption, shape_of
from manike.film.fonts import SCRIPTS, Face, runs
from manike.film.placement import FEET, HEADS, Band

EM = {"wide": 0.05, "square": 0.052, "tall": 0.064}
"""Size of the letters as a share of the film's shorter side."""
SIDE = 0.06
"""Share of the width kept free on each side; a line that is wider is set smaller."""
PITCH_EM = 1.32
"""From line to line."""
_TALL_PITCH_EM = 1.62
"""For scripts with marks above and below."""
_TALL_FACE = 1.7
_BASELINE = 0.795
"""Of the pitch, from the top of a line."""
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, or one word of it."""

    words: tuple[CaptionWord, ...]
    first: int
    """Number of its first word in the caption, from 0."""
    width_px: float
    middle_px: float
    """x of its middle."""
    top_px: float
    """y of the upper edge of its line."""
    baseline_px: float


@dataclass(frozen=True, slots=True)
class Block:
    """A caption as it is set."""

    em_px: float
    pitch_px: float
    lines: tuple[Placed, ...]
    is_right_to_left: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a film's captions are set."""

    brand: BrandKit
    size_px: tuple[int, int]
    fps: Fraction
    bands: Mapping[int, Band]
    """By scene number, where captions don't stand at the bottom."""

    @property
    def em_px(self) -> float:
        """Size of the letters where a line fits."""
        return min(self.size_px) * EM[shape_of(self.size_px)]

    def block(self, caption: Caption, *, size: float = 1.0, gap_em: float = 0.0) -> Block:
        """Place a caption's lines; letters are ``size`` times as large as usual."""
        family = self.brand.caption_font
        widths = [width_em(text_of(line), family) for line in caption.lines]
        room = self.size_px[0] * (1 - 2 * SIDE)
        em_px = min(self.em_px * size, room / max(*widths, 0.1))
        pitch_px = em_px * (_pitch_em(caption, family) + gap_em)
        top = self._top(caption, pitch_px)
        lines, first = [], 0
        for index, line in enumerate(caption.lines):
            upper = top + index * pitch_px
            middle, width = self.size_px[0] / 2, widths[index] * em_px
            lines.append(Placed(line, first, width, middle, upper, upper + _BASELINE * pitch_px))
            first += len(line)
        base = is_right_to_left(" ".join(caption.text_lines))
        return Block(em_px, pitch_px, tuple(lines), base)

    def words(self, block: Block, line: Placed) -> list[Placed]:
        """A line's words, each where it stands; from right to left where the script runs so."""
        family = self.brand.caption_font
        space_px = width_em(" ", family) * block.em_px
        order = visual_order([word.text for word in line.words], base=block.is_right_to_left)
        left, placed = line.middle_px - line.width_px / 2, []
        for place, index in enumerate(order):
            word = line.words[index]
            width = width_em(word.text, family) * block.em_px
            if place and not _is_glued(line.words, order[place - 1], index):
                left += space_px
            middle = left + width / 2
            placed.append(
                Placed((word,), line.first + index, width, middle, line.top_px, line.baseline_px)
            )
            left += width
        return sorted(placed, key=lambda each: each.first)

    def _top(self, caption: Caption, pitch_px: float) -> float:
        shape, height_px = shape_of(self.size_px), self.size_px[1]
        band = self.bands.get(caption.scene, Band.BOTTOM)
        if band in HEADS[shape]:
            return HEADS[shape][band] * height_px
        return FEET[shape][band] * height_px - len(caption.lines) * pitch_px


def width_em(text: str, family: str) -> float:
    """Width of a text in ems, set in a family and its fallbacks."""
    return sum(_run_em(face, run) for face, run in runs(text, family))


def font_px(face: Face, em_px: float) -> float:
    """What ASS calls a font's size, so that its letters have the size wanted."""
    return em_px * face.metrics.line_height / face.metrics.units_per_em


def extent_em(text: str, family: str) -> tuple[float, float]:
    """How far a text's fonts reach above and below the baseline, in ems."""
    metrics = [face.metrics for face, _ in runs(text, family)]
    above = max((each.ascent / each.units_per_em for each in metrics), default=1.0)
    below = max((each.descent / each.units_per_em for each in metrics), default=0.3)
    return above, below


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs to the left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", *_RIGHT_TO_LEFT):
            return kind != "L"
    return False


def visual_order(words: Sequence[str], *, base: bool) -> list[int]:
    """Numbers of words from left to right; ``base`` if the line runs from right to left.

    Words that run to the left within a line that does not, or the other way, keep their order.
    """
    to_left = [_runs_left(word, base=base) for word in words]
    groups: list[list[int]] = []
    for index, left in enumerate(to_left):
        if groups and to_left[groups[-1][0]] == left:
            groups[-1].append(index)
        else:
            groups.append([index])
    ordered = groups[::-1] if base else groups
    return [at for group in ordered for at in (group[::-1] if to_left[group[0]] else group)]


def _runs_left(word: str, *, base: bool) -> bool:
    kinds = {unicodedata.bidirectional(letter) for letter in word}
    if kinds & {"L", *_RIGHT_TO_LEFT}:
        return is_right_to_left(word)
    return base


def _is_glued(words: Sequence[CaptionWord], left: int, right: int) -> bool:
    later = max(left, right)
    return abs(left - right) == 1 and words[later].is_glued


def _run_em(face: Face, text: str) -> float:
    if face == SCRIPTS["emoji"]:
        # Joined emoji and flags are one drawing.
        return sum(face.metrics.width_em(cluster[0]) for cluster in clusters(text))
    return face.metrics.width_em(text)


def _pitch_em(caption: Caption, family: str) -> float:
    used = [face for line in caption.text_lines for face, _ in runs(line, family)]
    heights = [face.metrics.line_height / face.metrics.units_per_em for face in used]
    return _TALL_PITCH_EM if max(heights, default=0.0) > _TALL_FACE else PITCH_EM
