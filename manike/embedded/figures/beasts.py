"""Land animals."""

from manike.embedded.figures.beast import Beast, paint_beast, paint_eye
from manike.embedded.figures.colours import INK, NAMED, WHITE
from manike.embedded.figures.geometry import blob, curve, ellipse, joined, limb, poly
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject


def dog(brush: Brush) -> None:
    """A dog with hanging ears and a collar."""
    coat = brush.pick(("c08a52", "8a5f40", "d8b27c", "6d5a4e"))
    beast = Beast(coat=coat, trunk=[(-44, -60), (-20, -65), (10, -65), (30, -69), (37, -56),
                                    (31, -40), (4, -33), (-24, -36), (-43, -42)],
                  neck=[(25, -57, 13), (38, -78, 10.5)], head=[(28, -94), (40, -100), (50, -95),
                                                               (55, -87), (67, -84), (70, -77),
                                                               (63, -71), (48, -69), (34, -71),
                                                               (27, -81)], front=[(24, -48, 9),
                                                                                  (25, -24, 5.2),
                                                                                  (24, -4, 4.4)],
                  hind=[(-34, -48, 12.5), (-30, -30, 8), (-40, -17, 4.8), (-38, -4, 4.4)],
                  eye=(50, -87, 2.6), muzzle=[(56, -82), (68, -86), (73, -76), (62, -68),
                                              (52, -72)], belly=[(37, -60), (40, -44), (10, -30),
                                                                 (-20, -32), (8, -40), (26, -50)],
                  ears=[[(32, -98), (40, -95), (40, -80), (34, -68), (26, -72), (25, -88)]],
                  ear_colour=scaled(coat, 0.68), tail=[(-42, -56, 5.5), (-56, -68, 5),
                                                       (-62, -86, 2.4)], nose=(69, -82, 3.4),
                  mouth=[(68, -77), (62, -74), (55, -75)])  # fmt: skip
    paint_beast(brush, beast)
    brush.line([(26, -68), (36, -65), (47, -69)], NAMED["red"], 4.2)
    brush.fill(ellipse(38, -60, 2.8), NAMED["gold"], shade=0.4)


def cat(brush: Brush) -> None:
    """A sitting cat that looks at us."""
    coat = brush.pick(("d9934e", "7c7d84", "4a4448", "e6d3b8"))
    pale = mix(coat, WHITE, 0.7)
    brush.shadow(2, 74)
    brush.fill(limb([(-26, -8), (-44, -10), (-50, -28), (-40, -40)], [7, 6.5, 6, 4]), coat)
    body = blob([(-8, -62), (12, -62), (24, -40), (28, -10), (22, 0), (-26, 0), (-32, -14),
                 (-24, -40)])  # fmt: skip
    brush.fill(body, coat, shade=0.6, rim=0.7)
    with brush.inside(body):
        brush.flat(blob([(0, -64), (12, -56), (12, -26), (2, -20), (-7, -30), (-8, -54)]), pale)
    for x in (-6, 12):
        brush.fill(limb([(x, -34), (x, -5)], [6.5, 5.2]), coat, shade=0.5, rim=0)
        brush.fill(ellipse(x + 1, -3.8, 7, 4.4), pale, shade=0.4)
    for tip, inner, outer in (
        ((-22, -101), (-4, -88), (-22, -74)),
        ((26, -101), (8, -88), (26, -74)),
    ):
        brush.fill(blob([tip, inner, outer], tension=0.35), coat, shade=0.5)
        brush.flat(poly([(tip[0] * 0.88, -95), (inner[0] * 1.2, -86), (outer[0] * 0.8, -78)]),
                   NAMED["pink"], level=-0.3)  # fmt: skip
    head = blob([(2, -94), (22, -88), (30, -72), (20, -56), (2, -52), (-16, -56), (-26, -72),
                 (-18, -88)])  # fmt: skip
    brush.fill(head, coat, shade=0.55, rim=0.8)
    for x in (-4, 2, 8):
        brush.line([(x, -92), (x * 0.9 + 0.2, -84)], coat, 2.2, level=-0.8)
    brush.flat(joined([ellipse(-3, -61, 7, 5.6), ellipse(7, -61, 7, 5.6)]), pale)
    for x in (-10, 14):
        brush.flat(ellipse(x, -74, 5.4, 5.8), hex_rgb("a8c256"), level=0.1)
        brush.flat(ellipse(x, -74, 2.2, 5.2), (0.08, 0.07, 0.08))
        brush.emit(ellipse(x + 1.6, -76.4, 1.4), (1, 1, 1), alpha=0.9)
    brush.flat(blob([(-1, -67), (5, -67), (2, -63)]), NAMED["pink"], level=-0.2)
    brush.line([(-4, -60), (-1, -58.6), (2, -63), (5, -58.6), (8, -60)], INK, 0.9)
    for y in (-62, -59):
        for side in (-1, 1):
            start = (2 + side * 12, y)
            brush.line([start, (2 + side * 34, y - 2 + (y + 62) * 1.4)], WHITE, 0.6, alpha=0.8)


