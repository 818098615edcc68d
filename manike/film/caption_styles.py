"""The caption styles: what is drawn in which frames, as events of an ASS script.

Every movement is drawn frame by frame, so that it is the same wherever a segment begins.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from manike.film.ass_text import bgr, drawing, opacity, rounded, set_text
from manike.film.captions import Caption
from manike.film.contrast import backing_of, readable_on
from manike.film.typesetting import Block, Placed, Setting, extent_em

_BOX_OPACITY = 0.65
_RISE_S = 0.12
_RISE_EM = 0.35
_RISE_FADE = 0.3
"""A caption can be read in its first frame; it is there with its sound."""
_POP_S = 0.17
_POP_FROM = 0.55
_OVERSHOOT = 1.9
_POP_SIZE = 1.16
_PADDING_EM = (0.42, 0.04)
_LINE_PADDING_EM = (0.34, 0.07)
_LINE_GAP_EM = 0.1
_RADIUS_EM = 0.3
_LINE_RADIUS_EM = 0.14
_OUTLINE_EM, _GLOW_EM = 0.065, 0.15
Moment = tuple[int, int]
"""First frame and first frame after."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something drawn in some frames; layers cover those below."""

    layer: int
    start_frame: int
    end_frame: int
    style: str
    text: str


def events_of(caption: Caption, setting: Setting) -> Iterator[Event]:
    """Everything that draws a caption in the brand's style."""
    yield from _STYLES[setting.brand.caption_style](caption, setting)


def _plain(caption: Caption, setting: Setting) -> Iterator[Event]:
    block = setting.block(caption)
    yield from _box_events(caption, setting, block)
    yield from _line_events(caption, setting, block, setting.brand.caption_colour)


def _karaoke(caption: Caption, setting: Setting) -> Iterator[Event]:
    """Plain, with the word lit that is being spoken."""
    block = setting.block(caption)
    yield from _box_events(caption, setting, block)
    starts = [caption.start_frame, *(word.start_frame for word in caption.words[1:])]
    for index, (first, last) in enumerate(pairwise([*starts, caption.end_frame])):
        lit = {index: setting.brand.highlight_colour}
        colour = setting.brand.caption_colour
        yield from _line_events(caption, setting, block, colour, lit=lit, span=(first, last))


def _boxed(caption: Caption, setting: Setting) -> Iterator[Event]:
    """Each line on a solid box of the brand's colour."""
    block = setting.block(caption, gap_em=_LINE_GAP_EM + 2 * _LINE_PADDING_EM[1])
    colour = setting.brand.box_colour
    for first, last, level, rise_px in _risen(caption, setting, block.em_px):
        for line in block.lines:
            shape = rounded(_line_box(block, line, rise_px), _LINE_RADIUS_EM * block.em_px)
            yield _drawn(0, (first, last), shape, colour, level)
    text_colour = readable_on(colour, setting.brand.caption_colour)
    yield from _line_events(caption, setting, block, text_colour)


def _pop(caption: Caption, setting: Setting) -> Iterator[Event]:
    """Each word springs up as it is spoken, lit until the next one comes."""
    block = setting.block(caption, size=_POP_SIZE)
    ends = [*(word.start_frame for word in caption.words[1:]), caption.end_frame]
    for line in block.lines:
        for word in setting.words(block, line):
            start = caption.start_frame if word.first == 0 else word.words[0].start_frame
            lit_until = min(ends[word.first], caption.end_frame)
            for first, last, scale in _sprung(start, lit_until, caption.end_frame, setting):
                colour = (
                    setting.brand.highlight_colour
                    if first < lit_until
                    else setting.brand.caption_colour
                )
                yield from _word_events(block, word, setting, (first, last), colour, scale)


_STYLES: Mapping[str, Callable[[Caption, Setting], Iterator[Event]]] = {
    "plain": _plain,
    "karaoke": _karaoke,
    "pop": _pop,
    "boxed": _boxed,
}


def _box_events(caption: Caption, setting: Setting, block: Block) -> Iterator[Event]:
    """The translucent box behind all lines."""
    colour = backing_of(setting.brand.caption_colour)
    for first, last, level, rise_px in _risen(caption, setting, block.em_px):
        shape = rounded(_block_box(block, rise_px), _RADIUS_EM * block.em_px)
        yield _drawn(0, (first, last), shape, colour, level * _BOX_OPACITY)


