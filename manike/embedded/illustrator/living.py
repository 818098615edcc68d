"""What lives in a picture once it moves: flames, lamps, flags and chimneys, and where they are."""

from manike.embedded.figures.draw import subject_aspect, subject_name
from manike.embedded.illustrator.stage import Stage
from manike.ports import Spot, SpotKind

Point = tuple[float, float]

_PARTS: dict[str, tuple[SpotKind, tuple[float, float, float, float]]] = {
    "lantern": ("lamp", (-21, -62, 21, -18)),
    "lamp": ("lamp", (-25, -98, 25, -66)),
    "street lamp": ("lamp", (-6, -93, 6, -80)),
    "paper lantern": ("lamp", (-38, -84, 38, -20)),
    "candle": ("flame", (-7, -98, 8, -71)),
    "torch": ("flame", (-8, -100, 8, -70)),
    "campfire": ("flame", (-28, -96, 28, -12)),
    "flag": ("flag", (1, -98, 55, -56)),
}
"""By drawing: what of it lives, in hundredths of its height from the middle of its lower edge."""


def enliven_afloat(stage: Stage, plane: str, name: str, foot: Point, height_px: float) -> None:
    """Say that a noun drawn there floats or swims, or hovers."""
    half = height_px * subject_aspect(name) / 2
    stage.enliven("afloat", plane, (foot[0] - half, foot[1] - height_px, foot[0] + half, foot[1]))


def enliven_subject(stage: Stage, plane: str, name: str, foot: Point, height_px: float) -> None:
    """Say what lives of a noun drawn there; of most nothing does."""
    part = _PARTS.get(subject_name(name))
    if part is None:
        return
    kind, (left, top, right, bottom) = part
    unit = height_px / 100
    x, y = foot
    box = (x + left * unit, y + top * unit, x + right * unit, y + bottom * unit)
    stage.enliven(kind, plane, box)


def spots_of(stage: Stage, planes: list[str]) -> tuple[Spot, ...]:
    """All that was said to live on those planes, as a picture tells it."""
    spots = []
    for living in stage.living:
        if living.plane in planes:
            left, top, right, bottom = (round(side, 1) for side in living.box)
            spots.append(
                Spot(
                    kind=living.kind, plane=planes.index(living.plane),
                    left_px=left, top_px=top, right_px=right, bottom_px=bottom,
                )
            )  # fmt: skip
    return tuple(spots)
