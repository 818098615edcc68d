"""The hall of a museum."""

from dataclasses import replace

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.exhibits import showcase
from manike.embedded.illustrator.furniture import spotlight
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, path_of
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.masonry import column
from manike.embedded.illustrator.perspective import Quad, Room, mapped, polygon, tiles
from manike.embedded.illustrator.rooms import CLOTHS, indoors, room_of
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage


def paint_museum(stage: Stage, brief: Brief) -> Layout:
    """A great hall: columns in a row, a glass roof, showcases and spotlights."""
    horizon = 0.52
    paint_sky(stage, 0.7)
    inner = indoors(stage.tones, rgb("d8cdb8"))
    dim = inner.light.ambient - 0.2 * inner.lamps
    stage.tones = replace(inner, light=replace(inner.light, ambient=dim))
    frame, tones = stage.frame, stage.tones
    unit = min(frame.film_px)
    room = room_of(stage, 0.63, 0.2, 0.2, horizon=horizon)
    stone = rgb("dfd5c2")
    _side_walls(stage, room, stone)
    _gallery(stage, room, stone)
    _skylight(stage, room)
    tiles(stage, "mid", room.floor, (rgb("e6dccb"), rgb("9a8a78"), 14))
    _floor_shine(stage, room)
    _colonnades(stage, room, stone)
    _showcases(stage, unit)
    plinth = Plot((frame.x(0.5), frame.y(0.86)), 0.62 * unit, 0.085 * unit)
    _stage_block(stage, "near", plinth, stone)
    lamp, target = (frame.x(0.5), frame.y(-0.2)), (frame.x(0.5), frame.y(0.84))
    spotlight(stage, "mid", lamp, target, unit * 0.34, 0.12 + 0.34 * tones.lamps)
    _ropes(stage)
    return Layout(0.93, (0.5, 0.8), 0.4, "near", landmark_haze=0.0, kind="pedestal",
                  pedestal=(0.5, 0.79))  # fmt: skip


def _side_walls(stage: Stage, room: Room, stone: Rgb) -> None:
    tones = stage.tones
    for side in (-1, 1):
        quad = room.wall(side)
        sides = [tones.tone(stone, 0.1, 0.1), tones.tone(shade(stone, 0.8), 0.0, -0.5)]
        far_x = room.left if side < 0 else room.right
        edge = 0 if side < 0 else stage.frame.plane_px[0]
        stage.canvas("mid").drawPath(polygon(quad), gradient((far_x, 0), (edge, 0), sides))
        _niches(stage, quad, stone)


def _showcases(stage: Stage, unit: float) -> None:
    """Four showcases, the lamps above them lit where it is dark."""
    frame, lamps = stage.frame, stage.tones.lamps
    for u, v, size in (
        (0.24, 0.72, 0.17),
        (0.76, 0.72, 0.17),
        (0.08, 0.86, 0.28),
        (0.92, 0.86, 0.28),
    ):
        foot = (frame.x(u), frame.y(v))
        showcase(
            stage, "near", Plot(foot, size * unit * 0.72, size * unit * 1.3), 0.4 + 0.6 * lamps
        )
        if lamps > 0:
            lamp = (frame.x(0.5 + (u - 0.5) * 0.8), frame.y(-0.15))
            spotlight(stage, "near", lamp, foot, size * unit * 0.5, 0.4 * lamps)


def _niches(stage: Stage, quad: Quad, stone: Rgb) -> None:
    """Tall arched windows painted on a side wall."""
    tones, room_middle = stage.tones, stage.frame.x(0.5)
    with mapped(stage.canvas("mid"), (500.0, 200.0), quad) as flat:
        far_ones = range(1, 5) if quad[0][0] < room_middle else range(4)
        for index in far_ones:
            x = 100.0 * index + 50
            arch = skia.Path()
            arch.moveTo(x - 24, 150)
            arch.lineTo(x - 24, 70)
            arch.arcTo(skia.Rect.MakeXYWH(x - 24, 46, 48, 48), 180, 180, False)
            arch.lineTo(x + 24, 150)
            arch.close()
            glass = mix(tones.sky[-2], tones.light.haze, 0.35)
            flat.drawPath(arch, gradient((0, 46), (0, 150), [tones.sky[1], glass]))
            flat.drawPath(arch, stroke(tones.tone(shade(stone, 1.05), 0, 0.2), 4))
            flat.drawLine(x, 46, x, 150, stroke(tones.tone(shade(stone, 0.7)), 2))
        flat.drawRect(
            skia.Rect.MakeXYWH(0, 166, 500, 5), fill(tones.tone(shade(stone, 0.75), 0, -0.2))
        )
        flat.drawRect(
            skia.Rect.MakeXYWH(0, 24, 500, 7), fill(tones.tone(shade(stone, 1.08), 0, 0.3))
        )


