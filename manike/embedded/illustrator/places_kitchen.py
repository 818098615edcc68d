"""Kitchens: of a home, of a bakery with its oven, of a restaurant with its pass."""

from dataclasses import dataclass

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import counter, hanging_lamp, prop, stool
from manike.embedded.illustrator.interior_shell import (
    Hall,
    Pane,
    boards,
    cornice,
    daylight,
    glaze,
    lamp_pools,
    on_wall,
    sheen,
    shell,
    tiled,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.ovens import bread_shelves, brick_oven, heat_lamps, hood, stove
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import (
    falloff,
    framed,
    front_plant,
    lamplight,
    side_cupboard,
)

TOP_M = 0.95
"""Height of worktops."""
BAKERY = ("baker", "bread", "oven", "dough", "loaf", "loaves", "pastry", "flour", "patisserie")
PASS = ("restaurant", "chef", "the pass", "bistro", "diner", "brigade", "cook line")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one kitchen."""

    wall: Rgb
    fronts: Rgb
    top: Rgb
    tile: Rgb


LOOKS = (
    Look(rgb("dcc9a2"), rgb("5f7f78"), rgb("c79a64"), rgb("f0e8d6")),
    Look(rgb("c9d3cc"), rgb("e8e0d0"), rgb("8a6142"), rgb("9fbfc4")),
    Look(rgb("e2bf9a"), rgb("4f6278"), rgb("d9b48a"), rgb("f3ead8")),
    Look(rgb("d8d2c4"), rgb("a8583f"), rgb("e0c9a0"), rgb("dfe6e2")),
)
STEEL = Look(rgb("9aa6aa"), rgb("aab4ba"), rgb("c6ced2"), rgb("e6ebec"))
BRICK = Look(rgb("c99a78"), rgb("8a6040"), rgb("d6b080"), rgb("e8d8be"))


def paint_kitchen(stage: Stage, brief: Brief) -> Layout:
    """A kitchen seen from its open side, light from a window over the sink."""
    rng = stage.rng("kitchen")
    bakery = brief.mentions(*BAKERY)
    steel = not bakery and brief.mentions(*PASS)
    look = BRICK if bakery else STEEL if steel else LOOKS[int(rng.integers(len(LOOKS)))]
    side = float(rng.choice((-1, 1)))
    yaw = side * float(rng.choice((0.0, 0.12, 0.24)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.4 if yaw else 0.0)
    view(stage, 0.5, sea=brief.mentions("sea", "harbo", "coast"))
    hall = Hall(-3.7, 3.7, 7.6, 5.2 if stage.frame.is_tall else 3.6)
    middle = -side * 1.05
    pane = Pane("back", middle - 1.0, middle + 1.0, 1.35, 2.95, bars=(3, 2))
    weather_outside(inside, hall, [pane], brief.setting.weather)
    stage.tones = indoors(stage.tones, look.wall)
    shell(inside, hall, look.wall, [pane])
    _splash(inside, hall, pane, look)
    cornice(inside, hall, mix(look.wall, (1, 1, 1), 0.5), thick=0.1)
    _wall_things(inside, hall, (side, bakery), look)
    falloff(inside, (middle, 2.1, hall.back), (0.42, stage.tones.light.colour, 0.25))
    lamplight(inside, (inside.eye.at(side * 2.0, 2.2, 6.2), inside.eye.at(-side, 2.0, 7.0)), 3.2)
    framed(inside, hall, "left" if side > 0 else "right", (5.2, 6.1, 1.4, 2.1))
    glaze(inside, hall, [pane], rgb("f4eee0"))
    _floor(inside, hall, (side, bakery), look)
    _back_counter(inside, hall, (side, bakery, steel), look)
    side_cupboard(inside, hall, side, (mix(look.fronts, look.wall, 0.25), 4.6, 6.6))
    daylight(inside, hall, [pane])
    _island(inside, (side, bakery, steel), look)
    front_plant(inside, -side, 0.46)
    return Layout(
        0.9,
        (0.5, 0.75),
        0.3,
        "near",
        landmark_haze=0.05,
        kind="indoors",
        shows=("oven", "stove", "counter", "pan", "worktop"),
    )


def _floor(inside: Interior, hall: Hall, which: tuple[float, bool], look: Look) -> None:
    """Boards in a bakery, else tiles; lamplight on them."""
    side, bakery = which
    if bakery:
        boards(inside, hall, rgb("a07a52"))
    else:
        tiled(inside, hall, (rgb("e6dccb"), mix(look.fronts, rgb("b8ab98"), 0.55), 0.55))
    sheen(inside, hall, 0.16)
    lamp_pools(inside, [(side * 1.2, 5.6), (-side * 1.8, 6.6)], 2.4)


def _splash(inside: Interior, hall: Hall, pane: Pane, look: Look) -> None:
    """Tiles on the back wall between worktop and shelves."""
    tones, rng = inside.stage.tones, inside.stage.rng("splash")
    with on_wall(inside, hall, "back") as face:
        low = hall.height - TOP_M
        rows, size = 5, 0.2
        face.clipRect(skia.Rect.MakeLTRB(hall.left, 0, hall.right, hall.height))
        for row in range(rows):
            x = hall.left - (0.1 if row % 2 else 0.0)
            while x < hall.right:
                y = low - (row + 1) * size
                covered = pane.start - 0.3 < x < pane.end and y < hall.height - pane.low + 0.12
                if not covered:
                    local = shade(look.tile, float(rng.uniform(0.93, 1.03)))
                    tile = skia.Rect.MakeXYWH(x + 0.01, y + 0.01, 0.28, size - 0.02)
                    face.drawRect(tile, fill(tones.tone(local, 0, 0.25)))
                    face.drawLine(
                        x + 0.02, y + 0.02, x + 0.27, y + 0.02, stroke((1.0, 1.0, 1.0), 0.008, 0.35)
                    )
                x += 0.3


def _wall_things(inside: Interior, hall: Hall, which: tuple[float, bool], look: Look) -> None:
    """A shelf with jars and a rail with pans."""
    side, bakery = which
    tones = inside.stage.tones
    wood = look.top
    with on_wall(inside, hall, "back") as face:
        for left, right, y in (
            (side * 2.6 - 0.85, side * 2.6 + 0.95, 2.15),
            (side * 2.6 - 0.85, side * 2.6 + 0.95, 2.75),
        ):
            shelf = skia.Rect.MakeLTRB(left, hall.height - y, right, hall.height - y + 0.06)
            face.drawRect(shelf, fill(tones.tone(wood, 0, 0.4)))
            under = skia.Rect.MakeLTRB(left, hall.height - y + 0.06, right, hall.height - y + 0.16)
            face.drawRect(under, fill(tones.light.shadow, 0.28))
    if bakery:
        bread_shelves(inside, hall.back - 0.1, (side * 2.6 - 0.8, side * 2.6 + 0.9))
    else:
        rng = inside.stage.rng("jars")
        for y in (2.15, 2.75):
            x = side * 2.6 - 0.7
            while x < side * 2.6 + 0.9:
                name = ("jar", "cup", "teapot", "jar", "soup")[int(rng.integers(5))]
                prop(inside, name, (x, y, hall.back - 0.1), float(rng.uniform(0.2, 0.34)), "mid")
                x += float(rng.uniform(0.32, 0.5))
    _pans(inside, hall, -side)


def _pans(inside: Interior, hall: Hall, side: float) -> None:
    """Copper pans that hang from a rail at the far side of the window."""
    tones, rng = inside.stage.tones, inside.stage.rng("pans")
    start = side * 2.75 - 0.6
    with on_wall(inside, hall, "back") as face:
        y = hall.height - 2.75
        face.drawLine(start - 0.15, y, start + 1.15, y, stroke(tones.tone(rgb("4a4038")), 0.035))
        for index in range(3):
            x, size = start + index * 0.46, float(rng.uniform(0.13, 0.2))
            local = rgb(("b5652f", "6a6f74", "c47a3c")[int(rng.integers(3))])
            face.drawLine(x, y, x, y + 0.34, stroke(tones.tone(shade(local, 0.6)), 0.035))
            disc = (x, y + 0.34 + size)
            shades = [tones.tone(local, 0, 1.0), tones.tone(local, 0, -0.4)]
            paint = gradient((x - size, y), (x + size, y + 0.6), shades)
            face.drawCircle(*disc, size, paint)
            face.drawCircle(*disc, size * 0.8, stroke(tones.tone(shade(local, 0.7)), 0.012, 0.7))


def _back_counter(
    inside: Interior, hall: Hall, which: tuple[float, bool, bool], look: Look
) -> None:
    """Worktops along the back wall, and the stove or the oven in them."""
    side, bakery, _ = which
    front, back = hall.back - 0.75, hall.back
    middle = side * 1.2
    wide = 1.15 if bakery else 0.55
    for left, right in ((hall.left + 0.1, middle - wide), (middle + wide, hall.right - 0.1)):
        doors = max(1, round((right - left) / 0.7))
        counter(inside, (left, 0, front), (right, TOP_M, back), (look.fronts, look.top, doors))
    if bakery:
        brick_oven(inside, middle, hall.back)
    else:
        stove(inside, middle, (front, back))
        hood(inside, middle, hall)
    rng = inside.stage.rng("worktop")
    things = ("bread", "jar", "basket") if bakery else ("teapot", "fruit", "jar", "cup")
    for index, x in enumerate((-side * 2.9, -side * 1.9, -side * 0.6, side * 2.5, side * 3.2)):
        name = things[(index + int(rng.integers(3))) % len(things)]
        prop(inside, name, (x, TOP_M, front + 0.3), 0.3 if name != "cup" else 0.18)


def _island(inside: Interior, which: tuple[float, bool, bool], look: Look) -> None:
    """A worktop that stands free, with what is being made on it and lamps above."""
    side, bakery, steel = which
    left, right = sorted((side * 0.8, side * 3.2))
    near, far = (left, 0.0, 5.45), (right, TOP_M, 6.2)
    wood = mix(look.top, rgb("a8794a"), 0.3) if not steel else look.top
    counter(inside, near, far, (shade(look.fronts, 0.96), wood, 4))
    for index in range(2):
        if not (bakery or steel):
            stool(inside, left + 0.8 + index * 1.15, 5.25, (rgb("b98a52"), 0.66))
    _made_here(inside, (left, right), bakery=bakery, steel=steel)
    if not steel:
        for share in (0.25, 0.75):
            spot = (left + (right - left) * share, 2.35, 5.8)
            hanging_lamp(inside, spot, 0.42, (rgb("39514f" if not bakery else "7a4a30"), 4.0))


def _made_here(inside: Interior, span: tuple[float, float], *, bakery: bool, steel: bool) -> None:
    """What is being made on the worktop."""
    left, right = span
    middle = (left + right) / 2
    if bakery:
        with inside.floor("near", TOP_M) as face:
            for x, z, size in ((middle - 0.4, 5.85, 0.42), (middle + 0.6, 5.9, 0.3)):
                face.drawOval(
                    skia.Rect.MakeLTRB(x - size, -z - 0.22, x + size, -z + 0.22),
                    fill((1.0, 0.99, 0.95), 0.5),
                )
        row = (("bread", 0.34), ("basket", 0.46), ("bread", 0.3))
    elif steel:
        row = (("soup", 0.24), ("soup", 0.24), ("soup", 0.24))
        heat_lamps(inside, (left, right), (5.8, TOP_M))
    else:
        row = (("fruit", 0.36), ("bread", 0.28), ("teapot", 0.3))
    for (name, tall), share in zip(row, (0.2, 0.52, 0.84), strict=True):
        prop(inside, name, (left + (right - left) * share, TOP_M, 5.8), tall)