def horse(brush: Brush) -> None:
    """A horse with a flowing mane."""
    coat = brush.pick(("8c5a38", "b98a5c", "5a4236", "d8cfc2"))
    mane = scaled(coat, 0.45)
    hair = [(-48, -62, 4), (-60, -50, 6.5), (-62, -26, 3)]
    beast = Beast(coat=coat, trunk=[(-48, -62), (-30, -67), (0, -62), (24, -66), (36, -56),
                                    (32, -43), (4, -38), (-26, -40), (-46, -46)],
                  neck=[(23, -55, 12.5), (38, -74, 9), (44, -85, 7.5)], head=[(38, -92), (48, -95),
                                                                              (56, -86), (66, -72),
                                                                              (65, -65), (58, -64),
                                                                              (50, -72),
                                                                              (40, -78)],
                  front=[(24, -50, 8.5), (25, -26, 4.4), (24, -12, 3.2), (25, -4, 3.2)],
                  hind=[(-37, -52, 12), (-31, -34, 7), (-41, -22, 4), (-39, -4, 3.3)],
                  eye=(49, -85, 1.9), ears=[[(40, -91), (41, -101), (47, -93)], [(45, -92),
                                                                                 (48, -101),
                                                                                 (51, -92)]],
                  tail=hair, tail_colour=mane, feet=INK, foot=(4.2, 4.2), stride=(8, 10),
                  muzzle=[(58, -74), (68, -72), (66, -62), (57, -63)], muzzle_colour=mix(coat, INK,
                                                                                         0.35),
                  mouth=[(64, -67), (59, -68)])  # fmt: skip
    paint_beast(brush, beast)
    flow = [(46, -98), (40, -97), (30, -86), (22, -74), (14, -62), (20, -58), (27, -66), (32, -74),
            (38, -84), (46, -91)]  # fmt: skip
    brush.fill(blob(flow), mane, shade=0.5, rim=0.6)
    brush.fill(ellipse(63, -70, 1.2, 0.9), INK, shade=0)


def camel(brush: Brush) -> None:
    """A camel with one saddled hump."""
    coat = hex_rgb("c89a62")
    beast = Beast(coat=coat, trunk=[(-42, -60), (-30, -68), (-16, -78), (-4, -86), (8, -78),
                                    (18, -67), (32, -62), (36, -54), (28, -44), (0, -42),
                                    (-28, -44), (-42, -50)], neck=[(28, -54, 9), (42, -52, 6.5),
                                                                   (50, -66, 5.5), (52, -86, 5)],
                  head=[(46, -94), (54, -98), (62, -94), (72, -88), (73, -82), (64, -80),
                        (54, -82), (47, -86)], front=[(24, -50, 8), (25, -28, 4.4), (24, -16, 3.4),
                                                      (25, -4, 3.2)], hind=[(-34, -52, 10.5),
                                                                            (-30, -34, 6),
                                                                            (-38, -22, 3.8),
                                                                            (-36, -4, 3.2)],
                  eye=(58, -91, 1.7), ears=[[(48, -94), (45, -101), (52, -96)]],
                  tail=[(-42, -56, 2.2), (-48, -42, 1.8), (-48, -32, 3.2)], foot=(5.4, 3.2),
                  stride=(9, -9), mouth=[(72, -84), (64, -84)])  # fmt: skip
    paint_beast(brush, beast)
    rug = blob([(-20, -78), (-4, -90), (12, -78), (17, -56), (-4, -52), (-24, -56)], tension=0.7)
    brush.fill(rug, NAMED["crimson"], shade=0.5, rim=0.7)
    with brush.inside(rug):
        brush.line([(-26, -62), (-4, -58), (20, -62)], NAMED["gold"], 3)
        brush.line([(-24, -68), (-4, -65), (18, -68)], NAMED["teal"], 2)
    for x in (-21, -13, -5, 3, 11):
        brush.line([(x, -55), (x, -49)], NAMED["gold"], 1.3)
    brush.line([(47, -83), (60, -80), (62, -94)], NAMED["red"], 1.3)


