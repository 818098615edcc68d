"""The embedded motion provider: a painted picture becomes a clip on one core."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from manike.embedded.animator.camera import plan_camera
from manike.embedded.animator.compositor import Compositor
from manike.embedded.animator.finish import FILM, PLAIN, Finish
from manike.embedded.animator.focus import Focus
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.layers import Layer, load_layers
from manike.embedded.animator.life import life_of
from manike.embedded.animator.light import gains
from manike.embedded.animator.particles import REFERENCE_PX, Swarm
from manike.embedded.animator.sources import Drawable
from manike.embedded.animator.veil import Veil
from manike.embedded.animator.weather import swarms_of, veils_of
from manike.errors import BadInputError
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.ports import Clip, MotionRequest, Progress
from manike.script.vocabulary import Place

VERSION = 2
"""Counts up with every change of movement, weather, light or encoding that can be seen."""

CLIP_FILE = "clip.mp4"
_PROGRESS_FRAMES = 10
_CRF = 16
"""Finer than the film's 19: what is lost here the film loses again."""


class EmbeddedAnimator:
    """Moves a camera through the planes of a picture, with weather and living light."""

    name = "embedded"
    model = f"animator-{VERSION}"

    def animate(self, request: MotionRequest, destination: Path, progress: Progress) -> Clip:
        """Write ``clip.mp4``; see ``MotionProvider.animate``.

        Runs on the calling thread and in one ffmpeg process with one thread. Memory does not
        depend on the number of frames: about 250 MiB at 1080p.

        Raises:
            BadInputError: no frames, or an odd width or height.
            MediaError: a plane is missing, broken or too small, or ffmpeg failed.
            MachineError: there is no usable ffmpeg, or the disk is full.
        """
        _check(request)
        studio = _Studio(request)
        width_px, height_px = request.size_px
        encoder = FrameEncoder(
            destination / CLIP_FILE,
            request.size_px,
            request.fps,
            pixel_format="yuv420p",
            options=_encoding(request.fps),
        )
        with encoder:
            for index in range(request.frame_count):
                studio.draw(index)
                encoder.write(studio.finish.data)
                if (index + 1) % _PROGRESS_FRAMES == 0 or index + 1 == request.frame_count:
                    progress(index + 1, request.frame_count)
        return Clip(
            file=CLIP_FILE,
            frame_count=request.frame_count,
            width_px=width_px,
            height_px=height_px,
        )


class _Studio:
    """All that draws the frames of one clip."""

    def __init__(self, request: MotionRequest) -> None:
        scene = request.scene
        key = f"{request.seed}/{request.take_number}/{scene.number}"
        # Products, cards and diagrams keep their exact colours.
        is_studio = scene.setting.place is Place.STUDIO
        self._fps = request.fps
        self._frame = Frame.empty(request.size_px)
        layers = load_layers(request.picture, request.picture_files, request.size_px)
        unit = min(request.size_px) / REFERENCE_PX
        self._focus = Focus(scene, layers, unit=unit)
        self._layers = self._focus.layers
        self._frame_count = request.frame_count
        self._camera = plan_camera(
            scene,
            frame_count=request.frame_count,
            fps=request.fps,
            size_px=request.size_px,
            key=key,
        )
        self._gains = gains(
            scene.setting, frame_count=request.frame_count, fps=request.fps, key=key
        )
        self._life = life_of(request, self._layers, self._frame, key)
        self._compositor = Compositor(self._layers, self._frame, self._life.bends)
        air: list[Drawable] = [
            Swarm(spec, self._frame, f"{key}/{number}")
            for number, spec in enumerate(swarms_of(scene))
        ]
        air += [Veil(veil, self._frame, key) for veil in veils_of(scene.setting)]
        self._steps = _steps(self._layers, [*self._life.drawables, *air])
        self.finish = Finish(self._frame, PLAIN if is_studio else FILM, key)

    def draw(self, index: int) -> None:
        """Make frame ``index`` the content of ``finish.data``."""
        camera, time_s = self._camera, float(index / self._fps)
        for blinks in self._life.blinks:
            blinks.set(time_s)
        for bend in self._life.bends.values():
            bend.update(time_s)
        views = [camera.view(index, layer.depth) for layer in self._layers]
        self._compositor.look(views, self._focus.softness(index / self._frame_count))
        painted = 0
        for end, drawables in self._steps:
            self._compositor.paint(painted, end)
            for drawable in drawables:
                drawable.draw(time_s, camera.view(index, drawable.depth))
            painted = end
        self.finish.write(index, float(self._gains[index]))


def _steps(
    layers: Sequence[Layer], drawables: Sequence[Drawable]
) -> list[tuple[int, list[Drawable]]]:
    """How many layers are painted before which drawables, from the back to the front."""
    steps: dict[int, list[Drawable]] = {}
    for drawable in sorted(drawables, key=lambda drawable: drawable.depth):
        behind = sum(layer.depth <= drawable.depth for layer in layers)
        steps.setdefault(max(1, behind), []).append(drawable)
    steps.setdefault(len(layers), [])
    return sorted(steps.items())


def _check(request: MotionRequest) -> None:
    if request.frame_count < 1:
        raise BadInputError("frame_count", "a clip needs at least one frame.")
    if any(length < 1 or length % 2 for length in request.size_px):
        raise BadInputError("size_px", f"{request.size_px} must be even and positive.")


def _encoding(fps: Fraction) -> list[str]:
    return [*x264_options(fps, crf=_CRF), "-flags:v", "+bitexact", "-map_metadata", "-1"]
