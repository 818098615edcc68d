"""The ffmpeg filter graphs that make a segment's frames."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from manike.film.blends import Span, blend
from manike.film.cards import Card
from manike.film.fitting import fitted
from manike.film.segments import Segment, SegmentKind
from manike.script.vocabulary import Transition

_DIPS = {
    SegmentKind.DIP_TO_BLACK: "",
    SegmentKind.SLOW_DIP: "",
    SegmentKind.DIP_TO_WHITE: ":color=white",
}
"""Transitions that fade one picture out and then the other in: the colour between, if not black."""
_LOGO_HEIGHT = 0.075
_LOGO_MARGIN = 0.04
_LOGO_OPACITY = 0.85
_TITLE_FADE_S = 0.5


@dataclass(frozen=True, slots=True)
class CaptionFiles:
    """Where libass finds what it burns in."""

    script: Path
    fonts: Path


def segment_graph(segment: Segment, files: CaptionFiles) -> str:
    """From the segment's clips, and after them its logo, as inputs to the output ``[film]``."""
    chain = _picture_chain(segment)
    if segment.captions:
        script, fonts = filter_value(files.script), filter_value(files.fonts)
        chain += f",ass=filename={script}:fontsdir={fonts}"
    if segment.logo is not None:
        chain += "[picture];" + _logo_chains(len(segment.sources), segment.size_px)
    if segment.kind is SegmentKind.BODY and segment.card is not None:
        title_input = len(segment.sources) + (segment.logo is not None)
        chain += f"[untitled];{_title_chains(segment.card, title_input)}"
    # Times counted anew, so that each frame lies on the grid whatever the filters did.
    rate = segment.fps
    chain += f",format=yuv420p{_fades(segment)}"
    return f"{chain},settb={rate.denominator}/{rate.numerator},setpts=N[film]"


def _picture_chain(segment: Segment) -> str:
    """Filters that make the segment's frames from its clips, before captions, logo and fades."""
    if segment.insert is not None:
        return fitted(segment.insert, segment.size_px, segment.fps)
    if segment.kind in (SegmentKind.BODY, SegmentKind.CLOSING, SegmentKind.INSERT):
        return _frames(segment, 0)
    if segment.kind in _DIPS:
        return _dip(segment)
    span = Span(segment.window.frame_count, segment.size_px, segment.fps)
    blending = blend(Transition(segment.kind.value), span)
    return f"{_frames(segment, 0, more=1)}[a];{_frames(segment, 1, more=1)}[b];{blending}"


def _dip(segment: Segment) -> str:
    half = segment.window.frame_count // 2
    before = f"{_frames(segment, 0)},trim=end_frame={half}"
    after = f"{_frames(segment, 1)},trim=start_frame={half},setpts=PTS-STARTPTS"
    return f"{before}[a];{after}[b];[a][b]concat=n=2:v=1:a=0"


def _fades(segment: Segment) -> str:
    """Filters that fade the segment with everything on it; empty if it stays as it is."""
    count = segment.window.frame_count
    if segment.kind is SegmentKind.CLOSING:
        return f",fade=t=out:start_frame=0:nb_frames={count}"
    if segment.kind in _DIPS:
        # After its end a fade out is black, and before its start a fade in: each has its half.
        half, colour = count // 2, _DIPS[segment.kind]
        out = f"fade=t=out:start_frame=0:nb_frames={half}{colour}:enable='lt(n,{half})'"
        into = f"fade=t=in:start_frame={half}:nb_frames={half}{colour}:enable='gte(n,{half})'"
        return f",{out},{into}"
    return ""


def _frames(segment: Segment, index: int, *, more: int = 0) -> str:
    """The wanted frames of one clip, from time 0, in the film's size and rate."""
    width_px, height_px = segment.size_px
    return (
        f"[{index}:v]trim=end_frame={segment.window.frame_count + more},setpts=PTS-STARTPTS,"
        f"fps={segment.fps},scale={width_px}:{height_px}:force_original_aspect_ratio=increase,"
        f"crop={width_px}:{height_px},setsar=1,format=yuv420p"
    )


def _logo_chains(logo_input: int, size_px: tuple[int, int]) -> str:
    height_px = round(min(size_px) * _LOGO_HEIGHT / 2) * 2
    margin_px = round(min(size_px) * _LOGO_MARGIN)
    return (
        f"[{logo_input}:v]format=rgba,colorchannelmixer=aa={_LOGO_OPACITY},"
        f"scale=-2:{height_px}:out_color_matrix=bt709:out_range=tv,format=yuva420p[logo];"
        f"[picture][logo]overlay=x=W-w-{margin_px}:y={margin_px}"
    )


def _title_chains(card: Card, title_input: int) -> str:
    """The words laid over the picture for their time, coming and going softly."""
    start_s, length_s = (float(n / card.fps) for n in (card.start_frame, card.frame_count))
    fade_s = min(_TITLE_FADE_S, length_s / 3)
    fades = (
        f"fade=t=in:st={start_s:.4f}:d={fade_s:.4f}:alpha=1,"
        f"fade=t=out:st={start_s + length_s - fade_s:.4f}:d={fade_s:.4f}:alpha=1"
    )
    return (
        f"[{title_input}:v]trim=end_frame={card.frame_count},"
        f"setpts=PTS-STARTPTS+{start_s:.4f}/TB,format=rgba,{fades},"
        "scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[title];"
        "[untitled][title]overlay=eof_action=pass"
    )


def frames_from(video: Path, frame: int, fps: Fraction) -> list[str]:
    """Arguments that make ffmpeg read a video from one of its frames, counted from 0.

    Seeking half a frame early lands on the frame itself, whatever the container's rounding.
    """
    source = ["-threads", "1", "-i", str(video)]
    if frame == 0:
        return source
    return ["-ss", f"{float((frame - Fraction(1, 2)) / fps):.6f}", *source]


def filter_value(path: Path) -> str:
    """A path as a value in a filter graph: escaped for the option, then for the graph."""
    option = "".join("\\" + c if c in "\\':" else c for c in str(path))
    return "".join("\\" + c if c in "\\'[],;" else c for c in option)
