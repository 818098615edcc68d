"""Providers that were asked for a take and did not deliver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from manike.errors import (
    PermanentProviderError,
    ProviderError,
    RefusedContentError,
    TransientProviderError,
)
from manike.generation.fingerprint import Generation


@dataclass(frozen=True, slots=True)
class Tried:
    """A provider that did not deliver."""

    generation: Generation
    error: ProviderError

    def as_json(self) -> dict[str, str]:
        """For the notes of a take."""
        generation, error = self.generation, self.error
        kind = type(error).__name__
        return {
            "provider": generation.provider,
            "model": generation.model,
            "error": f"{kind}: {error}",
        }


def notes_of(notes: Mapping[str, Any], tried: Sequence[Tried]) -> dict[str, Any]:
    """The notes of a take, with those who were asked before."""
    return {**notes, **({"tried": [each.as_json() for each in tried]} if tried else {})}


def summary_of(tried: Sequence[Tried]) -> ProviderError:
    """One error for all: another attempt may succeed if one of the providers may.

    Unless one of them billed what it did not deliver: asked again, it would bill again.
    """
    errors = [each.error for each in tried]
    may_pass = any(isinstance(error, TransientProviderError) for error in errors)
    may_pass = may_pass and not any(error.is_billed for error in errors)
    if len(errors) == 1 and may_pass == isinstance(errors[0], TransientProviderError):
        return errors[0]
    text = "no provider delivered. " + " ".join(f"{error}" for error in errors)
    names = ", ".join(dict.fromkeys(each.generation.provider for each in tried))
    if may_pass:
        return TransientProviderError(text, provider=names)
    refusals = [error for error in errors if isinstance(error, RefusedContentError)]
    if refusals:
        categories = [each for refusal in refusals for each in refusal.categories]
        return RefusedContentError(text, provider=names, categories=categories)
    return PermanentProviderError(text, provider=names)
