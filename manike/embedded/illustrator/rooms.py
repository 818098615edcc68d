"""What rooms have in common: light, the view outside, walls, and the light on the floor."""

from dataclasses import replace

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade
from manike.embedded.illustrator.ground import hills, mist, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT, path_of
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Box, Room, polygon
from manike.embedded.illustrator.planting import plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import broadleaf, conifer
from manike.embedded.illustrator.water import Water, paint_water

CLOTHS = ("b5483f", "3f6f7f", "7a8a4a", "c08a3f", "6a4a78")


def indoors(tones: Tones, wall: Rgb) -> Tones:
    """The tones of a room: even light by day, lamplight in the evening."""
    warm = tones.lamps
    light = replace(
        tones.light,
        ambient=0.98 - 0.26 * warm,
        haze=mix(wall, rgb("3a2c28"), 0.2 + 0.3 * warm),
        colour=mix(tones.light.colour, LAMPLIGHT, 0.75 * warm),
        shadow=mix(rgb("3a2f3a"), tones.light.shadow, 0.4),
    )
    return replace(
        tones,
        light=light,
        tint=rgb("c47f4a"),
        tint_amount=0.05 + 0.14 * warm,
        fog=0.0,
        snow=0.0,
        wet=0.0,
        overcast=0.3 * tones.overcast,
    )


def view(stage: Stage, horizon: float, *, sea: bool) -> None:
    """What is seen through a window: sky and hills, or the sea."""
    paint_sky(stage, horizon)
    if sea:
        mountains(
            stage, "far", horizon=horizon + 0.004, height=0.08, haze=(0.4, 0.6), snow_line=2.0
        )
        paint_water(stage, "far", Water(horizon, horizon, 0.5))
        return
    mountains(stage, "far", horizon=horizon, height=0.22, haze=(0.35, 0.6), snow_line=0.55)
    mist(stage, "far", horizon, thickness=0.05, amount=0.4)
    slopes = hills(stage, "far", horizon=horizon + 0.02, height=0.1, haze=(0.1, 0.4))
    kind = broadleaf if stage.rng("view").integers(2) else conifer
    plant(stage, "far", kind, spots(stage, slopes, 130, "view"), 0.3, (0.1, 0.4))


def room_of(
    stage: Stage, floor_v: float, top_v: float, half: float, *, horizon: float = 0.47
) -> Room:
    """A room around the frame's middle; ``half`` is half its back wall's width in film widths."""
    frame = stage.frame
    reach = half * (1.16 if frame.is_tall else 1.0)
    return Room(
        frame.x(0.5 - reach),
        frame.y(top_v),
        frame.x(0.5 + reach),
        frame.y(floor_v),
        (frame.plane_px[0], frame.plane_px[1]),
        (frame.x(0.5), frame.y(horizon)),
    )


def shell(stage: Stage, room: Room, wall: Rgb, hole: Box) -> None:
    """Walls and ceiling of a room on the plane ``mid``, with a hole for the window."""
    canvas, tones = stage.canvas("mid"), stage.tones
    back = skia.Path()
    back.setFillType(skia.PathFillType.kEvenOdd)
    back.addRect(skia.Rect.MakeLTRB(room.left, room.top, room.right, room.bottom + 1))
    back.addRect(skia.Rect.MakeLTRB(*hole))
    centre = ((hole[0] + hole[2]) / 2, (hole[1] + hole[3]) / 2)
    shades = [tones.tone(wall, 0, 0.5), tones.tone(wall, 0, 0.1), tones.tone(wall, 0, -0.35)]
    canvas.drawPath(back, radial(centre, (room.right - room.left) * 0.75, shades, [1, 1, 1]))
    for side in (-1, 1):
        lit = 0.25 if side == -tones.light.side else -0.45
        far = room.left if side < 0 else room.right
        edge = 0.0 if side < 0 else room.frame_px[0]
        shades = [tones.tone(wall, 0, lit), tones.tone(shade(wall, 0.82), 0, lit - 0.4)]
        canvas.drawPath(polygon(room.wall(side)), gradient((far, 0), (edge, 0), shades))
    plaster = mix(wall, (1, 1, 1), 0.55)
    shades = [tones.tone(plaster, 0, -0.5), tones.tone(plaster, 0, 0.0)]
    canvas.drawPath(polygon(room.ceiling), gradient((0, 0), (0, room.top), shades))
    rail = fill(tones.tone(mix(wall, (1, 1, 1), 0.7), 0, 0.2))
    canvas.drawRect(
        skia.Rect.MakeLTRB(room.left, room.top, room.right, room.top + stage.frame.line_px * 9),
        rail,
    )


def light_patch(stage: Stage, room: Room, glass: Box) -> None:
    """The window's light on the floor."""
    tones = stage.tones
    shift = -tones.light.side * (glass[2] - glass[0]) * 0.55
    low, near = room.bottom + stage.frame.line_px * 20, room.bottom + stage.frame.film_px[1] * 0.22
    patch = path_of(
        (glass[0] + shift * 0.3, low),
        (glass[2] + shift * 0.3, low),
        (glass[2] + shift * 1.5, near),
        (glass[0] + shift * 1.5 - stage.frame.line_px * 60, near),
    )
    strength = 0.34 * (1 - 0.7 * tones.overcast) * (1 - 0.7 * tones.lamps)
    paint = gradient(
        (0, low), (0, near), [tones.light.colour, tones.light.colour], [strength, strength * 0.35]
    )
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, stage.frame.line_px * 9))
    stage.canvas("mid").drawPath(patch, paint)
