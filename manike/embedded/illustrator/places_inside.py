"""Museum, home, workshop, train and studio."""

import math
from dataclasses import replace

import skia

from manike.embedded.illustrator.architecture import column
from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.furniture import (
    Box,
    armchair,
    bookcase,
    fireplace,
    floor_lamp,
    pegboard,
    pendant,
    picture_frame,
    pot_plant,
    rug,
    seats,
    showcase,
    spotlight,
    table,
    window,
)
from manike.embedded.illustrator.ground import hills, mist, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, glow, path_of
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.perspective import Room, mapped, planks, polygon, tiles
from manike.embedded.illustrator.places_land import plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import broadleaf, conifer
from manike.embedded.illustrator.water import Water, paint_water
from manike.script.models import Mood, Season

WOOD = rgb("8a5a38")
WALLS = ("c9b08a", "9fb0a4", "c79a7a", "8fa3b5", "b5a3b0", "d3c3a0")
CLOTHS = ("b5483f", "3f6f7f", "7a8a4a", "c08a3f", "6a4a78")
INSIDE_TRAIN = ("window", "compartment", "seat", "inside", "carriage", "passenger", "aboard")
OUTSIDE_TRAIN = ("viaduct", "locomotive", "bridge", "railway", "track", "steam", "cross", "wind")
BACKDROPS = {
    Mood.CALM: ("cfe0e6", "8fb0bd", "5d7f92"), Mood.JOYFUL: ("ffe3a8", "ffb36b", "e8795a"),
    Mood.EPIC: ("5a6fa8", "2f3f78", "171f48"), Mood.MYSTERIOUS: ("6a5fa0", "3a3270", "1b1840"),
    Mood.MELANCHOLIC: ("b8c0cc", "7f8a9c", "4f586c"), Mood.HOPEFUL: ("ffe9c4", "f3b98f", "8f7fa8"),
    Mood.TENSE: ("a86a5a", "5f3a44", "2a1c2c"), Mood.PLAYFUL: ("b8f0e0", "6fd0c8", "4f9fd0"),
}  # fmt: skip


def indoors(tones: Tones, wall: Rgb) -> Tones:
    """The tones of a room: even light by day, lamplight in the evening."""
    warm = tones.lamps
    light = replace(
        tones.light, ambient=0.98 - 0.34 * warm, haze=mix(wall, rgb("3a2c28"), 0.2 + 0.3 * warm),
        colour=mix(tones.light.colour, LAMPLIGHT, 0.75 * warm), shadow=mix(rgb("3a2f3a"), tones.light.shadow, 0.4),
    )  # fmt: skip
    return replace(
        tones, light=light, tint=rgb("c47f4a"), tint_amount=0.05 + 0.14 * warm, fog=0.0, snow=0.0,
        wet=0.0, overcast=0.3 * tones.overcast,
    )  # fmt: skip


def paint_home(stage: Stage, brief: Brief) -> Layout:
    """A living room with a window on the time of day, books, a lamp and a hearth or pictures."""
    rng = stage.rng("home")
    wall = rgb(WALLS[int(rng.integers(len(WALLS)))])
    cloth = rgb(CLOTHS[int(rng.integers(len(CLOTHS)))])
    view(stage, 0.46, sea=brief.mentions("lighthouse", "sea", "coast", "island", "harbo"))
    stage.tones = indoors(stage.tones, wall)
    frame, side = stage.frame, float(rng.choice((-1, 1)))
    unit = min(frame.film_px)
    room = room_of(stage, 0.7, 0.06, 0.4)
    middle = frame.x(0.5) - side * unit * (0.06 if frame.film_px[0] > frame.film_px[1] else -0.12)
    half = unit * (0.26 if frame.film_px[0] > frame.film_px[1] else 0.18)
    glass = (middle - half, frame.y(0.17), middle + half, frame.y(0.51))
    shell(stage, room, wall, glass)
    planks(stage, "mid", room.floor, (WOOD, 22))
    skirting(stage, room)
    light_patch(stage, room, glass)
    window(stage, "mid", glass, wood=rgb("efe6d6"), curtain=cloth)
    cosy = stage.tones.season is Season.WINTER or brief.mentions("fire", "hearth", "winter")
    _along_the_wall(stage, room, side, cosy=cosy)
    rug(stage, "near", (frame.x(0.5), frame.y(0.9)), (unit * 1.05, unit * 0.2), cloth)
    chair = Plot((frame.x(0.5 - side * 0.39), frame.y(0.87)), unit * 0.34, unit * 0.36)
    armchair(stage, "near", chair, shade(cloth, 0.9))
    corner = (frame.x(0.5 + side * 0.41), frame.y(0.88))
    floor_lamp(stage, "near", (corner[0] + side * unit * 0.12, frame.y(0.86)), unit * 0.62)
    table(stage, "near", Plot(corner, unit * 0.2, unit * 0.15), WOOD)
    pot_plant(stage, "near", (corner[0], corner[1] - unit * 0.155), unit * 0.2)
    pot_plant(stage, "front", (frame.x(0.5 - side * 0.56), frame.y(1.08)), unit * 0.5)
    spot = ((middle - frame.x(0)) / frame.film_px[0], 0.5)
    return Layout(0.9, spot, 0.2, "far", landmark_haze=0.1, kind="indoors")