def _gallery(stage: Stage, room: Room, stone: Rgb) -> None:
    """The back wall of the hall: a great arch and banners."""
    tones = stage.tones
    rect = skia.Rect.MakeLTRB(room.left, room.top, room.right, room.bottom)
    wall = [tones.tone(stone, 0.15, 0.4), tones.tone(stone, 0.1, -0.1)]
    stage.canvas("mid").drawRect(rect, gradient((0, room.top), (0, room.bottom), wall))
    _great_arch(stage, room, stone)
    cloth = rgb(CLOTHS[int(stage.rng("banner").integers(len(CLOTHS)))])
    wide = room.right - room.left
    for side in (-1, 1):
        _banner(stage, room, (room.left + room.right) / 2 + side * wide * 0.34, cloth)


def _great_arch(stage: Stage, room: Room, stone: Rgb) -> None:
    """An arch into a lit room behind."""
    canvas, tones = stage.canvas("mid"), stage.tones
    wide, tall = room.right - room.left, room.bottom - room.top
    middle, half = (room.left + room.right) / 2, wide * 0.2
    bend = room.top + tall * 0.5
    arch = skia.Path()
    arch.moveTo(middle - half, room.bottom)
    arch.lineTo(middle - half, bend)
    round_ = skia.Rect.MakeXYWH(middle - half, bend - half, half * 2, half * 2)
    arch.arcTo(round_, 180, 180, False)
    arch.lineTo(middle + half, room.bottom)
    arch.close()
    inside = mix(tones.tone(rgb("5a4a3f"), 0, -0.4), LAMPLIGHT, 0.55 + 0.2 * tones.lamps)
    lit = [shade(inside, 0.75), inside]
    canvas.drawPath(arch, gradient((0, room.top + tall * 0.3), (0, room.bottom), lit))
    canvas.drawPath(arch, stroke(tones.tone(shade(stone, 0.85), 0, 0.3), wide * 0.018))


def _banner(stage: Stage, room: Room, x: float, cloth: Rgb) -> None:
    canvas, tones = stage.canvas("mid"), stage.tones
    wide, tall = room.right - room.left, room.bottom - room.top
    banner = path_of(
        (x - wide * 0.06, room.top + tall * 0.14),
        (x + wide * 0.06, room.top + tall * 0.14),
        (x + wide * 0.06, room.top + tall * 0.66),
        (x, room.top + tall * 0.74),
        (x - wide * 0.06, room.top + tall * 0.66),
    )
    folds = [tones.tone(cloth, 0.05, 0.4), tones.tone(cloth, 0, -0.3)]
    canvas.drawPath(banner, gradient((0, room.top), (0, room.bottom), folds))
    disc = fill(tones.tone(rgb("f0d9a0"), 0, 0.3))
    canvas.drawCircle(x, room.top + tall * 0.36, wide * 0.03, disc)


def _skylight(stage: Stage, room: Room) -> None:
    """A glass roof: its bars in perspective, the sky behind them."""
    tones = stage.tones
    with mapped(stage.canvas("mid"), (300.0, 300.0), room.ceiling) as flat:
        flat.drawRect(skia.Rect.MakeXYWH(0, 0, 62, 300), fill(tones.tone(rgb("cfc3ae"), 0, -0.2)))
        flat.drawRect(skia.Rect.MakeXYWH(238, 0, 62, 300), fill(tones.tone(rgb("cfc3ae"), 0, -0.2)))
        flat.drawRect(skia.Rect.MakeXYWH(62, 0, 176, 300), fill(tones.light.colour, 0.06))
        iron = stroke(tones.tone(rgb("6f7f80"), 0, 0.1), 3.2)
        for index in range(7):
            x = 62 + 176 * index / 6
            flat.drawLine(x, 0, x, 300, iron)
        for index in range(13):
            flat.drawLine(62, index * 25, 238, index * 25, iron)


