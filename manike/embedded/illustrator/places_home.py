"""A home: a living room by its window or its hearth, a bedroom when the words say so."""

from dataclasses import dataclass

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.furniture import fireplace, floor_lamp, pot_plant
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, glow
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import books_on, desk_lamp, prop, table_of
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
    skirting,
    weather_outside,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.rooms import indoors, view
from manike.embedded.illustrator.seating import armchair
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.wall_things import door, falloff, framed, front_plant, lamplight
from manike.script.vocabulary import Season

WALLS = ("d8c39a", "a9bcae", "d6a888", "9fb2c4", "c4b0bd", "dccdaa")
CLOTHS = ("b5483f", "3f6f7f", "7a8a4a", "c08a3f", "6a4a78", "d9c7a8")
WOODS = ("8a5a38", "a87848", "6f4a32", "b98a5a")
BEDROOM = ("bedroom", "bed", "sleep", "asleep", "bedtime", "dream", "wakes", "wake up", "pillow")
COSY = ("fire", "hearth", "winter", "fireplace", "christmas")


@dataclass(frozen=True, slots=True)
class _Look:
    wall: Rgb
    cloth: Rgb
    accent: Rgb
    wood: Rgb
    side: float


def paint_home(stage: Stage, brief: Brief) -> Layout:
    """A living room or bedroom with a window on the time of day, lamps, books and pictures."""
    rng = stage.rng("home")
    look = _Look(
        rgb(WALLS[int(rng.integers(len(WALLS)))]),
        rgb(CLOTHS[int(rng.integers(len(CLOTHS)))]),
        rgb(CLOTHS[int(rng.integers(len(CLOTHS)))]),
        rgb(WOODS[int(rng.integers(len(WOODS)))]),
        float(rng.choice((-1, 1))),
    )
    side = look.side
    yaw = side * float(rng.choice((-0.12, 0.1, 0.2, 0.3)))
    inside = interior_of(stage, yaw=yaw, x=-side * 0.4)
    view(stage, 0.5, sea=brief.mentions("lighthouse", "sea", "coast", "island", "harbo"))
    hall = Hall(-3.9, 3.9, 7.4, 5.0 if stage.frame.is_tall else 3.5)
    middle = side * float(rng.uniform(-0.9, 0.5))
    pane = Pane("back", middle - 1.15, middle + 1.15, 0.95, 2.85, bars=(3, 2))
    weather_outside(inside, hall, [pane], brief.setting.weather)
    stage.tones = indoors(stage.tones, look.wall)
    _walls(inside, hall, pane, look)
    boards(inside, hall, mix(look.wood, rgb("b08050"), 0.4))
    sheen(inside, hall, 0.16)
    lamp_pools(inside, [(side * 2.9, 6.0), (-side * 2.6, 5.4)], 2.2)
    bedroom = brief.mentions(*BEDROOM)
    _rug(inside, look, bedroom=bedroom)
    daylight(inside, hall, [pane])
    if bedroom:
        _bed(inside, look)
    else:
        cosy = brief.mentions(*COSY) or stage.tones.season is Season.WINTER
        _seats(inside, hall, look, cosy=cosy)
    front_plant(inside, -side, 0.46)
    return Layout(
        0.9,
        (0.5 + 0.1 * middle, 0.5),
        0.2,
        "far",
        landmark_haze=0.1,
        kind="indoors",
        shows=("sofa", "bookcase", "bookshelf", "rug", "curtain", "bed"),
    )


def _walls(inside: Interior, hall: Hall, pane: Pane, look: _Look) -> None:
    """Walls, what hangs on them, and the window with its curtains."""
    tones, side = inside.stage.tones, look.side
    shell(inside, hall, look.wall, [pane])
    skirting(inside, hall, rgb("f0e8da"))
    cornice(inside, hall, rgb("f4eee2"), thick=0.1)
    middle = (pane.start + pane.end) / 2
    falloff(inside, (middle, 2.0, hall.back), (0.4, tones.light.colour, 0.26))
    lamplight(
        inside, (inside.eye.at(side * 2.9, 1.6, 6.2), inside.eye.at(-side * 2.6, 1.2, 5.6)), 2.6
    )
    left, right = ("left", "right") if side > 0 else ("right", "left")
    for box in ((4.4, 5.5, 1.45, 2.35), (5.8, 6.5, 1.6, 2.2)):
        framed(inside, hall, right, box)
    door(inside, hall, left, (5.3, mix(look.wood, (1, 1, 1), 0.25)))
    away = hall.left + 0.9 if middle > 0 else hall.right - 0.9
    framed(inside, hall, "back", (away - 0.45, away + 0.45, 1.5, 2.4))
    glaze(inside, hall, [pane], rgb("efe6d6"))
    for way, edge in ((-1, pane.start), (1, pane.end)):
        _curtain(inside, hall, (way, edge, pane.high), look.cloth)


