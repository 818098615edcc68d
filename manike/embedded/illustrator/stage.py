"""The stage a picture is painted on: named planes at fixed depths and the frame's coordinates."""

from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from manike.embedded.figures.marks import Marks
from manike.embedded.illustrator.colour import Floats
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.tones import Tones
from manike.ports import Region, RegionKind, SpotKind, plane_size_px
from manike.script.vocabulary import ShotSize

Bytes = NDArray[np.uint8]

DEPTHS = {
    "sky": 0.0,
    "far": 0.1,
    "back": 0.25,
    "mid": 0.5,
    "near": 0.85,
    "props": 0.98,
    "cast": 1.0,
    "front": 1.3,
    "caption": 1.3,
}
"""Planes back to front. ``near`` is the ground that the ``cast`` stands on, alone, so that an
animator can let it breathe; few planes keep the animator fast."""

ZOOM = {ShotSize.WIDE: 1.0, ShotSize.MEDIUM: 1.3, ShotSize.CLOSE: 1.7}
"""How much larger scenery is painted as the camera comes nearer."""

MAP_SHARE = 0.5
"""Fields of noise are computed at this share of the plane's size and enlarged: a quarter of the
time, and no difference to see on soft things."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes of the film and of the planes, and how frame coordinates become pixels."""

    film_px: tuple[int, int]
    plane_px: tuple[int, int]
    zoom: float

    @classmethod
    def of(cls, film_px: tuple[int, int], size: ShotSize = ShotSize.WIDE) -> "Frame":
        """The frame of a film of that size."""
        return cls(film_px, plane_size_px(film_px), ZOOM[size])

    def x(self, u: float) -> float:
        """Pixels from the left of a plane; ``u`` is 0..1 across the film."""
        return (self.plane_px[0] - self.film_px[0]) / 2 + u * self.film_px[0]

    def y(self, v: float) -> float:
        """Pixels from the top of a plane; ``v`` is 0..1 down the film."""
        return (self.plane_px[1] - self.film_px[1]) / 2 + v * self.film_px[1]

    @property
    def unit_px(self) -> float:
        """The film's shorter side, times the zoom: what sizes of things are measured in."""
        return min(self.film_px) * self.zoom

    @property
    def line_px(self) -> float:
        """A thousandth of the film's shorter side, for widths of lines."""
        return min(self.film_px) / 1000

    @property
    def is_tall(self) -> bool:
        """Whether the film is higher than wide."""
        return self.film_px[1] > self.film_px[0]

    @property
    def map_px(self) -> tuple[int, int]:
        """Width and height at which fields of noise are computed."""
        return (int(self.plane_px[0] * MAP_SHARE), int(self.plane_px[1] * MAP_SHARE))


@dataclass(frozen=True, slots=True)
class Living:
    """What an animator sets in motion: see ``Spot``."""

    kind: SpotKind
    plane: str
    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels of the plane."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A character on the plane ``cast``."""

    name: str
    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels of the plane."""
    foot: tuple[float, float]
    facing: int
    pose: str
    marks: Marks
    seen: tuple[tuple[int, ...], ...]
    """The plane's colour in the middle of each eye: another one later means that it was hidden."""


