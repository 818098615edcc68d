"""A seeded catalogue of 2,000 experiences, each with known attributes and a text that says them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.search.scenes import Labelled
from manike.experiences.experience import Audience, Experience
from manike.experiences.words import text_of
from manike.script.vocabulary import Mood, Place, Season, TimeOfDay
from manike.studio.search_filters import Findable

EXPERIENCES = 2_000
_BOOK = Path(__file__).parent / "data" / "experience_book.yaml"
_WATERS = frozenset(
    (Place.LAKE, Place.RIVER, Place.SEA, Place.BEACH, Place.WATERFALL, Place.HARBOUR, Place.REEF)
)
_MOST_SAID = 2


def experiences(count: int = EXPERIENCES) -> list[Labelled]:
    """The experiences; the same each time."""
    book = yaml.safe_load(_BOOK.read_text(encoding="utf-8"))
    chance = np.random.default_rng(EXPERIENCES)
    return [_labelled(*_made(book, chance, number)) for number in range(1, count + 1)]


def _made(
    book: dict[str, Any], chance: np.random.Generator, number: int
) -> tuple[Experience, dict[str, tuple[str, ...]]]:
    def one(several: list[Any]) -> Any:  # noqa: ANN401 - what the book holds
        return several[chance.integers(len(several))]

    activity = one(list(book["activities"]))
    page = book["activities"][activity]
    at = int(chance.integers(len(book["towns"])))
    town, country = book["towns"][at], book["countries"][at]
    said = chance.permutation(page["says"])[: 1 + int(chance.integers(_MOST_SAID))]
    made = Experience(
        id=str(number),
        title=one(page["titles"]).format(town=town),
        description=" ".join(said.tolist()),
        place=Place(one(page["places"])),
        where=town,
        country=country,
        seasons=(Season(page.get("season") or one(list(Season))),),
        moods=(Mood(page["mood"]),),
        duration_h=float(chance.integers(page["hours"][0], page["hours"][1] + 1)),
        price=Decimal(int(chance.integers(0, 120))),
        currency="USD",
        for_whom=(one(list(Audience)),),
        best_time=(TimeOfDay(page.get("time") or one(list(TimeOfDay))),),
    )
    return made, {"activity": (activity,), "town": (town,), "country": (country,)}


def _labelled(made: Experience, attributes: dict[str, tuple[str, ...]]) -> Labelled:
    attributes |= {
        "place": (made.place.value if made.place else "",),
        "near": ("water",) if made.place in _WATERS else (),
        "mood": tuple(mood.value for mood in made.moods),
        "time": tuple(time.value for time in made.best_time),
        "who": tuple(who.value for who in made.for_whom),
        "season": tuple(season.value for season in made.seasons),
    }
    return Labelled(Findable(key=made.id, title=made.title, text=text_of(made)), attributes)
