"""Dated data of vendors that work by jobs: models, what they take, their prices and deadlines."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from manike.errors import BadInputError
from manike.generation.remote import Deadlines
from manike.script.vocabulary import Mood
from resources.dated_data import read_data
from resources.models import Model, Row
from resources.voice_casting import Voices

JobKind = Literal["image", "motion", "music", "speech"]
Seconds = Annotated[float, Field(gt=0)]
Price = Annotated[Decimal, Field(ge=0)]

_NEEDED: Mapping[JobKind, tuple[str, ...]] = {
    "motion": ("durations_s",),
    "music": ("longest_s",),
    "speech": ("characters",),
}
"""Fields without which a model could be asked for nothing."""


class Delivery(Row):
    """How a voice without directions is told to speak."""

    emotions: Mapping[Mood, str]
    """The vendor's word for a mood."""
    weak: str
    """Its word for any mood that is to be heard weakly."""
    weak_upto: Annotated[float, Field(ge=0, le=1)]
    slowest: Annotated[float, Field(gt=0)]
    fastest: Annotated[float, Field(gt=0)]
    """Speeds at the intensities 0 and 1; 1 is the voice's own."""

    def emotion(self, mood: Mood, intensity: float) -> str:
        """The vendor's word."""
        return self.weak if intensity <= self.weak_upto else self.emotions[mood]

    def speed(self, intensity: float) -> float:
        """The vendor's factor."""
        return round(self.slowest + (self.fastest - self.slowest) * intensity, 3)


class JobModel(Model):
    """One model of a vendor; see the files for units and sources."""

    version: str = ""
    options: Mapping[str, Any] = Field(default_factory=dict)
    """Of every request."""
    job: JobKind
    price_usd: Price
    unit: Literal["second", "machine_second", "image", "megapixel", "character", "song"]
    base_units: Decimal = Decimal(0)
    units_each: Decimal = Decimal(1)
    """For the quote of a machine's seconds: at the start, and for each second of the medium."""
    durations_s: tuple[int, ...] = ()
    """Of a clip, rising."""
    longest_s: int = 0
    """Of music."""
    shapes: tuple[str, ...] = ()
    """Ratios of width to height; the vendor chooses the pixels."""
    sizes: tuple[str, ...] = ()
    """Width x height, where only some are taken."""
    step_px: int = 16
    least_px: int = 128
    most_px: int = 2048
    """Sides of a picture where any size is taken: whole steps, from the one to the other."""
    references: int = 0
    """Pictures that can be sent along."""
    characters: int = 0
    """Of a text to speak."""
    delivery: Delivery | None = None
    prompt_characters: int = 2000
    needs_image: bool = False
    start_s: Seconds = 600
    run_s: Seconds = 1800
    mark: str = ""
    """The input that carries a number of ours, by which a lost submission is found again."""
    is_commercial: bool = True
    ends_on: date | None = None
    successor: str = ""
    source: str
    confidence: Literal["high", "medium", "low"]

    @model_validator(mode="after")
    def _can_be_asked(self) -> Self:
        missing = [name for name in _NEEDED.get(self.job, ()) if not getattr(self, name)]
        if self.job == "motion" and not (self.shapes or self.sizes):
            missing.append("shapes or sizes")
        if missing:
            raise ValueError(f"{self.id} is for {self.job} and needs {', '.join(missing)}")
        return self

    @property
    def deadlines(self) -> Deadlines:
        """How long a job may take."""
        return Deadlines(timedelta(seconds=self.start_s), timedelta(seconds=self.run_s))

    @property
    def label(self) -> str:
        """Name, version and a hash of the options and the delivery, for fingerprints."""
        name = f"{self.id}@{self.version[:8]}" if self.version else self.id
        shaping = dict(self.options)
        if self.delivery is not None:
            shaping["delivery"] = self.delivery.model_dump(mode="json")
        if not shaping:
            return name
        told = json.dumps(shaping, sort_keys=True)
        return f"{name} options {hashlib.sha256(told.encode()).hexdigest()[:8]}"


class JobFigures(Row):
    """All that is known of a vendor."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    call_s: Seconds
    """For a call that should answer at once."""
    upload_s: Seconds
    """For one that sends a file or gives a long list."""
    models: tuple[JobModel, ...]
    voices: Voices = ()
    """Of models that speak, unless they imitate recordings."""

    def model(self, job: JobKind, name: str = "") -> JobModel:
        """The model of that name, or the first one for a job.

        Raises:
            BadInputError: there is none; says which there are.
        """
        able = [each for each in self.models if each.job == job]
        for each in able:
            if name in ("", each.id):
                return each
        choice = ", ".join(each.id for each in able)
        raise BadInputError("model", f"{name} is not one of {choice}.")


@cache
def job_figures(file: str) -> JobFigures:
    """The data that ship with this version, by the file's name in ``resources/data``."""
    return read_data(file, JobFigures)
