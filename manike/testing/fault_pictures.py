"""Filters that spoil a film's picture."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from manike.film.timeline import TimelineScene
from manike.media.coding import x264_options
from manike.media.programs import run_ffmpeg
from manike.quality.strips import clip_strip
from manike.testing.films import FinishedFilm

_PASS = "overlay=eof_action=pass:format=yuv420"


def filtered(
    graph: Callable[[FinishedFilm, float], str],
) -> Callable[[FinishedFilm, Path, float], FinishedFilm]:
    """A fault that filters the picture, input 0, with the clip of the second scene as input 1."""

    def inject(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
        clip = film.sources.clips[_second(film).number]
        inputs = ["-i", str(film.path), "-i", str(clip)]
        chain = ["-filter_complex", graph(film, strength) + "[v]", "-map", "[v]", "-map", "0:a"]
        coding = [*x264_options(film.timeline.rate, crf=8), "-fps_mode", "passthrough"]
        closing = ["-c:a", "copy", "-movflags", "+faststart"]
        run_ffmpeg([*inputs, *chain, *coding, *closing], output)
        return replace(film, path=output)

    return inject


def black(film: FinishedFilm, duration_s: float) -> str:
    """A stretch of the second scene goes black."""
    return f"[0:v]lutyuv=y=16:u=128:v=128:enable='{_span(film, duration_s)}'"


def frozen(film: FinishedFilm, duration_s: float) -> str:
    """The picture stands still, from the film's start on."""
    return _held(film, 0, round(duration_s * film.timeline.rate))


def white(film: FinishedFilm, count: float) -> str:
    """White frames in the second scene."""
    first = _first(film)
    where = f"between(n,{first},{first + count - 1})"
    return f"[0:v]lutyuv=y=235:u=128:v=128:enable='{where}'"


def strobe(film: FinishedFilm, flashes_a_second: float) -> str:
    """White and picture by turns for a second."""
    first, second = _first(film), round(film.timeline.rate)
    half = second / flashes_a_second / 2
    where = f"between(n,{first},{first + second})*mod(floor((n-{first})/{half:.3f}),2)"
    return f"[0:v]lutyuv=y=235:u=128:v=128:enable='{where}'"


def repeated_frames(film: FinishedFilm, count: float) -> str:
    """Frames show the one before, where the film moves most."""
    return _held(film, liveliest(film) - 1, round(count) + 1)


def dropped_frames(film: FinishedFilm, count: float) -> str:
    """Frames are left out where the film moves most; the last one lasts longer."""
    first = liveliest(film)
    last = first + round(count) - 1
    rate = film.timeline.rate
    return (
        f"[0:v]select='not(between(n,{first},{last}))',setpts=N/({rate})/TB,"
        f"tpad=stop_mode=clone:stop={round(count)}"
    )


def late_picture(film: FinishedFilm, count: float) -> str:
    """The first frame is seen for longer, and all others come later."""
    frames = f"trim=end_frame={film.timeline.frame_count}"
    return f"[0:v]tpad=start_mode=clone:start={round(count)},{frames}"


def gap(film: FinishedFilm, count: float) -> str:
    """Frames are left out, and nothing is in their place."""
    first = _first(film)
    return f"[0:v]select='not(between(n,{first},{first + count - 1}))'"


def other_rate(film: FinishedFilm, rate: float) -> str:
    """Converted to another rate."""
    return f"[0:v]fps={'30000/1001' if rate == 29.97 else round(rate)}"  # noqa: PLR2004


def longer(film: FinishedFilm, count: float) -> str:
    """More frames at the end."""
    return f"[0:v]tpad=stop_mode=clone:stop={round(count)}"


def missing_scene(film: FinishedFilm, strength: float) -> str:
    """The second scene is left out; what follows comes early, and the end lasts longer."""
    second = _second(film)
    last = second.start_frame + second.frame_count - 1
    return (
        f"[0:v]select='not(between(n,{second.start_frame},{last}))',"
        f"setpts=N/({film.timeline.rate})/TB,tpad=stop_mode=clone:stop={second.frame_count}"
    )


def swapped_scenes(film: FinishedFilm, strength: float) -> str:
    """The first two scenes change places."""
    first, second = film.timeline.scenes[:2]
    cuts = (first.start_frame, second.start_frame, second.start_frame + second.frame_count)
    a, b = (f"trim=start_frame={i}:end_frame={j},setpts=PTS-STARTPTS" for i, j in pairwise(cuts))
    rest = f"trim=start_frame={cuts[2]},setpts=PTS-STARTPTS"
    return f"[0:v]split=3[x][y][z];[x]{a}[a];[y]{b}[b];[z]{rest}[c];[b][a][c]concat=n=3:v=1:a=0"