def _along_the_wall(stage: Stage, room: Room, side: float, *, cosy: bool) -> None:
    """What stands at the back wall beside the window; a narrow room holds less."""
    frame = stage.frame
    unit, wide = min(frame.film_px), frame.film_px[0] > frame.film_px[1]
    edge = room.left if side < 0 else room.right
    other = room.right if side < 0 else room.left
    if wide or not cosy:
        reach = unit * (0.3 if wide else 0.22)
        left, right = sorted((edge - side * unit * 0.02, edge - side * reach))
        bookcase(stage, "mid", (left, frame.y(0.14), right, room.bottom), shade(WOOD, 0.9))
    if cosy:
        near = other if wide else edge
        x = near + (side if wide else -side) * unit * 0.17
        fireplace(stage, "mid", Plot((x, room.bottom), unit * 0.26, unit * 0.3))
    if wide:
        x, top = other + side * unit * 0.15, frame.y(0.2)
        picture_frame(stage, "mid", (x - unit * 0.09, top, x + unit * 0.09, top + unit * 0.13))
        if not cosy:
            low = top + unit * 0.18
            picture_frame(stage, "mid", (x - unit * 0.06, low, x + unit * 0.06, low + unit * 0.09))


def paint_workshop(stage: Stage, brief: Brief) -> Layout:
    """A workshop: tools on the wall, a bench under a lamp, a window."""
    lab = brief.mentions("lab", "science", "factory", "robot", "engineer", "test", "design")
    wall = rgb("8f9aa0") if lab else rgb("a8835c")
    view(stage, 0.46, sea=brief.mentions("boat", "sea", "coast", "fish"))
    stage.tones = indoors(stage.tones, wall)
    frame, unit = stage.frame, min(stage.frame.film_px)
    side = float(stage.rng("workshop").choice((-1, 1)))
    room = room_of(stage, 0.7, 0.04, 0.35)
    middle = 0.5 + side * 0.17
    glass = (frame.x(middle - 0.12), frame.y(0.2), frame.x(middle + 0.12), frame.y(0.47))
    shell(stage, room, wall, glass)
    boards(stage, room, wall, glass)
    planks(stage, "mid", room.floor, (rgb("7d6148") if not lab else rgb("7f858a"), 16))
    light_patch(stage, room, glass)
    window(stage, "mid", glass, wood=rgb("6a4a30"), curtain=None)
    left, right = sorted((frame.x(0.5 - side * 0.03), frame.x(0.5 - side * 0.3)))
    pegboard(stage, "mid", (left, frame.y(0.2), right, frame.y(0.43)))
    for level in (0.16, 0.3):
        jars(stage, room, -side, frame.y(level + 0.08))
    bench = Plot(
        (frame.x(0.5), room.bottom + unit * 0.05),
        min(unit * 1.05, frame.film_px[0] * 0.82),
        unit * 0.2,
    )
    table(stage, "mid", bench, rgb("a9753f") if not lab else rgb("c9ced2"))
    bench_things(stage, bench)
    pendant(stage, "mid", (frame.x(0.5 - side * 0.1), frame.y(0.2)), unit * 0.055, frame.y(-0.12))
    timber(stage, side)
    barrel(stage, (frame.x(0.5 + side * 0.42), frame.y(0.93)), unit * 0.22)
    barrel(stage, (frame.x(0.5 + side * 0.52), frame.y(1.0)), unit * 0.26)
    return Layout(0.91, (middle, 0.46), 0.18, "far", landmark_haze=0.1, kind="indoors",
                  pedestal=(0.5, 0.62))  # fmt: skip


def paint_museum(stage: Stage, brief: Brief) -> Layout:
    """A great hall: columns in a row, a glass roof, showcases and spotlights."""
    horizon = 0.52
    paint_sky(stage, 0.7)
    stage.tones = indoors(stage.tones, rgb("d8cdb8"))
    frame, tones = stage.frame, stage.tones
    unit = min(frame.film_px)
    room = room_of(stage, 0.63, 0.2, 0.2, horizon=horizon)
    stone = rgb("dfd5c2")
    for side in (-1, 1):
        quad = room.wall(side)
        lit = [tones.tone(stone, 0.1, 0.1), tones.tone(shade(stone, 0.8), 0.0, -0.5)]
        far_x = room.left if side < 0 else room.right
        edge = 0 if side < 0 else frame.plane_px[0]
        stage.canvas("mid").drawPath(polygon(quad), gradient((far_x, 0), (edge, 0), lit))
        niches(stage, quad, stone)
    gallery(stage, room, stone)
    skylight(stage, room)
    tiles(stage, "mid", room.floor, (rgb("e6dccb"), rgb("9a8a78"), 14))
    floor_shine(stage, room)
    colonnades(stage, room, stone)
    lit = 0.4 + 0.6 * tones.lamps
    for u, v, size in (
        (0.24, 0.72, 0.17),
        (0.76, 0.72, 0.17),
        (0.08, 0.86, 0.28),
        (0.92, 0.86, 0.28),
    ):
        showcase(
            stage,
            "near",
            Plot((frame.x(u), frame.y(v)), size * unit * 0.72, size * unit * 1.3),
            lit,
        )
        if tones.lamps > 0:
            target = (frame.x(u), frame.y(v))
            spotlight(
                stage,
                "near",
                (frame.x(0.5 + (u - 0.5) * 0.8), frame.y(-0.15)),
                target,
                size * unit * 0.5,
                0.4 * tones.lamps,
            )
    plinth = Plot((frame.x(0.5), frame.y(0.86)), 0.62 * unit, 0.085 * unit)
    stage_block(stage, "near", plinth, stone)
    spotlight(
        stage,
        "mid",
        (frame.x(0.5), frame.y(-0.2)),
        (frame.x(0.5), frame.y(0.84)),
        unit * 0.34,
        0.12 + 0.34 * tones.lamps,
    )
    ropes(stage)
    return Layout(
        0.93, (0.5, 0.8), 0.4, "near", landmark_haze=0.0, kind="pedestal", pedestal=(0.5, 0.79)
    )


