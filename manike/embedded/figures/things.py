"""Things that people carry, read, play and wear."""

from manike.embedded.figures.colours import (
    BRASS,
    DARK_METAL,
    DARK_WOOD,
    INK,
    LEATHER,
    METAL,
    NAMED,
    PAPER,
    WHITE,
    WOOD,
    pick_named,
)
from manike.embedded.figures.geometry import blob, ellipse, joined, limb, poly, rect, ring
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def open_book(brush: Brush) -> None:
    """An open book, seen from its reader's far side."""
    cover = _tint(brush)
    brush.fill(
        blob([(-92, -84), (0, -62), (92, -84), (94, -6), (0, 6), (-94, -6)], tension=0.25), cover
    )
    for side in (-1, 1):
        page = blob([(0, -70), (side * 40, -92), (side * 86, -90), (side * 87, -16),
                     (side * 42, -16), (0, -2)], tension=0.45)  # fmt: skip
        brush.fill(page, PAPER, shade=0.5, rim=0.6)
        for row in range(5):
            y = -74 + row * 12
            brush.line(
                [(side * 16, y + 9), (side * 44, y - 2), (side * 76, y)], INK, 1.6, alpha=0.4
            )


def book(brush: Brush) -> None:
    """A stack of two closed books and one that stands."""
    brush.shadow(0, 130)
    for y, left, right, shift in ((0, -62, 48, 0), (-20, -52, 54, 2)):
        cover = _tint(brush, shift)
        brush.fill(rect(left, y - 20, right, y, 3), cover, shade=0.6, rim=0.7)
        brush.fill(rect(left + 6, y - 16.5, right + 1, y - 3.5, 1), PAPER, shade=0.4)
        for line in (-13, -10, -7):
            brush.line([(left + 8, y + line), (right, y + line)], INK, 0.5, alpha=0.3)
        brush.fill(rect(left, y - 20, left + 9, y, 3), scaled(cover, 0.8), shade=0.4)
    cover = _tint(brush, 1)
    with brush.at(14, -40, turn_deg=9) as upright:
        upright.fill(rect(-26, -58, 22, 0, 3), cover, shade=0.6, rim=0.8)
        upright.line(rect(-18, -50, 16, -8, 2), BRASS, 1.6)
        upright.fill(ellipse(-1, -30, 7), BRASS, shade=0.5)


def scroll(brush: Brush) -> None:
    """An unrolled scroll with writing and a seal."""
    brush.shadow(0, 110)
    brush.fill(rect(-44, -90, 44, -10), PAPER, shade=0.5)
    for row in range(7):
        y = -80 + row * 9
        brush.line([(-34, y), (-8, y + 1), (34 - (row % 3) * 12, y)], INK, 1.7, alpha=0.5)
    brush.fill(ellipse(24, -20, 7.5), NAMED["crimson"], shade=0.5)
    for y in (-92, -8):
        brush.fill(rect(-49, y - 7, 49, y + 7, 7), mix(PAPER, WOOD, 0.22), shade=0.6, rim=0.8)
        for x in (-54, 54):
            brush.fill(rect(x - 5, y - 5, x + 5, y + 5, 3), DARK_WOOD, shade=0.5)


def map_(brush: Brush) -> None:
    """An old map with a dotted route to a cross."""
    brush.shadow(0, 150)
    sheet = blob([(-74, -92), (-36, -98), (0, -91), (38, -98), (74, -90), (70, -44), (76, -2),
                  (36, -8), (0, -1), (-38, -9), (-76, -1), (-71, -48)], tension=0.5)  # fmt: skip
    brush.fill(sheet, PAPER, shade=0.5, rim=0.7)
    with brush.inside(sheet):
        land = blob([(-60, -82), (-20, -88), (4, -66), (-12, -44), (-50, -40), (-66, -60)])
        brush.fill(land, hex_rgb("b9bf86"), shade=0.3)
        other = blob([(20, -46), (56, -60), (70, -34), (50, -12), (18, -18)])
        brush.fill(other, hex_rgb("c9a871"), shade=0.3)
        for x in (-38, 38):
            brush.line([(x, -100), (x - 1, 0)], PAPER, 1.2, level=-0.6, alpha=0.6)
    for x, y in ((-40, -56), (-28, -48), (-14, -42), (0, -40), (14, -40), (28, -40)):
        brush.flat(ellipse(x, y, 2.4), NAMED["red"])
    for sign in (-1, 1):
        brush.line(
            [(38, -46 + 8 * (1 - sign) / 2), (50, -38 - 8 * (1 - sign) / 2)], NAMED["red"], 3.2
        )
    for turn in (0, 90):
        with brush.at(44, -78, turn_deg=turn) as point:
            point.fill(poly([(0, -11), (2.6, 0), (0, 11), (-2.6, 0)]), NAMED["navy"], shade=0.2)


