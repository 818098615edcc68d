"""What grows under water: corals, sponges, weed; and how light falls there."""

import math
from dataclasses import replace

import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, fill, mix, ramp, rgb, shade, stroke
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import field
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import Brush, Point
from manike.script.vocabulary import TimeOfDay

HUES = ("ff7a6b", "ffb14e", "f25fa0", "b579e0", "ffd86b", "5fd0b0", "ff9a8a")

WATERS = {
    TimeOfDay.DAWN: ("f6d9b0", "6ab4b8", "2a7f95", "14536f"),
    TimeOfDay.DAY: ("c8fbf2", "4ecbd6", "1f93bb", "0f5d92"),
    TimeOfDay.DUSK: ("f2a98a", "7a7fae", "3a5a92", "1d3468"),
    TimeOfDay.NIGHT: ("7fb0dd", "1f5590", "12366f", "081c48"),
}
"""From the surface down."""


def submerged(tones: Tones) -> Tones:
    """The tones of a place seen through water."""
    water = tuple(rgb(stop) for stop in WATERS[tones.light.time_of_day])
    gloom = 0.25 * tones.overcast
    sky = tuple(mix(stop, rgb("4a6a78"), gloom) for stop in water)
    light = replace(
        tones.light,
        haze=mix(sky[1], sky[2], 0.6),
        colour=mix(sky[0], (1, 1, 1), 0.5),
        shadow=shade(sky[3], 0.6),
        ambient=max(0.72, min(1.0, tones.light.ambient * 1.06)),
    )
    return replace(
        tones,
        light=light,
        sky=sky,
        tint=sky[2],
        tint_amount=0.11,
        fog=0.25,
        snow=0.0,
        overcast=tones.overcast * 0.5,
    )


def paint_depths(stage: Stage) -> None:
    """The open water as the opaque plane ``sky``: bright above, with rays."""
    width, height = stage.frame.map_px
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    centre = 0.5 + 0.22 * stage.tones.light.side
    drop = np.clip(y * 1.02 + 0.28 * np.abs(x - centre) ** 1.4, 0, 1)
    colours = ramp(stage.tones.sky, drop)
    ripple = field(stage.rng("surface"), width, height, cells=(9, 44), octaves=4)
    sheen = np.clip((ripple - 0.5) * 5, 0, 1) * np.clip(0.2 - y, 0, 1) * 4
    bright = np.array(stage.tones.light.colour, np.float32)
    colours = colours + (bright - colours) * np.clip(sheen, 0, 0.85)[..., None]
    beams = rays(stage, x, y, centre)
    colours = colours + (bright - colours) * beams[..., None]
    stage.lay("sky", np.dstack([np.clip(colours, 0, 1), np.ones((height, width), np.float32)]))


def staghorn(brush: Brush, foot: Point) -> None:
    """A branching coral."""
    colour = _hue(brush)
    for lean in (-0.75, -0.4, -0.08, 0.28, 0.62, 0.9):
        _horn(
            brush,
            foot,
            -math.pi / 2 + lean,
            0.34 * brush.height_px,
            (0.075 * brush.height_px, colour),
        )


def fan(brush: Brush, foot: Point) -> None:
    """A sea fan: a flat net of veins."""
    colour, h, tones = _hue(brush), brush.height_px, brush.tones
    for angle in np.linspace(-1.15, 1.15, 25).tolist():
        reach = h * (0.95 - 0.2 * abs(angle)) * float(brush.rng.uniform(0.88, 1.05))
        tip = (foot[0] + math.sin(angle) * reach * 0.8, foot[1] - math.cos(angle * 0.8) * reach)
        vein = skia.Path()
        vein.moveTo(*foot)
        vein.quadTo(foot[0] + math.sin(angle) * reach * 0.25, foot[1] - reach * 0.6, *tip)
        lit = 0.5 * math.sin(angle) * tones.light.side + 0.1
        brush.canvas.drawPath(vein, stroke(tones.tone(colour, 0, lit), 0.014 * h))
    for share in (0.35, 0.5, 0.64, 0.77, 0.88):
        arc = skia.Rect.MakeLTRB(
            foot[0] - h * share * 0.72,
            foot[1] - h * share,
            foot[0] + h * share * 0.72,
            foot[1] + h * share * 0.4,
        )
        brush.canvas.drawArc(arc, 200, 140, False, stroke(tones.tone(colour, 0, -0.2), 0.009 * h))


