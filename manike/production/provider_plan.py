"""Provider plans: who is asked for what, in which order, within which limits."""

from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from manike.errors import BadInputError
from manike.production.providers import LOCAL

PLANS = Path(__file__).parent / "data" / "provider_plans-2026-11-21.yaml"
DEFAULT = LOCAL


class Part(StrEnum):
    """What a plan chooses providers for."""

    SCRIPT = "script"
    PICTURES = "pictures"
    """Scene pictures and characters: one hand for both."""
    VOICES = "voices"
    MUSIC = "music"
    CLIPS = "clips"
    EMBEDDINGS = "embeddings"
    """Vectors of what a tenant can find; chosen by the tenant's plan, for all of its projects."""


class PartPlan(BaseModel):
    """Who does one part of a film."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order: Annotated[tuple[str, ...], Field(min_length=1)] = (LOCAL,)
    """Providers by name, the preferred one first."""
    cheapest_first: bool = False
    """Ask the one with the lowest estimate first, instead of by the order."""
    simple_order: tuple[str, ...] = ()
    """Asked first for what is simple: scenes without people, narrations of one sentence."""
    most_usd: Annotated[Decimal | None, Field(gt=0)] = None
    """What one take may be estimated at; ``None`` for any price."""
    lowest_quality: Annotated[int, Field(ge=1, le=5)] = 1


class ProviderPlan(BaseModel):
    """Who makes a film; see docs/providers.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    parts: dict[Part, PartPlan] = Field(default_factory=dict)
    """Parts that are not named are made in this process."""
    regions: tuple[str, ...] = ()
    """Where data may be sent; empty for anywhere. What is made in this process goes nowhere."""
    is_commercial: bool = True
    """Leave out providers whose licence forbids commercial use."""
    most_fallbacks: Annotated[float, Field(ge=0, le=1)] = 0.25
    """Share of a film's takes that may come from another than the first provider asked."""
    clips_from_words: bool = False
    """Have videos over the network made from a scene's words alone, without its picture."""
    rewords_refused: bool = True
    """Ask once more in other words when a provider refuses a picture's content."""

    @field_validator("parts")
    @classmethod
    def _one_embedder(cls, parts: dict[Part, PartPlan]) -> dict[Part, PartPlan]:
        """An index made by one model can't be gone on with by another."""
        rules = parts.get(Part.EMBEDDINGS, PartPlan())
        if len({*rules.order, *rules.simple_order}) > 1:
            message = "embeddings takes one provider: vectors of two models never mix"
            raise ValueError(message)
        return parts

    def of(self, part: Part) -> PartPlan:
        """Who does a part."""
        return self.parts.get(part, PartPlan())


def plan_of(content: dict[str, Any]) -> ProviderPlan:
    """A plan as it is kept: ``{"name": …}`` of one that ships, or a whole one.

    Raises:
        BadInputError: there is none of that name, or a field is wrong; it says which.
    """
    name = content.get("name", DEFAULT)
    if set(content) <= {"name"}:
        known = shipped_plans()
        if name not in known:
            raise BadInputError("provider plan", f"{name!r} is not one of {', '.join(known)}.")
        return known[name]
    try:
        return ProviderPlan.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInputError("provider plan", f"{field}: {first['msg']}.") from error


@cache
def shipped_plans() -> dict[str, ProviderPlan]:
    """The plans that ship with this version, by name."""
    found = yaml.safe_load(PLANS.read_text(encoding="utf-8"))
    return {name: ProviderPlan(name=name, **content) for name, content in found.items()}