def _curtain(inside: Interior, hall: Hall, where: tuple[int, float, float], cloth: Rgb) -> None:
    """A curtain to the floor, gathered in folds beside the window."""
    way, edge, high = where
    tones = inside.stage.tones
    inner, outer = edge - way * 0.22, edge + way * 0.42
    top = hall.height - high - 0.14
    with on_wall(inside, hall, "back") as face:
        path = skia.Path()
        path.moveTo(inner, top)
        path.cubicTo(
            inner,
            hall.height - 1.6,
            edge + way * 0.12,
            hall.height - 1.2,
            inner + way * 0.14,
            hall.height - 0.05,
        )
        path.lineTo(outer, hall.height - 0.05)
        path.lineTo(outer, top)
        path.close()
        folds = [tones.tone(cloth, 0, level) for level in (0.4, -0.4, 0.35, -0.45, 0.3, -0.5)]
        face.drawPath(path, gradient((inner, 0), (outer, 0), folds))
        face.drawLine(
            edge - way * 0.5,
            top,
            outer + way * 0.1,
            top,
            stroke(tones.tone(rgb("7a5a38"), 0, 0.4), 0.05),
        )


def _rug(inside: Interior, look: _Look, *, bedroom: bool) -> None:
    """A rug that lies in perspective, with a border."""
    tones = inside.stage.tones
    shape = inside.stage.rng("rug").integers(2)
    with inside.floor("near") as face:
        for inset, local in (
            (0.0, look.accent),
            (0.14, rgb("eadcbc")),
            (0.22, look.accent),
            (0.62, mix(look.accent, rgb("eadcbc"), 0.6)),
        ):
            box = skia.Rect.MakeLTRB(-2.0 + inset, -6.9 + inset, 2.0 - inset, -4.5 - inset)
            paint = fill(tones.tone(local, 0, 0.05))
            if shape and not bedroom:
                face.drawOval(box, paint)
            else:
                face.drawRoundRect(box, 0.1, 0.1, paint)


def _seats(inside: Interior, hall: Hall, look: _Look, *, cosy: bool) -> None:
    """A sofa, a low table, a bookcase or a hearth, lamps."""
    stage, side, eye = inside.stage, look.side, inside.eye
    if cosy:
        at = side * 2.75
        m = eye.per_m(at, hall.back)
        fireplace(stage, "near", Plot(eye.at(at, 0, hall.back - 0.1), 1.7 * m, 1.45 * m))
        inside.pool("near", at, hall.back - 1.2, (2.2, rgb("ff8a3c"), 0.3))
    else:
        left, right = sorted((side * 1.95, side * 3.5))
        inside.box("near", (left, 0, hall.back - 0.35), (right, 2.5, hall.back), look.wood)
        with inside.facing("near", (left, 2.5, hall.back - 0.36)) as face:
            books_on(
                face, inside, (0.03, 0.03, right - left - 0.03, 2.45), (look.wood, "home", 0.0)
            )
    inside.shadow("near", -side * 3.5, 6.9, (0.7, 0.5))
    pot_plant(stage, "near", eye.at(-side * 3.5, 0, 6.9), 1.5 * eye.per_m(-side * 3.5, 6.9))
    _lamp(inside, (side * 3.3, 6.1))
    _sofa(inside, (-side * 1.35, -side * 3.4), look)
    left, right = sorted((-side * 1.1, -side * 2.5))
    table_of(inside, (left, 0, 4.75), (right, 0.42, 5.25), look.wood)
    prop(inside, "cup", (left + 0.4, 0.42, 5.0), 0.14)
    prop(inside, "book", (right - 0.35, 0.42, 5.0), 0.16)
    armchair(
        stage,
        "near",
        Plot(
            eye.at(side * 2.4, 0, 5.3),
            1.2 * eye.per_m(side * 2.4, 5.3),
            1.1 * eye.per_m(side * 2.4, 5.3),
        ),
        look.accent,
    )