def letter(brush: Brush) -> None:
    """A sealed envelope."""
    brush.shadow(0, 150)
    brush.fill(rect(-72, -96, 72, 0, 3), PAPER, shade=0.5, rim=0.7)
    for x in (-72, 72):
        brush.line([(x, -2), (0, -46)], PAPER, 1.8, level=-0.8, alpha=0.8)
    brush.fill(poly([(-72, -96), (72, -96), (0, -36)]), mix(PAPER, WHITE, 0.3), shade=0.5)
    brush.fill(ellipse(0, -42, 13), NAMED["crimson"], shade=0.6, rim=0.9)
    brush.line(ellipse(0, -42, 8), NAMED["crimson"], 1.5, level=-0.8)


def key(brush: Brush) -> None:
    """An ornate old key."""
    brush.line(ellipse(0, -80, 15), BRASS, 7)
    brush.fill(limb([(0, -64), (0, -3)], [4, 3.4]), BRASS, shade=0.6)
    for y, wide in ((-6, 18), (-17, 14)):
        brush.fill(rect(0, y - 4, wide, y + 4, 1), BRASS, shade=0.5)
    brush.fill(rect(-7, -62, 7, -56, 2), BRASS, shade=0.5)


def crown(brush: Brush) -> None:
    """A golden crown on a cushion."""
    brush.shadow(0, 150)
    brush.fill(blob([(-70, -4), (-78, -24), (-54, -32), (54, -32), (78, -24), (70, -4), (0, 0)]),
               NAMED["crimson"], shade=0.6)  # fmt: skip
    gold = NAMED["gold"]
    brush.fill(poly([(-48, -30), (-60, -88), (-30, -56), (0, -98), (30, -56), (60, -88),
                     (48, -30)]), gold, shade=0.6, rim=0.9)  # fmt: skip
    brush.fill(rect(-50, -42, 50, -28, 3), mix(gold, WHITE, 0.2), shade=0.5)
    for x, y, tint in ((-60, -89, "red"), (0, -96, "emerald"), (60, -89, "red")):
        brush.fill(ellipse(x, y, 4.4), NAMED[tint], shade=0.4)
    for x, tint in ((-28, "emerald"), (0, "red"), (28, "emerald")):
        brush.fill(ellipse(x, -35, 4.8), NAMED[tint], shade=0.4)


def umbrella(brush: Brush) -> None:
    """An open umbrella."""
    colour = _tint(brush)
    brush.shadow(0, 26)
    brush.line([(0, -92), (0, -8), (-4, -2), (-10, -3), (-11, -10)], DARK_WOOD, 2.6)
    canopy = blob([(-52, -52), (-44, -78), (-20, -93), (0, -96), (20, -93), (44, -78), (52, -52)],
                  tension=0.9)  # fmt: skip
    scallops = [ellipse(x, -51, 11.5, 6) for x in (-41, -20.5, 0, 20.5, 41)]
    brush.fill(canopy, colour, shade=0.6, rim=0.9)
    for scallop in scallops:
        brush.flat(scallop, colour, level=-1)
    for x in (-28, 0, 28):
        brush.line([(0, -96), (x * 0.8, -76), (x, -52)], colour, 0.9, level=-0.7)
    brush.line([(0, -96), (0, -100)], DARK_METAL, 2)


