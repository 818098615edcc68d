"""Lines of words on cards: shaped, in their direction, each letter in a font that has it."""

from dataclasses import dataclass
from functools import lru_cache

import skia
from skia import textlayout

from manike.film.fonts import faces

_UNBROKEN_PX = 100_000.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set."""

    family: str
    size_px: float
    tracking_px: float = 0.0
    """Room between letters."""


def width_px(words: str, style: Style) -> float:
    """Width of a line."""
    return float(_line(words, style, skia.Paint()).MaxIntrinsicWidth) - style.tracking_px


def draw(
    canvas: skia.Canvas, words: str, style: Style, at: tuple[float, float], paint: skia.Paint
) -> None:
    """Draw a line with the left end of its baseline at a point."""
    line = _line(words, style, paint)
    line.paint(canvas, at[0], at[1] - line.AlphabeticBaseline)


def _line(words: str, style: Style, paint: skia.Paint) -> textlayout.Paragraph:
    look = textlayout.TextStyle()
    names, collection = _collection(style.family)
    look.setFontFamilies(list(names))
    look.setFontSize(style.size_px)
    look.setFontStyle(skia.FontStyle.Bold())
    look.setLetterSpacing(style.tracking_px)
    look.setForegroundPaint(paint)
    builder = textlayout.ParagraphBuilder.make(
        textlayout.ParagraphStyle(), collection, skia.Unicodes.ICU.Make()
    )
    builder.pushStyle(look)
    builder.addText(words)
    line = builder.Build()
    line.layout(_UNBROKEN_PX)
    return line


@lru_cache(maxsize=4)
def _collection(family: str) -> tuple[tuple[str, ...], textlayout.FontCollection]:
    """A family and its fallbacks, and nothing of what the machine has.

    An empty font manager reads the files: skia's own would read the system's configuration.
    """
    reader, provider = skia.FontMgr.New_Custom_Empty(), textlayout.TypefaceFontProvider()
    found = faces(family)
    for face in found:
        provider.registerTypeface(reader.makeFromFile(str(face.path)), face.name)
    collection = textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return tuple(face.name for face in found), collection