def _line_events(
    caption: Caption,
    setting: Setting,
    block: Block,
    colour: str,
    *,
    lit: Mapping[int, str] | None = None,
    span: Moment | None = None,
) -> Iterator[Event]:
    start, end = span or (caption.start_frame, caption.end_frame)
    family = setting.brand.caption_font
    for first, last, level, rise_px in _risen(caption, setting, block.em_px):
        if (first := max(first, start)) >= (last := min(last, end)):
            continue
        for line in block.lines:
            below = extent_em(" ".join(w.text for w in line.words), family)[1]
            y = line.baseline_px + below * block.em_px + rise_px
            colours = [(lit or {}).get(line.first + n, colour) for n in range(len(line.words))]
            tags = f"\\an2\\pos({line.middle_px:.1f},{y:.1f})"
            text = set_text(line.words, colours, family, block.em_px, base=block.is_right_to_left)
            yield Event(1, first, last, "Text", f"{{{tags}{opacity(level)}}}{text}")


def _word_events(
    block: Block, word: Placed, setting: Setting, span: Moment, colour: str, scale: float
) -> Iterator[Event]:
    family = setting.brand.caption_font
    above, below = extent_em(word.words[0].text, family)
    y = word.baseline_px + (below - above) / 2 * block.em_px
    place = f"\\an5\\pos({word.middle_px:.1f},{y:.1f})"
    if scale != 1:
        place += f"\\fscx{100 * scale:.0f}\\fscy{100 * scale:.0f}"
    edge = bgr(backing_of(setting.brand.caption_colour))
    text = set_text(word.words, [colour], family, block.em_px, base=block.is_right_to_left)
    glow_px, edge_px = _GLOW_EM * block.em_px, _OUTLINE_EM * block.em_px
    glow = f"\\bord{glow_px:.1f}\\blur{glow_px:.1f}\\3c{edge}\\3a&H70&"
    outline = f"\\bord{edge_px:.1f}\\3c{edge}"
    yield Event(0, *span, "Text", f"{{{place}{glow}}}{text}")
    yield Event(1, *span, "Text", f"{{{place}{outline}}}{text}")


def _drawn(layer: int, span: Moment, shape: str, colour: str, level: float) -> Event:
    return Event(layer, *span, "Box", drawing(shape, colour, level))


def _risen(
    caption: Caption, setting: Setting, em_px: float
) -> Iterator[tuple[int, int, float, float]]:
    """Stretches of a caption's frames with its opacity and how far it is below its place."""
    count = round(_RISE_S * setting.fps)
    for step in range(count):
        first = caption.start_frame + step
        if first + 1 < caption.end_frame:
            left = (1 - (step + 1) / (count + 1)) ** 3
            yield first, first + 1, 1 - _RISE_FADE * left, left * _RISE_EM * em_px
    first = min(caption.start_frame + count, caption.end_frame - 1)
    yield first, caption.end_frame, 1.0, 0.0


def _sprung(
    start: int, lit_until: int, end: int, setting: Setting
) -> Iterator[tuple[int, int, float]]:
    """Stretches of a word's frames with its scale."""
    count = round(_POP_S * setting.fps)
    bounds = {start, end, *range(start, min(start + count, end)), min(start + count, end)}
    bounds |= {lit_until} if start < lit_until < end else set()
    for first, last in pairwise(sorted(bounds)):
        yield first, last, _spring((first - start + 1) / (count + 1))


def _spring(progress: float) -> float:
    """From small past full size and back to it."""
    if progress >= 1:
        return 1.0
    back = progress - 1
    eased = 1 + (_OVERSHOOT + 1) * back**3 + _OVERSHOOT * back**2
    return _POP_FROM + (1 - _POP_FROM) * eased


def _block_box(block: Block, rise_px: float) -> tuple[float, float, float, float]:
    beside, above = (share * block.em_px for share in _PADDING_EM)
    half = max(line.width_px for line in block.lines) / 2 + beside
    middle, top = block.lines[0].middle_px, block.lines[0].top_px - above
    low = block.lines[-1].top_px + block.pitch_px + above
    return middle - half, top + rise_px, middle + half, low + rise_px


def _line_box(block: Block, line: Placed, rise_px: float) -> tuple[float, float, float, float]:
    half = line.width_px / 2 + _LINE_PADDING_EM[0] * block.em_px
    top = line.top_px + _LINE_GAP_EM / 2 * block.em_px + rise_px
    low = top + block.pitch_px - _LINE_GAP_EM * block.em_px
    return line.middle_px - half, top, line.middle_px + half, low
