"""Provider plans: who is asked for what, in which order, within which limits."""

from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from manike.errors import BadInputError
from manike.given import one_of
from manike.production.provider_plans.providers import LOCAL

PLANS = Path(__file__).parent / "data" / "provider_plans-2026-11-21.yaml"
DEFAULT = LOCAL
_PART_DEPTH = 2
"""``parts.pictures.order``: from the third name on it is a field of a part."""
_KINDS = {
    "most_usd": "an amount above 0, such as 0.10",
    "lowest_quality": "a whole number from 1 to 5",
    "most_fallbacks": "a share from 0 to 1, such as 0.25",
    "cheapest_first": "true or false",
    "is_commercial": "true or false",
    "clips_from_words": "true or false",
    "rewords_refused": "true or false",
}
"""What is to be written in a field, for people."""


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
        return known[one_of("provider plan", name, known)]
    try:
        return ProviderPlan.model_validate(content)
    except ValidationError as error:
        field, said = _said(error)
        raise BadInputError("provider plan", f"{field}: {said}.") from error


def _said(error: ValidationError) -> tuple[str, str]:
    """The first field at fault, and what is to be written there."""
    first = error.errors()[0]
    names = [str(part) for part in first["loc"] if part != "[key]"]
    is_of_part = len(names) > _PART_DEPTH
    fields = PartPlan.model_fields if is_of_part else ProviderPlan.model_fields
    given = str(first["input"])[:60]
    match first["type"]:
        case "extra_forbidden":
            said = f"is not known; use {', '.join(name for name in fields if name != 'name')}"
        case "enum":
            said = f"is no part of a film; use {', '.join(Part)}"
        case "tuple_type":
            said = f"{given!r} is no list; write [openai, embedded]"
        case "too_short":
            said = "names nobody; write one at least, such as [embedded]"
        case "model_type" | "dict_type":
            said = f"{given!r} holds no fields; write them as {{name: value}}"
        case "value_error":
            said = str(first["ctx"]["error"])
        case _:
            kind = _KINDS.get(names[-1] if names else "", "another value")
            said = f"{given!r} can't be used; write {kind}"
    return ".".join(names), said


@cache
def shipped_plans() -> dict[str, ProviderPlan]:
    """The plans that ship with this version, by name."""
    found = yaml.safe_load(PLANS.read_text(encoding="utf-8"))
    return {name: ProviderPlan(name=name, **content) for name, content in found.items()}
