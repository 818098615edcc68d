"""Which models of a vendor may be asked, by its dated data."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from manike.errors import BadInputError, PermanentProviderError


class Row(BaseModel):
    """A row of dated data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Model(Row):
    """A model that may be asked until the day on which it ends."""

    id: str
    ends_on: date | None
    successor: str

    def check(self, today: date, provider: str) -> None:
        """Raise ``PermanentProviderError`` on and after the day on which it ends."""
        if self.ends_on is not None and today >= self.ends_on:
            said = f"{self.id} ended on {self.ends_on}; use {self.successor}"
            raise PermanentProviderError(said, provider=provider)


class Retired(Row):
    """A model that is not asked any more."""

    id: str
    retired_on: date
    successor: str


class _Named(Protocol):
    @property
    def id(self) -> str: ...


M = TypeVar("M", bound=_Named)


def known_model(model: str, models: Sequence[M], retired: Sequence[Retired]) -> M:
    """The model of that id.

    Raises:
        BadInputError: says what may be chosen, or what follows a model that is gone.
    """
    for each in models:
        if each.id == model:
            return each
    for gone in retired:
        if gone.id == model:
            said = f"{model} is retired ({gone.retired_on}); use {gone.successor}."
            raise BadInputError("model", said)
    choice = ", ".join(each.id for each in models)
    raise BadInputError("model", f"{model} is not one of {choice}.")
