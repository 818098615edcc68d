"""Words drawn large on a picture: title cards, end cards and signs."""

from importlib import resources

import skia

from manike.embedded.illustrator.colour import colour4, rgb
from manike.embedded.illustrator.stage import Stage

SAFE_WIDTH = 0.8
"""Of the film's width that words may take: camera moves and players cut edges."""
TOP, BOTTOM = 0.1, 0.7
"""v between which words stand; below 0.78 are the spoken words' captions."""
LARGEST, SMALLEST = 0.15, 0.05
"""Height of letters in shorter sides of the film."""
LINE_GAP = 1.16
MAX_LINES = 4
SERIF = ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf")


def letter(stage: Stage, plane: str, text: str, *, centre_v: float = 0.36) -> None:
    """Draw words centred on a plane, as large as they fit, with a soft shadow."""
    frame = stage.frame
    font, lines = _fitted(stage, " ".join(text.split()))
    step = font.getSize() * LINE_GAP
    block = step * len(lines)
    top = frame.y(centre_v) - block / 2
    top = max(frame.y(TOP), min(top, frame.y(BOTTOM) - block))
    canvas = stage.canvas(plane)
    half = max(font.measureText(line) for line in lines) / 2
    stage.note("text", frame.x(0.5) - half, top, frame.x(0.5) + half, top + block)
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


def _fitted(stage: Stage, text: str) -> tuple[skia.Font, list[str]]:
    frame = stage.frame
    short, room = min(frame.film_px), frame.film_px[0] * SAFE_WIDTH
    face = typeface()
    share = LARGEST
    while True:
        font = skia.Font(face, share * short)
        font.setEdging(skia.Font.Edging.kAntiAlias)
        font.setSubpixel(True)
        lines = _wrapped(font, text, room)
        fits = len(lines) <= MAX_LINES and all(font.measureText(line) <= room for line in lines)
        tall = len(lines) * font.getSize() * LINE_GAP
        if (fits and tall <= (BOTTOM - TOP) * frame.film_px[1]) or share <= SMALLEST:
            return font, lines
        share *= 0.93


def _wrapped(font: skia.Font, text: str, room: float) -> list[str]:
    """Lines of about the same length: one short last word looks like a mistake."""
    words = text.split()
    count = max(1, -(-int(font.measureText(text)) // max(1, int(room))))
    target = font.measureText(text) / count * 1.08
    lines, line = [], ""
    for word in words:
        joined = f"{line} {word}".strip()
        if line and font.measureText(joined) > min(room, target):
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line]


def _line(canvas: skia.Canvas, text: str, at: tuple[float, float], font: skia.Font) -> None:
    size = font.getSize()
    for spread, alpha in ((0.22, 0.5), (0.06, 0.55)):
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
