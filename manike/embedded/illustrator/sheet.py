"""A character's sheet: front, three-quarter view, close-up, two expressions and the colours."""

from dataclasses import dataclass

import skia

from manike.embedded.figures.draw import character_aspect, character_colours, draw_character
from manike.embedded.illustrator.acting import STATURE
from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, stroke
from manike.embedded.illustrator.lettering import typeface
from manike.embedded.illustrator.light import Light, Rgb
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.stage import Bytes
from manike.ports import CharacterImageRequest
from manike.script.models import Character
from manike.script.vocabulary import Expression, Pose, TimeOfDay

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the sheet's width and height."""

WALLS = ("e9e2d6", "dfe6e8", "e8dfe4", "e2e7dc")
INK = "4a4550"
HEADS = {"child": 0.2, "adult": 0.154, "elder": 0.158}
"""Height of a head in heights of its owner."""
_ROBOT_HEAD = 0.25
_STOOP = 0.055
"""How far before the feet the head of an elder is, in heights of its owner."""
_HEAD_IN_CARD = 0.54
"""Height of a head in heights of its card."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things are on a sheet."""

    feet: tuple[tuple[float, float], tuple[float, float]]
    """Of the two standing figures."""
    tall: float
    """Height of an adult as a share of the sheet's height."""
    floor: float
    cards: tuple[Box, Box, Box]
    swatches: tuple[float, float, float]
    """Left end, right end and height of their row."""
    name: tuple[float, float]


_WIDE = _Plan(
    ((0.15, 0.87), (0.375, 0.87)), 0.74, 0.78,
    ((0.54, 0.06, 0.965, 0.55), (0.54, 0.58, 0.745, 0.86), (0.76, 0.58, 0.965, 0.86)),
    (0.56, 0.945, 0.93), (0.04, 0.085),
)  # fmt: skip
_TALL = _Plan(
    ((0.27, 0.52), (0.73, 0.52)), 0.42, 0.46,
    ((0.06, 0.57, 0.56, 0.89), (0.59, 0.57, 0.94, 0.72), (0.59, 0.74, 0.94, 0.89)),
    (0.12, 0.88, 0.945), (0.06, 0.06),
)  # fmt: skip


def paint_sheet(request: CharacterImageRequest) -> Bytes:
    """Straight RGBA of shape (height, width, 4)."""
    width, height = request.size_px
    surface = skia.Surface(width, height)
    sheet = _Sheet(surface.getCanvas(), request, _WIDE if width > height else _TALL)
    sheet.backdrop()
    sheet.figures()
    for box, face in zip(sheet.plan.cards, (Expression.NEUTRAL, *sheet.faces), strict=True):
        sheet.card(box, face)
    sheet.swatches()
    sheet.name()
    array: Bytes = surface.toarray(colorType=skia.kRGBA_8888_ColorType)
    return array


