"""What a description says of somebody's age and gender: one reading for the look and the voice."""

import hashlib
import re
from typing import Literal

import numpy as np

from manike.script.models import Character

Age = Literal["child", "adult", "elder"]
Gender = Literal["female", "male"]

_AGES: dict[Age, tuple[str, ...]] = {
    "child": (
        "child", "boy", "girl", "kid", "toddler", "granddaughter", "grandson", "schoolgirl",
        "schoolboy",
    ),
    "elder": (
        "elderly", "old man", "old woman", "grandmother", "grandfather", "elder", "old keeper",
        "aged", "wrinkled",
    ),
}  # fmt: skip
_GENDERS: dict[Gender, tuple[str, ...]] = {
    "female": (
        "woman", "women", "girl", "she", "her", "mother", "grandmother", "sister", "lady",
        "daughter", "granddaughter", "aunt", "queen", "princess", "wife",
    ),
    "male": (
        "man", "men", "boy", "he", "his", "father", "grandfather", "brother", "son", "grandson",
        "uncle", "king", "prince", "fisherman", "husband", "monk",
    ),
}  # fmt: skip
_EVEN = 0.5


def age_of(character: Character) -> Age:
    """The age of the script; of an adult the one that the description states."""
    if character.age != "adult":
        return character.age
    return next((age for age, words in _AGES.items() if _says(character, words)), "adult")


def gender_of(character: Character, chance: float) -> Gender:
    """The gender of the script, else the one that the description states, else by ``chance``.

    Args:
        character: who.
        chance: 0..1, the first number of ``own_rng``.
    """
    if character.gender != "unspecified":
        return character.gender
    stated = (gender for gender, words in _GENDERS.items() if _says(character, words))
    return next(stated, "female" if chance < _EVEN else "male")


def own_rng(character: Character, seed: int) -> np.random.Generator:
    """Random numbers that depend on the project's seed and the character's name alone."""
    digest = hashlib.sha256(f"{seed}\n{character.name}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _says(character: Character, words: tuple[str, ...]) -> bool:
    text = character.description.lower()
    return any(re.search(rf"\b{word}(?:e?s)?\b", text) for word in words)
