"""One turn of a conversation: what is said, and what it costs; the same for all vendors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from manike.testing.standin.tariff import token_price, tokens_of
from manike.testing.standin.wire import Asked, Charge, Trouble

ACTS = ("refusal", "says", "cut_short")
"""Faults of texts: refused with HTTP 200; another text; a reply that ends in the middle.

``says`` gives ``text`` in place of the reply; both billed, as tokens are.
"""

Ending = Literal["whole", "cut", "refused"]
_REFUSAL = "I'm sorry, but I can't help with that."


@dataclass(frozen=True, slots=True)
class Turn:
    """What the model answers."""

    text: str
    ending: Ending
    input_tokens: int
    output_tokens: int
    charge: Charge


def answer_turn(
    asked: Asked,
    provider: str,
    model: str,
    messages: tuple[tuple[str, str], ...],
    schema: Mapping[str, Any] | None,
    refusal: str = _REFUSAL,
) -> Turn:
    """Answer a conversation.

    Args:
        asked: the call.
        provider: as ``genai-prices`` names it.
        model: its id.
        messages: role (``system``, ``user``, ``assistant``) and text, in order.
        schema: of the answer, if one is asked for.
        refusal: what a refusal says, unless the fault says it.

    Raises:
        Trouble: the model is not known.
    """
    system = "\n".join(text for role, text in messages if role == "system")
    user = next((text for role, text in messages if role == "user"), "")
    text, ending = _said(asked, schema, system, user, refusal)
    given = tokens_of(*(said for _, said in messages), json.dumps(schema) if schema else "")
    made = tokens_of(text) if text else 0
    amount = token_price(
        provider, model, asked.world.clock.now(), input_tokens=given, output_tokens=made
    )
    if amount is None:
        raise Trouble(404, "model_not_found", f"The model '{model}' does not exist.")
    return Turn(text, ending, given, made, _charge(asked, model, given, made, amount))


def _said(
    asked: Asked, schema: Mapping[str, Any] | None, system: str, user: str, refusal: str
) -> tuple[str, Ending]:
    fault = asked.fault
    if fault is not None and fault.kind == "says":
        return fault.script.text, "whole"
    if fault is not None and fault.kind == "refusal":
        return fault.script.text or refusal, "refused"
    text = asked.world.maker.writing(schema, system, user)
    if fault is not None and fault.kind == "cut_short":
        return text[: len(text) // 2], "cut"
    return text, "whole"


def _charge(asked: Asked, model: str, given: int, made: int, amount: Decimal) -> Charge:
    return Charge(
        what=f"{model}, {given} + {made} tokens",
        amount=amount,
        usage={"input_tokens": given, "output_tokens": made},
        job_id=f"{asked.vendor}-{asked.call_id}",
    )


def flat_text(content: Any) -> str:  # noqa: ANN401 - any JSON
    """The text of a message's content, which is a text or a list of parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "\n".join(flat_text(part) for part in content)
    if isinstance(content, dict):
        return flat_text(content.get("text", content.get("refusal", content.get("parts", ""))))
    return ""
