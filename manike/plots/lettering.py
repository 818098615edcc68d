"""Words on plots: in the studio's own fonts, whatever script they are written in."""

from dataclasses import dataclass
from functools import lru_cache

import skia
from skia import textlayout

from manike.film.fonts import faces, font_file

_FAMILY = "Roboto"
_UNBROKEN_PX = 100_000.0
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Words:
    """How some words are set."""

    size_px: float
    color: int
    is_bold: bool = False


def width_px(text: str, words: Words) -> float:
    """How wide a line is."""
    return float(_line(text, words).MaxIntrinsicWidth)


def fitted(text: str, words: Words, most_px: float) -> str:
    """A line that is no wider; what does not fit is cut, and shown to be."""
    if width_px(text, words) <= most_px:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_px(text[:middle].rstrip() + _CUT, words) <= most_px
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + _CUT


def draw(
    canvas: skia.Canvas, text: str, at: tuple[float, float], words: Words, *, anchor: float = 0.0
) -> None:
    """Draw a line on a baseline.

    Args:
        canvas: where.
        text: one line.
        at: a point of its baseline, in pixels.
        words: how it is set.
        anchor: which share of its width lies left of that point: 0 begins there, 1 ends there.
    """
    line = _line(text, words)
    x = at[0] - anchor * float(line.MaxIntrinsicWidth)
    line.paint(canvas, x, at[1] - line.AlphabeticBaseline)


def _line(text: str, words: Words) -> textlayout.Paragraph:
    names, collection = _collection()
    look = textlayout.TextStyle()
    look.setFontFamilies(list(names))
    look.setFontSize(words.size_px)
    weight = skia.FontStyle.Bold() if words.is_bold else skia.FontStyle.Normal()
    look.setFontStyle(weight)
    look.setForegroundPaint(skia.Paint(AntiAlias=True, Color=words.color))
    builder = textlayout.ParagraphBuilder.make(
        textlayout.ParagraphStyle(), collection, skia.Unicodes.ICU.Make()
    )
    builder.pushStyle(look)
    builder.addText(text)
    line = builder.Build()
    line.layout(_UNBROKEN_PX)
    return line


@lru_cache(maxsize=1)
def _collection() -> tuple[tuple[str, ...], textlayout.FontCollection]:
    """The family in two weights and its fallbacks, and nothing of what the machine has."""
    reader, provider = skia.FontMgr.New_Custom_Empty(), textlayout.TypefaceFontProvider()
    regular = reader.makeFromFile(str(font_file(_FAMILY, "Regular")))
    provider.registerTypeface(regular, _FAMILY)
    found = faces(_FAMILY)
    for face in found:
        provider.registerTypeface(reader.makeFromFile(str(face.path)), face.name)
    collection = textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return tuple(face.name for face in found), collection
