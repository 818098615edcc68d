"""Fronts of houses along a street: windows of several kinds, balconies, shutters, shops."""

from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT, SNOW, dusky
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Quad, mapped
from manike.embedded.illustrator.stage import Stage

STOREY = 100.0
"""Height of a storey on the flat drawing of a front."""

BAY = 85.0
"""Width of a window's share of it."""

LIT_SHARE = 0.58
"""Of the windows that are lit when all lamps burn."""

STYLES = {
    "city": ("grid", "bands", "piers", "balconies"),
    "old": ("shutters", "arched", "shutters"),
}
SIGNS = ("b8453a", "2f6f6a", "c98a3a", "4a5f8a", "7a4a6a", "3f6a3f")
SHUTTERS = ("4f6f6a", "6a4f3a", "3f5a7a", "7a3f36", "5f6f3f")
BLOOMS = ("e8506a", "f2a0b4", "f4c23a", "fbf3ee")


@dataclass(frozen=True, slots=True)
class Front:
    """What a front is made of."""

    local: Rgb
    haze: float
    levels: int
    kind: str
    """``"city"`` or ``"old"``."""


@dataclass(frozen=True, slots=True)
class _Pen:
    """What the parts of a front are drawn with, flat and upright."""

    flat: skia.Canvas
    stage: Stage
    rng: np.random.Generator
    front: Front
    lit: float

    def tone(self, local: Rgb, sun: float = 0.0) -> Rgb:
        """A colour on this front, seen through its air."""
        tones = self.stage.tones
        return dusky(tones, tones.tone(local, self.front.haze, sun), sun)

    def rect(self, x: float, y: float, size: tuple[float, float], colour: Rgb) -> None:
        """A plain rectangle."""
        self.flat.drawRect(skia.Rect.MakeXYWH(x, y, *size), fill(colour))


def facade(stage: Stage, plane: str, quad: Quad, front: Front) -> None:
    """Paint a front onto a quadrilateral of a plane."""
    tones = stage.tones
    rng = stage.rng("facade", quad)
    columns = 4 if front.kind == "old" else 6
    width, height = columns * BAY, front.levels * STOREY
    right = quad[1][0] > stage.frame.plane_px[0] / 2
    lit = 0.45 if (tones.light.side < 0) == right else -0.5
    style = STYLES[front.kind][int(rng.integers(len(STYLES[front.kind])))]
    with mapped(stage.canvas(plane), (width, height), quad) as flat:
        pen = _Pen(flat, stage, rng, front, lit)
        face = pen.tone(front.local, lit)
        low = mix(face, pen.tone(front.local, -0.8), 0.35)
        flat.drawRect(skia.Rect.MakeWH(width, height), gradient((0, 0), (0, height), [face, low]))
        _weathered(pen, (width, height))
        for level in range(front.levels - 1):
            _storey(pen, style, level, columns)
        _shops(pen, columns, height)
        _edges(pen, (width, height))


def _weathered(pen: _Pen, size: tuple[float, float]) -> None:
    """Uneven plaster or brick: faint patches, darker under the cornice."""
    for _ in range(60):
        x, y = pen.rng.random(2) * size
        patch = pen.tone(pen.front.local, pen.lit + float(pen.rng.normal(0, 0.5)))
        wide, tall = float(pen.rng.uniform(8, 60)), float(pen.rng.uniform(4, 22))
        pen.flat.drawRect(skia.Rect.MakeXYWH(float(x), float(y), wide, tall), fill(patch, 0.16))


def _storey(pen: _Pen, style: str, level: int, columns: int) -> None:
    top = level * STOREY
    if style == "bands":
        _band(pen, top, columns)
        return
    for column in range(columns):
        at = (BAY * (column + 0.5), top + STOREY * 0.5)
        if style == "piers":
            bright = pen.tone(shade(pen.front.local, 1.1), pen.lit + 0.3)
            pen.rect(BAY * column - 6, top, (12, STOREY), bright)
            _window(pen, at, (50, 80), bars=2)
        elif style == "balconies":
            _window(pen, at, (46, 66), bars=1)
            if column % 3 != 1:
                _balcony(pen, at)
        elif style in ("shutters", "arched"):
            _old_window(pen, at, style)
        else:
            _window(pen, at, (40, 58), bars=1)