def _floor_shine(stage: Stage, room: Room) -> None:
    """The polished floor mirrors the lit back wall."""
    tones = stage.tones
    near = stage.frame.plane_px[1]
    middle = (room.left + room.right) / 2
    path = path_of(
        (room.left, room.bottom),
        (room.right, room.bottom),
        (room.right + (room.right - middle) * 0.6, near),
        (room.left - (middle - room.left) * 0.6, near),
    )
    light = mix(tones.light.colour, (1, 1, 1), 0.3)
    paint = gradient((0, room.bottom), (0, near), [light, light], [0.4, 0.02])
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, stage.frame.line_px * 14))
    stage.canvas("mid").drawPath(path, paint)


def _colonnades(stage: Stage, room: Room, stone: Rgb) -> None:
    """Columns along both walls, far ones first."""
    for step in range(5):
        share = (step / 4) ** 1.6
        for side in (-1, 1):
            low, top = (
                (room.left if side < 0 else room.right, level) for level in (room.bottom, room.top)
            )
            foot_near, head_near = room.front(low), room.front(top)
            reach = 0.06 + 0.6 * share
            x = low[0] + (foot_near[0] - low[0]) * reach
            foot_y = low[1] + (foot_near[1] - low[1]) * reach
            head_y = top[1] + (head_near[1] - top[1]) * reach
            wide = (foot_y - head_y) * 0.085
            column(stage, "mid", (x, foot_y), (foot_y - head_y, wide), (stone, 0.25 * (1 - share)))


def _stage_block(stage: Stage, plane: str, plot: Plot, stone: Rgb) -> None:
    """A low platform."""
    canvas, tones = stage.canvas(plane), stage.tones
    x, y = plot.foot
    half, tall = plot.width_px / 2, plot.height_px
    top = path_of(
        (x - half * 0.86, y - tall * 1.6),
        (x + half * 0.86, y - tall * 1.6),
        (x + half, y - tall),
        (x - half, y - tall),
    )
    canvas.drawPath(top, fill(tones.tone(stone, 0, 0.8)))
    front = skia.Rect.MakeLTRB(x - half, y - tall, x + half, y)
    canvas.drawRect(
        front,
        gradient(
            (0, y - tall),
            (0, y),
            [tones.tone(shade(stone, 0.85), 0, 0.0), tones.tone(shade(stone, 0.7), 0, -0.5)],
        ),
    )


def _ropes(stage: Stage) -> None:
    """Brass posts with a rope before the platform."""
    canvas, tones, frame = stage.canvas("front"), stage.tones, stage.frame
    unit = min(frame.film_px)
    brass = tones.tone(rgb("d9b050"), 0, 0.6)
    places = [frame.x(0.5) + unit * offset for offset in (-0.82, -0.5, 0.5, 0.82)]
    y, tall = frame.y(1.02), unit * 0.2
    for x in places:
        canvas.drawLine(x, y, x, y - tall, stroke(brass, unit * 0.012))
        canvas.drawCircle(x, y - tall, unit * 0.014, fill(shade(brass, 1.1)))
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - unit * 0.04, y - unit * 0.01, unit * 0.08, unit * 0.026),
            fill(shade(brass, 0.8)),
        )
    for left, right in ((0, 1), (2, 3)):
        rope = skia.Path()
        rope.moveTo(places[left], y - tall * 0.94)
        rope.quadTo(
            (places[left] + places[right]) / 2, y - tall * 0.45, places[right], y - tall * 0.94
        )
        canvas.drawPath(rope, stroke(tones.tone(rgb("a8323f"), 0, 0.3), unit * 0.016))