def suitcase(brush: Brush) -> None:
    """A leather suitcase with stickers."""
    brush.shadow(0, 150)
    brush.line([(-20, -84), (-17, -97), (17, -97), (20, -84)], LEATHER, 5.5)
    colour = hex_rgb("a06a3f")
    brush.fill(rect(-70, -86, 70, 0, 9), colour, shade=0.65, rim=0.8)
    for x in (-42, 42):
        brush.fill(rect(x - 6, -86, x + 6, 0), LEATHER, shade=0.4)
        brush.fill(rect(x - 4.5, -60, x + 4.5, -48, 1.5), BRASS, shade=0.4)
    brush.line([(-70, -52), (70, -52)], LEATHER, 1.4)
    brush.fill(ellipse(-12, -28, 12), NAMED["teal"], shade=0.3)
    with brush.at(14, -70, turn_deg=-12) as sticker:
        sticker.fill(rect(-12, -8, 12, 8, 2), NAMED["mustard"], shade=0.3)


def hammer(brush: Brush) -> None:
    """A hammer, upright."""
    brush.fill(limb([(0, 0), (0, -76)], [5.0, 3.8]), WOOD, shade=0.6)
    head = blob([(-26, -96), (12, -97), (30, -86), (28, -80), (10, -78), (-26, -77)], tension=0.3)
    brush.fill(head, METAL, shade=0.7, rim=0.9)
    brush.fill(rect(-33, -99, -24, -74, 2), DARK_METAL, shade=0.5)


def tools(brush: Brush) -> None:
    """A toolbox with tools standing out."""
    brush.shadow(0, 150)
    for x, tilt in ((-34, -10), (30, 12)):
        with brush.at(x, -34, scale=0.6, turn_deg=tilt) as tool:
            hammer(tool)
    with brush.at(-2, -40, turn_deg=4) as saw:
        saw.fill(poly([(-8, 0), (10, 0), (5, -56), (-3, -56)]), METAL, shade=0.5)
        saw.fill(blob([(-12, -2), (14, -2), (12, -16), (-10, -16)], tension=0.5), WOOD, shade=0.4)
    brush.fill(
        blob([(-72, -48), (72, -48), (66, 0), (-66, 0)], tension=0.12), NAMED["red"], shade=0.6
    )
    brush.fill(rect(-76, -53, 76, -43, 3), NAMED["red"], shade=0.4)
    brush.fill(rect(-9, -36, 9, -22, 2), METAL, shade=0.4)


def guitar(brush: Brush) -> None:
    """An acoustic guitar leaning a little."""
    brush.shadow(0, 54)
    with brush.at(0, -1, turn_deg=5) as g:
        g.fill(rect(-2.6, -92, 2.6, -44, 1), DARK_WOOD, shade=0.5)
        g.fill(poly([(-4.4, -99), (4.4, -99), (3.2, -88), (-3.2, -88)]), LEATHER, shade=0.5)
        body = blob([(-9, -50), (-15, -42), (-11, -31), (-19, -16), (-15, -3), (0, 0), (15, -3),
                     (19, -16), (11, -31), (15, -42), (9, -50), (0, -48)])  # fmt: skip
        g.fill(body, hex_rgb("c9843f"), shade=0.65, rim=0.9)
        g.line(body, DARK_WOOD, 1.0, alpha=0.8)
        g.flat(ellipse(0, -32, 5.4), INK)
        g.line(ellipse(0, -32, 6.6), NAMED["cream"], 0.8)
        g.fill(rect(-7, -15, 7, -12, 1), DARK_WOOD, shade=0.3)
        for x in (-1.6, -0.5, 0.6, 1.7):
            g.line([(x, -95), (x, -13)], NAMED["cream"], 0.28)