def _lamp(inside: Interior, where: tuple[float, float]) -> None:
    foot = inside.eye.at(where[0], 0, where[1])
    floor_lamp(inside.stage, "near", foot, 1.75 * inside.eye.per_m(*where))


def _sofa(inside: Interior, span: tuple[float, float], look: _Look) -> None:
    """A sofa before the back of the room, with cushions."""
    left, right = sorted(span)
    cloth = look.cloth
    inside.shadow("near", (left + right) / 2, 6.1, (right - left + 0.2, 1.2))
    inside.box("near", (left, 0.1, 6.4), (right, 0.95, 6.65), shade(cloth, 0.9))
    inside.box("near", (left + 0.2, 0.1, 5.75), (right - 0.2, 0.48, 6.4), cloth)
    for low in (left, right - 0.22):
        inside.box("near", (low, 0.1, 5.7), (low + 0.22, 0.68, 6.5), shade(cloth, 0.95))
    tones = inside.stage.tones
    for share, local in ((0.22, look.accent), (0.78, rgb("eadcbc"))):
        x = left + (right - left) * share
        with inside.facing("near", (x - 0.22, 0.88, 6.3)) as face:
            cushion = skia.Rect.MakeWH(0.44, 0.42)
            shades = [tones.tone(local, 0, 0.5), tones.tone(local, 0, -0.4)]
            face.drawRoundRect(cushion, 0.12, 0.12, gradient((0, 0), (0, 0.42), shades))
    with inside.facing("near", (left + 0.2, 0.46, 5.74)) as face:
        middle = (right - left - 0.4) / 2
        face.drawLine(middle, 0.02, middle, 0.3, stroke(tones.tone(shade(cloth, 0.6)), 0.015))


def _bed(inside: Interior, look: _Look) -> None:
    """A bed with its head at the back wall, a night table, a lamp that burns."""
    side = look.side
    left, right = sorted((side * 0.9, side * 3.0))
    inside.shadow("near", (left + right) / 2, 6.0, (right - left + 0.3, 2.8))
    inside.box("near", (left - 0.05, 0, 7.1), (right + 0.05, 1.25, 7.25), look.wood)
    inside.box("near", (left, 0.12, 5.1), (right, 0.4, 7.1), shade(look.wood, 0.9))
    inside.box("near", (left + 0.02, 0.4, 5.12), (right - 0.02, 0.62, 7.1), rgb("f2ece0"))
    for share in (0.27, 0.73):
        x = left + (right - left) * share
        inside.box("near", (x - 0.38, 0.62, 6.6), (x + 0.38, 0.78, 7.05), rgb("faf6ee"))
    inside.box("near", (left - 0.03, 0.3, 5.08), (right + 0.03, 0.68, 6.35), look.cloth)
    with inside.floor("near", 0.681) as face:
        strip = skia.Rect.MakeLTRB(left - 0.03, -6.35, right + 0.03, -6.1)
        face.drawRect(strip, fill(inside.stage.tones.tone(rgb("f4ecda"), 0, 0.5)))
    x = side * 0.45
    inside.box("near", (x - 0.25, 0, 6.7), (x + 0.25, 0.6, 7.15), look.wood)
    desk_lamp(inside, (x, 0.6, 6.9), rgb("e8c890"))
    at = inside.eye.at(x, 1.0, 6.9)
    glow(
        inside.stage.canvas("near"),
        at,
        1.2 * inside.eye.per_m(x, 6.9),
        LAMPLIGHT,
        0.12 + 0.2 * inside.stage.tones.lamps,
    )
    left, right = sorted((-side * 2.3, -side * 3.6))
    inside.box("near", (left, 0, 6.4), (right, 1.0, 6.9), mix(look.wood, (1, 1, 1), 0.15))
    with inside.facing("near", (left, 1.0, 6.39)) as face:
        for row in range(3):
            drawer = skia.Rect.MakeXYWH(0.05, 0.06 + row * 0.31, right - left - 0.1, 0.26)
            face.drawRect(drawer, stroke(inside.stage.tones.tone(shade(look.wood, 0.6)), 0.018))
    prop(inside, "bouquet", ((left + right) / 2, 1.0, 6.6), 0.45)
    prop(inside, "book", (left + 0.3, 1.0, 6.6), 0.2)
