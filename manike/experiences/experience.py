"""What a catalogue knows of an experience."""

from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from manike.script.vocabulary import Mood, Place, Season, TimeOfDay

CURRENCY = r"^([A-Z]{3})?$"
_HOUR_S = timedelta(hours=1).total_seconds()


class Audience(StrEnum):
    """For whom an experience is."""

    CHILDREN = "children"
    FAMILIES = "families"
    COUPLES = "couples"
    FRIENDS = "friends"
    GROUPS = "groups"
    ALONE = "alone"
    """Who travels without company."""
    ELDERS = "elders"
    EVERYONE = "everyone"


class Experience(BaseModel):
    """Something that a traveller can do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(min_length=1, max_length=200)]
    """The tenant's own; a row with the same one takes its place."""
    title: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=4000)] = ""
    place: Place | None = None
    """What kind of place it is at."""
    where: str = ""
    """The place's name, such as ``Kandy Lake``."""
    country: str = ""
    seasons: tuple[Season, ...] = ()
    """When it can be done; empty is all year."""
    moods: tuple[Mood, ...] = ()
    duration_h: Annotated[float | None, Field(gt=0)] = None
    price: Annotated[Decimal | None, Field(ge=0)] = None
    """For one person; 0 is free of charge, ``None`` is not known."""
    currency: Annotated[str, Field(pattern=CURRENCY)] = ""
    """ISO 4217; never empty where there is a price."""
    for_whom: tuple[Audience, ...] = ()
    best_time: tuple[TimeOfDay, ...] = ()
    tags: tuple[str, ...] = ()
    """In the tenant's own words."""
    link: str = ""
    """Where it can be read of or booked, for people."""

    @model_validator(mode="after")
    def _priced_in_something(self) -> Self:
        if (self.price is None) != (not self.currency):
            raise ValueError("a price needs its currency, and a currency a price")
        return self

    @property
    def duration_s(self) -> float | None:
        """Its length in seconds, as filters have it."""
        return None if self.duration_h is None else self.duration_h * _HOUR_S
