"""The film made by one run of ffmpeg: concat, subtitles, amix and loudnorm in one filter graph."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.assembly.job import FPS, Job
from benchmarks.assembly.made import (
    MUSIC_VOLUME,
    Made,
    PlannedScene,
    ShownCaption,
    unrounded_captions,
    unrounded_plan,
)
from benchmarks.assembly.ours import timeline_of
from manike.film.fonts import font_folder
from manike.media.files import write_text
from manike.media.programs import run_ffmpeg

_LOUDNESS = "loudnorm=I=-14:TP=-2.0:LRA=11,aresample=48000"
"""What openshorts puts at the end of its graph."""
_STYLE = (
    "FontName=Roboto,Bold=1,FontSize=12,BorderStyle=3,Outline=2,OutlineColour=&H5A140F0D,"
    "Shadow=0,Alignment=2,MarginV=63"
)
"""In the 288 lines that SubRip is set in: as large as the engine's captions, and as high up."""


def main() -> None:
    """Make the film of a stored job and leave the result in the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    job = Job.read(options.job)
    plan = unrounded_plan(job)
    captions = options.out / "captions.srt"
    write_text(captions, _subrip(unrounded_captions(job, timeline_of(job), plan)))
    film = options.out / "film.mp4"
    started = time.perf_counter()
    run_ffmpeg(_arguments(job, plan, captions), film)
    made = Made(
        film=film,
        frame_count=round(job.length_s * FPS),
        scenes=plan,
        engine_s=time.perf_counter() - started,
    )
    made.write(options.out)


def _arguments(job: Job, plan: tuple[PlannedScene, ...], captions: Path) -> list[str]:
    inputs = [word for scene in job.scenes for word in ("-i", str(scene.clip.path))]
    inputs += [word for scene in job.scenes for word in ("-i", str(scene.voice.path))]
    inputs += ["-stream_loop", "-1", "-i", str(job.music.path)]
    graph = ";".join([*_picture(job, captions), *_sound(job, plan)])
    encoding = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "19", "-profile:v", "high"]
    encoding += ["-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709"]
    encoding += ["-color_trc", "bt709", "-c:a", "aac", "-b:a", "256k"]
    ends = ["-t", f"{job.length_s:.6f}", "-movflags", "+faststart"]
    return [*inputs, "-filter_complex", graph, "-map", "[v]", "-map", "[a]", *encoding, *ends]


def _picture(job: Job, captions: Path) -> Iterator[str]:
    for index, scene in enumerate(job.scenes):
        length = f"trim=duration={scene.length_s:.6f},setpts=PTS-STARTPTS"
        yield f"[{index}:v]{length},setsar=1[v{index}]"
    scenes = "".join(f"[v{index}]" for index in range(len(job.scenes)))
    fonts = f"fontsdir='{font_folder('Roboto')}'"
    burned = f"subtitles=filename='{captions}':{fonts}:force_style='{_STYLE}'"
    yield f"{scenes}concat=n={len(job.scenes)}:v=1:a=0,fps={FPS},{burned},format=yuv420p[v]"


def _sound(job: Job, plan: tuple[PlannedScene, ...]) -> Iterator[str]:
    count = len(job.scenes)
    for index, planned in enumerate(plan):
        delay_ms = round(planned.narration_s * 1000)
        yield f"[{count + index}:a]adelay={delay_ms}:all=1[a{index}]"
    yield f"[{2 * count}:a]volume={MUSIC_VOLUME},atrim=duration={job.length_s:.6f}[music]"
    voices = "".join(f"[a{index}]" for index in range(count))
    mixed = f"amix=inputs={count + 1}:duration=longest:normalize=0"
    yield f"{voices}[music]{mixed},{_LOUDNESS}[a]"


def _subrip(captions: list[ShownCaption]) -> str:
    parts = [
        f"{number}\n{_clock(caption.start_s)} --> {_clock(caption.end_s)}\n{caption.text}\n"
        for number, caption in enumerate(captions, start=1)
    ]
    return "\n".join(parts)


def _clock(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d},{milliseconds:03d}"


if __name__ == "__main__":
    main()
