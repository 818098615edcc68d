"""The film made by MoviePy 2 as popular systems use it: everything put together in Python.

One encoding, MoviePy's own settings. Systems that write each clip first and put captions on the
result, as MoneyPrinterTurbo does, encode twice or three times and take longer than this.
"""

import argparse
import time
from pathlib import Path

from moviepy import (
    AudioFileClip,
    ColorClip,
    CompositeAudioClip,
    CompositeVideoClip,
    TextClip,
    VideoClip,
    VideoFileClip,
    afx,
    concatenate_videoclips,
)

from benchmarks.assembly.job import FPS, Job, JobScene
from benchmarks.assembly.made import (
    MUSIC_VOLUME,
    Made,
    ShownCaption,
    unrounded_captions,
    unrounded_plan,
)
from benchmarks.assembly.ours import timeline_of
from manike.film.fonts import font_file
from manike.script.timing import LEAD_S

_FONT_SHARE = 0.064
"""Of the width: as large as the engine's captions."""
_FOOT_SHARE = 0.78
_FADE_OUT_S = 3


def main() -> None:
    """Make the film of a stored job and leave the result in the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    job = Job.read(options.job)
    plan = unrounded_plan(job)
    captions = unrounded_captions(job, timeline_of(job), plan)
    film = options.out / "film.mp4"
    started = time.perf_counter()
    _write(job, captions, film)
    made = Made(
        film=film,
        frame_count=round(job.length_s * FPS),
        scenes=plan,
        engine_s=time.perf_counter() - started,
    )
    made.write(options.out)


def _write(job: Job, captions: list[ShownCaption], film: Path) -> None:
    spoken = concatenate_videoclips([_scene(scene) for scene in job.scenes])
    picture = CompositeVideoClip([spoken, *(_caption(c, job.size_px) for c in captions)])
    effects = [
        afx.AudioLoop(duration=spoken.duration),
        afx.MultiplyVolume(MUSIC_VOLUME),
        afx.AudioFadeOut(_FADE_OUT_S),
    ]
    music = AudioFileClip(str(job.music.path)).with_effects(effects)
    sound = CompositeAudioClip([spoken.audio, music])
    picture.with_audio(sound).write_videofile(
        str(film),
        fps=int(FPS),
        codec="libx264",
        audio_codec="aac",
        audio_bitrate="192k",
        audio_fps=int(sound.fps),
        temp_audiofile_path=str(film.parent),
        threads=2,
        logger=None,
    )


def _scene(scene: JobScene) -> VideoClip:
    voice = AudioFileClip(str(scene.voice.path)).with_start(LEAD_S)
    clip = VideoFileClip(str(scene.clip.path), audio=False).subclipped(0, scene.length_s)
    sound = CompositeAudioClip([voice]).with_duration(scene.length_s)
    return clip.with_audio(sound)


def _caption(caption: ShownCaption, size_px: tuple[int, int]) -> VideoClip:
    """White on a black box of nine tenths of the width, as MoneyPrinterTurbo has it by default."""
    width_px, height_px = size_px
    text = TextClip(
        text=caption.text,
        font=str(font_file("Roboto")),
        font_size=round(width_px * _FONT_SHARE),
        color="white",
        text_align="center",
        margin=(0, round(width_px * 0.02)),
    )
    box = ColorClip((round(width_px * 0.9), text.h), color=(0, 0, 0))
    boxed = CompositeVideoClip([box, text.with_position("center")], size=box.size)
    shown = boxed.with_start(caption.start_s).with_duration(caption.end_s - caption.start_s)
    return shown.with_position(("center", round(height_px * _FOOT_SHARE) - box.h))


if __name__ == "__main__":
    main()
