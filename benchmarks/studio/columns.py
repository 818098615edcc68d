"""The columns of the studio's table: one figure of every film each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.studio.figures import (
    CostFigures,
    Figures,
    FilmFigures,
    PictureFigures,
    ScriptFigures,
)

Cell = Callable[[Figures], float | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of every film."""

    name: str
    meaning: str
    cell: Cell
    """``None`` where it was not measured."""
    form: str
    """How it is written."""
    worst: Callable[[Sequence[float]], float]


def _script(figure: Callable[[ScriptFigures], float]) -> Cell:
    return lambda film: None if film.script is None else figure(film.script)


def _pictures(figure: Callable[[PictureFigures], float | None]) -> Cell:
    return lambda film: None if film.pictures is None else figure(film.pictures)


def _film(figure: Callable[[FilmFigures], float]) -> Cell:
    return lambda film: None if film.film is None else figure(film.film)


def _cost(figure: Callable[[CostFigures], float]) -> Cell:
    return lambda film: None if film.cost is None else figure(film.cost)


def _distance(nearest: tuple[str, float] | None) -> float | None:
    return nearest[1] if nearest else None


def _delivered(film: Figures) -> float | None:
    if film.film is None or film.script is None:
        return None
    return 100 * film.film.delivered_s / film.script.target_s


def _repeats(script: ScriptFigures) -> float:
    return len(script.repeated_sentences) + len(script.repeated_phrases)


COLUMNS = (
    Column("scenes", "number of scenes", _script(lambda s: s.scenes), ".0f", min),
    Column("target s", "length asked for", _script(lambda s: s.target_s), ".0f", max),
    Column("planned %", "planned length of that asked for",
           _script(lambda s: 100 * s.planned_s / s.target_s), ".1f", max),
    Column("delivered %", "delivered length of that asked for", _delivered, ".1f", max),
    Column("narration %", "speech of the planned length",
           _script(lambda s: 100 * s.narration_s / s.planned_s), ".0f", min),
    Column("met %", "entities of the prompt that are spoken, written or drawn",
           _script(lambda s: 100 * s.coverage), ".0f", min),
    Column("spoken %", "entities spoken", _script(lambda s: 100 * s.spoken), ".0f", min),
    Column("asked %", "entities that the illustrator is asked for",
           _script(lambda s: 100 * s.asked), ".0f", min),
    Column("drawn %", "entities drawn, as the pictures' records say",
           _pictures(lambda p: 100 * p.drawn), ".0f", min),
    Column("distinct-2", "share of pairs of neighbouring words that are different ones",
           _script(lambda s: s.distinct_2), ".3f", min),
    Column("repeats", "sentences and runs of five words or more that come twice in the film",
           _script(_repeats), ".0f", max),
    Column("likeness", "mean cosine of the prompt and the scenes' descriptions (MiniLM)",
           _script(lambda s: s.similarity), ".2f", min),
    Column("palette", "distance of colours to the nearest other film (0-1)",
           _pictures(lambda p: _distance(p.nearest_palette)), ".2f", min),
    Column("layout", "distance of composition to the nearest other film (0-1, 0.5 unrelated)",
           _pictures(lambda p: _distance(p.nearest_composition)), ".2f", min),
    Column("scenes apart", "distance of composition of the film's two scenes most alike",
           _pictures(lambda p: p.nearest_scenes), ".2f", min),
    Column("jitter px", "of the clip that trembles most", _film(lambda f: f.jitter_px), ".3f", max),
    Column("WER %", "words that Whisper tiny hears otherwise in the final mix",
           _film(lambda f: 100 * f.word_error_rate), ".1f", max),
    Column("LER %", "the same in letters",
           _film(lambda f: 100 * f.letter_error_rate), ".1f", max),
    Column("dropped", "words for which nothing is heard",
           _film(lambda f: len(f.dropped)), ".0f", max),
    Column("speech LU", "from the softest scene's speech to the loudest's",
           _film(lambda f: f.speech_spread_lu), ".1f", max),
    Column("LUFS", "integrated loudness", _film(lambda f: f.lufs), ".1f", min),
    Column("dBTP", "true peak", _film(lambda f: f.true_peak_dbtp), ".1f", max),
    Column("notes/s", "onsets of the music", _film(lambda f: f.notes_per_s), ".1f", min),
    Column("x length", "wall time from prompt to file",
           _cost(lambda c: c.times_length), ".2f", max),
    Column("peak MiB", "proportional memory of the process tree",
           _cost(lambda c: c.peak_mib), ".0f", max),
)  # fmt: skip
"""In the order in which they are shown."""
