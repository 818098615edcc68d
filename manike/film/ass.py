"""Captions as an ASS script that libass burns into a stretch of the film."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from manike.film.brand import BrandKit
from manike.film.captions import Caption, shape_of

_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where captions stand, as shares of the film's shorter side or of its height."""

    size: float
    """Height of a line; 42 wide letters fill 85 % of a wide film, 24 fill 88 % of a tall one."""
    bottom: float
    """Share of the height kept free below: tall players draw their buttons over the last fifth."""
    side: float = 0.05


_LAYOUTS = {
    "wide": _Layout(size=0.062, bottom=0.075),
    "square": _Layout(size=0.058, bottom=0.085),
    "tall": _Layout(size=0.07, bottom=0.21),
}
_OUTLINE = 0.055
_SHADOW = 0.035
_STYLE_FIELDS = (
    "Name,Fontname,Fontsize,PrimaryColour,OutlineColour,BackColour,Bold,BorderStyle,Outline,"
    "Shadow,Alignment,MarginL,MarginR,MarginV,Encoding"
)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the film's frames."""

    start_frame: int
    frame_count: int

    @property
    def end_frame(self) -> int:
        """The first frame after it."""
        return self.start_frame + self.frame_count


def ass_script(
    captions: Sequence[Caption],
    window: Window,
    brand: BrandKit,
    size_px: tuple[int, int],
    fps: Fraction,
) -> str:
    """What to burn into ``window``, with times from its first frame; empty if nothing is shown.

    It says everything about the captions' look but the font's bytes, so it can stand for them in
    a segment's name.
    """
    events = [
        _dialogue(start - window.start_frame, end - window.start_frame, text, fps)
        for caption in captions
        for start, end, text in _clipped(_events(caption, brand), window)
    ]
    if not events:
        return ""
    return "\n".join([*_head(brand, size_px), *events]) + "\n"


def escaped(text: str) -> str:
    """Text that libass shows as it is: no override block, no line break command."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\" + _JOINER).replace("{", "\\{")


def _head(brand: BrandKit, size_px: tuple[int, int]) -> list[str]:
    width_px, height_px = size_px
    layout = _LAYOUTS[shape_of(size_px)]
    size = round(min(size_px) * layout.size)
    side, bottom = round(width_px * layout.side), round(height_px * layout.bottom)
    outline, shadow = round(size * _OUTLINE, 1), round(size * _SHADOW, 1)
    style = (
        f"Style: Caption,{brand.caption_font},{size},{_colour(brand.caption_colour)},&H30101010,"
        f"&H80000000,-1,1,{outline},{shadow},2,{side},{side},{bottom},1"
    )
    return [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {width_px}",
        f"PlayResY: {height_px}",
        "WrapStyle: 0",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: TV.709",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        style,
        "",
        "[Events]",
        "Format: Layer,Start,End,Style,Text",
    ]


def _events(caption: Caption, brand: BrandKit) -> Iterator[tuple[int, int, str]]:
    """Frames and text of each state of a caption: one, or one a word in the karaoke style."""
    if brand.caption_style == "plain":
        yield caption.start_frame, caption.end_frame, _text(caption, None, brand)
        return
    starts = [word.start_frame for word in caption.words[1:]]
    bounds = [caption.start_frame, *starts, caption.end_frame]
    for index in range(len(bounds) - 1):
        yield bounds[index], bounds[index + 1], _text(caption, index, brand)


def _text(caption: Caption, spoken: int | None, brand: BrandKit) -> str:
    index, lines = 0, []
    for line in caption.lines:
        words = []
        for word in line:
            text = escaped(word.text)
            words.append(_highlighted(text, brand) if index == spoken else text)
            index += 1
        lines.append(" ".join(words))
    return "\\N".join(lines)


def _highlighted(text: str, brand: BrandKit) -> str:
    return f"{{\\c{_colour(brand.highlight_colour)}}}{text}{{\\c{_colour(brand.caption_colour)}}}"


def _clipped(
    events: Iterator[tuple[int, int, str]], window: Window
) -> Iterator[tuple[int, int, str]]:
    for start, end, text in events:
        first, last = max(start, window.start_frame), min(end, window.end_frame)
        if first < last:
            yield first, last, text


def _dialogue(start_frame: int, end_frame: int, text: str, fps: Fraction) -> str:
    return f"Dialogue: 0,{_clock(start_frame, fps)},{_clock(end_frame, fps)},Caption,{text}"


def _clock(frame: int, fps: Fraction) -> str:
    """Half a frame early, so that rounding to 0.01 s never moves an event to the next frame."""
    centiseconds = round(max(Fraction(0), (frame - Fraction(1, 2)) / fps) * 100)
    seconds, centiseconds = divmod(centiseconds, 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}.{centiseconds:02d}"


def _colour(colour: str) -> str:
    """``#rrggbb`` as ASS writes it: alpha, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"&H00{blue}{green}{red}".upper() + "&"
