"""What can be found and by what it is narrowed, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, or_, type_coerce
from sqlmodel import col

from manike.errors import BadInputError
from manike.studio.search_table import SearchRow


@dataclass(frozen=True, slots=True)
class Findable:
    """A scene, shot, song or experience as it is put among what can be found."""

    key: str
    """What it is within its project or catalogue, such as ``7`` or a song's id."""
    title: str
    text: str
    """What it is found by, with the title where that says something."""
    aspect: str = ""
    duration_s: float | None = None
    on_date: date | None = None
    moods: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    place: str = ""
    price: Decimal | None = None
    currency: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a thing found must be; an empty field asks nothing, a thing without one is left out."""

    projects: tuple[str, ...] = ()
    """Any of these."""
    aspects: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    """At least one of these."""
    seasons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    least_s: float | None = None
    most_s: float | None = None
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    most_price: Decimal | None = None
    currency: str = ""
    """Needed with ``most_price``: prices are not converted."""

    def __post_init__(self) -> None:
        if self.most_price is not None and not self.currency:
            raise BadInputError("currency", "is needed with a price, such as USD.")
        for name in ("projects", "aspects", "moods", "seasons", "places", "currency"):
            words = "".join(getattr(self, name))
            if "\x00" in words:
                raise BadInputError(name, "holds a zero character, which no database keeps.")
            if not is_text(words):
                raise BadInputError(name, "holds bytes that are no UTF-8.")
        self._check_ranges()

    def _check_ranges(self) -> None:
        price = self.most_price
        if price is not None and not (price.is_finite() and price >= 0):
            raise BadInputError("most-price", f"{price} is no price; use 0 or more.")
        if self.since and self.until and self.since > self.until:
            said = f"{self.since} is after until, {self.until}; swap them."
            raise BadInputError("since", said)
        if self.least_s is not None and self.most_s is not None and self.least_s > self.most_s:
            said = f"{self.least_s:g} is more than most-s, {self.most_s:g}; swap them."
            raise BadInputError("least-s", said)

    def conditions(self) -> list[ColumnElement[bool]]:
        """As conditions on ``SearchRow``."""
        words = [
            (self.projects, SearchRow.project),
            (self.aspects, SearchRow.aspect),
            (self.places, SearchRow.place),
            ((self.currency,) if self.currency else (), SearchRow.currency),
        ]
        found: list[ColumnElement[bool]] = [
            col(column).in_(wanted) for wanted, column in words if wanted
        ]
        for wanted, several in ((self.moods, SearchRow.moods), (self.seasons, SearchRow.seasons)):
            if wanted:
                found.append(or_(*(_holds(several, word) for word in wanted)))
        if self.least_s is not None:
            found.append(col(SearchRow.duration_s) >= self.least_s)
        if self.most_s is not None:
            found.append(col(SearchRow.duration_s) <= self.most_s)
        if self.since is not None:
            found.append(col(SearchRow.on_date) >= self.since)
        if self.until is not None:
            found.append(col(SearchRow.on_date) <= self.until)
        if self.most_price is not None:
            found.append(col(SearchRow.price) <= self.most_price)
        return found


def is_text(words: str) -> bool:
    """Whether it can be written as UTF-8: what a shell was given may hold any bytes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


def _holds(column: Any, word: str) -> ColumnElement[bool]:  # noqa: ANN401 - SQLModel's column
    return type_coerce(col(column), String).contains(f" {word} ", autoescape=True)


NO_FILTERS = Filters()
