"""What things cost and weigh: prices with their dates, tokens of texts, pictures and sounds."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from genai_prices import Usage, calc_price

_FOLDER = Path(__file__).parent
_CHARACTERS_A_TOKEN = 4


@cache
def figures() -> dict[str, Any]:
    """The figures of ``figures.yaml``."""
    content = yaml.safe_load((_FOLDER / "figures.yaml").read_text(encoding="utf-8"))
    return dict(content)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    content = yaml.safe_load((_FOLDER / "prices.yaml").read_text(encoding="utf-8"))
    return tuple(content["prices"])


def unit_price(vendor: str, model: str, unit: str, at: datetime) -> Decimal | None:
    """USD for one unit on that day; ``None`` if there is no row."""
    held = [
        row
        for row in _rows()
        if (row["vendor"], row["model"], row["unit"]) == (vendor, model, unit)
        and row["valid_from"] <= at.date()
    ]
    return Decimal(max(held, key=lambda row: row["valid_from"])["price"]) if held else None


def price_of(vendor: str, model: str, unit: str, at: datetime) -> Decimal:
    """USD for one unit on that day, by the model's row or else by the vendor's row ``*``."""
    found = unit_price(vendor, model, unit, at) or unit_price(vendor, "*", unit, at)
    assert found is not None, f"{vendor} has no price of a {unit}"
    return found


def token_price(provider: str, model: str, at: datetime, **usage: int) -> Decimal | None:
    """USD for tokens on that day.

    Args:
        provider: as ``genai-prices`` names it: ``openai``, ``anthropic``, ``google``.
        model: its id.
        at: when.
        usage: fields of ``genai_prices.Usage``, such as ``input_tokens``.

    Returns:
        The price; ``None`` if the model is not known.
    """
    try:
        price = calc_price(Usage(**usage), model, provider_id=provider, genai_request_timestamp=at)
    except LookupError:
        return None
    return price.total_price


def tokens_of(*texts: str) -> int:
    """About how many tokens texts have; at least 1."""
    return max(1, -(-sum(map(len, texts)) // _CHARACTERS_A_TOKEN))
