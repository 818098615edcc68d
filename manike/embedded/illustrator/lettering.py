"""Words drawn large on a picture: title cards, end cards and signs."""

import math
import re
import unicodedata
from importlib import resources

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, mix, radial, rgb, shade
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage

SAFE_WIDTH = 0.8
"""Of the film's width that words may take: camera moves and players cut edges."""
TOP, BOTTOM = 0.1, 0.7
"""v between which words stand; below 0.78 are the spoken words' captions."""
LARGEST, SMALLEST = 0.15, 0.05
"""Height of letters in shorter sides of the film."""
LINE_GAP = 1.16
MAX_LINES = 4
PARTED = 0.085
"""Height of letters below which words that are too long for a line are cut."""
DARK_ENOUGH, DARKEST = 0.3, 0.56
"""Brightness behind words from which on a veil is laid under them, and its most."""
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
NO_BREAK = "\N{NO-BREAK SPACE}"
SERIF = ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf")


def settable(text: str) -> str:
    """A text without symbols that the face lacks; empty where it lacks a letter or a digit.

    The face has Latin, Greek and Cyrillic letters: of others only empty boxes would be seen.
    """
    face = typeface()
    kept = ""
    for character in " ".join(text.split()):
        if face.unicharToGlyph(ord(character)):
            kept += character
        elif unicodedata.category(character)[0] in "LMN":
            return ""
    return " ".join(kept.split())


def letter(stage: Stage, plane: str, text: str, *, centre_v: float = 0.36) -> None:
    """Draw words centred on a plane, as large as they fit, over a veil where it is bright."""
    frame = stage.frame
    font, lines = _fitted(stage, _kept_together(text))
    step = font.getSize() * LINE_GAP
    block = step * len(lines)
    top = frame.y(centre_v) - block / 2
    top = max(frame.y(TOP), min(top, frame.y(BOTTOM) - block))
    half = max(font.measureText(line) for line in lines) / 2
    box = (frame.x(0.5) - half, top, frame.x(0.5) + half, top + block)
    _veil(stage, plane, box)
    canvas = stage.canvas(plane)
    stage.note("text", *box)
    for index, line in enumerate(lines):
        x = frame.x(0.5) - font.measureText(line) / 2
        _line(canvas, line, (x, top + step * (index + 0.78)), font)
    _rule(stage, plane, top + block + font.getSize() * 0.3)


def typeface() -> skia.Typeface:
    """The serif face that ships with its package.

    An empty font manager reads it: skia's own one would read the system's configuration, and
    complain on stderr of every element that is newer than the fontconfig in skia's wheel.
    """
    package, name = SERIF
    with resources.as_file(resources.files(package) / "files" / name) as path:
        return skia.FontMgr.New_Custom_Empty().makeFromFile(str(path))


def _kept_together(text: str) -> str:
    """Single spaces; groups of digits, as of a telephone number, are not parted."""
    return re.sub(r"(?<=\d) (?=\d)", NO_BREAK, " ".join(text.split()))


def _veil(stage: Stage, plane: str, box: tuple[float, float, float, float]) -> None:
    """Darken what is bright behind words, without an edge: white letters need it."""
    mean, bright = _behind(stage, box)
    strength = min(max((bright - DARK_ENOUGH) * 1.3, 0.0), DARKEST)
    if strength <= 0:
        return
    left, top, right, bottom = box
    short = min(stage.frame.film_px)
    reach = ((right - left) / 2 + 0.5 * short, (bottom - top) / 2 + 0.28 * short)
    canvas, ink = stage.canvas(plane), mix(shade(mean, 0.32), rgb("0c1424"), 0.35)
    canvas.save()
    canvas.translate((left + right) / 2, (top + bottom) / 2)
    canvas.scale(*reach)
    alphas = [strength * share for share in (1.0, 0.93, 0.7, 0.34, 0.08, 0.0)]
    canvas.drawCircle(0, 0, 1, radial((0, 0), 1, [ink] * len(alphas), alphas))
    canvas.restore()