def paint_train(stage: Stage, brief: Brief) -> Layout:
    """A compartment with a wide window; or a viaduct with a train, where the text looks from outside."""
    outside = brief.mentions(*OUTSIDE_TRAIN) or "train" in brief.text.split()[-1:]
    if outside and not brief.mentions(*INSIDE_TRAIN):
        return viaduct(stage, brief)
    view(stage, 0.44, sea=brief.mentions("sea", "coast", "bay"))
    panel = rgb("7d4f33")
    stage.tones = indoors(stage.tones, panel)
    frame, tones = stage.frame, stage.tones
    unit = min(frame.film_px)
    canvas = stage.canvas("mid")
    half = 0.34 if not frame.is_tall else 0.4
    glass = (frame.x(0.5 - half), frame.y(0.16), frame.x(0.5 + half), frame.y(0.56))
    wall = skia.Path()
    wall.setFillType(skia.PathFillType.kEvenOdd)
    wall.addRect(skia.Rect.MakeWH(*frame.plane_px))
    wall.addRoundRect(skia.Rect.MakeLTRB(*glass), unit * 0.04, unit * 0.04)
    canvas.drawPath(
        wall,
        gradient(
            (0, 0),
            (0, frame.y(0.9)),
            [
                tones.tone(rgb("d8c7a8"), 0, 0.2),
                tones.tone(panel, 0, 0.1),
                tones.tone(shade(panel, 0.75), 0, -0.2),
            ],
        ),
    )
    panels(stage, glass, panel)
    rim = stroke(tones.tone(rgb("c9a45a"), 0, 0.5), unit * 0.014)
    canvas.drawRoundRect(skia.Rect.MakeLTRB(*glass), unit * 0.04, unit * 0.04, rim)
    middle = stroke(tones.tone(rgb("5a3a26"), 0, 0.2), unit * 0.02)
    canvas.drawLine(frame.x(0.5), glass[1], frame.x(0.5), glass[3], middle)
    blinds(stage, glass)
    rack(stage, glass)
    for side in (-1, 1):
        seats(
            stage,
            "near",
            side,
            rgb("3f6a5a") if int(stage.rng("cloth").integers(2)) else rgb("8a3f3a"),
            0.84,
        )
        wall_lamp(stage, (frame.x(0.5 + side * (half + 0.07)), frame.y(0.33)))
    shelf = Plot((frame.x(0.5), frame.y(0.74)), unit * 0.4, unit * 0.14)
    table(stage, "near", shelf, rgb("9a6a40"))
    cup(stage, (frame.x(0.5) + unit * 0.09, frame.y(0.74) - unit * 0.15), unit * 0.05)
    lamp = (frame.x(0.5) - unit * 0.11, frame.y(0.74) - unit * 0.15)
    floor_lamp(stage, "near", lamp, unit * 0.17)
    return Layout(
        0.93,
        (third(stage, "landmark", 0.12), 0.5),
        0.2,
        "far",
        landmark_haze=0.2,
        kind="indoors",
        shows=("train", "window"),
    )


