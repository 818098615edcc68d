"""A tenant's brand kit: colours, captions, logo, title and end cards, clips before and after."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from manike.errors import BadInputError
from manike.film.fonts import FONT_FAMILIES

CaptionStyle = Literal["karaoke", "plain", "pop", "boxed"]
TitleStyle = Literal["none", "scene", "card"]
EndCardStyle = Literal["none", "card"]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
StoredFile = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
Words = Annotated[str, Field(max_length=80)]
CardLength = Annotated[float, Field(ge=1.5, le=10)]

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
    logo_sha256: StoredFile = ""
    """A picture of the tenant's store, shown small in the top right corner; empty for none."""
    primary_colour: Colour = "#14324a"
    """The ground of title and end cards."""
    secondary_colour: Colour = "#ffb54a"
    """What stands out on them."""
    title_font: str = "Source Serif Pro"
    title_style: TitleStyle = "none"
    """The film's title: not shown, over the first scene, or on a card of its own."""
    title_card_s: CardLength = 3.0
    end_card: EndCardStyle = "none"
    """A card with logo, name and call to action after the last scene."""
    end_card_s: CardLength = 4.0
    display_name: Words = ""
    """The name on the cards; empty for the tenant's."""
    call_to_action: Words = ""
    """What the end card asks for: an address, "Book your table"."""
    intro_sha256: StoredFile = ""
    """A clip of the tenant's store that opens each film; empty for none."""
    outro_sha256: StoredFile = ""
    """The same, at the end."""

    @field_validator("caption_font", "title_font")
    @classmethod
    def _font_is_known(cls, family: str) -> str:
        if family not in FONT_FAMILIES:
            raise ValueError(f"{family[:60]!r} is not one of {', '.join(FONT_FAMILIES)}")
        return family

    @field_validator("display_name", "call_to_action")
    @classmethod
    def _one_line(cls, words: str) -> str:
        return " ".join(words.split())

    @field_validator(
        "caption_colour", "highlight_colour", "box_colour", "primary_colour", "secondary_colour"
    )
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
        if field.endswith("_sha256"):
            cure = "give the 64 hexadecimal digits of a stored file, or nothing"
        raise BadInputError(field, f"{cure}.") from error
