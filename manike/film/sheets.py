"""Contact sheets: one frame of every scene in a grid, with its number, time and title."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.ass import escaped
from manike.film.captions import shape_of
from manike.film.filters import filter_value
from manike.film.fonts import font_file, font_folder
from manike.film.metrics import FontMetrics, font_metrics
from manike.film.stills import JPEG_COLOURS, still
from manike.film.timeline import Timeline, TimelineScene
from manike.media.files import scratch_folder, write_bytes, write_text
from manike.media.programs import run_ffmpeg

_FONT = "Roboto"
_COLUMNS = {"wide": 4, "square": 5, "tall": 6}
_PICTURE_WIDTH_PX = {"wide": 400, "square": 300, "tall": 240}
_GAP_PX = 20
_HEAD_PX = 92
_LABEL_PX = 44
_GROUND_BGR = (27, 23, 20)


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    rows: int
    picture_px: tuple[int, int]

    @property
    def size_px(self) -> tuple[int, int]:
        width_px, height_px = self.picture_px
        row_px = height_px + _LABEL_PX + _GAP_PX
        return self.columns * (width_px + _GAP_PX) + _GAP_PX, _HEAD_PX + self.rows * row_px

    def corner(self, index: int) -> tuple[int, int]:
        """Left and top of a picture."""
        width_px, height_px = self.picture_px
        row, column = divmod(index, self.columns)
        row_px = height_px + _LABEL_PX + _GAP_PX
        return _GAP_PX + column * (width_px + _GAP_PX), _HEAD_PX + row * row_px


def contact_sheet(film: Path, timeline: Timeline, output: Path) -> None:
    """Write a JPEG with the middle frame of each scene.

    Raises:
        MediaError: the film can't be decoded.
    """
    grid = _grid(timeline)
    with scratch_folder(output.parent) as folder:
        pictures = folder / "pictures.png"
        _write_png(pictures, _pictures(film, timeline, grid, folder))
        script = folder / "labels.ass"
        write_text(script, _labels(timeline, grid))
        labelling = (
            f"ass=filename={filter_value(script)}:fontsdir={filter_value(font_folder(_FONT))}"
        )
        arguments = ["-i", str(pictures), "-vf", f"{labelling},scale={JPEG_COLOURS}", "-q:v", "3"]
        run_ffmpeg([*arguments, "-frames:v", "1", "-update", "1"], output)


def _grid(timeline: Timeline) -> _Grid:
    shape = shape_of(timeline.size_px)
    columns = min(_COLUMNS[shape], len(timeline.scenes))
    width_px = _PICTURE_WIDTH_PX[shape]
    height_px = round(width_px * timeline.height_px / timeline.width_px / 2) * 2
    return _Grid(columns, -(-len(timeline.scenes) // columns), (width_px, height_px))


def _pictures(film: Path, timeline: Timeline, grid: _Grid, folder: Path) -> NDArray[np.uint8]:
    """The sheet without its labels: shape (height, width, 3), blue first."""
    width_px, height_px = grid.size_px
    sheet = np.full((height_px, width_px, 3), _GROUND_BGR, np.uint8)
    for index, scene in enumerate(timeline.scenes):
        file = folder / f"scene-{scene.number:03d}.jpg"
        frame = scene.start_frame + scene.frame_count // 2
        still(film, frame, timeline.rate, grid.picture_px, file)
        left, top = grid.corner(index)
        picture = cv2.imread(str(file), cv2.IMREAD_COLOR)
        if picture is None:
            raise MediaError(f"Frame {frame} of {film.name} can't be read.")
        sheet[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return sheet


def _write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    done, data = cv2.imencode(".png", picture)
    if not done:
        raise MediaError(f"{path.name} can't be encoded.")
    write_bytes(path, data.tobytes())


def _labels(timeline: Timeline, grid: _Grid) -> str:
    """An ASS script that writes the head and the labels."""
    width_px, height_px = grid.size_px
    head = f"{timeline.duration_s:.1f} s · {timeline.width_px}x{timeline.height_px}"
    head += f" · {float(timeline.rate):g} fps · {len(timeline.scenes)} scenes"
    lines = [
        _text("Title", (_GAP_PX, 18), timeline.title, width_px - 2 * _GAP_PX),
        _text("Detail", (_GAP_PX, 58), head, width_px - 2 * _GAP_PX),
    ]
    for index, scene in enumerate(timeline.scenes):
        left, top = grid.corner(index)
        lines += _scene_labels(scene, timeline, (left, top + grid.picture_px[1] + 6), grid)
    styles = [
        f"Style: {name},{_FONT},{size},&H00{colour},0,0,{bold},1,0,0,7,0,0,0,1"
        for name, (size, bold, colour) in _STYLES.items()
    ]
    return "\n".join([*_script_head(width_px, height_px), *styles, *_EVENTS_HEAD, *lines]) + "\n"


_STYLES = {
    "Title": (38, -1, "FFFFFF"),
    "Detail": (22, 0, "A8A39E"),
    "Label": (21, -1, "F0EEEC"),
    "Time": (18, 0, "A8A39E"),
}
"""Size in pixels of a line, bold or not, colour with blue first."""
_EVENTS_HEAD = ("", "[Events]", "Format: Layer,Start,End,Style,Text")


def _script_head(width_px: int, height_px: int) -> Sequence[str]:
    return (
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {width_px}",
        f"PlayResY: {height_px}",
        "WrapStyle: 2",
        "",
        "[V4+ Styles]",
        "Format: Name,Fontname,Fontsize,PrimaryColour,OutlineColour,BackColour,Bold,BorderStyle,"
        "Outline,Shadow,Alignment,MarginL,MarginR,MarginV,Encoding",
    )


def _scene_labels(
    scene: TimelineScene, timeline: Timeline, at: tuple[int, int], grid: _Grid
) -> list[str]:
    start_s = float(scene.start_frame / timeline.rate)
    time = f"{int(start_s) // 60}:{start_s % 60:04.1f} · {scene.frame_count} frames"
    width_px = grid.picture_px[0]
    return [
        _text("Label", at, f"{scene.number}. {scene.title}", width_px),
        _text("Time", (at[0], at[1] + 22), time, width_px),
    ]


def _text(style: str, at: tuple[int, int], text: str, width_px: int) -> str:
    size, bold, _ = _STYLES[style]
    metrics = font_metrics(font_file(_FONT, "Bold" if bold else "Regular"))
    shown = escaped(_shortened(text, metrics, size, width_px))
    return f"Dialogue: 0,0:00:00.00,1:00:00.00,{style},{{\\pos({at[0]},{at[1]})}}{shown}"


def _shortened(text: str, metrics: FontMetrics, size: int, width_px: int) -> str:
    if metrics.width_px(text, size) <= width_px:
        return text
    while text and metrics.width_px(text + "…", size) > width_px:
        text = text[:-1]
    return text.rstrip() + "…"
