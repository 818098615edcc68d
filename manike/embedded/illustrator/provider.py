"""The embedded illustrator as an image provider: requests in, JPEG and PNG files out."""

from pathlib import Path

import cv2
import numpy as np
import skia

from manike.embedded.illustrator.cast import Company, set_cast, set_landmark
from manike.embedded.illustrator.falling import draw_falling
from manike.embedded.illustrator.grade import Grade, grade_of, graded
from manike.embedded.illustrator.layout import Brief
from manike.embedded.illustrator.lettering import letter, settable
from manike.embedded.illustrator.living import spots_of
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.places import PAINTERS
from manike.embedded.illustrator.regions import figures_of
from manike.embedded.illustrator.sheet import paint_sheet
from manike.embedded.illustrator.stage import DEPTHS, Bytes, Frame, Stage
from manike.embedded.illustrator.tones import tones_of
from manike.errors import BadInputError, MachineError, PermanentProviderError
from manike.ports import CharacterImageRequest, Picture, Plane, ScenePictureRequest
from manike.script.models import Scene
from manike.script.vocabulary import ShotSize

VERSION = 4
"""Counts up with every change of a place, a figure or a tone that can be seen."""

IMAGE = "image.jpg"
JPEG_QUALITY = 92
SHORTEST_PX, LONGEST_PX = 64, 4096

OUT_OF_FOCUS = {"sky": 2.0, "far": 3.6, "back": 2.8, "mid": 1.6}
"""Blur of planes in a close shot, in thousandths of the film's shorter side."""


class EmbeddedIllustrator:
    """Paints with skia, numpy and OpenCV; needs no key, no network and no graphics card."""

    name = "embedded"
    model = f"illustrator-{VERSION}"
    composes_shapes = True

    def draw_character(self, request: CharacterImageRequest, destination: Path) -> Picture:
        """Write ``image.jpg``: the character's sheet, on a plain, softly lit ground.

        Raises:
            BadInputError: a size that can't be painted.
            MachineError: the file can't be written.
        """
        _check_size(request.size_px)
        pixels = paint_sheet(request)
        _write(destination / IMAGE, pixels[..., :3], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return Picture(image=IMAGE, planes=(), drawn=(f"character:{request.character.name}",))

    def paint_scene(self, request: ScenePictureRequest, destination: Path) -> Picture:
        """Write ``image.jpg`` and one PNG for each plane.

        Raises:
            BadInputError: a size that can't be painted.
            MachineError: a file can't be written.
        """
        _check_size(request.size_px)
        stage, drawn = _painted(request)
        look = grade_of(request.scene.mood, request.style)
        return _stored(stage, look, drawn, destination)


def _painted(request: ScenePictureRequest) -> tuple[Stage, list[str]]:
    scene = request.scene
    brief = Brief.of(scene)
    key = _key(request)
    tones = tones_of(scene.setting, generator(key, "tones"))
    stage = Stage(Frame.of(request.size_px, scene.shot.size), tones, key)
    layout = PAINTERS[scene.setting.place](stage, brief)
    stage.open_air = layout.kind == "outdoors"
    drawn = [f"place:{scene.setting.place}"]
    if layout.kind not in ("weightless",):
        drawn += _conditions(scene)
    company = Company(
        request.characters, scene.subjects, scene.setting.landmark, request.seed, scene.acting
    )
    drawn += set_landmark(stage, layout, brief, company)
    if scene.shot.size is ShotSize.CLOSE:
        for plane, blur in OUT_OF_FOCUS.items():
            stage.blur(plane, blur * stage.frame.line_px)
    drawn += set_cast(stage, layout, brief, company)
    if caption := settable(scene.caption):
        letter(stage, "caption", caption)
        drawn.append("caption")
    return stage, drawn


def _conditions(scene: Scene) -> list[str]:
    setting = scene.setting
    return [
        f"time:{setting.time_of_day}",
        f"season:{setting.season}",
        f"weather:{setting.weather}",
    ]


def _key(request: ScenePictureRequest) -> str:
    """All that varies the composition; nothing that only names the scene."""
    setting = request.scene.setting
    return "|".join(
        str(part)
        for part in (
            request.seed, request.take_number, request.scene.number, request.style.casefold(),
            setting.place, setting.name.casefold(),
        )
    )  # fmt: skip


def _stored(stage: Stage, look: Grade, drawn: list[str], destination: Path) -> Picture:
    frame = stage.frame
    film = skia.Surface(*frame.film_px)
    left, top = ((frame.plane_px[axis] - frame.film_px[axis]) // 2 for axis in range(2))
    planes = []
    names = stage.planes()
    figures = figures_of(stage, names.index("cast"), look) if "cast" in names else ()
    for number, name in enumerate(names):
        pixels = graded(stage.pixels(name), look)
        stage.drop(name)
        if number == 0:
            pixels[..., 3] = 255
        image = skia.Image.fromarray(
            pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
        )
        film.getCanvas().drawImage(image, -left, -top)
        file = f"plane-{number:02d}.png"
        _write(destination / file, pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        planes.append(Plane(file=file, depth=DEPTHS[name], name=name))
    draw_falling(stage, film.getCanvas())
    flat: Bytes = film.toarray(colorType=skia.kRGBA_8888_ColorType)
    _write(destination / IMAGE, flat[..., :3], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return Picture(
        image=IMAGE,
        planes=tuple(planes),
        drawn=tuple(drawn),
        regions=tuple(stage.regions),
        spots=spots_of(stage, names),
        figures=figures,
    )


def _write(path: Path, pixels: Bytes, options: list[int]) -> None:
    """Encode straight RGB or RGBA by the path's suffix."""
    codes = {3: cv2.COLOR_RGB2BGR, 4: cv2.COLOR_RGBA2BGRA}
    coloured = cv2.cvtColor(np.ascontiguousarray(pixels), codes[pixels.shape[2]])
    done, encoded = cv2.imencode(path.suffix, coloured, options)
    if not done:
        raise PermanentProviderError(f"{path.name} can't be encoded.", provider="embedded")
    try:
        path.write_bytes(encoded.tobytes())
    except OSError as error:
        raise MachineError(f"{path} can't be written: {error.strerror}.") from error


def _check_size(size_px: tuple[int, int]) -> None:
    if min(size_px) < SHORTEST_PX or max(size_px) > LONGEST_PX:
        raise BadInputError(
            "size",
            f"{size_px[0]}x{size_px[1]} is not within {SHORTEST_PX} and {LONGEST_PX} pixels.",
        )