def caravan(brush: Brush) -> None:
    """Three camels in a line."""
    for x, size in ((-118, 0.86), (0, 0.93), (125, 1.0)):
        with brush.at(x, 0, scale=size) as one:
            camel(one)
    for start in (-44, 78):
        brush.line(
            [(start + 0, -78 * 0.95), (start + 20, -58), (start + 42, -60)], NAMED["brown"], 0.9
        )


def elephant(brush: Brush) -> None:
    """An elephant with a lifted trunk tip."""
    coat = hex_rgb("8b8d98")
    beast = Beast(coat=coat, trunk=[(-56, -66), (-40, -86), (-10, -92), (16, -86), (32, -74),
                                    (30, -44), (6, -34), (-28, -34), (-52, -42)],
                  neck=[(20, -66, 24), (38, -72, 20)], head=[(26, -90), (40, -98), (56, -92),
                                                             (64, -76), (62, -58), (54, -48),
                                                             (40, -50), (28, -64)],
                  front=[(20, -44, 13), (20, -20, 10), (20, -6, 9.5)], hind=[(-38, -46, 16),
                                                                             (-40, -22, 10.5),
                                                                             (-40, -6, 9.5)],
                  eye=(53, -74, 2.0), tail=[(-55, -62, 2.4), (-62, -46, 1.7), (-62, -34, 2.8)],
                  foot=(9.5, 5.5), stride=(17, 19))  # fmt: skip
    paint_beast(brush, beast)
    nose = limb([(58, -62), (66, -44), (68, -24), (76, -12), (86, -16)], [9, 7.5, 5.8, 4.6, 3.4])
    brush.fill(nose, coat, shade=0.5, rim=0.6)
    for y, x in ((-50, 64), (-40, 67), (-30, 68)):
        brush.line([(x - 5, y), (x, y + 1.5), (x + 5, y)], coat, 0.8, level=-0.8, alpha=0.7)
    tusk = blob([(56, -52), (62, -44), (76, -40), (84, -46), (76, -34), (60, -38)])
    brush.fill(tusk, WHITE, shade=0.5)
    ear = blob([(34, -92), (22, -94), (4, -84), (0, -64), (10, -46), (22, -42), (32, -54),
                (38, -72)])  # fmt: skip
    brush.fill(ear, mix(coat, NAMED["pink"], 0.10), shade=0.6, rim=0.9)
    brush.line([(30, -84), (18, -70), (16, -54)], coat, 1.2, level=-0.7, alpha=0.6)


def deer(brush: Brush) -> None:
    """A stag."""
    coat = hex_rgb("b07a4a")
    antler = hex_rgb("d3b78d")
    for shift, shade in ((5, -0.5), (0, 0.0)):
        for points in (((43, -78), (38, -90), (44, -100)), ((39, -86), (30, -90), (26, -98)),
                       ((41, -82), (50, -88), (54, -96))):  # fmt: skip
            moved = [(x + shift, y) for x, y in points]
            brush.line(moved, antler, 2.0, level=shade)
    beast = Beast(coat=coat, trunk=[(-40, -52), (-22, -55), (6, -52), (24, -54), (32, -46),
                                    (26, -36), (2, -32), (-22, -33), (-38, -38)],
                  neck=[(22, -46, 9.5), (34, -60, 6.5), (40, -70, 5.5)], head=[(34, -77),
                                                                               (43, -80),
                                                                               (50, -74),
                                                                               (60, -68),
                                                                               (61, -63),
                                                                               (54, -62),
                                                                               (44, -64),
                                                                               (36, -68)],
                  front=[(21, -42, 6.5), (22, -22, 3.2), (21, -4, 2.3)], hind=[(-31, -43, 9.5),
                                                                               (-26, -28, 5),
                                                                               (-34, -18, 2.9),
                                                                               (-32, -4, 2.4)],
                  eye=(47, -72.5, 1.7), ears=[[(36, -77), (24, -80), (26, -75), (36, -72)]],
                  belly=[(24, -38), (2, -30), (-22, -31), (-34, -36), (0, -36)], muzzle=[(54, -70),
                                                                                         (63, -66),
                                                                                         (58, -60),
                                                                                         (50, -63)],
                  tail=[(-39, -50, 3.2), (-46, -48, 2.6)], tail_colour=WHITE, feet=INK,
                  foot=(3.0, 3.2), nose=(60, -66.5, 1.7))  # fmt: skip
    paint_beast(brush, beast)
    for x, y in ((-26, -49), (-16, -51), (-6, -48), (-20, -44), (-10, -45)):
        brush.flat(ellipse(x, y, 1.2), WHITE, alpha=0.75)


