"""Museums: a columned hall, a gallery of paintings, a hall of old bones."""

from dataclasses import replace
from itertools import pairwise
from typing import Literal

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, rgb, shade, stroke
from manike.embedded.illustrator.exhibits import showcase
from manike.embedded.illustrator.furniture import spotlight
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot
from manike.embedded.illustrator.interior import Interior, interior_of
from manike.embedded.illustrator.interior_parts import prop
from manike.embedded.illustrator.interior_shell import (
    Hall,
    boards,
    cornice,
    on_wall,
    sheen,
    shell,
    skirting,
    tiled,
)
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.masonry import column
from manike.embedded.illustrator.paintings import painting
from manike.embedded.illustrator.rooms import CLOTHS, indoors
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.wall_things import falloff

Kind = Literal["hall", "gallery", "bones"]
SAID: dict[Kind, tuple[str, ...]] = {
    "gallery": ("paint", "artwork", "art ", "gallery", "portrait", "canvas", "modern art"),
    "bones": ("dinosaur", "fossil", "skeleton", "bone", "natural history", "mammoth"),
    "hall": ("sculpture", "statue", "ancient", "antiq", "egypt", "roman", "greek", "column"),
}
WALLS: dict[Kind, tuple[str, ...]] = {
    "hall": ("dfd5c2", "d8d4ca", "d9cbb4"),
    "gallery": ("7f3f3a", "3f5a56", "4a5670", "8a7048", "cfc8bc"),
    "bones": ("b8b09a", "9fa89a", "a8a8a8"),
}
PLINTH_M, PLINTH_Z = 0.45, 6.0


def paint_museum(stage: Stage, brief: Brief) -> Layout:
    """A hall of the kind that the words name, else of any; the first subject is its exhibit."""
    rng = stage.rng("museum")
    kind = _kind(brief, int(rng.integers(3)))
    wall = rgb(WALLS[kind][int(rng.integers(len(WALLS[kind])))])
    side = float(rng.choice((-1, 1)))
    inside = interior_of(stage, yaw=side * float(rng.choice((0.0, 0.1, 0.2, 0.28))), x=-side * 0.6)
    paint_sky(stage, 0.7)
    stage.tones = _gallery_light(stage, wall)
    hall = Hall(-5.2, 5.2, 12.5, 8.6 if stage.frame.is_tall else 6.0)
    shell(inside, hall, wall)
    cornice(inside, hall, mix(wall, rgb("f4ecda"), 0.6), thick=0.24)
    skirting(inside, hall, mix(wall, rgb("2f2a26"), 0.4), tall=0.3)
    falloff(inside, (0, 3.0, hall.back), (0.42, rgb("fff0d2"), 0.3))
    _skylight(inside, hall)
    _floor(inside, hall, kind)
    {"hall": _columned, "gallery": _hung, "bones": _bones}[kind](inside, hall, side)
    shows = _shows(kind, brief)
    told = (*brief.subjects, brief.setting.landmark.casefold())
    wanted = any(name and not any(stem in name for stem in shows) for name in told)
    top = _plinth(inside, side, is_wanted=wanted)
    _ropes(inside, side)
    return Layout(
        0.9,
        top,
        0.3,
        "near",
        landmark_haze=0.0,
        kind="pedestal",
        pedestal=top,
        shows=shows,
    )


def _kind(brief: Brief, pick: int) -> Kind:
    named = [kind for kind, stems in SAID.items() if brief.mentions(*stems)]
    kinds: tuple[Kind, ...] = ("hall", "gallery", "bones")
    return named[0] if named else kinds[pick if pick < 2 else 0]  # noqa: PLR2004 - bones if said


def _shows(kind: Kind, brief: Brief) -> tuple[str, ...]:
    """What hangs or stands there anyway, and need not be on the plinth as well."""
    if kind == "bones":
        return ("skeleton", "dinosaur", "fossil", "bone", "mammoth")
    return ("painting", "artwork") if kind == "gallery" and len(brief.subjects) > 1 else ()


def _gallery_light(stage: Stage, wall: Rgb) -> Tones:
    inner = indoors(stage.tones, wall)
    light = replace(inner.light, ambient=inner.light.ambient - 0.12 * inner.lamps)
    return replace(inner, light=light)


