"""The characters of a prompt: names, kin, trades, robots and animals, each with a look."""

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from manike.script.models import Character

_KIN = {
    "granddaughter": ("child", "female"),
    "grandson": ("child", "male"),
    "daughter": ("child", "female"),
    "son": ("child", "male"),
    "girl": ("child", "female"),
    "boy": ("child", "male"),
    "child": ("child", "unspecified"),
    "mother": ("adult", "female"),
    "father": ("adult", "male"),
    "woman": ("adult", "female"),
    "man": ("adult", "male"),
    "sister": ("adult", "female"),
    "brother": ("adult", "male"),
    "grandmother": ("elder", "female"),
    "grandfather": ("elder", "male"),
    "queen": ("adult", "female"),
    "king": ("adult", "male"),
    "keeper": ("adult", "male"),
    "fisherman": ("adult", "male"),
    "teacher": ("adult", "female"),
    "baker": ("adult", "female"),
    "gardener": ("adult", "unspecified"),
    "astronaut": ("adult", "female"),
    "sailor": ("adult", "male"),
    "farmer": ("adult", "male"),
    "painter": ("adult", "female"),
    "detective": ("adult", "male"),
    "chef": ("adult", "male"),
    "knight": ("adult", "male"),
    "princess": ("child", "female"),
    "doctor": ("adult", "female"),
    "musician": ("adult", "male"),
    "couple": ("adult", "unspecified"),
}
_ANIMALS = [
    "fox",
    "bear",
    "rabbit",
    "hedgehog",
    "owl",
    "mouse",
    "dog",
    "cat",
    "elephant",
    "penguin",
    "dragon",
    "turtle",
    "wolf",
]
_PLURALS = re.compile(
    r"\b(two|three)\s+(?:\w+\s+)?(brothers|sisters|friends|children|sailors)\b", re.I
)
_PAIR_NAMES = {
    "brothers": ("The older brother", "The younger brother", "The third brother"),
    "sisters": ("The older sister", "The younger sister", "The third sister"),
    "friends": ("The first friend", "The second friend", "The third friend"),
    "children": ("The girl", "The boy", "The youngest"),
    "sailors": ("The captain", "The mate", "The cook"),
}
_COATS = ["red", "blue", "green", "yellow", "white", "teal", "orange", "plum"]
_WEAR = ("coat", "jacket", "sweater", "dress", "shirt with a scarf", "cloak")
_HAIR = (
    "black hair",
    "brown hair",
    "auburn hair",
    "blond hair",
    "dark curly hair",
    "short dark hair",
)
_MAX_CHARACTERS = 4

Age = Literal["child", "adult", "elder"]
Gender = Literal["female", "male", "unspecified"]


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    words: str
    age: Age
    gender: Gender
    kind: Literal["person", "robot", "animal"] = "person"


def cast(doc: Doc, text: str) -> tuple[Character, ...]:
    """The characters that a prompt names or implies; none is a good answer."""
    found = _named(doc, text) or _paired(text) or _unnamed(text)
    return tuple(_character(person) for person in found[:_MAX_CHARACTERS])


def lone_traveller() -> Character:
    """Somebody for a film that wants characters and names none."""
    return _character(_Person("The traveller", "a traveller with a backpack", "adult", "female"))


def _named(doc: Doc, text: str) -> list[_Person]:
    people = []
    for entity in doc.ents:
        name = entity.text.removesuffix("'s").strip()
        before = text[: entity.start_char].lower()[-60:]
        after = text[entity.end_char :].lower()[:40]
        is_person = entity.label_ == "PERSON" and not re.match(r"\s*,\s*an?\s", after)
        is_named = re.search(r"\b(?:named|called)\s+$", before) is not None
        if (is_person or is_named) and (
            kin := _kin(before) or _kin(after) or ("adult", "unspecified")
        ):
            words = " ".join(before.split()[-5:] if is_named else before.split()[-2:])
            people.append(_Person(name, words, _age(kin[0], words), _gender(kin[1])))
    return list({person.name: person for person in people}.values())


def _paired(text: str) -> list[_Person]:
    match = _PLURALS.search(text)
    if match is None:
        return []
    kind, count = match[2].lower(), 2 if match[1].lower() == "two" else 3
    kin = _kin(kind.rstrip("s")) or ("adult", "unspecified")
    return [
        _Person(name, kind, _age(kin[0], ""), _gender(kin[1])) for name in _PAIR_NAMES[kind][:count]
    ]


def _unnamed(text: str) -> list[_Person]:
    lower = text.lower()
    robot = re.search(r"\b(?:(\w+) )?robot(?: (\w+))?", lower)
    if robot:
        trade = robot[2] if robot[2] in _KIN else ""
        return [
            _Person(
                f"The robot {trade}".strip(),
                f"a friendly robot {trade}",
                "adult",
                "unspecified",
                "robot",
            )
        ]
    animal = re.search(rf"\b(?:an?|the|little|old) (?:\w+ )?({'|'.join(_ANIMALS)})\b", lower)
    if animal and not re.search(r"\b(?:museum|sea turtle|documentary)\b", lower):
        return [_Person(f"The {animal[1]}", f"a {animal[1]}", "adult", "unspecified", "animal")]
    found = [(lower.find(f" {kin} "), kin) for kin in _KIN if f" {kin} " in f" {lower} "]
    return [
        _Person(f"The {kin}", kin, _age(_KIN[kin][0], lower), _gender(_KIN[kin][1]))
        for _, kin in sorted(found)[:2]
    ]


def _kin(text: str) -> tuple[str, str] | None:
    found = [(text.rfind(word), word) for word in _KIN if re.search(rf"\b{word}s?\b", text)]
    return _KIN[max(found)[1]] if found else None


def _age(age: str, words: str) -> Age:
    if re.search(r"\b(?:old|elderly|aged)\b", words):
        return "elder"
    return "child" if age == "child" else "elder" if age == "elder" else "adult"


def _gender(gender: str) -> Gender:
    return "female" if gender == "female" else "male" if gender == "male" else "unspecified"


def _character(person: _Person) -> Character:
    return Character(
        name=person.name[:60],
        description=_look(person),
        kind=person.kind,
        age=person.age,
        gender=person.gender,
    )


def _look(person: _Person) -> str:
    """Concrete words for the illustrator, the same for the same name and words."""
    digest = hashlib.sha256(f"{person.name}|{person.words}".encode()).digest()
    coat, wear = _COATS[digest[0] % len(_COATS)], _WEAR[digest[1] % len(_WEAR)]
    if person.kind == "robot":
        return f"A friendly robot with a round head, a {coat} body and two careful hands."
    if person.kind == "animal":
        return f"{person.words.capitalize()} with a {coat} scarf."
    hair = (
        "white hair and a beard"
        if person.age == "elder" and person.gender != "female"
        else ("white hair in a bun" if person.age == "elder" else _HAIR[digest[2] % len(_HAIR)])
    )
    noun = {
        ("child", "female"): "girl",
        ("child", "male"): "boy",
        ("adult", "female"): "woman",
        ("adult", "male"): "man",
        ("elder", "female"): "old woman",
        ("elder", "male"): "old man",
    }.get((person.age, person.gender), "child" if person.age == "child" else "person")
    article = "An" if noun[0] in "aeiou" else "A"
    return f"{article} {noun} with {hair}, in a {coat} {wear}."