def _window(pen: _Pen, at: tuple[float, float], size: tuple[float, float], *, bars: int) -> None:
    """A window with a frame, a sill and bars; lit by chance once it is dark."""
    (x, y), (wide, tall) = at, size
    rect = skia.Rect.MakeXYWH(x - wide / 2, y - tall / 2, wide, tall)
    glass = _glass(pen, LIT_SHARE)
    shine = mix(glass, pen.stage.tones.sky[-1], 0.35)
    pen.flat.drawRect(rect, gradient((0, rect.top()), (0, rect.bottom()), [shine, glass]))
    pen.rect(x - wide / 2, y - tall / 2, (wide, 5), pen.tone(rgb("20262c"), -0.8))
    trim = pen.tone(mix(pen.front.local, (1, 1, 1), 0.5), pen.lit * 0.5)
    pen.flat.drawRect(rect, stroke(trim, 4))
    for bar in range(1, bars + 1):
        across = x - wide / 2 + wide * bar / (bars + 1)
        pen.flat.drawLine(across, rect.top(), across, rect.bottom(), stroke(trim, 2))
    pen.rect(x - wide / 2 - 5, y + tall / 2, (wide + 10, 5), trim)
    pen.rect(x - wide / 2 - 5, y + tall / 2 + 5, (wide + 10, 4), pen.tone(pen.front.local, -0.9))


def _glass(pen: _Pen, share: float) -> Rgb:
    tones = pen.stage.tones
    glass = mix(pen.tone(rgb("3f5566"), -0.2), tones.sky[-1], 0.18)
    chance = float(pen.rng.random())
    if chance >= tones.lamps * share:
        return glass
    warm = mix(LAMPLIGHT, rgb("fff1cf"), float(pen.rng.random()))
    return mix(glass, warm, 0.92 - 0.5 * pen.front.haze)


def _band(pen: _Pen, top: float, columns: int) -> None:
    """A floor of glass from side to side, its panes mirroring the sky."""
    sky, panes = pen.stage.tones.sky, columns * 2
    wide = columns * BAY / panes
    for pane in range(panes):
        glass = mix(_glass(pen, LIT_SHARE), sky[-2], 0.2 + 0.2 * float(pen.rng.random()))
        pen.rect(pane * wide, top + 18, (wide, 66), glass)
    rail = stroke(pen.tone(mix(pen.front.local, (1, 1, 1), 0.3), pen.lit), 3)
    for pane in range(panes + 1):
        pen.flat.drawLine(pane * wide, top + 18, pane * wide, top + 84, rail)
    pen.rect(0, top + 12, (columns * BAY, 7), pen.tone(shade(pen.front.local, 0.6), pen.lit))


def _balcony(pen: _Pen, at: tuple[float, float]) -> None:
    """A slab with a rail, and on some a plant."""
    x, y = at[0], at[1] + 34
    pen.rect(x - 38, y, (76, 8), pen.tone(shade(pen.front.local, 1.1), pen.lit))
    pen.rect(x - 38, y + 8, (76, 9), pen.tone(pen.front.local, -0.9))
    iron = stroke(pen.tone(rgb("2f3640")), 2.4)
    for step in range(11):
        across = x - 36 + step * 7.2
        pen.flat.drawLine(across, y, across, y - 26, iron)
    pen.flat.drawLine(x - 37, y - 26, x + 37, y - 26, iron)
    if pen.rng.random() < 0.4 and pen.stage.tones.snow == 0:  # noqa: PLR2004 - some like plants
        for _ in range(12):
            spot = (x + float(pen.rng.uniform(-34, 34)), y - float(pen.rng.uniform(2, 24)))
            leaf = pen.tone(rgb("4f8a45"), float(pen.rng.uniform(-0.4, 0.6)))
            pen.flat.drawCircle(*spot, 5, fill(leaf))


def _old_window(pen: _Pen, at: tuple[float, float], style: str) -> None:
    """A tall window with shutters, or an arched one; some have flowers."""
    x, y = at
    _window(pen, at, (32, 58), bars=1)
    pen.flat.drawLine(x - 16, y - 6, x + 16, y - 6, stroke(pen.tone(rgb("efe6d4")), 2))
    if style == "arched":
        trim = pen.tone(mix(pen.front.local, (1, 1, 1), 0.5), pen.lit * 0.5)
        pen.flat.drawArc(skia.Rect.MakeLTRB(x - 21, y - 46, x + 21, y - 14), 180, 180, False,
                         stroke(trim, 6))  # fmt: skip
    else:
        pick = pen.stage.rng("shutter", round(pen.front.local[0] * 999))
        local = rgb(SHUTTERS[int(pick.integers(len(SHUTTERS)))])
        for side in (-1, 1):
            left = x + (17 if side > 0 else -33)
            pen.rect(left, y - 30, (16, 60), pen.tone(local, pen.lit))
            for slat in range(9):
                line = stroke(pen.tone(local, -0.7), 1.4)
                pen.flat.drawLine(left + 2, y - 25 + slat * 6, left + 14, y - 25 + slat * 6, line)
    if pen.rng.random() < 0.45:  # noqa: PLR2004 - some like flowers
        _flower_box(pen, (x, y + 34))