class _Sheet:
    def __init__(self, canvas: skia.Canvas, request: CharacterImageRequest, plan: _Plan) -> None:
        self.canvas, self.request, self.plan = canvas, request, plan
        self.width, self.height = request.size_px
        self.hue, self.side = _backdrop(request)
        self.light = Light(
            self.side, rgb("fff3dc"), rgb("4a4560"), self.hue, 1.0, TimeOfDay.DAY
        )  # fmt: skip
        self.faces = (Expression.LAUGHING, Expression.WORRIED)

    def backdrop(self) -> None:
        """A plain wall and floor, lit in the middle."""
        floor = self.height * self.plan.floor
        wall = [mix(self.hue, (1, 1, 1), 0.35), self.hue]
        whole = skia.Rect.MakeWH(self.width, floor)
        self.canvas.drawRect(whole, gradient((0, 0), (0, floor), wall))
        ground = [mix(self.hue, rgb("6a6258"), 0.24), mix(self.hue, rgb("8a8276"), 0.08)]
        below = skia.Rect.MakeLTRB(0, floor, self.width, self.height)
        self.canvas.drawRect(below, gradient((0, floor), (0, self.height), ground))
        x = self.width * (self.plan.feet[0][0] + self.plan.feet[1][0]) / 2
        reach = self.height * 0.6
        light = radial((x, floor * 0.5), reach, [(1, 1, 1), (1, 1, 1)], [0.6, 0])
        self.canvas.drawCircle(x, floor * 0.5, reach, light)

    def figures(self) -> None:
        """From the front, and turned to the other side on the way."""
        character = self.request.character
        tall = min(self.plan.tall * self.height, self.width * 0.62) * STATURE[character.age]
        apart = (self.plan.feet[1][0] - self.plan.feet[0][0]) * self.width
        tall = min(tall, 0.95 * apart / character_aspect(character))
        poses = ((Pose.STAND, int(self.side), True), (Pose.WALK, -int(self.side), False))
        for (u, v), (pose, facing, front) in zip(self.plan.feet, poses, strict=True):
            foot = (u * self.width, v * self.height)
            draw_character(
                self.canvas, character, foot, tall, self.light, pose=pose, facing=facing,
                seed=self.request.seed, front=front,
            )  # fmt: skip

    def card(self, box: Box, face: Expression) -> None:
        """Head and shoulders on a card of their own."""
        left, right = (box[side] * self.width for side in (0, 2))
        top, bottom = (box[side] * self.height for side in (1, 3))
        radius = 0.02 * min(self.width, self.height)
        frame = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(left, top, right, bottom), radius, radius)
        ends = [mix(self.hue, (1, 1, 1), 0.65), mix(self.hue, rgb("8a8276"), 0.22)]
        self.canvas.save()
        self.canvas.clipRRect(frame, skia.ClipOp.kIntersect, True)
        self.canvas.drawRRect(frame, gradient((0, top), (0, bottom), ends))
        card = ((left + right) / 2, top, bottom)
        foot, tall = _bust(self.request.character, card, int(self.side))
        draw_character(
            self.canvas, self.request.character, foot, tall, self.light,
            facing=int(self.side), expression=face, seed=self.request.seed,
        )  # fmt: skip
        self.canvas.restore()
        self.canvas.drawRRect(frame, stroke(rgb(INK), radius * 0.1, 0.35))

    def swatches(self) -> None:
        """The colours that the character keeps in every scene."""
        colours = character_colours(self.request.character, self.request.seed)
        left, right, v = self.plan.swatches
        radius = 0.032 * min(self.width, self.height)
        step = (right - left) * self.width / max(len(colours) - 1, 1)
        for index, colour in enumerate(colours):
            x = left * self.width + step * index
            self.canvas.drawCircle(x, v * self.height, radius, fill(colour))
            self.canvas.drawCircle(x, v * self.height, radius, stroke(rgb(INK), radius * 0.07, 0.5))

    def name(self) -> None:
        """The character's name, if the face has its letters."""
        name = self.request.character.name
        font = skia.Font(typeface(), 0.05 * min(self.width, self.height))
        font.setSubpixel(True)
        if 0 in font.textToGlyphs(name):
            return
        room = 0.44 * self.width
        font.setSize(font.getSize() * min(1.0, room / max(font.measureText(name), 1.0)))
        u, v = self.plan.name
        self.canvas.drawString(name, u * self.width, v * self.height, font, fill(rgb(INK)))


def _bust(
    character: Character, card: tuple[float, float, float], facing: int
) -> tuple[tuple[float, float], float]:
    """Foot and height of a figure whose head fills a card; an animal is seen whole."""
    x, top, bottom = card
    room = bottom - top
    if character.kind == "animal":
        tall = min(0.66, 1.0 / character_aspect(character)) * room
        return (x, bottom - 0.14 * room), tall
    head = _ROBOT_HEAD if character.kind == "robot" else HEADS[character.age]
    lean = facing * _STOOP if character.age == "elder" and character.kind == "person" else 0.0
    tall = _HEAD_IN_CARD * room / head
    return (x - lean * tall, top + 0.47 * room + tall * (1 - head / 2)), tall


def _backdrop(request: CharacterImageRequest) -> tuple[Rgb, float]:
    """A wall's colour and the side of the light, which no other take of the character has."""
    start = generator(request.seed, request.character.name, "portrait").integers(8)
    turn = int(start) + request.take_number
    lighter = generator(request.seed, request.take_number, "shade").random()
    hue = mix(rgb(WALLS[turn % len(WALLS)]), (1, 1, 1), 0.2 * float(lighter))
    return hue, 1.0 if turn // len(WALLS) % 2 else -1.0
