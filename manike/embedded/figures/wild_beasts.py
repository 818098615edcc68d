"""Animals of the savanna, of the ice and of parks."""

from manike.embedded.figures.beast import Beast, paint_beast
from manike.embedded.figures.colours import INK, NAMED, WHITE
from manike.embedded.figures.geometry import blob, ellipse, limb, poly
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def giraffe(brush: Brush) -> None:
    """A giraffe with a patched coat."""
    coat, patch = hex_rgb("e2b56e"), hex_rgb("a8662f")
    trunk = [
        (-22, -44),
        (-14, -53),
        (2, -55),
        (14, -58),
        (18, -48),
        (12, -37),
        (-2, -34),
        (-18, -36),
    ]
    neck = ((12, -50, 7.5), (20, -70, 4.6), (25, -86, 3.4))
    head = [(21, -93), (27, -95), (33, -90), (39, -84), (37, -80), (30, -82), (23, -84)]
    for x in (24.5, 27.5):
        brush.line([(x, -93), (x - 0.6, -99)], patch, 1.2)
    beast = Beast(
        coat=coat,
        trunk=trunk,
        neck=neck,
        head=head,
        front=[(11, -42, 5.4), (12, -22, 2.5), (12, -3, 1.8)],
        hind=[(-16, -42, 6.4), (-17, -22, 2.7), (-18, -3, 1.8)],
        eye=(30, -88, 1.0),
        ears=[[(21, -92), (15, -94), (19, -88)]],
        tail=[(-22, -44, 1.2), (-26, -34, 0.8), (-26, -26, 1.8)],
        foot=(2.8, 2.2),
        stride=(6, 6),
    )
    paint_beast(brush, beast)
    body = blob(trunk)
    with brush.inside(body):
        for x, y in (
            (-16, -46),
            (-9, -50),
            (-1, -51),
            (7, -52),
            (-13, -39),
            (-5, -43),
            (3, -44),
            (11, -45),
            (0, -37),
            (-20, -40),
        ):
            brush.flat(
                blob(
                    [
                        (x - 2.8, y - 2),
                        (x, y - 3),
                        (x + 3, y - 1),
                        (x + 2, y + 2.4),
                        (x - 2, y + 2.2),
                    ]
                ),
                patch,
                alpha=0.9,
            )
    for x, y, size in (
        (14, -58, 2.2),
        (17, -56, 1.8),
        (17.5, -64, 2.0),
        (20.5, -70, 1.8),
        (19, -75, 1.4),
        (22.5, -77, 1.5),
        (23, -83, 1.3),
    ):
        brush.flat(ellipse(x, y, size, size * 1.25), patch, alpha=0.9)


def lion(brush: Brush) -> None:
    """A lion with a full mane."""
    coat, mane = hex_rgb("d2a05a"), hex_rgb("8a4f26")
    beast = Beast(
        coat=coat,
        trunk=[
            (-62, -58),
            (-40, -68),
            (-6, -66),
            (24, -72),
            (36, -58),
            (30, -38),
            (2, -32),
            (-30, -34),
            (-58, -42),
        ],
        neck=[(26, -58, 16), (40, -70, 14)],
        head=[(32, -86), (46, -90), (58, -82), (68, -72), (67, -62), (56, -58), (40, -62)],
        front=[(24, -42, 10), (25, -20, 6.5), (25, -5, 6)],
        hind=[(-46, -44, 13), (-46, -22, 7), (-48, -5, 6)],
        eye=(53, -76, 1.7),
        muzzle=[(56, -74), (70, -72), (68, -60), (55, -60)],
        muzzle_colour=mix(coat, WHITE, 0.5),
        tail=[(-62, -54, 3), (-82, -40, 2), (-90, -52, 2.4)],
        foot=(8, 4.4),
        stride=(14, 14),
        nose=(68, -72, 2.6),
    )
    wild = blob(
        [
            (22, -48),
            (16, -70),
            (24, -92),
            (42, -100),
            (56, -94),
            (50, -84),
            (44, -70),
            (46, -54),
            (38, -40),
            (28, -38),
        ]
    )
    paint_beast(brush, beast)
    brush.fill(ellipse(-91, -54, 5, 4), mane, shade=0.5)
    brush.fill(wild, mane, shade=0.7, rim=0.8)
    for x, y in ((22, -60), (26, -78), (34, -90), (30, -50), (38, -60), (36, -76)):
        brush.line([(x - 2, y + 6), (x + 2, y), (x + 5, y - 6)], scaled(mane, 1.35), 1.6, alpha=0.8)
    brush.fill(ellipse(40, -88, 5, 5.4), coat, shade=0.5)


