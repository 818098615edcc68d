"""Dated data of the models that write: which there are, when they end, what tokens cost."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Literal

from manike.money import Money
from resources.dated_data import read_data
from resources.models import Model, Retired, Row, known_model
from resources.token_prices import token_cost

DATA = "writers-2026-11-21.yaml"
_MILLION = 1_000_000
_PRICED_AS = {"gemini": "google"}
"""Names of vendors in ``genai-prices``, where they differ."""


class Vendor(Row):
    """Whose models they are."""

    base_url: str
    default: str
    models: tuple[Model, ...]
    retired: tuple[Retired, ...]


class ReplyTokens(Row):
    """How long a reply may be."""

    floor: int
    a_second: int


class Price(Row):
    """What a million tokens cost from a day on, in USD."""

    vendor: str
    model: str
    input: Decimal
    output: Decimal
    valid_from: date
    source: str


class Figures(Row):
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
        row = self.vendors[vendor]
        return known_model(model or row.default, row.models, row.retired)

    def price(self, vendor: str, model: str, at: datetime, tokens: Mapping[str, int]) -> Money:
        """What tokens cost on that day.

        Args:
            vendor: whose model it is.
            model: its id.
            at: when.
            tokens: by the fields of ``genai_prices.Usage``, such as ``input_tokens``.

        Raises:
            MachineError: neither this data nor the installed ``genai-prices`` knows the model.
        """
        own = [
            row
            for row in self.prices
            if (row.vendor, row.model) == (vendor, model) and row.valid_from <= at.date()
        ]
        if not own:
            return token_cost(_PRICED_AS.get(vendor, vendor), model, at, **tokens)
        row = max(own, key=lambda each: each.valid_from)
        given, made = tokens.get("input_tokens", 0), tokens.get("output_tokens", 0)
        return Money((row.input * given + row.output * made) / _MILLION)


@cache
def writer_figures() -> Figures:
    """The data that ship with this version."""
    return read_data(DATA, Figures)
