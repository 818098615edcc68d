"""A fishing village: huts along a beach, boats on the sand, nets that dry."""

from manike.embedded.figures.draw import draw_subject
from manike.embedded.illustrator.colour import fill, rgb, stroke
from manike.embedded.illustrator.ground import foreshade, hills
from manike.embedded.illustrator.grove import shadow
from manike.embedded.illustrator.houses import COTTAGE, FISHER, STILT, TIMBER, Look, Plot, house
from manike.embedded.illustrator.layout import Brief, Layout, eye_level
from manike.embedded.illustrator.planting import plant, spots
from manike.embedded.illustrator.shores import Edge, breakers, jetty, sand, shoreline
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Grove, conifer, palm
from manike.embedded.illustrator.undergrowth import frame_with, tuft
from manike.embedded.illustrator.water import Water, paint_water

HUTS = ((0.1, 0.07), (0.17, 0.09), (0.25, 0.11), (0.34, 0.14), (0.45, 0.18), (0.58, 0.23))
"""How far inland of the middle each hut stands, and its height to the eaves; far ones first."""


def paint_fishing_village(stage: Stage, brief: Brief) -> Layout:
    """The shore slants from the huts to the water; a jetty leads out."""
    horizon = eye_level(stage, 0.45, 0.03)
    paint_sky(stage, horizon)
    slopes = hills(stage, "far", horizon=horizon, height=0.12, haze=(0.35, 0.62))
    warm = not brief.mentions("north", "fjord", "norw", "iceland") and stage.tones.snow == 0
    plant(
        stage, "far", palm if warm else conifer, spots(stage, slopes, 70, "wood"), 0.26, (0.35, 0.6)
    )
    paint_water(stage, "back", Water(horizon + 0.03, horizon, 0.3 + 0.4 * stage.tones.overcast))
    edge = shoreline(stage, 0.66, 0.3)
    sand(stage, "near", edge, rgb("cdb389"))
    breakers(stage, "back", edge, horizon + 0.03, 0.35)
    frame = stage.frame
    inland = 1.0 if edge(1.0) < edge(0.0) else -1.0
    pier = (
        (frame.x(0.5 - inland * 0.2), frame.y(0.84)),
        (frame.x(0.5 - inland * 0.34), frame.y(0.55)),
    )
    jetty(stage, "mid", *pier, 0.16 * frame.unit_px)
    looks = (STILT, FISHER, STILT, TIMBER) if warm else (FISHER, TIMBER, COTTAGE)
    _huts(stage, edge, inland, looks)
    if warm:
        grove = Grove(stage, palm, 0.7 * frame.unit_px)
        for offset, size in ((0.22, 0.36), (0.47, 0.5), (0.6, 0.7)):
            u = 0.5 + inland * offset
            grove.plant(
                "near", (frame.x(u), frame.y(edge(u) + 0.08)), size * frame.unit_px, pick=offset
            )
    _nets(stage, edge(0.5 + inland * 0.1) + 0.1, inland)
    _beached(stage, edge, inland)
    foreshade(stage, "near", 0.84, 0.3)
    frame_with(stage, tuft, 0.2, corners="right" if inland > 0 else "left")
    return Layout(
        0.9,
        (0.5 - inland * 0.3, horizon + 0.05),
        0.3,
        "back",
        water=edge(0.5 - inland * 0.25) - 0.02,
        shows=("net", "basket", "jetty", "pier", "hut", "palm", "beach", "sea"),
    )


def _huts(stage: Stage, edge: Edge, inland: float, looks: tuple[Look, ...]) -> None:
    """Huts along the shore, the nearest largest, one behind the other."""
    frame, rng = stage.frame, stage.rng("huts")
    for index, (offset, size) in enumerate(HUTS):
        u = 0.5 + inland * (offset + 0.012 * float(rng.normal()))
        tall = size * frame.unit_px
        foot = (frame.x(u), frame.y(edge(u) + 0.02 + 0.22 * size))
        plot = Plot(foot, tall * 1.5, tall, 0.03 * (len(HUTS) - 1 - index))
        house(stage, "near", plot, looks[index % len(looks)])


def _beached(stage: Stage, edge: Edge, inland: float) -> None:
    """Boats pulled up on the sand, one afloat, and baskets beside them."""
    frame, tones, rng = stage.frame, stage.tones, stage.rng("beached")
    for plane, off, down, size in (
        ("back", -0.28, -0.1, 0.05), ("near", 0.02, 0.05, 0.065), ("near", -0.13, 0.11, 0.085),
        ("near", 0.2, 0.17, 0.12),
    ):  # fmt: skip
        u = 0.5 + inland * off
        foot = (frame.x(u), frame.y(edge(u) + down))
        tall = size * frame.unit_px
        if plane == "near":
            shadow(stage, plane, foot, tall * 1.5, flat=0.1)
        draw_subject(stage.canvas(plane), "boat", foot, tall, tones.light, rng, haze=0.1)
    for off, down in ((0.06, 0.2), (0.1, 0.215)):
        u = 0.5 + inland * off
        foot = (frame.x(u), frame.y(edge(u) + down))
        shadow(stage, "near", foot, 0.04 * frame.unit_px)
        draw_subject(stage.canvas("near"), "basket", foot, 0.055 * frame.unit_px, tones.light, rng)


def _nets(stage: Stage, v: float, inland: float) -> None:
    """Fishing nets that hang to dry, and floats."""
    frame, tones, canvas = stage.frame, stage.tones, stage.canvas("near")
    left, right = sorted((frame.x(0.5 + inland * 0.34), frame.x(0.5 + inland * 0.52)))
    y, tall = frame.y(v), 0.14 * frame.unit_px
    wood = stroke(tones.tone(rgb("6a4f38")), frame.line_px * 6)
    for x in (left, right):
        canvas.drawLine(x, y, x, y - tall, wood)
    thread = stroke(tones.tone(rgb("3f5a58"), 0, -0.2), frame.line_px * 1.5, 0.75)
    for step in range(23):
        share = step / 22
        x = left + (right - left) * share
        sag = tall * (0.16 + 0.5 * (1 - (2 * share - 1) ** 2) * 0.3)
        canvas.drawLine(x, y - tall + sag, x + tall * 0.18, y - tall * 0.12, thread)
        canvas.drawLine(x, y - tall + sag, x - tall * 0.18, y - tall * 0.12, thread)
    for step in range(6):
        x = left + (right - left) * (step + 0.5) / 6
        canvas.drawCircle(
            x, y - tall * 0.1, frame.line_px * 6, fill(tones.tone(rgb("e07b3a"), 0, 0.4))
        )
