"""A seeded catalogue of 20,000 songs, each with known attributes and tags that say them."""

from pathlib import Path

import numpy as np
import yaml

from benchmarks.search.scenes import Labelled
from manike.studio.search_filters import Findable

SONGS = 20_000
_BOOK = Path(__file__).parent / "data" / "songbook.yaml"
_ATTRIBUTES = ("mood", "genre", "lead", "tempo")


def catalogue(count: int = SONGS) -> list[Labelled]:
    """The songs; the same each time."""
    book = yaml.safe_load(_BOOK.read_text(encoding="utf-8"))
    chance, words = np.random.default_rng(20_000), book["words"]
    return [_song(book, words, chance, number) for number in range(1, count + 1)]


def _song(
    book: dict[str, dict[str, list[str]]],
    words: dict[str, list[str]],
    chance: np.random.Generator,
    number: int,
) -> Labelled:
    def one(several: list[str]) -> str:
        return several[chance.integers(len(several))]

    title, artist = f"{one(words['first'])} {one(words['second'])}", one(words["people"])
    chosen = {name: one(list(book[name])) for name in _ATTRIBUTES}
    tags = [one(book[name][value]) for name, value in chosen.items()]
    text = f"{title} by {artist}. {', '.join(tags)}."
    attributes = {name: (value,) for name, value in chosen.items()}
    attributes |= {"title": (title,), "artist": (artist,)}
    return Labelled(Findable(key=str(number), title=title, text=text), attributes)
