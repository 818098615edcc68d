"""Captions as an ASS script that libass burns into a stretch of the film."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from manike.film.ass_text import bgr, escaped
from manike.film.brand import BrandKit
from manike.film.caption_styles import Event, events_of
from manike.film.captions import Caption
from manike.film.fonts import font_file
from manike.film.metrics import font_metrics
from manike.film.placement import Band
from manike.film.typesetting import Setting

__all__ = ["Window", "ass_script", "escaped"]

_AUTO_DIRECTION = -1
"""As a style's encoding: libass lays whole lines out from the side that their letters say."""
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
    bands: Mapping[int, Band] | None = None,
) -> str:
    """What to burn into ``window``, with times from its first frame; empty if nothing is shown.

    It says everything about the captions' look but the fonts' bytes, so it can stand for them in
    a segment's name. ``bands`` says by scene number where captions don't stand at the bottom.
    """
    setting = Setting(brand, size_px, fps, bands or {})
    seen = [
        caption
        for caption in captions
        if caption.start_frame < window.end_frame and window.start_frame < caption.end_frame
    ]
    lines = [
        line
        for caption in seen
        for event in events_of(caption, setting)
        if (line := _dialogue(event, window, fps))
    ]
    if not lines:
        return ""
    return "\n".join([*_head(setting, captions), *lines]) + "\n"


def _head(setting: Setting, captions: Sequence[Caption]) -> list[str]:
    width_px, height_px = setting.size_px
    name = setting.brand.caption_font
    metrics = font_metrics(font_file(name))
    line_px = setting.em_px * metrics.line_height / metrics.units_per_em
    colour = bgr(setting.brand.caption_colour)
    return [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {width_px}",
        f"PlayResY: {height_px}",
        "WrapStyle: 2",
        "ScaledBorderAndShadow: yes",
        "YCbCr Matrix: TV.709",
        *_language(captions),
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        f"Style: Text,{name},{line_px:.1f},{colour},0,0,-1,1,0,0,2,0,0,0,{_AUTO_DIRECTION}",
        f"Style: Box,{name},{line_px:.1f},{colour},0,0,0,1,0,0,7,0,0,0,1",
        "",
        "[Events]",
        "Format: Layer,Start,End,Style,Text",
    ]


def _language(captions: Sequence[Caption]) -> list[str]:
    """Chinese where there are Chinese characters and neither kana nor hangul: forms differ.

    Said of the whole film: a caption has the same forms on both sides of a cut between segments.
    """
    letters = {letter for caption in captions for line in caption.text_lines for letter in line}
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    is_chinese = "CJK" in names and not names & {"HIRAGANA", "KATAKANA", "HANGUL"}
    return ["Language: zh-cn"] if is_chinese else []


def _dialogue(event: Event, window: Window, fps: Fraction) -> str:
    """An event's line, clipped to the window; empty outside it."""
    first = max(event.start_frame, window.start_frame) - window.start_frame
    last = min(event.end_frame, window.end_frame) - window.start_frame
    if first >= last:
        return ""
    times = f"{_clock(first, fps)},{_clock(last, fps)}"
    return f"Dialogue: {event.layer},{times},{event.style},{event.text}"


def _clock(frame: int, fps: Fraction) -> str:
    """Half a frame early, so that rounding to 0.01 s never moves an event to the next frame."""
    centiseconds = round(max(Fraction(0), (frame - Fraction(1, 2)) / fps) * 100)
    seconds, centiseconds = divmod(centiseconds, 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}.{centiseconds:02d}"
