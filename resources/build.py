"""Composes the resources of a profile; the only place that does."""

from typing import Any, Literal

from manike.settings import Settings
from resources.embedded import (
    EmbeddedAnimatorResource,
    EmbeddedComposerResource,
    EmbeddedEmbedderResource,
    EmbeddedIllustratorResource,
    EmbeddedNarratorResource,
    EmbeddedTranscriberResource,
    EmbeddedWriterResource,
)
from resources.house import HouseResource

Profile = Literal["embedded"]


def build_resources(profile: Profile, settings: Settings) -> dict[str, Any]:
    """Resources by their keys: one per provider, and the house that they work in."""
    providers = {"embedded": _embedded}[profile](settings)
    return {**providers, "house": HouseResource(**providers)}


def _embedded(settings: Settings) -> dict[str, Any]:
    cache = str(settings.cache)
    return {
        "text": EmbeddedWriterResource(cache=cache),
        "image": EmbeddedIllustratorResource(cache=cache),
        "speech": EmbeddedNarratorResource(cache=cache),
        "music": EmbeddedComposerResource(cache=cache),
        "motion": EmbeddedAnimatorResource(cache=cache),
        "embedder": EmbeddedEmbedderResource(cache=cache),
        "transcriber": EmbeddedTranscriberResource(cache=cache),
    }