def paint_studio(stage: Stage, brief: Brief) -> Layout:
    """A lit backdrop with a pedestal, for products, diagrams and title cards."""
    frame, unit = stage.frame, min(stage.frame.film_px)
    rng = stage.rng("studio")
    mood = list(BACKDROPS)[int(rng.integers(len(BACKDROPS)))] if not brief.setting.name else None
    colours = [
        rgb(code)
        for code in BACKDROPS[mood or list(BACKDROPS)[len(brief.setting.name) % len(BACKDROPS)]]
    ]
    dark = {"dawn": 0.1, "day": 0.0, "dusk": 0.3, "night": 0.55}[brief.setting.time_of_day]
    top, middle, low = (mix(colour, rgb("10142a"), dark) for colour in colours)
    canvas = stage.canvas("sky")
    width, height = frame.plane_px
    centre = (frame.x(varied(stage, "halo", 0.5, 0.12)), frame.y(0.42))
    canvas.drawRect(skia.Rect.MakeWH(width, height), fill(low))
    canvas.drawRect(
        skia.Rect.MakeWH(width, height),
        radial(centre, max(width, height) * 0.62, [top, middle, low], [1, 1, 1]),
    )
    rings(stage, (centre, mix(top, (1, 1, 1), 0.4)))
    floor_v = 0.72
    sweep = [mix(middle, low, 0.4), mix(top, middle, 0.35), low]
    floor = path_of((0, frame.y(floor_v)), (width, frame.y(floor_v)), (width, height), (0, height))
    paint = gradient((0, frame.y(floor_v)), (0, height), sweep, [0.0, 0.9, 1.0])
    stage.canvas("mid").drawPath(floor, paint)
    for u, lean in ((0.2, 0.16), (0.8, -0.16), (0.5, 0.0)):
        spotlight(
            stage,
            "mid",
            (frame.x(u), frame.y(-0.2)),
            (frame.x(u + lean), frame.y(0.86)),
            unit * 0.3,
            0.2,
        )
    pool = (frame.x(0.5), frame.y(0.85))
    near = stage.canvas("near")
    near.save()
    near.translate(*pool)
    near.scale(1, 0.2)
    near.drawCircle(
        0, 0, unit * 0.62, radial((0, 0), unit * 0.62, [(1.0, 1.0, 1.0)] * 2, [0.45, 0.0])
    )
    near.restore()
    stage.tones = replace(stage.tones, light=replace(stage.tones.light, ambient=max(0.85, stage.tones.light.ambient), haze=middle),
                          tint_amount=0.05, overcast=0.0)  # fmt: skip
    disc(stage, (pool[0], frame.y(0.83)), unit * 0.36, mix(top, (1, 1, 1), 0.3))
    specks(stage, mix(top, (1, 1, 1), 0.6))
    return Layout(
        0.9, (0.5, 0.8), 0.4, "near", landmark_haze=0.0, kind="pedestal", pedestal=(0.5, 0.795)
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
    """A room around the middle of the frame; ``half`` is half its back wall's width in film widths."""
    frame = stage.frame
    reach = half * (1.16 if frame.is_tall else 1.0)
    return Room(
        frame.x(0.5 - reach), frame.y(top_v), frame.x(0.5 + reach), frame.y(floor_v),
        (frame.plane_px[0], frame.plane_px[1]), (frame.x(0.5), frame.y(horizon)),
    )  # fmt: skip


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


def skirting(stage: Stage, room: Room) -> None:
    """The board along the foot of the back wall."""
    rect = skia.Rect.MakeLTRB(
        room.left, room.bottom - stage.frame.line_px * 22, room.right, room.bottom
    )
    stage.canvas("mid").drawRect(rect, fill(stage.tones.tone(rgb("f0e8da"), 0, 0.1)))


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


def boards(stage: Stage, room: Room, wall: Rgb, hole: Box) -> None:
    """Vertical boards on the back wall."""
    canvas, tones = stage.canvas("mid"), stage.tones
    seam = stroke(tones.tone(shade(wall, 0.6), 0, -0.2), stage.frame.line_px * 2, 0.5)
    count = 18
    for index in range(1, count):
        x = room.left + (room.right - room.left) * index / count
        if hole[0] < x < hole[2]:
            canvas.drawLine(x, room.top, x, hole[1], seam)
            canvas.drawLine(x, hole[3], x, room.bottom, seam)
        else:
            canvas.drawLine(x, room.top, x, room.bottom, seam)


def jars(stage: Stage, room: Room, side: float, y: float) -> None:
    """A shelf with jars and boxes on the back wall."""
    canvas, tones = stage.canvas("mid"), stage.tones
    unit, rng = min(stage.frame.film_px), stage.rng("jars", y)
    edge = room.left if side < 0 else room.right
    left, right = sorted((edge, edge - side * unit * 0.2))
    x = left + unit * 0.01
    while x < right - unit * 0.03:
        wide, tall = unit * float(rng.uniform(0.02, 0.045)), unit * float(rng.uniform(0.03, 0.075))
        local = rgb(
            ("c9a05a", "5f8a8a", "b8553f", "8fa35f", "d8cfc0", "5a5f78")[int(rng.integers(6))]
        )
        rect = skia.Rect.MakeXYWH(x, y - tall, wide, tall)
        lit = [tones.tone(local, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.5)]
        canvas.drawRoundRect(rect, wide * 0.14, wide * 0.14, gradient((x, 0), (x + wide, 0), lit))
        lid = skia.Rect.MakeXYWH(x, y - tall, wide, tall * 0.16)
        canvas.drawRect(lid, fill(tones.tone(rgb("6a5a4a"), 0, 0.2)))
        x += wide * 1.15
    board = skia.Rect.MakeLTRB(left - unit * 0.01, y, right + unit * 0.01, y + unit * 0.014)
    canvas.drawRect(board, fill(tones.tone(rgb("6a4a30"), 0, 0.4)))


def bench_things(stage: Stage, bench: Plot) -> None:
    """Planks, a vice and shavings on the bench."""
    canvas, tones = stage.canvas("mid"), stage.tones
    x, y = bench.foot[0], bench.foot[1] - bench.height_px * 1.03
    unit = bench.height_px
    for index, (offset, wide) in enumerate(((-0.3, 1.3), (-0.24, 1.0))):
        rect = skia.Rect.MakeXYWH(
            x + offset * bench.width_px, y - unit * (0.1 + 0.09 * index), unit * wide, unit * 0.09
        )
        canvas.drawRect(rect, fill(tones.tone(rgb("d3a468"), 0, 0.5 - 0.4 * index)))
    steel = rgb("6f7a82")
    vice = x + bench.width_px * 0.33
    canvas.drawRect(
        skia.Rect.MakeXYWH(vice, y - unit * 0.26, unit * 0.2, unit * 0.28),
        fill(tones.tone(steel, 0, 0.4)),
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(vice + unit * 0.26, y - unit * 0.24, unit * 0.14, unit * 0.26),
        fill(tones.tone(steel, 0, -0.1)),
    )
    canvas.drawLine(
        vice + unit * 0.1,
        y - unit * 0.1,
        vice + unit * 0.6,
        y - unit * 0.1,
        stroke(tones.tone(steel, 0, 0.6), unit * 0.05),
    )


def timber(stage: Stage, side: float) -> None:
    """Boards that lean in a corner."""
    canvas, tones, frame = stage.canvas("near"), stage.tones, stage.frame
    unit = min(frame.film_px)
    for index in range(5):
        foot = (frame.x(0.5 - side * (0.4 + 0.045 * index)), frame.y(0.9 + 0.025 * index))
        lean, tall, wide = -side * unit * 0.06, unit * (0.62 + 0.05 * (index % 3)), unit * 0.035
        board = path_of(
            foot,
            (foot[0] + wide, foot[1]),
            (foot[0] + wide + lean, foot[1] - tall),
            (foot[0] + lean, foot[1] - tall),
        )
        local = mix(rgb("c9975c"), rgb("8a5f3a"), (index * 0.37) % 1)
        canvas.drawPath(
            board,
            gradient(
                (foot[0], 0),
                (foot[0] + wide, 0),
                [tones.tone(local, 0, 0.5), tones.tone(local, 0, -0.4)],
            ),
        )


def barrel(stage: Stage, foot: tuple[float, float], tall: float) -> None:
    """A barrel with iron hoops."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = foot
    half = tall * 0.36
    body = skia.Path()
    body.moveTo(x - half * 0.8, y)
    body.quadTo(x - half * 1.25, y - tall / 2, x - half * 0.8, y - tall)
    body.lineTo(x + half * 0.8, y - tall)
    body.quadTo(x + half * 1.25, y - tall / 2, x + half * 0.8, y)
    body.close()
    wood = rgb("96683f")
    lit = [tones.tone(wood, 0, level * -tones.light.side) for level in (0.9, 0.2, -0.4, -0.9)]
    canvas.drawPath(body, gradient((x - half, 0), (x + half, 0), lit))
    lid = skia.Rect.MakeXYWH(x - half * 0.8, y - tall * 1.06, half * 1.6, tall * 0.12)
    canvas.drawOval(lid, fill(tones.tone(shade(wood, 0.8), 0, 0.4)))
    for share in (0.2, 0.76):
        hoop = skia.Rect.MakeXYWH(x - half * 1.02, y - tall * share, half * 2.04, tall * 0.05)
        canvas.drawRect(
            hoop,
            gradient(
                (x - half, 0),
                (x + half, 0),
                [
                    tones.tone(rgb("6a7078"), 0, level * -tones.light.side)
                    for level in (0.9, 0.0, -0.7)
                ],
            ),
        )


def niches(stage: Stage, quad: tuple, stone: Rgb) -> None:  # type: ignore[type-arg]
    """Tall arched windows painted on a side wall."""
    tones = stage.tones
    with mapped(stage.canvas("mid"), (500.0, 200.0), quad) as flat:
        for index in range(5):
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


def gallery(stage: Stage, room: Room, stone: Rgb) -> None:
    """The back wall of the hall: a great arch, a balcony, banners."""
    canvas, tones = stage.canvas("mid"), stage.tones
    wide, tall = room.right - room.left, room.bottom - room.top
    rect = skia.Rect.MakeLTRB(room.left, room.top, room.right, room.bottom)
    canvas.drawRect(
        rect,
        gradient(
            (0, room.top),
            (0, room.bottom),
            [tones.tone(stone, 0.15, 0.4), tones.tone(stone, 0.1, -0.1)],
        ),
    )
    middle = (room.left + room.right) / 2
    arch = skia.Path()
    half = wide * 0.2
    arch.moveTo(middle - half, room.bottom)
    arch.lineTo(middle - half, room.top + tall * 0.5)
    arch.arcTo(
        skia.Rect.MakeXYWH(middle - half, room.top + tall * 0.5 - half, half * 2, half * 2),
        180,
        180,
        False,
    )
    arch.lineTo(middle + half, room.bottom)
    arch.close()
    inside = mix(tones.tone(rgb("5a4a3f"), 0, -0.4), LAMPLIGHT, 0.55 + 0.2 * tones.lamps)
    canvas.drawPath(
        arch, gradient((0, room.top + tall * 0.3), (0, room.bottom), [shade(inside, 0.75), inside])
    )
    canvas.drawPath(arch, stroke(tones.tone(shade(stone, 0.85), 0, 0.3), wide * 0.018))
    cloth = rgb(CLOTHS[int(stage.rng("banner").integers(len(CLOTHS)))])
    for side in (-1, 1):
        x = middle + side * wide * 0.34
        banner = path_of(
            (x - wide * 0.06, room.top + tall * 0.14),
            (x + wide * 0.06, room.top + tall * 0.14),
            (x + wide * 0.06, room.top + tall * 0.66),
            (x, room.top + tall * 0.74),
            (x - wide * 0.06, room.top + tall * 0.66),
        )
        canvas.drawPath(
            banner,
            gradient(
                (0, room.top),
                (0, room.bottom),
                [tones.tone(cloth, 0.05, 0.4), tones.tone(cloth, 0, -0.3)],
            ),
        )
        canvas.drawCircle(
            x, room.top + tall * 0.36, wide * 0.03, fill(tones.tone(rgb("f0d9a0"), 0, 0.3))
        )


def skylight(stage: Stage, room: Room) -> None:
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


def floor_shine(stage: Stage, room: Room) -> None:
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


def colonnades(stage: Stage, room: Room, stone: Rgb) -> None:
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


def stage_block(stage: Stage, plane: str, plot: Plot, stone: Rgb) -> None:
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


def ropes(stage: Stage) -> None:
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


def panels(stage: Stage, glass: Box, wood: Rgb) -> None:
    """Wooden panels beneath and beside a compartment's window."""
    canvas, tones, frame = stage.canvas("mid"), stage.tones, stage.frame
    unit = min(frame.film_px)
    low = glass[3] + unit * 0.035
    rect = skia.Rect.MakeLTRB(0, low, *frame.plane_px)
    canvas.drawRect(
        rect,
        gradient(
            (0, low),
            (0, frame.y(0.95)),
            [tones.tone(wood, 0, 0.3), tones.tone(shade(wood, 0.7), 0, -0.4)],
        ),
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, low, frame.plane_px[0], low + unit * 0.016),
        fill(tones.tone(rgb("c9a45a"), 0, 0.4)),
    )
    inlay = stroke(tones.tone(shade(wood, 1.3), 0, 0.3), unit * 0.005, 0.8)
    for index in range(-1, 7):
        x = frame.x(-0.1 + 0.2 * index + 0.01)
        box = skia.Rect.MakeXYWH(x, low + unit * 0.05, frame.film_px[0] * 0.18, unit * 0.2)
        canvas.drawRoundRect(box, unit * 0.015, unit * 0.015, inlay)


