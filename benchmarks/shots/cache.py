"""Where the made set is kept, and its films."""

from pathlib import Path
from tempfile import gettempdir

from benchmarks.shots.footage import real_sources_of, sources_of
from benchmarks.shots.made_set import VERSION, MadeFilm, made_film


def cache_folder() -> Path:
    """In the folder for temporary files."""
    return Path(gettempdir()) / "manike-bench-shots"


def films_of(part: str, count: int, cache: Path) -> list[MadeFilm]:
    """The first ``count`` films of a part; a set without real clips is another one."""
    clips = cache / "clips"
    clips.mkdir(parents=True, exist_ok=True)
    whole = part.removesuffix("-moving")
    real = real_sources_of(whole)
    sources = sources_of(whole, clips) + real
    films = cache / (f"films-{VERSION}" + ("" if real else "-painted"))
    films.mkdir(exist_ok=True)
    return [made_film(part, number, sources, films) for number in range(count)]