def _flower_box(pen: _Pen, at: tuple[float, float]) -> None:
    x, y = at
    pen.rect(x - 20, y, (40, 9), pen.tone(rgb("8a5a3c"), pen.lit))
    if pen.stage.tones.snow > 0:
        pen.rect(x - 20, y - 4, (40, 5), pen.tone(SNOW, 0.3))
        return
    bloom = rgb(BLOOMS[int(pen.rng.integers(len(BLOOMS)))])
    for index in range(16):
        spot = (x + float(pen.rng.uniform(-20, 20)), y - float(pen.rng.uniform(-5, 9)))
        local = bloom if index % 2 else rgb("4f8a45")
        pen.flat.drawCircle(*spot, 3.6, fill(pen.tone(local, float(pen.rng.uniform(-0.2, 0.7)))))


def _shops(pen: _Pen, columns: int, height: float) -> None:
    """The ground floor: show windows under signs and awnings, doors between."""
    top = height - STOREY
    for column in range(columns):
        x = BAY * column
        if column % 3 == 2:  # noqa: PLR2004 - each third bay has the door
            _door(pen, x + BAY / 2, height)
            continue
        glass = _glass(pen, 0.95)
        rect = skia.Rect.MakeXYWH(x + 6, top + 26, BAY - 12, 62)
        pen.flat.drawRect(rect, gradient((0, top), (0, height), [shade(glass, 0.86), glass]))
        for _ in range(6):
            goods = rgb(BLOOMS[int(pen.rng.integers(4))])
            spot = (x + 14 + float(pen.rng.random()) * (BAY - 28), top + 74)
            size = float(pen.rng.uniform(5, 11))
            pen.rect(spot[0], spot[1] - size, (size, size + 10), mix(pen.tone(goods), glass, 0.45))
        pen.flat.drawRect(rect, stroke(pen.tone(rgb("3a3230"), pen.lit), 4))
        _awning(pen, (x + 2, top + 14), BAY - 4)


def _awning(pen: _Pen, at: tuple[float, float], wide: float) -> None:
    """A sign, or striped cloth that stands out and throws a shade."""
    (x, y), local = at, rgb(SIGNS[int(pen.rng.integers(len(SIGNS)))])
    if pen.rng.random() < 0.4:  # noqa: PLR2004 - a plain sign
        pen.rect(x, y - 6, (wide, 18), pen.tone(local, pen.lit))
        pen.rect(x + wide * 0.2, y, (wide * 0.6, 5), pen.tone(rgb("f4ecd8"), 0.4))
        return
    pen.flat.drawRect(skia.Rect.MakeXYWH(x, y + 22, wide, 12), fill(pen.tone(rgb("1a1a22")), 0.4))
    stripes = 7
    for stripe in range(stripes):
        cloth = local if stripe % 2 == 0 else rgb("f4ecdc")
        left = x + wide * stripe / stripes
        pen.rect(left, y - 4, (wide / stripes + 0.5, 28), pen.tone(cloth, pen.lit + 0.2))
    pen.rect(x, y + 19, (wide, 5), pen.tone(shade(local, 0.8), pen.lit))


def _door(pen: _Pen, x: float, height: float) -> None:
    wood = rgb("6a4a34") if pen.front.kind == "old" else rgb("3a444c")
    pen.rect(x - 24, height - 80, (48, 80), pen.tone(mix(pen.front.local, (1, 1, 1), 0.35), 0.1))
    pen.rect(x - 18, height - 72, (36, 72), pen.tone(wood, pen.lit))
    pen.rect(x - 18, height - 72, (36, 16), _glass(pen, 0.9))
    pen.flat.drawCircle(x + 12, height - 34, 3, fill(pen.tone(rgb("d9b45a"), 0.6)))
    pen.rect(x - 28, height - 5, (56, 5), pen.tone(rgb("b9b2a4"), 0.2))


def _edges(pen: _Pen, size: tuple[float, float]) -> None:
    """The cornice, the line over the shops and snow on them."""
    width, height = size
    trim = pen.tone(shade(pen.front.local, 1.08), pen.lit + 0.2)
    dark = pen.tone(pen.front.local, -0.9)
    pen.rect(-6, -12, (width + 12, 14), trim)
    pen.rect(0, 2, (width, 7), dark)
    pen.rect(0, height - STOREY - 4, (width, 8), trim)
    pen.rect(0, height - STOREY + 4, (width, 4), dark)
    if pen.stage.tones.snow > 0:
        pen.rect(-6, -22, (width + 12, 13), pen.tone(SNOW, 0.3))
