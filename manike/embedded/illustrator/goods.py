"""What is for sale on a market: fruit, spices, flowers, cloth, pots, fish, in crates that slope."""

from dataclasses import dataclass
from typing import Literal

import skia

from manike.embedded.illustrator.colour import fill, gradient, rgb, shade, stroke
from manike.embedded.illustrator.interior import Interior
from manike.embedded.illustrator.layout import Brief
from manike.embedded.illustrator.light import Rgb

Kind = Literal["fruit", "spice", "flower", "cloth", "pot"]
SAID: dict[Kind, tuple[str, ...]] = {
    "spice": ("spice", "souk", "saffron", "cinnamon", "turmeric"),
    "flower": ("flower", "blossom", "tulip", "rose"),
    "cloth": ("cloth", "silk", "textile", "carpet", "fabric", "scarf"),
    "pot": ("pottery", "ceramic", "craft", "antique", "flea"),
    "fruit": ("fruit", "vegetable", "farmers", "harvest", "food"),
}
COLOURS: dict[Kind, tuple[str, ...]] = {
    "fruit": ("d9432f", "ef9a34", "7fae3f", "f2cf4a", "8f3f6a", "c9d860", "b8342c"),
    "spice": ("c8641f", "e0a52a", "9a2f20", "6f7a34", "7a4a2a", "d8b878"),
    "flower": ("e0567a", "f4b53f", "f6f0ea", "b06fc8", "e8853f", "d03a4a"),
    "cloth": ("a8323f", "2f6a8a", "d8a33a", "5f7a4a", "7a4a8a", "e0cfae"),
    "pot": ("b8683f", "3f6f8f", "d8cbb0", "6a8f6f", "8f5a3a", "c79a5a"),
}


