"""What OpenAI answers with a picture, and what it bills for it."""

import base64
import binascii
from datetime import datetime

from pydantic import BaseModel

from manike.money import Money
from resources.openai_figures import PROVIDER
from resources.token_prices import token_cost


class _InputTokens(BaseModel):
    image_tokens: int = 0
    text_tokens: int = 0


class Usage(BaseModel):
    """Tokens of a picture, as OpenAI counts them."""

    input_tokens: int
    input_tokens_details: _InputTokens = _InputTokens()
    output_tokens: int

    @classmethod
    def of(cls, *, text: int, images: int, made: int) -> "Usage":
        """Tokens of a text and of images that are sent, and of a picture that is made."""
        given = _InputTokens(image_tokens=images, text_tokens=text)
        return cls(input_tokens=text + images, input_tokens_details=given, output_tokens=made)


class _Shown(BaseModel):
    b64_json: str | None = None


class Answer(BaseModel):
    """What is needed of the answer."""

    data: tuple[_Shown, ...] = ()
    usage: Usage | None = None

    def picture(self) -> bytes | None:
        """The picture, if there is one."""
        encoded = self.data[0].b64_json if self.data else None
        try:
            return base64.b64decode(encoded, validate=True) if encoded else None
        except binascii.Error:
            return None


def usage_cost(model: str, usage: Usage, at: datetime) -> Money:
    """What they cost on a day."""
    return token_cost(
        PROVIDER,
        model,
        at,
        input_tokens=usage.input_tokens,
        input_image_tokens=usage.input_tokens_details.image_tokens,
        output_tokens=usage.output_tokens,
        output_image_tokens=usage.output_tokens,
    )