def blinds(stage: Stage, glass: Box) -> None:
    """Short curtains at both ends of the compartment's window."""
    canvas, tones = stage.canvas("mid"), stage.tones
    cloth = rgb("c9803f")
    wide = (glass[2] - glass[0]) * 0.1
    for x, side in ((glass[0], 1), (glass[2], -1)):
        path = skia.Path()
        path.moveTo(x, glass[1])
        path.lineTo(x + side * wide, glass[1])
        path.quadTo(
            x + side * wide * 0.9,
            glass[3] - (glass[3] - glass[1]) * 0.3,
            x + side * wide * 0.7,
            glass[3],
        )
        path.lineTo(x, glass[3])
        path.close()
        folds = [tones.tone(cloth, 0, level) for level in (0.4, -0.3, 0.5, -0.4)]
        canvas.drawPath(path, gradient((x, 0), (x + side * wide, 0), folds))


def rack(stage: Stage, glass: Box) -> None:
    """A luggage rack with cases above the window."""
    canvas, tones, frame = stage.canvas("mid"), stage.tones, stage.frame
    unit, rng = min(frame.film_px), stage.rng("cases")
    y = glass[1] - unit * 0.06
    x = glass[0]
    while x < glass[2] - unit * 0.1:
        wide, tall = unit * float(rng.uniform(0.12, 0.2)), unit * float(rng.uniform(0.07, 0.11))
        local = rgb(("8a4f34", "4f6a5f", "6a5a7a", "b08a4f")[int(rng.integers(4))])
        case = skia.Rect.MakeXYWH(x, y - tall, wide, tall)
        canvas.drawRoundRect(
            case,
            unit * 0.012,
            unit * 0.012,
            gradient(
                (0, y - tall), (0, y), [tones.tone(local, 0, 0.4), tones.tone(local, 0, -0.4)]
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x + wide * 0.2, y - tall, unit * 0.012, tall),
            fill(tones.tone(shade(local, 0.6))),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(x + wide * 0.72, y - tall, unit * 0.012, tall),
            fill(tones.tone(shade(local, 0.6))),
        )
        x += wide + unit * float(rng.uniform(0.02, 0.12))
    brass = stroke(tones.tone(rgb("d0a850"), 0, 0.5), unit * 0.009)
    canvas.drawLine(glass[0] - unit * 0.1, y, glass[2] + unit * 0.1, y, brass)
    canvas.drawLine(
        glass[0] - unit * 0.1, y - unit * 0.035, glass[2] + unit * 0.1, y - unit * 0.035, brass
    )


