"""A tenant's brand kit: how captions look, and a logo."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from manike.errors import BadInputError
from manike.film.fonts import FONT_FAMILIES

CaptionStyle = Literal["karaoke", "plain", "pop", "boxed"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]

_CURES = {
    "string_pattern_mismatch": "use the form #rrggbb, such as #ffd54a",
    "extra_forbidden": "a brand kit has no such field",
}


class BrandKit(BaseModel):
    """Look of a tenant's films; every field has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    caption_font: str = "Roboto"
    caption_colour: Colour = "#ffffff"
    highlight_colour: Colour = "#ffd54a"
    """The word being spoken, in the styles karaoke and pop."""
    box_colour: Colour = "#ffd54a"
    """Behind each line, in the style boxed; letters that could not be read on it turn dark or
    light."""
    caption_style: CaptionStyle = "karaoke"
    logo_sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """A picture of the tenant's store, shown small in the top right corner; empty for none."""

    @field_validator("caption_font")
    @classmethod
    def _font_is_known(cls, family: str) -> str:
        if family not in FONT_FAMILIES:
            raise ValueError(f"{family[:60]!r} is not one of {', '.join(FONT_FAMILIES)}")
        return family

    @field_validator("caption_colour", "highlight_colour", "box_colour")
    @classmethod
    def _lower_case(cls, colour: str) -> str:
        return colour.lower()


def read_brand_kit(values: Mapping[str, object]) -> BrandKit:
    """A brand kit from values that a person gave.

    Raises:
        BadInputError: names the first field that is wrong, and the cure.
    """
    try:
        return BrandKit.model_validate(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "brand kit"
        cure = _CURES.get(first["type"], first["msg"].removeprefix("Value error, "))
        if field == "logo_sha256":
            cure = "give the 64 hexadecimal digits of a stored picture, or nothing"
        raise BadInputError(field, f"{cure}.") from error
