"""The film made by this project's engine."""

import argparse
import time
from pathlib import Path

from benchmarks.assembly.job import FPS, Job, JobFile
from benchmarks.assembly.made import Made, PlannedScene
from manike.film.assembly import FILM_FILE, assemble
from manike.film.brand import BrandKit
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import FilmFormat, Timeline, plan_timeline
from manike.media.sound import SAMPLE_RATE_HZ
from manike.ports import Music, VoiceOver
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

BRANDS = {"first": BrandKit(), "second": BrandKit(caption_colour="#ffe9c4")}


def main() -> None:
    """Make the film of a stored job and leave the result in the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--transition", type=Transition, default=Transition.CUT)
    parser.add_argument("--brand", choices=BRANDS, default="first")
    parser.add_argument("--changed", action="store_true")
    options = parser.parse_args()
    job = Job.read(options.job)
    film = film_job(job, options.transition, BRANDS[options.brand], is_changed=options.changed)
    _make(film, options.cache, options.out).write(options.out)


def timeline_of(job: Job, transition: Transition = Transition.CUT) -> Timeline:
    """The job on the frame grid."""
    script = _script(job, transition)
    voices = {
        scene.number: VoiceOver(
            file=scene.voice.path.name,
            duration_s=scene.voice_samples / SAMPLE_RATE_HZ,
            sample_count=scene.voice_samples,
            voice="benchmark",
            words=scene.words,
        )
        for scene in job.scenes
    }
    music = Music(
        file=job.music.path.name, duration_s=job.music_s, bar_s=job.bar_s, ending_s=job.music_s
    )
    return plan_timeline(script, voices, {1: music}, FilmFormat(job.size_px, FPS, captions=True))


def film_job(job: Job, transition: Transition, brand: BrandKit, *, is_changed: bool) -> FilmJob:
    """The job as the engine takes it."""
    clips = {scene.number: _source(scene.clip) for scene in job.scenes}
    if is_changed:
        clips[job.changed_scene] = _source(job.changed_clip)
    return FilmJob(
        timeline=timeline_of(job, transition),
        clips=clips,
        voices={scene.number: _source(scene.voice) for scene in job.scenes},
        music={1: _source(job.music)},
        brand=brand,
    )


def _make(job: FilmJob, cache: Path, out: Path) -> Made:
    sounds = _count_sounds(cache)
    started = time.perf_counter()
    film = assemble(job, cache, out, lambda done, total: None)
    engine_s = time.perf_counter() - started
    timeline = job.timeline
    return Made(
        film=out / FILM_FILE,
        frame_count=timeline.frame_count,
        scenes=tuple(
            PlannedScene(
                start_s=float(scene.start_frame / FPS),
                narration_s=scene.narration.start_s if scene.narration else 0.0,
            )
            for scene in timeline.scenes
        ),
        engine_s=engine_s,
        segments_made=film.segments_made,
        segments_reused=film.segments_reused,
        sound_made=_count_sounds(cache) > sounds,
    )


def _count_sounds(cache: Path) -> int:
    return sum(1 for _ in cache.glob("sound/**/*.m4a"))


def _script(job: Job, transition: Transition) -> ScriptBreakdown:
    """Not validated: a script has at most 96 scenes, and the engine is measured with 120."""
    scenes = tuple(
        Scene(
            number=1,
            title="Harbour",
            description="A harbour.",
            narration=scene.text,
            setting=Setting(place=Place.HARBOUR),
            duration_s=1.0,
            transition=transition,
        ).model_copy(update={"number": scene.number})
        for scene in job.scenes
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=len(scenes), mood=Mood.CALM, tempo_bpm=96, key="C major"
    )
    return ScriptBreakdown.model_construct(
        title="The standard job", logline="A harbour.", scenes=scenes, music=(cue,)
    )


def _source(file: JobFile) -> SourceFile:
    return SourceFile(file.path, file.sha256)


if __name__ == "__main__":
    main()