def wall_lamp(stage: Stage, at: tuple[float, float]) -> None:
    """A small lamp with a cloth shade."""
    canvas, tones = stage.canvas("mid"), stage.tones
    size = min(stage.frame.film_px) * 0.03
    glow(canvas, at, size * 6, LAMPLIGHT, 0.75 * tones.lamps)
    lit = mix(tones.tone(rgb("efe0c2")), rgb("ffe7b0"), tones.lamps)
    x, y = at
    canvas.drawPath(
        path_of(
            (x - size * 0.6, y - size),
            (x + size * 0.6, y - size),
            (x + size, y + size),
            (x - size, y + size),
        ),
        fill(lit),
    )


def cup(stage: Stage, foot: tuple[float, float], tall: float) -> None:
    """A steaming cup."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = foot
    body = path_of(
        (x - tall * 0.42, y - tall * 0.8),
        (x + tall * 0.42, y - tall * 0.8),
        (x + tall * 0.3, y),
        (x - tall * 0.3, y),
    )
    canvas.drawPath(body, fill(tones.tone(rgb("f4f0e6"), 0, 0.4)))
    canvas.drawCircle(
        x + tall * 0.48,
        y - tall * 0.45,
        tall * 0.18,
        stroke(tones.tone(rgb("f4f0e6")), tall * 0.08),
    )
    for offset in (-0.12, 0.1):
        steam = skia.Path()
        steam.moveTo(x + offset * tall, y - tall * 0.9)
        steam.cubicTo(
            x + (offset - 0.3) * tall,
            y - tall * 1.3,
            x + (offset + 0.3) * tall,
            y - tall * 1.6,
            x + offset * tall,
            y - tall * 2,
        )
        canvas.drawPath(steam, stroke((1.0, 1.0, 1.0), tall * 0.09, 0.25))


def viaduct(stage: Stage, brief: Brief) -> Layout:
    """A train on arches over a valley."""
    horizon = eye_level(stage, 0.47, 0.03)
    paint_sky(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.24, haze=(0.4, 0.65), snow_line=0.7)
    mist(stage, "far", horizon, thickness=0.05, amount=0.45)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.13, haze=(0.14, 0.42))
    plant(stage, "back", broadleaf, spots(stage, slopes, 150, "wood"), 0.3, (0.14, 0.42))
    frame, tones = stage.frame, stage.tones
    unit, canvas = stage.frame.unit_px, stage.canvas("mid")
    deck, low = frame.y(horizon + 0.0), frame.y(horizon + 0.34)
    stone = rgb("a3917c")
    arches(stage, (deck, low), stone)
    carriages(stage, deck, brief)
    rail = skia.Rect.MakeLTRB(0, deck, frame.plane_px[0], deck + unit * 0.018)
    canvas.drawRect(rail, fill(tones.tone(shade(stone, 1.12), 0, 0.7)))
    near = hills(
        stage, "near", horizon=horizon + 0.2, height=0.1, haze=(0.0, 0.15), span=(0.75, 2.6)
    )
    plant(
        stage,
        "near",
        conifer,
        [
            spot
            for spot in spots(stage, near, 60, "firs")
            if abs(spot[0] / frame.plane_px[0] - 0.5) > 0.2
        ],
        0.3,
        (0.0, 0.12),
    )
    plant(stage, "near", broadleaf, spots(stage, near, 16, "trees"), 0.26, (0.0, 0.12))
    return Layout(
        0.9,
        (third(stage, "landmark", 0.3), horizon + 0.06),
        0.24,
        "back",
        shows=("viaduct", "bridge", "train"),
    )


def arches(stage: Stage, levels: tuple[float, float], stone: Rgb) -> None:
    """The arches of a viaduct across the picture."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("mid"), stage.frame.unit_px
    deck, low = levels
    wall = skia.Path()
    wall.setFillType(skia.PathFillType.kEvenOdd)
    wall.addRect(skia.Rect.MakeLTRB(-10, deck, frame.plane_px[0] + 10, frame.plane_px[1]))
    gap = unit * 0.2
    count = math.ceil(frame.plane_px[0] / gap) + 1
    for index in range(count):
        x = (index - 0.25) * gap
        hole = skia.Rect.MakeLTRB(
            x + gap * 0.12, deck + unit * 0.05, x + gap * 0.88, frame.plane_px[1] + unit
        )
        wall.addRoundRect(hole, gap * 0.38, gap * 0.38)
    canvas.drawPath(
        wall,
        gradient(
            (0, deck), (0, low), [tones.tone(stone, 0.05, 0.5), tones.tone(stone, 0.02, -0.3)]
        ),
    )
    joint = stroke(tones.tone(shade(stone, 0.6), 0, -0.3), unit * 0.002, 0.4)
    canvas.save()
    canvas.clipPath(wall, True)
    for row in range(24):
        canvas.drawLine(
            0, deck + row * unit * 0.026, frame.plane_px[0], deck + row * unit * 0.026, joint
        )
    canvas.restore()