def drum(brush: Brush) -> None:
    """A painted drum with two sticks."""
    colour = _tint(brush)
    brush.shadow(0, 130)
    brush.fill(
        joined([rect(-56, -72, 56, -10), ellipse(0, -10, 56, 10)]), colour, shade=0.7, rim=0.5
    )
    for index in range(-3, 4):
        x = index * 17
        brush.line([(x - 8, -68), (x, -4), (x + 8, -68)], NAMED["cream"], 1.8, alpha=0.9)
    brush.line([(-56, -11), (-30, -2), (0, 0), (30, -2), (56, -11)], BRASS, 4.5)
    brush.fill(ellipse(0, -72, 57, 11), NAMED["ivory"], shade=0.4)
    brush.line(ellipse(0, -72, 57, 11), BRASS, 3.4)
    for x0, y0, x1, y1 in ((-34, -98, 14, -73), (40, -99, -4, -71)):
        brush.line([(x0, y0), (x1, y1)], WOOD, 3.2)
        brush.fill(ellipse(x1, y1, 4), WOOD, shade=0.4)


def frame(brush: Brush) -> None:
    """A framed picture of hills and a sun."""
    brush.shadow(0, 110)
    brush.fill(rect(-60, -98, 60, 0, 2), BRASS, shade=0.6, rim=0.9)
    inner = rect(-50, -88, 50, -10)
    brush.fill(inner, hex_rgb("a9d0e0"), shade=0.3, rim=0)
    with brush.inside(inner):
        brush.flat(ellipse(20, -66, 11), NAMED["yellow"], level=0.3)
        brush.flat(
            blob([(-70, -10), (-36, -52), (-4, -30), (30, -50), (70, -8), (0, 20)]), NAMED["teal"]
        )
        brush.flat(blob([(-60, 0), (-10, -30), (40, -20), (70, 10)]), NAMED["green"])
    brush.line(inner, DARK_WOOD, 1.4)


def flag(brush: Brush) -> None:
    """A flag in the wind."""
    colour = _tint(brush)
    brush.shadow(0, 18)
    brush.fill(limb([(0, 0), (0, -97)], [1.8, 1.3]), WOOD, shade=0.5)
    cloth = blob([(1, -94), (16, -98), (34, -91), (54, -95), (52, -76), (55, -60), (36, -56),
                  (18, -63), (1, -59), (2, -76)], tension=0.8)  # fmt: skip
    brush.fill(cloth, colour, shade=0.6, rim=0.9)
    with brush.inside(cloth):
        brush.line([(0, -77), (18, -81), (36, -74), (56, -78)], NAMED["cream"], 9)
        for x in (17, 35):
            brush.line([(x, -100), (x + 3, -76), (x, -54)], colour, 4, level=-0.7, alpha=0.3)
    brush.fill(ellipse(0, -98, 2.4), BRASS, shade=0.4)


def gift(brush: Brush) -> None:
    """A wrapped present."""
    colour = _tint(brush)
    brush.shadow(0, 120)
    brush.fill(rect(-48, -66, 48, 0, 2), colour, shade=0.6)
    brush.fill(rect(-53, -78, 53, -60, 2), colour, shade=0.4, rim=0.9)
    brush.fill(rect(-9, -78, 9, 0), NAMED["cream"], shade=0.4)
    for side in (-1, 1):
        bow = blob([(0, -78), (side * 20, -98), (side * 38, -92), (side * 30, -78)])
        brush.fill(bow, NAMED["cream"], shade=0.5)
    brush.fill(ellipse(0, -80, 7), NAMED["cream"], shade=0.4)


def kite(brush: Brush) -> None:
    """A kite with its ribboned tail."""
    colour = _tint(brush)
    brush.line([(0, -46), (-8, -32), (8, -18), (-4, 0)], NAMED["cream"], 1.3)
    for x, y in ((-7, -34), (6, -21), (-2, -7)):
        for side in (-1, 1):
            brush.fill(poly([(x, y), (x + side * 9, y - 4), (x + side * 9, y + 4)]), NAMED["coral"])
    halves = (([(0, -100), (30, -76), (0, -76)], colour),
              ([(0, -100), (-30, -76), (0, -76)], NAMED["cream"]),
              ([(0, -76), (30, -76), (0, -44)], NAMED["cream"]),
              ([(0, -76), (-30, -76), (0, -44)], colour))  # fmt: skip
    for points, tint in halves:
        brush.fill(poly(points), tint, shade=0.4)
    brush.line([(0, -100), (0, -44)], DARK_WOOD, 1.0)
    brush.line([(-30, -76), (30, -76)], DARK_WOOD, 1.0)