class Stage:
    """Planes to paint on, made when first asked for."""

    def __init__(self, frame: Frame, tones: Tones, key: str) -> None:
        self.frame = frame
        self.tones = tones
        self.open_air = False
        """Whether weather reaches what is painted."""
        self._key = key
        self._surfaces: dict[str, skia.Surface] = {}
        self.regions: list[Region] = []
        self.living: list[Living] = []
        self.figures: list[Posed] = []

    def rng(self, *names: object) -> np.random.Generator:
        """A generator of its own for each thing that is painted."""
        return generator(self._key, *names)

    def canvas(self, plane: str) -> skia.Canvas:
        """Where to paint on a plane of ``DEPTHS``; transparent at first."""
        if plane not in self._surfaces:
            surface = skia.Surface(*self.frame.plane_px)
            surface.getCanvas().clear(skia.ColorTRANSPARENT)
            self._surfaces[plane] = surface
        canvas: skia.Canvas = self._surfaces[plane].getCanvas()
        return canvas

    def planes(self) -> list[str]:
        """The planes painted so far, back to front."""
        return [name for name in DEPTHS if name in self._surfaces]

    def lay(self, plane: str, pixels: Floats) -> None:
        """Paint premultiplied RGBA floats (any size, 0..1) over a whole plane."""
        image = to_image(pixels)
        width, height = self.frame.plane_px
        self.canvas(plane).drawImageRect(
            image, skia.Rect.MakeWH(width, height), skia.SamplingOptions(skia.FilterMode.kLinear)
        )

    def stamp(
        self, plane: str, pixels: Floats, box: tuple[float, float, float, float], degrees: float
    ) -> None:
        """Paint premultiplied RGBA floats into a box, turned clockwise about its middle.

        Args:
            plane: Which plane.
            pixels: Shape (h, w, 4), 0..1.
            box: The middle's x and y, half the width and half the height, in pixels of the plane.
            degrees: How far it is turned.
        """
        x, y, half_width, half_height = box
        canvas = self.canvas(plane)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        rect = skia.Rect.MakeLTRB(-half_width, -half_height, half_width, half_height)
        linear = skia.SamplingOptions(skia.FilterMode.kLinear)
        canvas.drawImageRect(to_image(pixels), rect, linear)
        canvas.restore()

    def pixels(self, plane: str) -> Bytes:
        """Straight RGBA of a plane, shape (height, width, 4)."""
        array: Bytes = self._surfaces[plane].toarray(
            colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
        )
        return array

    def note(self, kind: RegionKind, left: float, top: float, right: float, bottom: float) -> None:
        """Say where something is that words should not cover; pixels of a plane."""
        frame = self.frame
        us = [(x - frame.x(0)) / frame.film_px[0] for x in (left, right)]
        vs = [(y - frame.y(0)) / frame.film_px[1] for y in (top, bottom)]
        seen = min(us[1], vs[1], 1 - us[0], 1 - vs[0]) > 0
        if seen:
            box = [round(value, 4) for value in (us[0], vs[0], us[1], vs[1])]
            self.regions.append(
                Region(kind=kind, left=box[0], top=box[1], right=box[2], bottom=box[3])
            )

    def enliven(self, kind: SpotKind, plane: str, box: tuple[float, float, float, float]) -> None:
        """Say what lives on a plane; left, top, right, bottom in its pixels."""
        self.living.append(Living(kind, plane, box))

    def colour_at(self, plane: str, x_px: float, y_px: float) -> tuple[int, ...]:
        """Premultiplied RGBA of one pixel of a plane as painted so far; zeros outside it."""
        pixel = np.zeros((1, 1, 4), np.uint8)
        info = skia.ImageInfo.Make(1, 1, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
        self.canvas(plane).readPixels(info, pixel, 4, int(x_px), int(y_px))
        return tuple(int(level) for level in pixel[0, 0])

    def drop(self, plane: str) -> None:
        """Forget a plane; its memory is free."""
        self._surfaces.pop(plane, None)

    def blur(self, plane: str, sigma_px: float) -> None:
        """Throw a plane out of focus."""
        if plane not in self._surfaces:
            return
        sharp = self._surfaces.pop(plane).makeImageSnapshot()
        paint = skia.Paint(
            ImageFilter=skia.ImageFilters.Blur(sigma_px, sigma_px, skia.TileMode.kClamp)
        )
        self.canvas(plane).drawImage(sharp, 0, 0, skia.SamplingOptions(), paint)

    def flat(self, planes: list[str], share: float = 1.0) -> Bytes:
        """Planes over each other as RGBA of ``share`` of their size, premultiplied."""
        width, height = (int(side * share) for side in self.frame.plane_px)
        target = skia.Surface(width, height)
        canvas = target.getCanvas()
        canvas.clear(skia.ColorTRANSPARENT)
        for name in planes:
            if name in self._surfaces:
                canvas.drawImageRect(
                    self._surfaces[name].makeImageSnapshot(),
                    skia.Rect.MakeWH(width, height),
                    skia.SamplingOptions(skia.FilterMode.kLinear),
                )
        array: Bytes = target.toarray(
            colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType
        )
        return array


def to_image(pixels: Floats) -> skia.Image:
    """Premultiplied RGBA floats 0..1, shape (h, w, 4), as a skia image, dithered.

    Without dither a soft sky shows steps once the film is compressed.
    """
    rng = np.random.default_rng(pixels.shape[0] * 65_536 + pixels.shape[1])
    noise = rng.random(pixels.shape[:2], dtype=np.float32)[..., None]
    levels = np.clip(pixels * 255 + noise * (pixels[..., 3:] > 0), 0, 255).astype(np.uint8)
    levels[..., :3] = np.minimum(levels[..., :3], levels[..., 3:])
    return skia.Image.fromarray(
        np.ascontiguousarray(levels),
        colorType=skia.kRGBA_8888_ColorType,
        alphaType=skia.kPremul_AlphaType,
    )


def premultiplied(colour: Floats, alpha: Floats) -> Floats:
    """Colours (h, w, 3) and alpha (h, w) as premultiplied RGBA."""
    return np.asarray(np.dstack([colour * alpha[..., None], alpha]), np.float32)