def brain(brush: Brush, foot: Point) -> None:
    """A round coral with winding grooves."""
    colour, h, tones = _hue(brush), brush.height_px, brush.tones
    x, y, wide = foot[0], foot[1], h * 0.78
    dome = skia.Path()
    dome.moveTo(x - wide, y)
    dome.cubicTo(x - wide * 1.1, y - h * 0.9, x + wide * 1.1, y - h * 0.9, x + wide, y)
    dome.close()
    spot = (x + tones.light.side * wide * 0.35, y - h * 0.62)
    shades = [tones.tone(colour, 0, lit) for lit in (0.9, 0.1, -0.8)]
    shader = skia.GradientShader.MakeRadial(
        spot, wide * 1.5, [colour4(s).toColor() for s in shades]
    )
    brush.canvas.drawPath(dome, skia.Paint(AntiAlias=True, Shader=shader))
    brush.canvas.save()
    brush.canvas.clipPath(dome, True)
    groove = stroke(tones.tone(shade(colour, 0.6), 0, -0.3), 0.02 * h, 0.6)
    for row in range(9):
        path = skia.Path()
        level = y - h * 0.72 * row / 8
        path.moveTo(x - wide, level)
        for step in range(1, 25):
            across = x - wide + 2 * wide * step / 24
            bend = (
                math.sin(step * 1.1 + row * 1.7) * h * 0.035 - (1 - (step / 12 - 1) ** 2) * h * 0.07
            )
            path.lineTo(across, level + bend)
        brush.canvas.drawPath(path, groove)
    brush.canvas.restore()


def sponge(brush: Brush, foot: Point) -> None:
    """Tubes that stand together."""
    colour, h, tones, rng = _hue(brush), brush.height_px, brush.tones, brush.rng
    for offset in (-0.28, 0.26, -0.1, 0.12):
        tall = h * float(rng.uniform(0.5, 0.95))
        wide = h * float(rng.uniform(0.075, 0.11))
        x, top = foot[0] + offset * h, foot[1] - tall
        lean = offset * 0.3 * tall
        tube = skia.Path()
        tube.moveTo(x - wide * 0.6, foot[1])
        tube.lineTo(x + lean - wide, top)
        tube.lineTo(x + lean + wide, top)
        tube.lineTo(x + wide * 0.6, foot[1])
        tube.close()
        sides = [tones.tone(colour, 0, lit * -tones.light.side) for lit in (0.8, 0.0, -0.8)]
        shader = skia.GradientShader.MakeLinear(
            [(x + lean - wide, 0), (x + lean + wide, 0)], [colour4(s).toColor() for s in sides]
        )
        brush.canvas.drawPath(tube, skia.Paint(AntiAlias=True, Shader=shader))
        mouth = skia.Rect.MakeXYWH(x + lean - wide, top - wide * 0.32, wide * 2, wide * 0.64)
        brush.canvas.drawOval(mouth, fill(tones.tone(colour, 0, 0.7)))
        mouth.inset(wide * 0.28, wide * 0.12)
        brush.canvas.drawOval(mouth, fill(tones.tone(shade(colour, 0.45), 0, -0.5)))


def weed(brush: Brush, foot: Point) -> None:
    """Long leaves that sway."""
    h, tones, rng = brush.height_px, brush.tones, brush.rng
    for _ in range(11):
        tall, sway = h * float(rng.uniform(0.55, 1.0)), float(rng.uniform(-0.2, 0.2)) * h
        x, wide = foot[0] + float(rng.uniform(-0.2, 0.2)) * h, 0.022 * h
        tip = (x + sway, foot[1] - tall)
        leaf = skia.Path()
        leaf.moveTo(x - wide, foot[1])
        leaf.cubicTo(
            x - wide - sway, foot[1] - tall * 0.35, x + sway * 1.6, foot[1] - tall * 0.65, *tip
        )
        leaf.cubicTo(
            x + sway * 1.6 + wide * 2.4,
            foot[1] - tall * 0.6,
            x + wide * 1.6 - sway,
            foot[1] - tall * 0.35,
            x + wide,
            foot[1],
        )
        colour = mix(rgb("3f8f5a"), rgb("9fc24f"), float(rng.random()))
        brush.canvas.drawPath(leaf, fill(tones.tone(colour, 0, float(rng.uniform(-0.7, 0.6)))))