def repeated_scene(film: FinishedFilm, strength: float) -> str:
    """The second scene is seen again where the first one should be."""
    first, second = film.timeline.scenes[:2]
    shift_s = float((second.start_frame - first.start_frame) / film.timeline.rate)
    last = second.start_frame - 1
    return (
        f"[0:v]split[x][y];[y]trim=start_frame={second.start_frame},"
        f"setpts=PTS-{shift_s}/TB[again];"
        f"[x][again]{_PASS}:enable='lte(n,{last})'"
    )


def foreign(film: FinishedFilm, duration_s: float) -> str:
    """A test card is seen for a while."""
    width_px, height_px = film.timeline.size_px
    card = f"testsrc2=size={width_px}x{height_px}:rate={film.timeline.rate}:duration=600"
    return f"{card}[card];[0:v][card]overlay=shortest=1:enable='{_span(film, duration_s)}'"


def smaller(film: FinishedFilm, scale: float) -> str:
    """Other width and height."""
    width_px, height_px = (round(side * scale / 2) * 2 for side in film.timeline.size_px)
    return f"[0:v]scale={width_px}:{height_px},setsar=1"


def bars(film: FinishedFilm, share: float) -> str:
    """The picture is shrunk between black bars above and below."""
    width_px, height_px = film.timeline.size_px
    inner = round(height_px * (1 - share) / 2) * 2
    return (
        f"[0:v]scale={width_px}:{inner},pad={width_px}:{height_px}:0:{(height_px - inner) // 2},"
        "setsar=1"
    )


def stretched_pixels(film: FinishedFilm, aspect: float) -> str:
    """Players stretch the picture."""
    return f"[0:v]setsar={round(aspect * 100)}/100"


def full_range(film: FinishedFilm, strength: float) -> str:
    """Levels of the full range under tags of the TV range."""
    return "[0:v]lutyuv=y='clip((val-16)*255/219,0,255)'"


def squeezed_range(film: FinishedFilm, strength: float) -> str:
    """The TV range squeezed into the TV range once more."""
    return "[0:v]lutyuv=y='16+val*219/255'"


def grey(film: FinishedFilm, strength: float) -> str:
    """All colour is gone."""
    return "[0:v]hue=s=0"


def swapped_colours(film: FinishedFilm, strength: float) -> str:
    """The two colour planes change places."""
    return "[0:v]shuffleplanes=0:2:1"


def no_caption(film: FinishedFilm, strength: float) -> str:
    """The second scene's first caption is not there."""
    caption = next(c for c in film.sources.captions if c.scene == _second(film).number)
    return _uncaptioned(film, f"between(n,{caption.start_frame},{caption.end_frame - 1})")


def late_captions(film: FinishedFilm, late_s: float) -> str:
    """The second scene's captions come late."""
    late = round(late_s * film.timeline.rate)
    spans = (
        f"between(n,{caption.start_frame},{caption.start_frame + late - 1})"
        for caption in film.sources.captions
        if caption.scene == _second(film).number
    )
    return _uncaptioned(film, "+".join(spans))


def liveliest(film: FinishedFilm) -> int:
    """The frame that differs most from the one before in its clip, as its neighbours do."""
    best, most = 0, -1.0
    for scene in film.timeline.scenes:
        changes = _changes(film, scene)
        first = scene.transition_in.frame_count + 3
        for at in range(first, scene.frame_count - 20):
            # A key frame differs from the one before for its coding, and alone.
            change = min(changes[at - 2 : at + 1])
            if change > most:
                best, most = scene.start_frame + at, change
    return best


def _changes(film: FinishedFilm, scene: TimelineScene) -> list[float]:
    timeline = film.timeline
    clip = film.sources.clips[scene.number]
    with clip_strip(clip, timeline.size_px, timeline.rate, scene.frame_count) as frames:
        planes = (frame.detail.astype(np.int16) for frame in frames)
        return [float(np.abs(b - a).mean()) for a, b in pairwise(planes)]


def _uncaptioned(film: FinishedFilm, where: str) -> str:
    """The second scene's clip, which has no captions, laid over the film."""
    start_s = float(_second(film).start_frame / film.timeline.rate)
    return f"[1:v]setpts=PTS-STARTPTS+{start_s}/TB[clip];[0:v][clip]{_PASS}:enable='{where}'"


def _held(film: FinishedFilm, first: int, count: int) -> str:
    """One frame stays for ``count`` frames, over those that should follow."""
    start_s = float(first / film.timeline.rate)
    return (
        f"[0:v]split[x][y];[y]trim=start_frame={first}:end_frame={first + 1},"
        f"loop=loop={count}:size=1,setpts=N/({film.timeline.rate})/TB+{start_s}/TB[held];"
        f"[x][held]{_PASS}:enable='between(n,{first},{first + count - 1})'"
    )


def _span(film: FinishedFilm, duration_s: float) -> str:
    first = _first(film)
    return f"between(n,{first},{first + round(duration_s * film.timeline.rate) - 1})"


def _first(film: FinishedFilm) -> int:
    second = _second(film)
    return second.start_frame + second.transition_in.frame_count + 5


def _second(film: FinishedFilm) -> TimelineScene:
    return film.timeline.scenes[1]
