"""Rows of experiences, as a tenant gives them: CSV, JSON or Parquet. ``title`` is needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from manike.errors import BadInputError
from manike.experiences.experience import Audience, Experience
from manike.script.vocabulary import Mood, Place, Season, TimeOfDay
from manike.table_rows import SEVERAL, TableRow, Text, id_of, row_of
from manike.tables import Kind, at_once, read_things

MOST_EXPERIENCES = 100_000
"""In one catalogue, which is read whole."""


def _one_of(words: Sequence[str]) -> str:
    return f"write one or more of {', '.join(words)}, with semicolons between them"


_CURES: Mapping[str, str] = {
    "id": "write a text of at most 200 characters",
    "title": "write the experience's name, with at most 200 characters",
    "description": "write at most 4,000 characters",
    "place": f"write one of {', '.join(Place)}, or leave it empty",
    "seasons": f"{_one_of(tuple(Season))}, or leave it empty for all year",
    "moods": f"{_one_of(tuple(Mood))}, or leave it empty",
    "duration_h": "write its length in hours, such as 2 or 1.5, or leave it empty",
    "price": "write an amount such as 45 or 45.50, 0 if it is free, or leave it empty",
    "currency": "write a currency such as USD or EUR, with each price and nowhere else",
    "for_whom": f"{_one_of(tuple(Audience))}, or leave it empty",
    "best_time": f"{_one_of(tuple(TimeOfDay))}, or leave it empty",
}


def _lower(given: object) -> object:
    """Words of ours may be written ``Old town``."""
    return given.strip().lower().replace(" ", "_") if isinstance(given, str) else given


def _words(given: object) -> object:
    several = given.split(";") if isinstance(given, str) else given
    if not isinstance(several, (list, tuple)):
        return given
    return [_lower(word) for word in several if word != ""]


def _amount(given: object) -> object:
    """A table's 45.1 is 45.1 and not its nearest binary fraction."""
    return str(given) if isinstance(given, float) else given


def _upper(given: object) -> object:
    return given.strip().upper() if isinstance(given, str) else given


_WORDS = BeforeValidator(_words)


class _Row(TableRow):
    id: Annotated[str, Field(max_length=200)] = ""
    title: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=4000)] = ""
    place: Annotated[Place | None, BeforeValidator(_lower)] = None
    where: Text = ""
    country: Text = ""
    seasons: Annotated[tuple[Season, ...], _WORDS] = ()
    moods: Annotated[tuple[Mood, ...], _WORDS] = ()
    duration_h: Annotated[float, Field(gt=0, le=24 * 366)] | None = None
    price: (
        Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=4), BeforeValidator(_amount)]
        | None
    ) = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$"), BeforeValidator(_upper)] = "USD"
    for_whom: Annotated[tuple[Audience, ...], _WORDS] = ()
    best_time: Annotated[tuple[TimeOfDay, ...], _WORDS] = ()
    tags: Annotated[tuple[Text, ...], SEVERAL] = ()
    link: Text = ""


def _experience_of(file: Path, line: str, row: Mapping[str, Any]) -> Experience:
    """The experience of a row; without an id, one that stays as long as its names do."""
    found = row_of(_Row, _CURES, file, line, row)
    is_priced, has_currency = found.price is not None, "currency" in found.model_fields_set
    if is_priced != has_currency:
        lacks = "currency" if is_priced else "price"
        raise BadInputError(f"{file.name}, {line}, {lacks}", f"is missing; {_CURES[lacks]}.")
    own = found.id or id_of(found.title, found.where, found.country)
    currency = found.currency if has_currency else ""
    return Experience.model_validate(found.model_dump() | {"id": own, "currency": currency})


_EXPERIENCES = Kind("experience", _experience_of)


@dataclass(frozen=True, slots=True)
class ExperiencesRead:
    """What a file holds."""

    experiences: tuple[Experience, ...]
    problems: tuple[str, ...]
    """Rows that were left out: place, field and cure of each."""


def read_experiences(
    file: Path, *, skip_bad: bool = False, most: int = MOST_EXPERIENCES
) -> ExperiencesRead:
    """All experiences of a file, in its order.

    Args:
        file: ``.csv``, ``.json``, ``.jsonl`` or ``.parquet``.
        skip_bad: leave rows out that can't be used, and tell them.
        most: how many at most.

    Raises:
        BadInputError: the file can't be read, or, unless they are skipped, a row can't.
        MachineError: Parquet needs the extra [songs].
    """
    problems: list[str] = []

    def note(error: BadInputError) -> None:
        problems.append(str(error))

    try:
        found = read_things(file, _EXPERIENCES, most, note if skip_bad else at_once)
    except BadInputError as error:
        if problems:
            raise BadInputError(file.name, f"no row of it can be used: {problems[0]}") from error
        raise
    return ExperiencesRead(found, tuple(problems))