def ball(brush: Brush) -> None:
    """A ball with panels."""
    brush.shadow(0, 96)
    shape = ellipse(0, -50, 50)
    brush.fill(shape, WHITE, shade=0.7, rim=0.9)
    with brush.inside(shape):
        first = _tint(brush)
        for turn, tint in ((0, first), (120, NAMED["mustard"]), (240, NAMED["teal"])):
            with brush.at(-6, -56, turn_deg=turn) as panel:
                panel.fill(
                    blob([(0, 0), (18, -30), (16, -62), (-16, -62), (-18, -30)]), tint, shade=0.4
                )
    brush.fill(ellipse(-6, -56, 7), WHITE, shade=0.2)


def chest(brush: Brush) -> None:
    """An open treasure chest, glowing with gold."""
    brush.shadow(0, 150)
    brush.glow(0, -56, 78, NAMED["gold"], 0.7)
    lid = blob([(-66, -58), (-66, -84), (-50, -98), (50, -98), (66, -84), (66, -58)], tension=0.6)
    brush.fill(lid, DARK_WOOD, shade=0.6, rim=0.8)
    for index in range(15):
        x, y = -52 + (index * 31) % 105, -50 - (index * 7) % 18
        brush.fill(ellipse(x, y, 8.5, 7), NAMED["gold"], shade=0.5, rim=0.9)
    brush.fill(rect(-68, -46, 68, 0, 3), WOOD, shade=0.65, rim=0.6)
    for x in (-56, 0, 56):
        brush.fill(rect(x - 6, -46, x + 6, 0), BRASS, shade=0.5)
    brush.line(ring(0, -24, 7, 4), INK, 1.4)


def _tint(brush: Brush, shift: int = 0) -> Rgb:
    tints = ("crimson", "navy", "emerald", "burgundy", "teal", "coral")
    return pick_named(brush, (*tints[shift:], *tints[:shift]))


FAMILY = (
    Subject("open book", open_book, 0.2, 1.95, also=("diary", "notebook", "journal")),
    Subject("book", book, 0.28, 1.3, also=("encyclopedia", "novel", "dictionary")),
    Subject("scroll", scroll, 0.35, 1.2, also=("manuscript", "parchment", "papyrus")),
    Subject("map", map_, 0.4, 1.55, also=("chart", "atlas", "star chart", "treasure map")),
    Subject(
        "letter", letter, 0.14, 1.5, also=("envelope", "invitation", "mail", "postcard", "message")
    ),
    Subject("key", key, 0.12, 0.4),
    Subject("crown", crown, 0.24, 1.65, also=("tiara",)),
    Subject("umbrella", umbrella, 0.75, 1.2, also=("parasol",)),
    Subject("suitcase", suitcase, 0.4, 1.45, also=("luggage", "bag", "briefcase", "backpack")),
    Subject("hammer", hammer, 0.25, 0.68, also=("mallet", "axe")),
    Subject("tool", tools, 0.4, 1.55, also=("toolbox", "wrench", "saw", "equipment")),
    Subject("guitar", guitar, 0.62, 0.45, also=("lute", "ukulele", "banjo", "instrument")),
    Subject("drum", drum, 0.4, 1.25, also=("drums",)),
    Subject(
        "picture frame",
        frame,
        0.4,
        1.25,
        also=("picture", "painting", "photo", "photograph", "portrait", "frame"),
    ),
    Subject("flag", flag, 1.6, 1.15, also=("banner", "pennant")),
    Subject("gift", gift, 0.25, 1.1, also=("present", "parcel", "package", "box")),
    Subject("kite", kite, 0.7, 0.62, "air"),
    Subject("ball", ball, 0.16, 1.05, also=("football", "beach ball")),
    Subject("chest", chest, 0.45, 1.5, also=("treasure", "treasure chest", "gold", "coin")),
)
