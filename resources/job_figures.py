"""Dated data of vendors that work by jobs: models, what they take, their prices and deadlines."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from manike.errors import BadInputError, PermanentProviderError
from manike.generation.remote import Deadlines
from resources.voice_casting import Voice

_FOLDER = Path(__file__).parent / "data"

JobKind = Literal["image", "motion", "music", "speech"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class JobModel(_Row):
    """One model of a vendor; see the files for units and sources."""

    id: str
    version: str = ""
    options: dict[str, Any] = {}
    """Of every request."""
    job: JobKind
    price_usd: Decimal
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
    prompt_characters: int = 2000
    needs_image: bool = False
    start_s: float = 600
    run_s: float = 1800
    mark: str = ""
    """The input that carries a number of ours, by which a lost submission is found again."""
    is_commercial: bool = True
    ends_on: date | None = None
    successor: str = ""
    source: str
    confidence: Literal["high", "medium", "low"]

    @property
    def deadlines(self) -> Deadlines:
        """How long a job may take."""
        return Deadlines(timedelta(seconds=self.start_s), timedelta(seconds=self.run_s))

    @property
    def label(self) -> str:
        """Name and version, for fingerprints."""
        return f"{self.id}@{self.version[:8]}" if self.version else self.id

    def check_alive(self, provider: str, today: date) -> None:
        """Raise ``PermanentProviderError`` on and after the day on which it ends."""
        if self.ends_on is not None and today >= self.ends_on:
            said = f"{self.id} ended on {self.ends_on}; use {self.successor}"
            raise PermanentProviderError(said, provider=provider)


class JobFigures(_Row):
    """All that is known of a vendor."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    call_s: float
    """For a call that should answer at once."""
    upload_s: float
    """For one that sends a file or gives a long list."""
    models: tuple[JobModel, ...]
    voices: tuple[Voice, ...] = ()

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
    content = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))
    content["schema_version"] = content.pop("schema")
    return JobFigures.model_validate(content)