def _skylight(inside: Interior, hall: Hall) -> None:
    """Panes of glass along the ceiling, open to the sky."""
    tones = inside.stage.tones
    clear = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear)
    bar = stroke(tones.tone(rgb("5a5a58"), 0, 0.1), 0.07)
    with inside.floor("mid", hall.height) as face:
        hole = skia.Rect.MakeLTRB(-2.1, -hall.back + 0.8, 2.1, -2.5)
        face.drawRect(hole, clear)
        face.drawRect(hole, stroke(tones.tone(rgb("e8e0d0"), 0, 0.3), 0.2))
        for x in (-1.05, 0.0, 1.05):
            face.drawLine(x, hole.top(), x, hole.bottom(), bar)
        for row in range(1, 9):
            y = hole.top() + (hole.bottom() - hole.top()) * row / 9
            face.drawLine(hole.left(), y, hole.right(), y, bar)
    day = tones.light.colour
    inside.lift(
        "mid",
        inside.eye.at(0, hall.height, 9.0),
        0.3 * max(inside.stage.frame.film_px),
        (day, 0.2 * (1 - tones.lamps)),
    )


def _floor(inside: Interior, hall: Hall, kind: Kind) -> None:
    if kind == "gallery":
        boards(inside, hall, rgb("8f6440"), wide=0.26)
    else:
        tiled(inside, hall, (rgb("e6dccb"), rgb("a99a86"), 0.9))
    sheen(inside, hall, 0.34)
    tones = inside.stage.tones
    inside.pool("near", 0, 6.2, (3.0, tones.light.colour, 0.24 + 0.1 * tones.lamps))


def _columned(inside: Interior, hall: Hall, side: float) -> None:
    """Columns in two rows, an arch at the end with banners, showcases between."""
    stage, eye = inside.stage, inside.eye
    _arch(inside, hall)
    for z in (11.2, 9.2, 7.2, 5.2):
        for x in (-3.7, 3.7):
            m = eye.per_m(x, z)
            inside.shadow("near", x, z, (0.9, 0.8))
            size = ((hall.height - 0.3) * m, 0.55 * m)
            look = (rgb("e2d8c4"), max(0.0, (z - 7) * 0.03))
            column(stage, "near", eye.at(x, 0, z), size, look)
    _cases(inside, ((-2.6, 8.2), (2.6, 8.2), (side * 2.7, 6.0)))
    prop(inside, "statue", (-side * 2.6, 0, 6.6), 2.2)


def _arch(inside: Interior, hall: Hall) -> None:
    """A tall arch at the end of the hall, lit from behind, and two banners."""
    tones = inside.stage.tones
    cloth = rgb(CLOTHS[int(inside.stage.rng("banner").integers(len(CLOTHS)))])
    with on_wall(inside, hall, "back") as face:
        low = hall.height
        arch = skia.Path()
        arch.moveTo(-1.3, low)
        arch.lineTo(-1.3, low - 2.7)
        arch.arcTo(skia.Rect.MakeXYWH(-1.3, low - 4.0, 2.6, 2.6), 180, 180, False)
        arch.lineTo(1.3, low)
        arch.close()
        lit = mix(rgb("f6e4b8"), LAMPLIGHT, 0.4 * tones.lamps)
        face.drawPath(arch, gradient((0, low - 4), (0, low), [lit, shade(lit, 0.8)]))
        face.drawPath(arch, stroke(tones.tone(rgb("f0e6d2"), 0, 0.3), 0.24))
        for x in (-3.1, 3.1):
            banner = skia.Path()
            banner.addPoly(
                [
                    skia.Point(x + dx, low - y)
                    for dx, y in ((-0.5, 4.6), (0.5, 4.6), (0.5, 2.0), (0.0, 1.6), (-0.5, 2.0))
                ],
                True,
            )
            folds = [tones.tone(cloth, 0, level) for level in (0.4, -0.3, 0.3, -0.4)]
            face.drawPath(banner, gradient((x - 0.5, 0), (x + 0.5, 0), folds))
            face.drawCircle(x, low - 3.3, 0.24, fill(tones.tone(rgb("e2bd6a"), 0, 0.4)))


def _hung(inside: Interior, hall: Hall, side: float) -> None:
    """Paintings in gold frames on three walls, each under its lamp, and a bench."""
    rng = inside.stage.rng("hung")
    spots = [("back", -3.2, 1.9), ("back", 0.0, 2.9), ("back", 3.2, 1.9)]
    spots += [(wall, z, 1.9) for wall in ("left", "right") for z in (10.6, 8.1, 5.6, 3.4)]
    for wall, at, wide in spots:
        tall = wide * float(rng.uniform(0.62, 1.1))
        painting(inside, hall, wall, (at, 2.35, wide, min(tall, 2.3)))
    left, right = sorted((-side * 1.2, -side * 3.0))
    inside.shadow("near", (left + right) / 2, 7.4, (2.0, 0.7))
    inside.box("near", (left + 0.1, 0, 7.2), (right - 0.1, 0.38, 7.6), rgb("3f3630"))
    inside.box("near", (left, 0.38, 7.1), (right, 0.5, 7.7), rgb("7a3a34"))
    _cases(inside, ((side * 3.2, 7.4),))