def school(stage: Stage, plane: str, count: int, haze: float) -> None:
    """A school of small fish."""
    frame, tones = stage.frame, stage.tones
    rng = stage.rng("school", plane)
    canvas = stage.canvas(plane)
    middle, way = (
        (float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.24, 0.42))),
        float(rng.choice((-1, 1))),
    )
    colour = rgb(("ffd35a", "f4f7ff", "ff9a5a", "9fe0ff")[int(rng.integers(4))])
    for _ in range(count):
        u = middle[0] + float(rng.normal(0, 0.1))
        v = middle[1] + float(rng.normal(0, 0.045)) + 0.15 * (u - middle[0])
        x, y, size = frame.x(u), frame.y(v), frame.unit_px * float(rng.uniform(0.011, 0.021))
        body = skia.Path()
        body.moveTo(x + way * size, y)
        body.quadTo(x, y - size * 0.62, x - way * size * 0.8, y)
        body.lineTo(x - way * size * 1.4, y - size * 0.4)
        body.lineTo(x - way * size * 1.4, y + size * 0.4)
        body.lineTo(x - way * size * 0.8, y)
        body.quadTo(x, y + size * 0.62, x + way * size, y)
        canvas.drawPath(body, fill(tones.tone(colour, haze, float(rng.uniform(-0.2, 0.8)))))


def bubbles(stage: Stage, plane: str, count: int) -> None:
    """Bubbles that rise in strings."""
    frame, rng = stage.frame, stage.rng("bubbles")
    canvas = stage.canvas(plane)
    for _ in range(count):
        column = (0.14, 0.83, 0.68)[int(rng.integers(3))]
        at = (
            frame.x(column + float(rng.normal(0, 0.012))),
            frame.y(float(rng.uniform(-0.05, 0.95))),
        )
        radius = frame.line_px * float(rng.uniform(2.5, 9))
        canvas.drawCircle(*at, radius, stroke(rgb("eafcff"), frame.line_px * 1.3, 0.55))
        canvas.drawCircle(
            at[0] - radius * 0.3, at[1] - radius * 0.35, radius * 0.24, fill(rgb("ffffff"), 0.8)
        )


def _hue(brush: Brush) -> Rgb:
    return rgb(HUES[int(brush.rng.integers(len(HUES)))])


def _horn(brush: Brush, start: Point, angle: float, length: float, kind: tuple[float, Rgb]) -> None:
    width, colour = kind
    end = (start[0] + math.cos(angle) * length, start[1] + math.sin(angle) * length)
    lit = 0.6 * math.cos(angle) * brush.tones.light.side + 0.15
    brush.canvas.drawLine(*start, *end, stroke(brush.tones.tone(colour, 0, lit), width))
    if length < brush.height_px * 0.1:
        brush.canvas.drawCircle(
            *end, width * 0.5, fill(brush.tones.tone(mix(colour, (1, 1, 1), 0.55), 0, 0.5))
        )
        return
    for turn in (-0.42, 0.38):
        lean = angle + turn + float(brush.rng.normal(0, 0.12))
        _horn(
            brush, end, lean, length * float(brush.rng.uniform(0.6, 0.76)), (width * 0.78, colour)
        )


def rays(stage: Stage, x: np.ndarray, y: np.ndarray, centre: float) -> np.ndarray:
    """Shafts of light that fan out from above the surface."""
    rng = stage.rng("rays")
    angle = (x - centre) / (y + 0.55)
    beams = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.float32)
    for _ in range(9):
        where, sharp = float(rng.uniform(-0.75, 0.75)), float(rng.uniform(14, 46))
        beams += float(rng.uniform(0.3, 1)) * np.exp(-(((angle - where) * sharp) ** 2)).astype(
            np.float32
        )
    strength = 0.16 if stage.tones.is_night else 0.3
    fade = np.clip(1.02 - y, 0, 1) ** 1.2
    return np.asarray(np.clip(beams * strength * fade, 0, 0.6), np.float32)