def fox(brush: Brush) -> None:
    """A fox with its bushy tail."""
    coat = hex_rgb("d2763a")
    tail = blob(
        [(-36, -44), (-62, -54), (-88, -46), (-96, -26), (-80, -22), (-58, -32), (-38, -36)]
    )
    brush.fill(tail, coat, shade=0.6, rim=0.8)
    with brush.inside(tail):
        brush.flat(ellipse(-94, -30, 16, 20), WHITE, level=-0.1)
    beast = Beast(coat=coat, trunk=[(-40, -50), (-18, -54), (10, -54), (28, -58), (34, -46),
                                    (28, -32), (2, -28), (-22, -30), (-38, -34)],
                  neck=[(22, -48, 11), (34, -66, 9.5)], head=[(22, -82), (36, -88), (48, -82),
                                                              (54, -74), (68, -66), (67, -61),
                                                              (52, -58), (34, -58), (24, -66)],
                  front=[(20, -40, 7), (21, -20, 3.8), (20, -4, 3.4)], hind=[(-30, -42, 10),
                                                                             (-26, -26, 6),
                                                                             (-34, -15, 3.8),
                                                                             (-32, -4, 3.4)],
                  eye=(47, -73, 2.2), muzzle=[(44, -66), (66, -68), (72, -60), (48, -54),
                                              (30, -56), (30, -62)], belly=[(34, -54), (38, -38),
                                                                            (8, -24), (-10, -26),
                                                                            (14, -36), (24, -44)],
                  ears=[[(24, -80), (24, -102), (38, -86)], [(38, -86), (44, -102), (49, -82)]],
                  feet=INK, foot=(4.6, 3.4), nose=(68, -65, 2.5), mouth=[(66, -61),
                                                                         (58, -59)])  # fmt: skip
    paint_beast(brush, beast)
    brush.flat(poly([(26, -84), (26, -96), (34, -86)]), INK, level=0.2, alpha=0.7)


def cow(brush: Brush) -> None:
    """A spotted cow with a bell."""
    coat = hex_rgb("efe7da")
    spot = brush.pick(("7a4a30", "3d3a40", "a8683c"))
    trunk = [(-54, -72), (-30, -78), (4, -75), (28, -79), (38, -66), (34, -44), (6, -34),
             (-28, -34), (-52, -44)]  # fmt: skip
    beast = Beast(coat=coat, trunk=trunk, neck=[(28, -64, 14), (44, -78, 10)], head=[(38, -96),
                                                                                     (52, -97),
                                                                                     (60, -88),
                                                                                     (72, -76),
                                                                                     (71, -66),
                                                                                     (60, -62),
                                                                                     (48, -68),
                                                                                     (38, -80)],
                  front=[(24, -48, 10), (25, -24, 5.5), (24, -5, 4.6)], hind=[(-42, -52, 13),
                                                                              (-37, -32, 8),
                                                                              (-45, -20, 5.4),
                                                                              (-43, -5, 4.6)],
                  eye=(55, -86, 2.2), ears=[[(40, -90), (26, -96), (26, -88), (38, -82)]],
                  ear_colour=spot, tail=[(-54, -70, 2.0), (-62, -54, 1.7), (-62, -32, 3.4)],
                  muzzle=[(60, -78), (74, -78), (76, -62), (58, -60)],
                  muzzle_colour=hex_rgb("e2b1a2"), feet=INK, foot=(5.4, 4.4), stride=(10, 11),
                  nose=(70, -72, 1.4), mouth=[(71, -66), (63, -65)])  # fmt: skip
    paint_beast(brush, beast)
    with brush.inside(blob(trunk)):
        for x, y, wide, tall in ((-38, -70, 15, 13), (-6, -66, 14, 17), (26, -46, 10, 9)):
            points = [(x - wide, y), (x - wide * 0.3, y - tall), (x + wide, y - tall * 0.5),
                      (x + wide * 0.7, y + tall), (x - wide * 0.5, y + tall * 0.8)]  # fmt: skip
            brush.flat(blob(points), spot, level=-0.1)
    brush.fill(blob([(44, -96), (40, -104), (46, -107), (50, -97)]), hex_rgb("d9c8a4"), shade=0.4)
    brush.fill(blob([(40, -60), (46, -60), (48, -50), (38, -50)], tension=0.5), NAMED["gold"])