def _behind(stage: Stage, box: tuple[float, float, float, float]) -> tuple[Rgb, float]:
    """The mean colour behind a box, and the brightness of its brighter quarter, 0..1."""
    share = 0.1
    flat = stage.flat(stage.planes(), share)[..., :3].astype(np.float32) / 255
    left, top, right, bottom = (round(side * share) for side in box)
    area = flat[max(0, top) : bottom + 1, max(0, left) : right + 1].reshape(-1, 3)
    red, green, blue = (float(value) for value in area.mean(0))
    return (red, green, blue), float(np.percentile(area @ LUMA, 75))


def _fitted(stage: Stage, text: str) -> tuple[skia.Font, list[str]]:
    frame = stage.frame
    short, room = min(frame.film_px), frame.film_px[0] * SAFE_WIDTH
    face = typeface()
    share = LARGEST
    while True:
        font = skia.Font(face, share * short)
        font.setEdging(skia.Font.Edging.kAntiAlias)
        font.setSubpixel(True)
        parted = _parted(font, text, room) if share < PARTED else text
        lines = _wrapped(font, parted, room)
        fits = len(lines) <= MAX_LINES and all(font.measureText(line) <= room for line in lines)
        tall = len(lines) * font.getSize() * LINE_GAP
        if (fits and tall <= (BOTTOM - TOP) * frame.film_px[1]) or share <= SMALLEST:
            return font, lines
        share *= 0.93


def _parted(font: skia.Font, text: str, room: float) -> str:
    """Words that are wider than a line, cut into halves with hyphens."""
    words = []
    for word in text.split(" "):
        count = math.ceil(font.measureText(word + "-") / room)
        size = math.ceil(len(word) / count)
        pieces = [word[start : start + size] for start in range(0, len(word), size)]
        words.append("- ".join(pieces))
    return " ".join(words)


def _wrapped(font: skia.Font, text: str, room: float) -> list[str]:
    """As few lines as fit, of about the same length: one short last word looks like a mistake."""
    count = len(_broken(font, text, room))
    low, high = font.measureText(text) / count, room
    for _ in range(12):
        middle = (low + high) / 2
        if len(_broken(font, text, middle)) <= count:
            high = middle
        else:
            low = middle
    return _broken(font, text, high)


def _broken(font: skia.Font, text: str, width: float) -> list[str]:
    """Lines no wider than that, unless a single word is."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}".strip()
        if line and font.measureText(joined) > width:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line]


def _line(canvas: skia.Canvas, text: str, at: tuple[float, float], font: skia.Font) -> None:
    size = font.getSize()
    for spread, alpha in ((0.22, 0.6), (0.06, 0.6)):
        shadow = skia.Paint(
            AntiAlias=True,
            Color4f=colour4(rgb("0a0f1e"), alpha),
            MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * spread),
        )
        canvas.drawString(text, at[0], at[1] + size * 0.03, font, shadow)
    canvas.drawString(text, *at, font, skia.Paint(AntiAlias=True, Color4f=colour4(rgb("fffaf0"))))


def _rule(stage: Stage, plane: str, y: float) -> None:
    """A fine line beneath, that fades to both sides."""
    frame = stage.frame
    reach, middle = 0.13 * min(frame.film_px), frame.x(0.5)
    gold = rgb("ffd28a")
    shader = skia.GradientShader.MakeLinear(
        [(middle - reach, y), (middle + reach, y)],
        [colour4(gold, alpha).toColor() for alpha in (0.0, 0.95, 0.0)],
    )
    thick = max(2.0, 0.0035 * min(frame.film_px))
    rect = skia.Rect.MakeXYWH(middle - reach, y - thick / 2, 2 * reach, thick)
    stage.canvas(plane).drawRect(rect, skia.Paint(Shader=shader))
