"""A model that writes what it is told to, in this process; it bills, and keeps what was asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from manike.errors import ProviderError
from manike.money import Money
from manike.writing.speaking import Ending, Said, Turn

CALL = Money(Decimal("0.01"))

Answer = str | tuple[str, Ending] | ProviderError | Callable[[], str]
"""A text, a text with its ending, an error to raise, or what makes a text."""


@dataclass
class ScriptedSpeaker:
    """See ``Speaker``."""

    answers: Sequence[Answer]
    """One a call; the last one is given again and again."""
    vendor: str = "scripted"
    model: str = "scripted-1"
    asked: list[tuple[Turn, ...]] = field(default_factory=list)
    schemas: list[Mapping[str, Any]] = field(default_factory=list)
    bills: list[Money] = field(default_factory=list)

    @property
    def account(self) -> str:
        """The vendor's name."""
        return self.vendor

    def with_model(self, model: str) -> Self:
        """Another model, the same books."""
        return replace(self, model=model)

    def most_tokens(self, film_s: float) -> int:
        """A thousand, whatever the film."""
        del film_s
        return 1000

    def price(self, input_tokens: int, output_tokens: int) -> Money:
        """A millionth of a dollar a token."""
        return Money(Decimal(input_tokens + output_tokens) / 1_000_000)

    def say(self, turns: Sequence[Turn], schema: Mapping[str, Any], most_tokens: int) -> Said:
        """The next answer; a text is billed, an error is not."""
        del most_tokens
        self.asked.append(tuple(turns))
        self.schemas.append(schema)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(answer, ProviderError):
            raise answer
        text = answer() if callable(answer) else answer
        said, ending = text if isinstance(text, tuple) else (text, Ending.WHOLE)
        self.bills.append(CALL)
        return Said(said, ending, CALL, self.model, f"call-{len(self.asked)}", {"output_tokens": 1})
