"""The seam between a script's job and the vendors: one call, what it said, what it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, Protocol, Self

from manike.money import Money

MOST_CALLS = 3
"""For one script: the first, and two corrections."""


class Ending(StrEnum):
    """How a reply ended."""

    WHOLE = "whole"
    CUT = "cut"
    """At the limit of tokens."""
    REFUSED = "refused"
    """The vendor's safety system or the model itself, whatever the HTTP status."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side of a conversation says."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What came back from one call that was billed."""

    text: str
    """As it came; for a refusal, the vendor's reason."""
    ending: Ending
    cost: Money
    model: str
    """That answered."""
    request_id: str = ""
    usage: Mapping[str, int] = field(default_factory=dict)
    """Tokens, by the vendor's count."""
    categories: tuple[str, ...] = ()
    """Of a refusal."""

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; the amount is a text, so that no digit is lost."""
        return {
            "text": self.text,
            "ending": self.ending.value,
            "cost": f"{self.cost.amount:f}",
            "currency": self.cost.currency,
            "model": self.model,
            "request_id": self.request_id,
            "usage": dict(self.usage),
            "categories": list(self.categories),
        }

    def as_note(self) -> dict[str, Any]:
        """What is kept of it with the take."""
        kept = self.as_json()
        return {name: kept[name] for name in ("request_id", "usage", "cost")}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """What ``as_json`` gave."""
        return cls(
            text=content["text"],
            ending=Ending(content["ending"]),
            cost=Money(Decimal(content["cost"]), content["currency"]),
            model=content["model"],
            request_id=content["request_id"],
            usage=dict(content["usage"]),
            categories=tuple(content["categories"]),
        )


def total_of(said: Sequence[Said]) -> Money:
    """What one or more calls cost together."""
    costs = [each.cost for each in said]
    return sum(costs[1:], costs[0])


class Speaker(Protocol):
    """One model of one vendor under one key."""

    @property
    def vendor(self) -> str:
        """Its name, as errors say it."""
        ...

    @property
    def account(self) -> str:
        """Whose limits and health count."""
        ...

    @property
    def model(self) -> str:
        """The model's id."""
        ...

    def with_model(self, model: str) -> Self:
        """The same vendor and key with another model.

        Raises:
            BadInputError: there is no such model.
        """
        ...

    def most_tokens(self, film_s: float) -> int:
        """How long a reply may be, thinking included."""
        ...

    def price(self, input_tokens: int, output_tokens: int) -> Money:
        """What so many tokens cost today.

        Raises:
            MachineError: there is no price of the model.
        """
        ...

    def say(self, turns: Sequence[Turn], schema: Mapping[str, Any], most_tokens: int) -> Said:
        """Make one call; it is paid and never repeated here.

        Args:
            turns: instructions first, then user and assistant by turns.
            schema: JSON Schema of the reply.
            most_tokens: of the reply.

        Raises:
            UnknownOutcomeError: the request had left when the connection broke or time was up.
            ProviderError: any other kind: the vendor did not answer it and bills nothing.
            MachineError: something is missing here; nothing has left.
        """
        ...