def carriages(stage: Stage, deck: float, brief: Brief) -> None:
    """A train of a locomotive and carriages with lit windows."""
    frame, tones = stage.frame, stage.tones
    canvas, unit = stage.canvas("mid"), stage.frame.unit_px
    tall, long = unit * 0.085, unit * 0.27
    side = float(stage.rng("way").choice((-1, 1)))
    head = frame.x(0.5 + side * 0.3)
    paint = rgb(("8a2f33", "2f5a6a", "3a6a48")[int(stage.rng("livery").integers(3))])
    for index in range(6):
        left = head - side * (long + unit * 0.012) * index - (long if side > 0 else 0)
        body = skia.Rect.MakeXYWH(left, deck - tall, long, tall * 0.86)
        canvas.drawRoundRect(
            body,
            tall * 0.14,
            tall * 0.14,
            gradient(
                (0, deck - tall),
                (0, deck),
                [tones.tone(paint, 0.03, 0.7), tones.tone(paint, 0, -0.4)],
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(left, deck - tall * 0.46, long, tall * 0.06),
            fill(tones.tone(rgb("efdfae"), 0, 0.3)),
        )
        for window_index in range(7):
            x = left + long * (0.07 + 0.128 * window_index)
            glass = skia.Rect.MakeXYWH(x, deck - tall * 0.82, long * 0.09, tall * 0.3)
            lit = mix(tones.tone(rgb("43586a"), 0, -0.1), rgb("ffd98a"), 0.25 + 0.75 * tones.lamps)
            canvas.drawRect(glass, fill(lit))
        glow(
            canvas, (left + long / 2, deck - tall * 0.6), long * 0.6, LAMPLIGHT, 0.25 * tones.lamps
        )
        for wheel in (0.16, 0.28, 0.72, 0.84):
            canvas.drawCircle(
                left + long * wheel, deck - tall * 0.08, tall * 0.1, fill(tones.tone(rgb("2b2b30")))
            )
    nose = (head, deck - tall * 0.4)
    glow(canvas, nose, unit * 0.16, rgb("fff1c4"), 0.35 + 0.5 * tones.lamps)


def rings(stage: Stage, look: tuple[tuple[float, float], Rgb]) -> None:
    """Fine arcs behind the pedestal."""
    centre, colour = look
    canvas, unit = stage.canvas("far"), min(stage.frame.film_px)
    rng = stage.rng("rings")
    canvas.drawCircle(*centre, unit * 0.36, fill(colour, 0.13))
    for index in range(4):
        reach = unit * (0.42 + 0.09 * index)
        box = skia.Rect.MakeXYWH(centre[0] - reach, centre[1] - reach, reach * 2, reach * 2)
        start, sweep = float(rng.uniform(0, 360)), float(rng.uniform(80, 220))
        canvas.drawArc(
            box, start, sweep, False, stroke(colour, unit * (0.008 - 0.0015 * index), 0.4)
        )


def disc(stage: Stage, centre: tuple[float, float], half: float, local: Rgb) -> None:
    """A round pedestal with a lit rim."""
    canvas, tones = stage.canvas("near"), stage.tones
    x, y = centre
    deep, flat = half * 0.22, half * 0.2
    sides = [tones.tone(local, 0, level * -tones.light.side) for level in (0.7, 0.0, -0.6, -0.9)]
    body = skia.Path()
    body.moveTo(x - half, y - deep)
    body.lineTo(x - half, y)
    body.arcTo(skia.Rect.MakeLTRB(x - half, y - flat, x + half, y + flat), 180, -180, False)
    body.lineTo(x + half, y - deep)
    body.close()
    canvas.drawPath(body, gradient((x - half, 0), (x + half, 0), sides))
    top = skia.Rect.MakeLTRB(x - half, y - deep - flat, x + half, y - deep + flat)
    canvas.drawOval(
        top,
        radial(
            (x, y - deep), half, [mix(local, (1, 1, 1), 0.75), local, shade(local, 0.85)], [1, 1, 1]
        ),
    )
    canvas.drawOval(top, stroke(mix(local, (1, 1, 1), 0.85), half * 0.014, 0.9))


def specks(stage: Stage, colour: Rgb) -> None:
    """Out-of-focus dust in the light."""
    canvas, frame, rng = stage.canvas("front"), stage.frame, stage.rng("specks")
    for _ in range(26):
        at = (frame.x(float(rng.uniform(-0.05, 1.05))), frame.y(float(rng.uniform(-0.05, 0.95))))
        reach = frame.line_px * float(rng.uniform(5, 26))
        alpha = float(rng.uniform(0.06, 0.26))
        canvas.drawCircle(*at, reach, radial(at, reach, [colour] * 3, [alpha, alpha * 0.8, 0.0]))
