"""Takes every measure of what was made, and puts the figures together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from statistics import fmean

from benchmarks.studio.borrowing import borrowed, embedded_drawing
from benchmarks.studio.costs import stage_seconds
from benchmarks.studio.coverage import coverage
from benchmarks.studio.figures import (
    CostFigures,
    Figures,
    FilmFigures,
    PictureFigures,
    ScriptFigures,
    Together,
)
from benchmarks.studio.looks import (
    Look,
    composition_distance,
    nearest,
    nearest_scenes,
    palette_distance,
    read_look,
)
from benchmarks.studio.made import Made
from benchmarks.studio.meaning import similarities
from benchmarks.studio.motion import clip_jitter_px
from benchmarks.studio.notes import notes_per_s
from benchmarks.studio.speech import dropped_words, loudness_spread_lu, misheard_words, paired
from benchmarks.studio.wording import (
    distinct_2,
    repeated_phrases,
    repeated_sentences,
    shared_phrases,
    shared_sentences,
)
from manike.media.sound import read_wav
from manike.ports import Embedder, Transcriber
from manike.quality.levels import measure_levels
from manike.quality.narration import measure_sound
from manike.quality.words import comparable_words, letter_error_rate, word_error_rate
from manike.script.timing import estimate_speech_s


def measure(made: Made, embedder: Embedder, transcriber: Transcriber) -> Figures:
    """Every measure that what was made of a prompt allows."""
    figures = Figures(made.prompt.id, made.prompt.genre, failure=made.failure)
    if made.failure:
        return figures
    figures = replace(figures, script=_script(made, embedder))
    if made.pictures:
        figures = replace(figures, pictures=_pictures(made))
    if made.film is None:
        return figures
    return replace(figures, film=_film(made, made.film, transcriber), cost=_cost(made))


def measure_together(
    all_made: Sequence[Made], figures: Sequence[Figures]
) -> tuple[tuple[Figures, ...], Together]:
    """What is measured between films; adds to each film's figures which one is nearest."""
    there = [made for made in all_made if not made.failure]
    said = {made.prompt.id: narrations_of(made) for made in there}
    looks = {made.prompt.id: _looks(made) for made in there if made.pictures}
    pairs = list(combinations(looks.values(), 2))
    together = Together(
        shared_sentences=shared_sentences(said),
        shared_phrases=shared_phrases(said),
        palette_mean=fmean(palette_distance(*pair) for pair in pairs) if pairs else None,
        composition_mean=fmean(composition_distance(*pair) for pair in pairs) if pairs else None,
    )
    return tuple(_with_nearest(each, looks) for each in figures), together


def narrations_of(made: Made) -> tuple[str, ...]:
    """What is said in each scene."""
    return tuple(scene.narration for scene in made.script.scenes)


def _script(made: Made, embedder: Embedder) -> ScriptFigures:
    script, narrations = made.script, narrations_of(made)
    found = coverage(made.prompt.entities, script, made.drawn)
    alike = similarities(made.prompt.text, [s.description for s in script.scenes], embedder)
    return ScriptFigures(
        scenes=len(script.scenes),
        target_s=made.prompt.duration_s,
        planned_s=sum(scene.duration_s for scene in script.scenes),
        narration_s=sum(estimate_speech_s(text) for text in narrations),
        entities=len(found.entities),
        coverage=found.share,
        spoken=found.share_of(found.spoken),
        written=found.share_of(found.written),
        asked=found.share_of(found.asked),
        missing=found.missing,
        distinct_2=distinct_2(narrations),
        repeated_sentences=repeated_sentences(narrations),
        repeated_phrases=repeated_phrases(narrations),
        similarity=fmean(alike),
        least_similarity=min(alike),
    )


def _pictures(made: Made) -> PictureFigures:
    found = coverage(made.prompt.entities, made.script, made.drawn)
    cast = {character.name: character for character in made.script.characters}
    return PictureFigures(
        drawn=found.share_of(found.drawn),
        nearest_scenes=nearest_scenes(_looks(made)),
        borrowed=borrowed(made.drawn.values(), cast, embedded_drawing),
    )


def _film(made: Made, film: Path, transcriber: Transcriber) -> FilmFigures:
    said = " ".join(narrations_of(made))
    heard = made.heard
    if heard is None:
        heard = transcriber.transcribe(film)
        made.keep_heard(heard)
    pairs = paired(said, heard)
    spoken = measure_sound(film, made.timeline, made.voices).narrations.values()
    levels = measure_levels(film)
    trembling = [clip_jitter_px(clip) for clip in made.clips]
    return FilmFigures(
        delivered_s=made.timeline.duration_s,
        jitter_px=max((each for each in trembling if each is not None), default=0.0),
        word_error_rate=word_error_rate(said, heard),
        letter_error_rate=letter_error_rate(said, heard),
        words=len(comparable_words(said)),
        dropped=dropped_words(pairs),
        misheard=misheard_words(pairs),
        speech_spread_lu=loudness_spread_lu([each.speech_lufs for each in spoken]),
        lufs=levels.lufs,
        true_peak_dbtp=levels.true_peak_dbtp,
        notes_per_s=_note_density(made.cues),
        sha256=made.report["film_sha256"],
    )


def _note_density(cues: Sequence[Path]) -> float:
    """Mean over the cues."""
    return fmean(notes_per_s(*read_wav(cue)) for cue in cues) if cues else 0.0


def _cost(made: Made) -> CostFigures | None:
    cost = made.cost
    if cost is None:
        return None
    return CostFigures(
        wall_s=cost.wall_s,
        times_length=cost.wall_s / made.timeline.duration_s,
        cpu_s=cost.cpu_s,
        peak_mib=cost.peak_mib,
        load=cost.load,
        stages_s=stage_seconds(made.report),
    )


def _looks(made: Made) -> tuple[Look, ...]:
    return tuple(read_look(path) for path in made.pictures)


def _with_nearest(figures: Figures, looks: Mapping[str, Sequence[Look]]) -> Figures:
    if figures.pictures is None or figures.id not in looks:
        return figures
    found = nearest(looks, figures.id)
    pictures = replace(
        figures.pictures,
        nearest_palette=found.get("palette"),
        nearest_composition=found.get("composition"),
    )
    return replace(figures, pictures=pictures)