def _bones(inside: Interior, hall: Hall, side: float) -> None:
    """A dinosaur's skeleton on a low stage, and showcases along the walls."""
    inside.box("near", (-2.4, 0, 9.0), (2.4, 0.35, 10.6), rgb("6a5f52"))
    prop(inside, "skeleton", (0, 0.35, 9.8), 3.0)
    painting(inside, hall, "back", (-3.4, 2.4, 1.8, 1.3))
    painting(inside, hall, "back", (3.4, 2.4, 1.8, 1.3))
    _cases(inside, ((-3.9, 9.0), (3.9, 9.0), (-3.7, 6.6), (3.7, 6.6), (side * 3.4, 4.9)))


def _cases(inside: Interior, spots: tuple[tuple[float, float], ...]) -> None:
    """Showcases, the lamps above them lit where it is dark."""
    stage, lamps = inside.stage, inside.stage.tones.lamps
    for x, z in spots:
        m = inside.eye.per_m(x, z)
        foot = inside.eye.at(x, 0, z)
        inside.shadow("near", x, z, (1.2, 0.9))
        showcase(stage, "near", Plot(foot, 0.95 * m, 1.75 * m), 0.4 + 0.6 * lamps)
        if lamps > 0:
            lamp = (foot[0], stage.frame.y(-0.1))
            spotlight(stage, "near", lamp, foot, 0.6 * m, 0.3 * lamps)


def _plinth(inside: Interior, side: float, *, is_wanted: bool) -> tuple[float, float]:
    """A low block in a beam of light; where its top's middle is, in u and v."""
    stage = inside.stage
    x = side * 0.5
    frame, stone = stage.frame, rgb("d6cbb8")
    if is_wanted:
        inside.shadow("near", x, PLINTH_Z, (2.6, 1.7))
        inside.box(
            "near", (x - 1.1, 0, PLINTH_Z - 0.6), (x + 1.1, PLINTH_M - 0.08, PLINTH_Z + 0.6), stone
        )
        inside.box(
            "near",
            (x - 1.2, PLINTH_M - 0.08, PLINTH_Z - 0.7),
            (x + 1.2, PLINTH_M, PLINTH_Z + 0.7),
            shade(stone, 1.06),
        )
    at = inside.eye.at(x, PLINTH_M, PLINTH_Z)
    lamp = (at[0] - side * 0.1 * frame.film_px[0], frame.y(-0.15))
    power = 0.2 + 0.3 * stage.tones.lamps
    spotlight(stage, "near", lamp, at, min(frame.film_px) * 0.26, power)
    return ((at[0] - frame.x(0)) / frame.film_px[0], (at[1] - frame.y(0)) / frame.film_px[1])


def _ropes(inside: Interior, side: float) -> None:
    """Brass posts and a red rope near the eye: a line that leads inwards."""
    canvas, tones, eye = inside.stage.canvas("near"), inside.stage.tones, inside.eye
    brass, red = tones.tone(rgb("c9a04f"), 0, 0.5), tones.tone(rgb("9a2f34"), 0, 0.2)
    posts = [(-side * 3.0, 4.2), (-side * 2.5, 5.4), (-side * 2.1, 6.6)]
    for (xa, za), (xb, zb) in pairwise(posts):
        a, b = eye.at(xa, 0.85, za), eye.at(xb, 0.85, zb)
        sag = 0.5 * eye.per_m(xa, (za + zb) / 2)
        rope = skia.Path()
        rope.moveTo(*a)
        rope.quadTo((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + sag, *b)
        canvas.drawPath(rope, stroke(red, 0.055 * eye.per_m(xb, zb)))
    for x, z in posts:
        m = eye.per_m(x, z)
        low, high = eye.at(x, 0, z), eye.at(x, 0.92, z)
        canvas.drawOval(
            skia.Rect.MakeXYWH(low[0] - 0.15 * m, low[1] - 0.05 * m, 0.3 * m, 0.1 * m),
            fill(shade(brass, 0.8)),
        )
        canvas.drawLine(*low, *high, stroke(brass, 0.05 * m))
        canvas.drawCircle(*high, 0.055 * m, fill(shade(brass, 1.15)))