def rabbit(brush: Brush) -> None:
    """A rabbit on its haunches."""
    coat = brush.pick(("b59a80", "d9cdbd", "8d8177"))
    brush.shadow(0, 72)
    brush.fill(ellipse(-32, -14, 9), WHITE, shade=0.4)
    for x, lean in ((10, -8), (20, 4)):
        ear = blob(
            [(x - 5, -66), (x + lean - 6, -90), (x + lean, -101), (x + lean + 6, -88), (x + 5, -66)]
        )
        brush.fill(ear, coat, shade=0.5)
        brush.line([(x, -70), (x + lean, -92)], NAMED["pink"], 3.2, level=-0.2, alpha=0.7)
    body = joined([blob([(8, -46), (20, -30), (18, -4), (0, 0), (-26, 0), (-36, -16), (-28, -38),
                         (-8, -48)]), blob([(4, -70), (22, -72), (34, -60), (36, -50), (24, -42),
                                            (6, -44), (-2, -56)])])  # fmt: skip
    brush.fill(body, coat, shade=0.6, rim=0.8)
    brush.fill(ellipse(-14, -15, 15, 14), coat, shade=0.5, rim=0)
    brush.fill(ellipse(-6, -3.4, 14, 3.8), mix(coat, WHITE, 0.4), shade=0.3)
    brush.fill(limb([(16, -24), (18, -4)], [5, 3.8]), coat, shade=0.4)
    paint_eye(brush, 21, -59, 2.8)
    brush.fill(ellipse(35, -54, 2.2, 1.7), NAMED["pink"], shade=0.3)
    brush.line(curve([(34, -51), (30, -48.5), (27, -49)]), INK, 0.8)


def bear(brush: Brush) -> None:
    """A brown bear."""
    coat = hex_rgb("7a543a")
    beast = Beast(coat=coat, trunk=[(-56, -62), (-34, -80), (0, -80), (24, -88), (38, -70),
                                    (34, -44), (4, -34), (-30, -34), (-54, -42)],
                  neck=[(26, -66, 21), (44, -72, 17)], head=[(36, -90), (50, -92), (60, -82),
                                                             (74, -74), (75, -66), (64, -60),
                                                             (48, -56), (36, -66)],
                  front=[(24, -48, 14), (25, -22, 9.5), (25, -6, 9)], hind=[(-40, -48, 18),
                                                                            (-40, -24, 11),
                                                                            (-42, -6, 9)],
                  eye=(58, -78, 2.1), muzzle=[(62, -76), (78, -76), (76, -62), (60, -60)],
                  muzzle_colour=mix(coat, WHITE, 0.45), ears=[[(38, -88), (36, -99), (46, -98),
                                                               (48, -90)]], foot=(10.5, 5.0),
                  stride=(18, 18), nose=(74, -73, 3.2), mouth=[(73, -67), (66, -65)])  # fmt: skip
    paint_beast(brush, beast)


FAMILY = (
    Subject("dog", dog, 0.42, 1.45, also=("puppy", "hound", "sheepdog", "wolf")),
    Subject("cat", cat, 0.28, 1.15, also=("kitten",)),
    Subject("horse", horse, 1.15, 1.4, also=("pony", "foal", "mare", "stallion", "donkey", "mule")),
    Subject("caravan", caravan, 1.25, 4.4, also=("camel caravan", "camel train")),
    Subject("camel", camel, 1.3, 1.5, also=("dromedary",)),
    Subject("elephant", elephant, 1.7, 1.8, also=("tusker",)),
    Subject(
        "deer",
        deer,
        0.95,
        1.25,
        also=("stag", "doe", "reindeer", "antelope", "elk", "gazelle", "moose"),
    ),
    Subject("fox", fox, 0.34, 1.95),
    Subject("cow", cow, 0.85, 1.5, also=("ox", "bull", "cattle", "buffalo", "calf", "yak")),
    Subject("rabbit", rabbit, 0.25, 0.85, also=("hare", "bunny")),
    Subject("bear", bear, 0.95, 1.6),
)
