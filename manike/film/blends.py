"""How two pictures become one in a transition: parts of ffmpeg filter graphs.

Each takes the labels ``[a]`` and ``[b]``, as many frames of either, and gives exactly that many.
Positions are eased, so that nothing starts or stops with a jerk; what moves fast is blurred as a
camera would, by the mean of moments within each frame's exposure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from manike.script.vocabulary import Transition

_FEATHER = 0.16
"""Width of a wipe's soft edge, as a share of the way it goes."""
_SLIDE_MOMENTS = 12
"""Mixed into one frame; at 1920 px and the slide's peak speed the copies lie 11 px apart."""
_ZOOM_MOMENTS = 4
_SHUTTER = 0.7
"""Share of a frame's time that is exposed."""
_ZOOM = 1.7
"""How far the first picture is magnified before it is gone."""
_ZOOM_ROOM = 1.5
"""The second picture begins smaller than the frame; mirrored edges fill this much of it."""
_ZOOM_BLEND = (0.36, 0.28)
"""Where the zoom's second picture begins to show and how long it takes, in shares of the whole."""

_WIPES = {
    Transition.WIPE_LEFT: "1-(X+0.5)/W",
    Transition.WIPE_RIGHT: "(X+0.5)/W",
    Transition.WIPE_UP: "1-(Y+0.5)/H",
    Transition.WIPE_DOWN: "(Y+0.5)/H",
}
"""When the edge passes a place: from 0 where it begins to 1 where it ends."""


@dataclass(frozen=True, slots=True)
class Span:
    """The frames of a transition."""

    frame_count: int
    size_px: tuple[int, int]
    fps: Fraction


def blend(kind: Transition, span: Span) -> str:
    """Filters from ``[a]`` and ``[b]``, each one frame longer than the span, to its frames."""
    if kind in _WIPES:
        return _wipe(_WIPES[kind], span)
    if kind is Transition.ZOOM:
        return _zoom(span)
    if kind in (Transition.SLIDE_LEFT, Transition.SLIDE_RIGHT):
        return _slide(span, to_left=kind is Transition.SLIDE_LEFT)
    return _crossfade(span)


def _crossfade(span: Span) -> str:
    """One frame more goes in and is cut off: xfade of ffmpeg 6 does not blend its last one."""
    length_s = float(span.frame_count / span.fps)
    blending = f"xfade=transition=fade:duration={length_s:.6f}:offset=0"
    return f"[a][b]{blending},trim=end_frame={span.frame_count}"


def _wipe(passed: str, span: Span) -> str:
    """The second picture laid over the first, as transparent as a small drawn mask says."""
    width_px, height_px = span.size_px
    is_level = "X" in passed
    mask_px = (width_px, 2) if is_level else (2, height_px)
    edge = _eased(f"(N+1)/{span.frame_count + 1}")
    soft = f"clip(({edge}*{1 + _FEATHER}-({passed}))/{_FEATHER},0,1)"
    mask = (
        f"color=c=black:s={mask_px[0]}x{mask_px[1]}:r={span.fps},trim=end_frame={span.frame_count},"
        f"format=gray,geq=lum='255*{soft}',scale={width_px}:{height_px}:flags=neighbor"
    )
    ends = f"trim=end_frame={span.frame_count}"
    return f"{mask}[m];[a]{ends}[c];[b]{ends}[d];[d][m]alphamerge[e];[c][e]overlay=format=yuv420"


def _slide(span: Span, *, to_left: bool) -> str:
    """Both pictures side by side, and the frame moved along them."""
    width_px, height_px = span.size_px
    ways = [_eased(moment) for moment in _moments("n", _SLIDE_MOMENTS, span)]
    moved = [
        f"crop={width_px}:{height_px}:x='{width_px}*{way if to_left else f'(1-{way})'}':y=0"
        for way in ways
    ]
    sides = "[a][b]" if to_left else "[b][a]"
    return f"{sides}hstack,{_exposed(moved, 'x')},trim=end_frame={span.frame_count}"


def _zoom(span: Span) -> str:
    """The first picture comes nearer and gives way to the second, which comes on at its speed."""
    width_px, height_px = span.size_px
    room_px = [round(side * (_ZOOM_ROOM - 1) / 4) * 2 for side in span.size_px]
    start, length = (round(share * span.frame_count) for share in _ZOOM_BLEND)
    ways = [_eased(moment) for moment in _moments("on", _ZOOM_MOMENTS, span)]
    late = [_eased(moment) for moment in _moments(f"on+{start}", _ZOOM_MOMENTS, span)]
    nearer = [_magnified(f"pow({_ZOOM},-{way})", (1.0, 1.0)) for way in ways]
    share = (width_px / (width_px + 2 * room_px[0]), height_px / (height_px + 2 * room_px[1]))
    coming = [_magnified(f"min(pow({_ZOOM},1-{way}),{_ZOOM_ROOM})", share) for way in late]
    before = f"[a]trim=end_frame={start + length + 1},{_exposed(nearer, 'x')}[c]"
    after = (
        f"[b]trim=start_frame={start},setpts=PTS-STARTPTS,{_bordered(*room_px)},"
        f"{_exposed(coming, 'y')},scale={width_px}:{height_px}[d]"
    )
    timing = f"duration={float(length / span.fps):.6f}:offset={float(start / span.fps):.6f}"
    fading = f"[c][d]xfade=transition=fade:{timing},trim=end_frame={span.frame_count}"
    return f"{before};{after};{fading}"


def _bordered(wide_px: int, high_px: int) -> str:
    """The picture with its edges mirrored around it."""
    padded = f"pad=iw+{2 * wide_px}:ih+{2 * high_px}:{wide_px}:{high_px}"
    return f"{padded},fillborders={wide_px}:{wide_px}:{high_px}:{high_px}:mode=mirror"


def _magnified(shown: str, share: tuple[float, float]) -> str:
    """A centred part of the picture, ``shown`` times ``share`` of its sides, made to fill it."""
    left, top = (f"W*(0.5-{share[0]:.6f}*{shown}/2)", f"H*(0.5-{share[1]:.6f}*{shown}/2)")
    right, low = f"W-{left}", f"H-{top}"
    corners = zip("0123", ((left, top), (right, top), (left, low), (right, low)), strict=True)
    places = ":".join(f"x{name}='{x}':y{name}='{y}'" for name, (x, y) in corners)
    return f"perspective={places}:eval=frame"


def _exposed(moments: Sequence[str], label: str) -> str:
    """The mean of what filters make of a frame at several moments."""
    count = len(moments)
    names = [f"{label}{index}" for index in range(count)]
    done = "".join(
        f"[{name}]{moment}[{name}z];" for name, moment in zip(names, moments, strict=True)
    )
    split = f"split={count}" + "".join(f"[{name}]" for name in names)
    return f"{split};{done}" + "".join(f"[{name}z]" for name in names) + f"mix=inputs={count}"


def _moments(number: str, count: int, span: Span) -> list[str]:
    """How far the whole is, from 0 to 1, at moments within the exposure of a numbered frame."""
    inside = [_SHUTTER * ((index + 0.5) / count - 0.5) for index in range(count)]
    return [f"(({number}+{1 + share:.6f})/{span.frame_count + 1})" for share in inside]


def _eased(share: str) -> str:
    """Slow at both ends, 1.5 times as fast in the middle."""
    return f"(({share})*({share})*(3-2*({share})))"
