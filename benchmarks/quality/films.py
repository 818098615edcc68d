"""Three short films of the embedded providers, made once and kept."""

import subprocess
import sys
from os import environ
from pathlib import Path

from manike.embedded.transcriber import EmbeddedTranscriber
from manike.film.captions import plan_captions
from manike.film.timeline import Timeline
from manike.quality.plans import Sources
from manike.testing.films import FinishedFilm

FILMS = {
    "reef 16:9": ("16:9", "A sea turtle leaves the beach at sunrise. The reef waits at noon."),
    "market 9:16": ("9:16", "A morning at the flower market, from the first truck to noon."),
    "mars 1:1": ("1:1", "How a small rover crosses a crater on Mars and finds old ice."),
}


def finished_film(name: str, cache: Path) -> FinishedFilm:
    """A film of 12 s at 720p with its clips and voices, made if it is not in the cache yet."""
    aspect, prompt = FILMS[name]
    folder = cache / name.replace(" ", "-").replace(":", "x")
    if not (folder / "film.mp4").exists():
        options = ["--duration", "12", "--aspect", aspect, "--resolution", "720p"]
        command = [str(Path(sys.executable).with_name("manike")), "video", *options]
        environment = {**environ, "MANIKE_HOME": str(cache / "home")}
        subprocess.run([*command, "--out", str(folder), "--", prompt], check=True, env=environment)
    return read_film(folder)


def read_film(folder: Path) -> FinishedFilm:
    """An exported film, as its check sees it."""
    timeline = Timeline.from_json((folder / "timeline.json").read_text(encoding="utf-8"))
    sources = Sources(
        voices={s.number: folder / s.narration.file for s in timeline.scenes if s.narration},
        clips={s.number: folder / f"clips/scene-{s.number:03d}.mp4" for s in timeline.scenes},
        captions=plan_captions(timeline) if timeline.captions else (),
        caption_file=(folder / "captions.vtt").read_text(encoding="utf-8"),
        hear=EmbeddedTranscriber().transcribe,
    )
    return FinishedFilm(folder / "film.mp4", timeline, sources)
