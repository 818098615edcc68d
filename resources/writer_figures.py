"""Dated data of the models that write: which there are, when they end, what tokens cost."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from manike.errors import BadInputError, MachineError
from manike.money import Money

DATA = "writers-2026-11-21.yaml"
_MILLION = 1_000_000
_PRICED_AS = {"gemini": "google"}
"""Names of vendors in ``genai-prices``, where they differ."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Model(_Row):
    """A model that writes."""

    id: str
    ends_on: date | None


class Vendor(_Row):
    """Whose models they are."""

    base_url: str
    default: str
    models: tuple[Model, ...]


class ReplyTokens(_Row):
    """How long a reply may be."""

    floor: int
    a_second: int


class Price(_Row):
    """What a million tokens cost from a day on, in USD."""

    vendor: str
    model: str
    input: Decimal
    output: Decimal
    valid_from: date
    source: str


class Figures(_Row):
    """All of them; see the file for units and sources."""

    schema_version: Literal[1]
    read_on: date
    timeout_s: float
    reply_tokens: ReplyTokens
    vendors: Mapping[str, Vendor]
    prices: tuple[Price, ...]

    def model(self, vendor: str, model: str) -> Model:
        """A vendor's model; its default one for an empty name.

        Raises:
            BadInputError: names what may be chosen.
        """
        known = {each.id: each for each in self.vendors[vendor].models}
        wanted = model or self.vendors[vendor].default
        if wanted not in known:
            raise BadInputError("model", f"{wanted} is not one of {', '.join(known)}.")
        return known[wanted]

    def price(self, vendor: str, model: str, at: datetime, usage: Any) -> Money:  # noqa: ANN401
        """What tokens cost on that day.

        Args:
            vendor: whose model it is.
            model: its id.
            at: when.
            usage: as ``genai_prices`` takes it.

        Raises:
            MachineError: neither this data nor the installed ``genai-prices`` knows the model.
        """
        own = [
            row
            for row in self.prices
            if (row.vendor, row.model) == (vendor, model) and row.valid_from <= at.date()
        ]
        if own:
            row = max(own, key=lambda each: each.valid_from)
            amount = row.input * (usage.input_tokens or 0) + row.output * (usage.output_tokens or 0)
            return Money(amount / _MILLION)
        from genai_prices import calc_price  # reads its whole table

        provider = _PRICED_AS.get(vendor, vendor)
        try:
            price = calc_price(usage, model, provider_id=provider, genai_request_timestamp=at)
        except LookupError as error:
            raise MachineError(f"genai-prices has no price of {model}; update it.") from error
        return Money(price.total_price)


@cache
def writer_figures() -> Figures:
    """The data that ship with this version."""
    path = Path(__file__).parent / "data" / DATA
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["schema_version"] = content.pop("schema")
    return Figures.model_validate(content)
