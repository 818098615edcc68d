"""Captions as an ASS script that libass burns into a stretch of the film."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from manike.film.brand import BrandKit
from manike.film.captions import Caption, shape_of
from manike.film.fonts import font_file
from manike.film.metrics import FontMetrics, font_metrics

_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where captions stand: letters as a share of the film's shorter side, room of its height."""

    em: float
    bottom: float
    """Kept free below: players for tall films draw their buttons over the last fifth."""


_LAYOUTS = {
    "wide": _Layout(em=0.05, bottom=0.075),
    "square": _Layout(em=0.052, bottom=0.08),
    "tall": _Layout(em=0.064, bottom=0.22),
}
_SIDE = 0.06
"""Share of the width kept free on each side; a line that is wider is set smaller."""
_PADDING_EM = 0.42
_PADDING_LINE = 0.03
_RADIUS_LINE = 0.24
_CURVE = 0.5523
"""Handle of a Bezier quarter circle, in radii."""
_BOX_COLOUR = "&H5A140F0D"
"""Near black, 65 % opaque (ASS writes transparency first)."""
_STYLE_FIELDS = (
    "Name,Fontname,Fontsize,PrimaryColour,OutlineColour,BackColour,Bold,BorderStyle,Outline,"
    "Shadow,Alignment,MarginL,MarginR,MarginV,Encoding"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the film's frames."""

    start_frame: int
    frame_count: int

    @property
    def end_frame(self) -> int:
        """The first frame after it."""
        return self.start_frame + self.frame_count


def ass_script(
    captions: Sequence[Caption],
    window: Window,
    brand: BrandKit,
    size_px: tuple[int, int],
    fps: Fraction,
) -> str:
    """What to burn into ``window``, with times from its first frame; empty if nothing is shown.

    It says everything about the captions' look but the font's bytes, so it can stand for them in
    a segment's name.
    """
    kind = _Type(brand, size_px, font_metrics(font_file(brand.caption_font)))
    events = [
        _dialogue(start - window.start_frame, end - window.start_frame, text, fps)
        for caption in captions
        if caption.start_frame < window.end_frame and window.start_frame < caption.end_frame
        for start, end, text in _clipped(_states(caption, kind), window)
    ]
    if not events:
        return ""
    return "\n".join([*_head(kind), *events]) + "\n"


def escaped(text: str) -> str:
    """Text that libass shows as it is: no override block, no line break command."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\" + _JOINER).replace("{", "\\{")


@dataclass(frozen=True, slots=True)
class _Type:
    """Captions' type in a film, in pixels."""

    brand: BrandKit
    size_px: tuple[int, int]
    metrics: FontMetrics

    @property
    def line_px(self) -> float:
        """Height of a line, which ASS calls the font's size."""
        metrics = self.metrics
        em_px = min(self.size_px) * _LAYOUTS[shape_of(self.size_px)].em
        return em_px * metrics.line_height / metrics.units_per_em

    @property
    def bottom_px(self) -> int:
        return round(self.size_px[1] * _LAYOUTS[shape_of(self.size_px)].bottom)

    def box(self, lines: Sequence[str]) -> tuple[float, str]:
        """Height of a line that lets the widest fit, and the rounded box behind the lines."""
        width_px, height_px = self.size_px
        widest = max(self.metrics.width_px(line, self.line_px) for line in lines)
        scale = min(1.0, width_px * (1 - 2 * _SIDE) / max(widest, 1.0))
        line_px = self.line_px * scale
        em_px = line_px * self.metrics.units_per_em / self.metrics.line_height
        half = widest * scale / 2 + _PADDING_EM * em_px
        foot = height_px - self.bottom_px
        top = foot - len(lines) * line_px - _PADDING_LINE * line_px
        low = foot + _PADDING_LINE * line_px
        corners = (width_px / 2 - half, top, width_px / 2 + half, low)
        return line_px, _rounded(corners, _RADIUS_LINE * line_px)


def _rounded(corners: tuple[float, float, float, float], radius: float) -> str:
    """A rounded rectangle in the drawing commands of ASS."""
    left, top, right, low = corners
    rest = radius * (1 - _CURVE)
    path = (
        ("m", left + radius, top),
        ("l", right - radius, top),
        ("b", right - rest, top, right, top + rest, right, top + radius),
        ("l", right, low - radius),
        ("b", right, low - rest, right - rest, low, right - radius, low),
        ("l", left + radius, low),
        ("b", left + rest, low, left, low - rest, left, low - radius),
        ("l", left, top + radius),
        ("b", left, top + rest, left + rest, top, left + radius, top),
    )
    return " ".join(f"{name} {' '.join(f'{value:.1f}' for value in at)}" for name, *at in path)


def _head(kind: _Type) -> list[str]:
    width_px, height_px = kind.size_px
    colour = _colour(kind.brand.caption_colour)
    name, line_px = kind.brand.caption_font, round(kind.line_px, 1)
    return [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {width_px}",
        f"PlayResY: {height_px}",
        "WrapStyle: 2",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: TV.709",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        f"Style: Text,{name},{line_px},{colour},0,0,-1,1,0,0,2,0,0,{kind.bottom_px},1",
        f"Style: Box,{name},{line_px},{_BOX_COLOUR},0,0,0,1,0,0,7,0,0,0,1",
        "",
        "[Events]",
        "Format: Layer,Start,End,Style,Text",
    ]


def _states(caption: Caption, kind: _Type) -> Iterator[tuple[int, int, str]]:
    """Frames and event of the box, then of the text: one, or one a word in the karaoke style."""
    line_px, box = kind.box(caption.text_lines)
    start, end = caption.start_frame, caption.end_frame
    yield start, end, f"Box,{{\\pos(0,0)\\p1}}{box}"
    sized = f"Text,{{\\fs{line_px:.1f}}}"
    if kind.brand.caption_style == "plain":
        yield start, end, sized + _text(caption, None, kind.brand)
        return
    bounds = [start, *(word.start_frame for word in caption.words[1:]), end]
    for index, (first, last) in enumerate(pairwise(bounds)):
        yield first, last, sized + _text(caption, index, kind.brand)


def _text(caption: Caption, spoken: int | None, brand: BrandKit) -> str:
    index, lines = 0, []
    for line in caption.lines:
        words = []
        for word in line:
            text = escaped(word.text)
            words.append(_highlighted(text, brand) if index == spoken else text)
            index += 1
        lines.append(" ".join(words))
    return "\\N".join(lines)


def _highlighted(text: str, brand: BrandKit) -> str:
    return f"{{\\c{_colour(brand.highlight_colour)}}}{text}{{\\c{_colour(brand.caption_colour)}}}"


def _clipped(
    events: Iterator[tuple[int, int, str]], window: Window
) -> Iterator[tuple[int, int, str]]:
    for start, end, text in events:
        first, last = max(start, window.start_frame), min(end, window.end_frame)
        if first < last:
            yield first, last, text


def _dialogue(start_frame: int, end_frame: int, event: str, fps: Fraction) -> str:
    layer = 0 if event.startswith("Box,") else 1
    return f"Dialogue: {layer},{_clock(start_frame, fps)},{_clock(end_frame, fps)},{event}"


def _clock(frame: int, fps: Fraction) -> str:
    """Half a frame early, so that rounding to 0.01 s never moves an event to the next frame."""
    centiseconds = round(max(Fraction(0), (frame - Fraction(1, 2)) / fps) * 100)
    seconds, centiseconds = divmod(centiseconds, 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}.{centiseconds:02d}"


def _colour(colour: str) -> str:
    """``#rrggbb`` as ASS writes it: alpha, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"&H00{blue}{green}{red}".upper() + "&"
