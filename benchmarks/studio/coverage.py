"""How much of what a prompt names is heard, read and drawn in its film."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from manike.quality.words import comparable_words
from manike.script.models import Character, Scene, ScriptBreakdown

_SIGHTS = Path(__file__).with_name("sights.yaml")
_SLACK = 2
"""Other words that may stand between those of a name."""
_SMALL_WORDS = {"a", "an", "the", "of"}
"""Count for nothing: "the 21st of June" is "June 21st"."""
_IRREGULAR = {
    "children": "child", "wolves": "wolf", "leaves": "leaf", "loaves": "loaf", "knives": "knife",
    "geese": "goose", "mice": "mouse", "feet": "foot", "men": "man", "women": "woman",
    "families": "family", "teeth": "tooth",
}  # fmt: skip
_SHORTEST_STEM = 3
_CHILD = {"female": "girl", "male": "boy", "unspecified": ""}


@dataclass(frozen=True, slots=True)
class Coverage:
    """A prompt's entities, by where they are met in its film."""

    entities: tuple[str, ...]
    spoken: frozenset[str]
    """Said in a narration."""
    written: frozenset[str]
    """Written on a picture or a card."""
    asked: frozenset[str]
    """Asked of the illustrator by the script."""
    drawn: frozenset[str]
    """In a picture, as its record says; empty where there are no pictures."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Those that are met nowhere; where there are no pictures, what is asked for counts."""
        met = self.spoken | self.written | (self.drawn or self.asked)
        return tuple(entity for entity in self.entities if entity not in met)

    @property
    def share(self) -> float:
        """Of the entities, those that are met."""
        return 1 - len(self.missing) / max(len(self.entities), 1)

    def share_of(self, met: Collection[str]) -> float:
        """Of the entities."""
        return len(met) / max(len(self.entities), 1)


def coverage(
    entities: Sequence[str], script: ScriptBreakdown, drawn: Mapping[int, Sequence[str]]
) -> Coverage:
    """Look for each entity in the script and in the records of the pictures.

    Args:
        entities: what the prompt names.
        script: the film's.
        drawn: ``Picture.drawn`` by scene number; may be empty.
    """
    narration = " ".join(scene.narration for scene in script.scenes)
    written = [script.title, *(scene.caption for scene in script.scenes)]
    cast = {character.name: character for character in script.characters}
    asked = [_asked(scene) for scene in script.scenes]
    return Coverage(
        entities=tuple(entities),
        spoken=frozenset(each for each in entities if is_named(each, narration)),
        written=frozenset(each for each in entities if any(is_named(each, t) for t in written)),
        asked=frozenset(each for each in entities if any(is_seen(each, a, cast) for a in asked)),
        drawn=frozenset(
            each
            for each in entities
            if any(is_seen(each, record, cast) for record in drawn.values())
        ),
    )


def is_named(entity: str, text: str) -> bool:
    """Whether a text holds all words of an entity close together, in any of their forms."""
    wanted, words = _stems(entity), _stems(text)
    if not wanted:
        return False
    window = len(wanted) + (_SLACK if len(wanted) > 1 else 0)
    starts = range(max(len(words) - len(wanted) + 1, 0))
    return any(set(wanted) <= set(words[start : start + window]) for start in starts)


def is_seen(entity: str, record: Iterable[str], cast: Mapping[str, Character]) -> bool:
    """Whether one picture shows an entity.

    Args:
        entity: as the prompt names it.
        record: the picture's, such as ``place:lake``, ``subject:tea plant``, ``character:Mira``.
        cast: the film's characters by name.
    """
    entries = list(record)
    return any(_shows(entry, entity, cast) for entry in entries) or any(
        all(part.strip() in entries for part in way.split("+"))
        for way in _sights().get(" ".join(_stems(entity)), ())
    )


def _shows(entry: str, entity: str, cast: Mapping[str, Character]) -> bool:
    kind, _, value = entry.partition(":")
    if kind == "character":
        return is_named(entity, _described(cast.get(value), value))
    text = value.replace("_", " ")
    return is_named(entity, text) or (
        kind in ("place", "subject", "landmark") and bool(text) and _head(entity) == _head(text)
    )


def _described(character: Character | None, name: str) -> str:
    if character is None:
        return name
    young = f"child {_CHILD[character.gender]}" if character.age == "child" else ""
    return f"{name} . {character.description} . {character.kind} . {young}"


def _asked(scene: Scene) -> list[str]:
    setting = scene.setting
    return [
        f"place:{setting.place.value}",
        f"time:{setting.time_of_day.value}",
        f"season:{setting.season.value}",
        f"weather:{setting.weather.value}",
        f"landmark:{setting.landmark}",
        *(f"subject:{subject}" for subject in scene.subjects),
        *(f"subject:{acting.holds}" for acting in scene.acting),
        *(f"character:{name}" for name in scene.characters),
    ]


def _head(phrase: str) -> str:
    """The stem of the word that says what it is: of "Temple of the Tooth" that is the temple."""
    stems = _stems(re.split(r"\s+of\s+", phrase, maxsplit=1)[0])
    return stems[-1] if stems else ""


def _stems(text: str) -> list[str]:
    return [stem(word) for word in comparable_words(text) if word not in _SMALL_WORDS]


@cache
def stem(word: str) -> str:
    """A word without the ending that tells number or tense; need not be a word itself."""
    word = _IRREGULAR.get(word, word)
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        bare = word.removesuffix(ending)
        if word.endswith(ending) and len(bare) >= _SHORTEST_STEM and not bare.endswith("s"):
            word = bare + rest
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.removesuffix("e")


@cache
def _sights() -> Mapping[str, Sequence[str]]:
    table: dict[str, list[str]] = yaml.safe_load(_SIGHTS.read_text(encoding="utf-8"))
    return {" ".join(_stems(name)): ways for name, ways in table.items()}