@dataclass(frozen=True, slots=True)
class Heap:
    """What one stall sells."""

    kind: Kind
    colours: tuple[Rgb, ...]
    """Of its crates, one after the other."""

    @classmethod
    def of(cls, brief: Brief, pick: int) -> "Heap":
        """What the words name on two stalls of three, else anything; ``pick`` is a chance."""
        named = [kind for kind, stems in SAID.items() if brief.mentions(*stems)]
        kinds = named if named and pick % 3 else list(COLOURS)
        weighted = kinds if named else [*kinds, "fruit", "fruit"]
        kind: Kind = weighted[pick // 3 % len(weighted)]
        codes = COLOURS[kind]
        turn = pick // 31 % len(codes)
        return cls(kind, tuple(rgb(codes[(turn + index) % len(codes)]) for index in range(5)))


def crates(
    inside: Interior,
    across: tuple[float, float],
    along: tuple[float, float],
    look: tuple[Heap, float, float],
) -> None:
    """A table that slopes towards the lane, in rows of crates with heaps."""
    (left, right), (near, far), (heap, haze, side) = across, along, look
    tones, rng = inside.stage.tones, inside.stage.rng("crates", side, round(near, 1))
    inside.box("near", (left + 0.12, 0, near), (right, 0.72, far), rgb("7a5436"), haze=haze)
    lane = left if side > 0 else right
    with inside.side("near", lane + side * 0.1, 0.74) as face:
        for index in range(9):
            x = near + (far - near) * index / 9
            plank = skia.Rect.MakeXYWH(x + 0.01, 0, (far - near) / 9 - 0.02, 0.72)
            local = shade(rgb("9a6c44"), float(rng.uniform(0.85, 1.1)))
            face.drawRect(plank, fill(tones.tone(local, haze, 0.0)))
    rows, columns = 3, 4
    for row in range(rows - 1, -1, -1):
        x = lane + side * (0.25 + row * 0.42)
        y = 0.8 + row * 0.2
        for column in range(columns - 1, -1, -1):
            z = near + (far - near) * (column + 0.5) / columns
            colour = heap.colours[(row * 2 + column) % len(heap.colours)]
            _crate(inside, (x, y, z), (heap.kind, colour, haze))


def _crate(
    inside: Interior, spot: tuple[float, float, float], look: tuple[Kind, Rgb, float]
) -> None:
    """One crate with its heap, drawn upright where it stands."""
    kind, colour, haze = look
    tones, (x, y, z) = inside.stage.tones, spot
    rng = inside.stage.rng("crate", round(x, 2), round(z, 2))
    canvas, m = inside.stage.canvas("near"), inside.eye.per_m(x, z)
    px, py = inside.eye.at(x, y, z)
    half = 0.26 * m
    if kind == "spice":
        _cone(canvas, (px, py), half, [tones.tone(colour, haze, lit) for lit in (0.7, 0.0, -0.5)])
    elif kind in ("fruit", "flower"):
        reach = half * (0.3 if kind == "fruit" else 0.26)
        paints = [
            gradient(
                (0, -reach),
                (0, reach),
                [
                    tones.tone(shade(colour, tint), haze, 0.7),
                    tones.tone(shade(colour, tint), haze, -0.5),
                ],
            )
            for tint in (0.88, 1.0, 1.1)
        ]
        for level, count in ((0.0, 5), (0.55, 4), (1.0, 3)):
            for index in range(count):
                canvas.save()
                canvas.translate(
                    px + (index - (count - 1) / 2) * reach * 1.7, py - reach * (0.6 + 1.5 * level)
                )
                canvas.drawCircle(0, 0, reach, paints[int(rng.integers(3))])
                if kind == "flower":
                    canvas.drawCircle(
                        0, 0, reach * 0.34, fill(tones.tone(rgb("f6e08a"), haze, 0.3))
                    )
                canvas.restore()
    elif kind == "cloth":
        for level in range(4):
            roll = skia.Rect.MakeXYWH(
                px - half, py - (level + 1) * half * 0.42, half * 2, half * 0.38
            )
            local = shade(colour, 0.8 + 0.14 * level)
            canvas.drawRoundRect(roll, half * 0.16, half * 0.16, fill(tones.tone(local, haze, 0.3)))
    else:
        _pot(canvas, (px, py), half, [tones.tone(colour, haze, lit) for lit in (0.7, 0.0, -0.6)])
    wood = [tones.tone(rgb("b98a58"), haze, 0.3), tones.tone(rgb("8f6540"), haze, -0.2)]
    board = skia.Rect.MakeXYWH(px - half * 1.08, py - half * 0.16, half * 2.16, half * 0.46)
    canvas.drawRect(board, gradient((0, board.top()), (0, board.bottom()), wood))
    canvas.drawLine(
        board.left(),
        board.top() + half * 0.2,
        board.right(),
        board.top() + half * 0.2,
        stroke(tones.tone(rgb("5f4028"), haze), half * 0.04, 0.7),
    )


def _cone(canvas: skia.Canvas, at: tuple[float, float], half: float, shades: list[Rgb]) -> None:
    x, y = at
    path = skia.Path()
    path.moveTo(x - half, y)
    path.quadTo(x - half * 0.2, y - half * 0.5, x, y - half * 1.25)
    path.quadTo(x + half * 0.2, y - half * 0.5, x + half, y)
    path.close()
    canvas.drawPath(path, gradient((x - half, 0), (x + half, 0), shades))


def _pot(canvas: skia.Canvas, at: tuple[float, float], half: float, shades: list[Rgb]) -> None:
    x, y = at
    body = skia.Rect.MakeXYWH(x - half * 0.7, y - half * 1.3, half * 1.4, half * 1.3)
    paint = gradient((x - half, 0), (x + half, 0), shades)
    canvas.drawOval(body, paint)
    neck = skia.Rect.MakeXYWH(x - half * 0.3, y - half * 1.55, half * 0.6, half * 0.5)
    canvas.drawRect(neck, paint)
    rim = skia.Rect.MakeXYWH(x - half * 0.42, y - half * 1.64, half * 0.84, half * 0.16)
    canvas.drawOval(rim, paint)
