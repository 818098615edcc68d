"""What a prompt asks for, understood: theme, items, deeds, people, numbers and the call to action."""

from dataclasses import dataclass

from manike.embedded.writer.knowledge import Entry
from manike.script.models import Character
from manike.script.vocabulary import Mood, Season, TimeOfDay, Weather

TALES = frozenset(("story", "children", "drama"))
"""Genres that tell of somebody who wants something."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing or place that the prompt names."""

    phrase: str
    """As it stands inside a sentence, with its article: ``the Temple of the Tooth``."""
    bare: str
    """Without its article."""
    time: TimeOfDay | None
    """When, if the prompt says so beside it."""
    topic: Entry | None
    """What is known of it."""
    is_place: bool
    is_plural: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody does."""

    lemma: str
    rest: str
    """All that follows the verb: ``the first rose on Mars``."""
    subject: str
    """As the prompt says it: ``two brothers``; empty if it is the hero again."""
    is_plural: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A character, and how the prompt speaks of it."""

    character: Character
    who: str
    """``an old lighthouse keeper``, ``his granddaughter``; empty if only the name is known."""
    is_named: bool
    """Whether the prompt gives the name."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a prompt asks of the film as a film."""

    call: str
    """The quoted call to action, without its full stop; empty if there is none."""
    count: int
    """How many scenes, places, benefits … are asked for; 0 if not said."""
    counted: str
    """Of what: ``scene``, ``benefit`` …"""
    span: str
    """``Two days``, ``A weekend``; empty if not said."""
    style: str
    times: tuple[TimeOfDay, ...]
    season: Season | None
    weather: Weather | None
    moods: tuple[Mood, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A prompt understood."""

    text: str
    """The prompt's plain text."""
    genre: str
    theme: str
    """What the film is about, as it stands inside a sentence."""
    title: str
    place: str
    """A place by name: ``Kandy``; empty if there is none."""
    items: tuple[Item, ...]
    deeds: tuple[Deed, ...]
    people: tuple[Person, ...]
    wishes: Wishes
    topic: Entry | None
    """What is known of the theme."""
    sayings: tuple[str, ...]
    """Sentences of a long prompt that can be read out as they are."""
    facts: tuple[str, ...]
    """Sentences of a short prompt that give a figure."""
    product: str
    kind: str
    """What the product is: ``a bicycle helmet with a built-in light``."""
    benefits: tuple[str, ...]
    """Benefits that the prompt lists itself."""
    question: str
    """Of an explainer, without its mark: ``Why do volcanoes erupt``."""
    event: str
    venue: str
    when: str
    """Date and time of an invitation, as the prompt says them."""
    goal: str
    """What a tutorial teaches to do: ``brew green tea``."""
    steps: tuple[str, ...]
    """What a tutorial tells to do, in order: ``warm the pot``."""
    quote: str
    """What somebody of the prompt says, without its marks."""

    @property
    def is_tale(self) -> bool:
        """Whether the film tells a story."""
        return self.genre in TALES