def zebra(brush: Brush) -> None:
    """A zebra."""
    trunk = [
        (-44, -58),
        (-26, -65),
        (4, -62),
        (26, -66),
        (34, -54),
        (26, -40),
        (2, -34),
        (-24, -35),
        (-42, -44),
    ]
    neck = ((24, -56, 12), (38, -74, 8), (43, -84, 7))
    beast = Beast(
        coat=WHITE,
        trunk=trunk,
        neck=neck,
        head=[(36, -92), (46, -94), (54, -86), (66, -74), (64, -67), (54, -68), (42, -78)],
        front=[(22, -46, 7.5), (23, -24, 3.8), (22, -4, 2.8)],
        hind=[(-34, -46, 10), (-36, -24, 4.6), (-36, -4, 2.8)],
        eye=(50, -84, 1.5),
        muzzle=[(58, -77), (68, -75), (66, -65), (55, -66)],
        muzzle_colour=INK,
        ears=[[(38, -92), (38, -100), (44, -93)]],
        tail=[(-44, -54, 2), (-54, -38, 1.5), (-54, -26, 3)],
        tail_colour=INK,
        feet=INK,
        foot=(4, 3.4),
        stride=(10, 10),
    )
    paint_beast(brush, beast)
    brush.fill(blob([(20, -70), (32, -88), (36, -97), (40, -95), (32, -80), (24, -66)]), INK)
    body = blob(trunk)
    with brush.inside(body):
        for index in range(9):
            x = -42 + index * 8.4
            brush.line([(x - 2, -70), (x + 3, -52), (x - 1, -34)], INK, 2.5)
    for share in (0.2, 0.45, 0.7, 0.92):
        x, y = 24 + 17 * share, -56 - 26 * share
        brush.line([(x - 9 + 3 * share, y - 1), (x + 7 - 2 * share, y + 4)], INK, 2.1)
    for x, top in ((22, -38), (-35, -36)):
        for step in range(4):
            brush.line([(x - 3, top + step * 7), (x + 4, top + step * 7 + 1)], INK, 1.5)


def penguin(brush: Brush) -> None:
    """A penguin that stands upright."""
    brush.shadow(0, 60)
    for x in (-11, 11):
        brush.fill(ellipse(x, -2.5, 10, 3.4), NAMED["orange"], shade=0.5)
    back = blob(
        [
            (0, -100),
            (15, -92),
            (19, -78),
            (27, -56),
            (28, -28),
            (18, -5),
            (-18, -5),
            (-28, -28),
            (-27, -56),
            (-19, -78),
            (-15, -92),
        ]
    )
    brush.fill(back, hex_rgb("2f3440"), shade=0.6, rim=0.9)
    belly = blob([(0, -72), (15, -60), (19, -34), (12, -8), (-12, -8), (-19, -34), (-15, -60)])
    brush.fill(belly, WHITE, shade=0.5, rim=0)
    for side in (-1, 1):
        brush.fill(
            blob([(side * 11, -84), (side * 17, -76), (side * 10, -68), (side * 6, -76)]),
            NAMED["amber"],
            shade=0.3,
            rim=0,
        )
        brush.fill(
            blob([(side * 24, -62), (side * 37, -40), (side * 36, -22), (side * 28, -36)]),
            hex_rgb("262a34"),
            shade=0.6,
            rim=0.8,
        )
        brush.fill(ellipse(side * 7, -87, 2.4), WHITE, shade=0, rim=0)
        brush.fill(ellipse(side * 7, -87, 1.5), INK, shade=0, rim=0)
    brush.fill(poly([(-5, -82), (5, -82), (0, -74)]), NAMED["orange"], shade=0.4)


def squirrel(brush: Brush) -> None:
    """A squirrel with a nut."""
    coat = hex_rgb("a85f30")
    brush.shadow(0, 90)
    tail = blob(
        [
            (-18, -4),
            (-44, -16),
            (-52, -50),
            (-42, -86),
            (-20, -99),
            (-4, -88),
            (-14, -76),
            (-24, -56),
            (-18, -30),
            (-6, -14),
        ]
    )
    brush.fill(tail, mix(coat, NAMED["cream"], 0.15), shade=0.7, rim=1.0)
    brush.fill(blob([(-18, -4), (-22, -34), (-4, -58), (16, -54), (22, -30), (14, -4)]), coat)
    brush.fill(blob([(2, -8), (0, -36), (12, -50), (19, -34), (14, -6)]), NAMED["cream"], rim=0)
    brush.fill(limb([(-8, -14), (10, -8), (22, -3)], [11, 6, 3.5]), coat, shade=0.5)
    brush.fill(poly([(2, -78), (6, -94), (12, -78)]), coat, shade=0.4)
    brush.fill(blob([(0, -66), (8, -80), (22, -78), (36, -66), (32, -58), (16, -54)]), coat)
    brush.fill(ellipse(21, -69, 2.6), INK, shade=0, rim=0)
    brush.flat(ellipse(22, -70, 0.8), WHITE)
    brush.fill(ellipse(36, -65, 1.8), INK, shade=0, rim=0)
    brush.fill(limb([(8, -46), (22, -42), (30, -46)], [5, 3.6, 2.8]), coat, shade=0.5)
    brush.fill(ellipse(33, -46, 6, 7), hex_rgb("8a5a2c"), shade=0.6)
    brush.fill(blob([(26, -50), (33, -56), (40, -50)]), hex_rgb("5f3d20"), shade=0.4)


FAMILY = (
    Subject("giraffe", giraffe, 2.9, 0.72),
    Subject("lion", lion, 0.75, 1.95, also=("lioness", "big cat")),
    Subject("zebra", zebra, 0.95, 1.3),
    Subject("penguin", penguin, 0.5, 0.8),
    Subject("squirrel", squirrel, 0.2, 1.0, also=("chipmunk",)),
)
