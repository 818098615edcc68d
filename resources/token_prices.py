"""What tokens cost on a day, by ``genai-prices``, and how many a text has."""

from datetime import datetime

from manike.errors import MachineError
from manike.money import Money

_CHARACTERS_A_TOKEN = 4


def token_cost(vendor: str, model: str, at: datetime, **usage: int) -> Money:
    """What tokens cost.

    Args:
        vendor: as ``genai-prices`` names it: ``openai``, ``google``.
        model: its id.
        at: when; prices have dates.
        usage: fields of ``genai_prices.Usage``, such as ``input_image_tokens``.

    Raises:
        MachineError: the installed ``genai-prices`` does not know the model.
    """
    from genai_prices import Usage, calc_price  # reads its whole table

    try:
        price = calc_price(Usage(**usage), model, provider_id=vendor, genai_request_timestamp=at)
    except LookupError as error:
        raise MachineError(f"genai-prices has no price of {model}; update it.") from error
    return Money(price.total_price)


def about_tokens(*texts: str) -> int:
    """About how many tokens texts have together, where a reply does not say; at least 1."""
    return max(1, -(-sum(map(len, texts)) // _CHARACTERS_A_TOKEN))


def most_tokens(*texts: str) -> int:
    """How many tokens texts have at most: a token is a byte or more."""
    return max(1, sum(len(text.encode()) for text in texts))
