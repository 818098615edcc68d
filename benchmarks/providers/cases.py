"""One generation for each way in which providers work, by the real adapters."""

from collections.abc import Callable
from dataclasses import dataclass

from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.ports import CharacterImageRequest
from manike.script.models import Character
from manike.secrets import Secret

SIZE_PX = (320, 180)
_KEY = "a key of the stand-in's"
_MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")


@dataclass(frozen=True, slots=True)
class Case:
    """A style of provider."""

    style: str
    adapter: str
    vendor: str
    """As the stand-in's books name it."""
    submit_route: str
    offer: Callable[[str, str], MadeThere]
    """By the stand-in's URL and the URL for webhooks; empty where there is none."""
    in_flight: tuple[tuple[str, str], ...] = ()
    """Vendors and routes whose answers are waited for when a worker is killed."""
    has_webhook: bool = False
    needs_person: bool = False
    """What became of a lost submission is found out by a person, who is played here."""


def _openai(url: str, *, honours_keys: bool) -> MadeThere:
    from resources.openai_calls import OpenAIClient
    from resources.openai_images import openai_images

    client = OpenAIClient(
        Secret("OPENAI_API_KEY", _KEY), base_url=f"{url}/openai/v1", honours_keys=honours_keys
    )
    images = openai_images(client, quality="low")
    request = CharacterImageRequest(_MIRA, "ink", 7, 1, SIZE_PX)
    made = Generation(Job.CHARACTER, images.name, images.model, {"character": _MIRA.name})
    return MadeThere(made, images.character_job(request))


CASES = (
    Case(
        "synchronous",
        "OpenAI images, keys honoured",
        "openai",
        "images.generate",
        lambda url, _: _openai(url, honours_keys=True),
        in_flight=(("openai", "images.generate"),),
    ),
    Case(
        "synchronous, no keys",
        "OpenAI images",
        "openai",
        "images.generate",
        lambda url, _: _openai(url, honours_keys=False),
        in_flight=(("openai", "images.generate"),),
        needs_person=True,
    ),
)
