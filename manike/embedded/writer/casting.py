"""The people of a prompt, robots and animals among them: who they are, and how they look."""

import re
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from spacy.tokens import Doc

from manike.embedded.writer.appearance import Appearance
from manike.embedded.writer.brief import Person
from manike.embedded.writer.grammar import finished
from manike.embedded.writer.inflection import bare, capital, listing, within
from manike.embedded.writer.knowledge import words
from manike.embedded.writer.names import Found, Kind, human_noun, named
from manike.script.models import Character

MAX_CHARACTERS = 3

_GROUP = re.compile(r"\b(two|three|2|3|a pair of)\s+((?:[\w-]+\s+){0,2}?)([a-z]+)\b", re.IGNORECASE)
_TOY = re.compile(r"\b(?:wooden|toy|rocking|paper|stone|stuffed|tin|painted)\b", re.IGNORECASE)
_AGED = r"[^.;:]{0,30}\b(?:[6-9]\d|sixty|seventy|eighty|ninety)(?:-[a-z]+)?[ -]years?[ -]old"
"""What follows the name of somebody old."""
_CHILD, _ELDER = 13, 65
"""Years up to which somebody is a child, and from which on old."""
_ROBOTS = ("robot", "android")
_TELLING = ("story", "documentary")
_SOUTH_ASIA = re.compile(
    r"\b(?:monsoon|sri lanka\w*|kandy|india\w*|bengal\w*|tamil|colombo)\b", re.I
)
_DEFAULTS = {
    "story": "a stranger",
    "itinerary": "a traveller",
    "explainer": "a curious girl",
    "advertisement": "a young woman",
    "documentary": "a traveller",
    "invitation": "a guest",
    "news": "a reporter",
    "tutorial": "a maker",
}

Age = Literal["child", "adult", "elder"]
Gender = Literal["female", "male", "unspecified"]


def cast(
    doc: Doc,
    looks: Sequence[Appearance],
    genre: str,
    wanted: bool | None,
    rng: np.random.Generator,
) -> tuple[Person, ...]:
    """The people of a film: none if unwanted, those of the prompt, or one where one is wanted."""
    text = doc.text
    if wanted is False:
        return ()
    found = named(doc, text, genre) or _group(text, genre)
    if genre in _TELLING or wanted:
        found = _with_unnamed(found, _unnamed(doc, genre, text))
    if not found and (wanted or genre == "story"):
        who = _DEFAULTS[genre]
        found = [Found("", who, who.split()[-1])]
    here = [one for one in found if not _is_away(one, text)]
    return _Casting(text, looks, rng).people((here or found)[:MAX_CHARACTERS])


def _is_away(one: Found, text: str) -> bool:
    """Whether somebody is looked for, or dead: told of, but not there."""
    who = "|".join(re.escape(part) for part in (one.who, one.name) if part)
    if not who:
        return False
    sought = rf"\b(?:find|finds|found|seeks?|search\w* for|looks? for|looking for|miss\w*|missing|lost|bury|buries|mourns?)\s+(?:{who})\b"
    gone = (
        rf"\b(?:{who})\b[^,.;]{{0,12}}?\b(?:died|dies|was killed|disappeared|vanished|was lost)\b"
    )
    return bool(re.search(f"{sought}|{gone}", text, re.IGNORECASE))


def is_body(word: str) -> bool:
    """Whether a word is a person, a creature, a robot or a name."""
    return (
        bool(human_noun(word))
        or word.lower() in words("people")["animals"]
        or word.lower() in _ROBOTS
        or word[:1].isupper()
    )


def _group(text: str, genre: str) -> list[Found]:
    for match in _GROUP.finditer(text):
        noun = human_noun(match[3])
        plural = match[3].lower().endswith("s") or match[3].lower() in words("people")["plurals"]
        if noun and plural and (genre in _TELLING):
            count = 3 if match[1].lower() in ("three", "3") else 2
            who = f"the {{}} {noun}" if count == 2 else f"one {noun}"  # noqa: PLR2004
            ranks = ("elder", "younger", "third")
            return [Found("", who.format(ranks[at]), noun) for at in range(count)]
    return []


def _unnamed(doc: Doc, genre: str, text: str) -> list[Found]:
    found = []
    is_life = bool(re.search(r"\b(?:life|day|portrait) of\b", text, re.IGNORECASE))
    is_life = is_life or (genre == "documentary" and ":" in text)  # they are its parts
    for match in re.finditer(
        r"\b(?:my|our|his|her|their|the|a)\s+([a-z]+)\s+([A-Za-z]+)\b", text, re.I
    ):
        subjects = [c.text.lower() for c in doc.noun_chunks if c.root.dep_ == "nsubj"]
        if match[1].lower() in words("people")["animals"] and match[0].lower() in subjects:
            found.append(Found(capital(match[2]), f"a {match[1]}", match[1], "animal"))
    for chunk in doc.noun_chunks:
        phrase, head = within(chunk.text), chunk.root.lemma_.lower()
        is_subject = chunk.root.dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "conj")
        if chunk.root.pos_ == "PROPN" or chunk.root.tag_ in ("NNS", "NNPS") or _TOY.search(phrase):
            continue
        if re.search(r"\b(?:robot|android)\b", phrase, re.IGNORECASE):
            found.append(Found("", phrase, head, "robot"))
        elif head in words("people")["roles"] and (genre == "story" or is_life):
            found.append(Found("", phrase, head))
        elif genre == "story" and head in words("people")["animals"] and is_subject:
            found.append(Found("", _unowned(phrase), head, "animal"))
    return list({person.who: person for person in found}.values())


def _unowned(phrase: str) -> str:
    """``my dog`` -> ``a dog``: the narrator is nobody's owner."""
    return re.sub(r"^(?:my|our)\s", "a ", phrase)


def _with_unnamed(found: list[Found], unnamed: list[Found]) -> list[Found]:
    said = " ".join(f"{person.who} {person.name.lower()}" for person in found)
    others = [person for person in unnamed if bare(person.who) not in said]
    return found + ([] if found and any(p.name == "" for p in found) else others)


class _Casting:
    """Gives names, ages and looks; each draw depends on the order of the people alone."""

    def __init__(self, text: str, looks: Sequence[Appearance], rng: np.random.Generator) -> None:
        self.table: dict[str, Any] = words("people")
        self.text = text
        self.looks = looks
        self.rng = rng
        skins = self.table["skins"]
        self.skin = "brown skin" if _SOUTH_ASIA.search(text) else str(self._pick(skins))
        self.used: set[str] = set()
        self.worn: set[str] = set()

    def people(self, found: list[Found]) -> tuple[Person, ...]:
        return tuple(self._person(one) for one in found)

    def _person(self, one: Found) -> Person:
        noun = one.noun or human_noun(one.who)
        age, gender, wear = self.table["roles"].get(noun, ("adult", "any", ""))
        if re.search(r"\b(?:old|elderly|aged|retired)\b", one.who) or (
            one.name and re.search(rf"{re.escape(one.name)}{_AGED}", self.text)
        ):
            age = "elder"
        elif re.search(r"\b(?:little|small)\b", one.who) and gender != "any":
            age = "child" if noun in ("boy", "girl") else age
        years = self._years(one.name)
        if years:
            age = "child" if years <= _CHILD else "elder" if years >= _ELDER else age
        gender = self._gender(gender, one)
        name = one.name or self._name(one.kind, gender)
        self.used.add(name)
        character = Character(
            name=name[:60],
            description=self._look(one, age, gender, wear)[:500],
            kind=one.kind,
            age=age,
            gender="unspecified" if one.kind == "robot" else gender,
        )
        return Person(character, one.who, is_named=bool(one.name))

    def _years(self, name: str) -> int:
        """How old the prompt says somebody is, in figures; 0 if it doesn't."""
        who = re.escape(name)
        match = re.search(
            rf"\b{who}(?:, (?:aged )?(\d{{1,3}})\b(?! ?[a-z%])|['\u2019]s (\d{{1,3}})(?:st|nd|rd|th) birthday)",
            self.text,
        )
        return int(match[1] or match[2]) if name and match else 0

    def _gender(self, gender: str, one: Found) -> Gender:
        if gender in ("female", "male"):
            return "female" if gender == "female" else "male"
        own = [part for part in one.name.split() if part not in self.table["titles"]]
        first = own[0].lower() if own else ""
        if first in self.table["known"]["male"]:
            return "male"
        if first in self.table["known"]["female"] or first.endswith(("a", "ie", "y")):
            return "female"
        lower = f" {self.text.lower()} "
        if " her " in lower or " she " in lower:
            return "female"
        if " his " in lower or " he " in lower:
            return "male"
        return "female" if self.rng.random() < 0.5 else "male"  # noqa: PLR2004 - a fair coin

    def _name(self, kind: Kind, gender: Gender) -> str:
        pool = self.table["names"][gender if kind == "person" else kind]
        free = [name for name in pool if name not in self.used and name not in self.text]
        return str(self._pick(free))

    def _look(self, one: Found, age: str, gender: Gender, wear: str) -> str:
        hair, colour = self._pick(self.table["hair"]), self._pick(_COLOURS)
        if self.skin in ("brown skin", "dark skin") and not re.search("black|dark", hair):
            hair = "short black hair" if gender == "male" else "long dark hair"
        said_hair, said_worn = self._said(one)
        if one.kind != "person":
            usual = (
                f"a_ {colour} body and round eyes" if one.kind == "robot" else f"a_ {colour} scarf"
            )
            with_what = listing([*said_hair, *said_worn]) or usual
            body = bare(one.who) or one.noun or one.kind
            coats = self.table["coats"].get(body.split()[-1].lower())
            if one.kind == "animal" and coats and not _COLOURED.search(body):
                body = f"{self._pick(coats)} {body}"
            return capital(finished(f"a_ {body} with {with_what}"))
        noun = _PLAIN_NOUN[age, gender]
        if age == "elder":
            hair = "white hair and a white beard" if gender == "male" else "white hair in a bun"
        hair = listing(list(said_hair)) or hair
        skin = f"{self.skin}, " if self.skin != "fair skin" else ""
        role = bare(one.who)
        said = f", {within(finished(f'a_ {role}'))[:-1]}" if role and _is_role(role, noun) else ""
        wearing = listing(list(said_worn)) or wear or f"a_ {colour} jacket"
        if wearing in self.worn:  # brothers must be told apart
            wearing = f"a_ {colour} sweater"
        self.worn.add(wearing)
        return capital(finished(f"a_ {noun} with {skin}{hair}, in {wearing}{said}"))

    def _said(self, one: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Hair and clothes as the prompt gives them."""
        called = f"{one.who} {one.name}".lower().split()
        said = [look for look in self.looks if look.owner in called]
        return (
            tuple(piece for look in said for piece in look.hair),
            tuple(piece for look in said for piece in look.worn),
        )

    def _pick(self, options: Any) -> Any:  # noqa: ANN401 - words of any YAML list
        return options[int(self.rng.integers(len(options)))]


_COLOURED = re.compile(
    r"\b(?:black|white|brown|red|grey|gray|golden|green|blue|orange|yellow|spotted|striped|ginger)\b"
)
_COLOURS = ("red", "blue", "green", "yellow", "teal", "orange", "white", "plum")
_PLAIN_NOUN = {
    ("child", "female"): "girl",
    ("child", "male"): "boy",
    ("adult", "female"): "woman",
    ("adult", "male"): "man",
    ("elder", "female"): "old woman",
    ("elder", "male"): "old man",
}


def _is_role(role: str, noun: str) -> bool:
    return role.split()[-1] not in noun.split() and not role.startswith(
        ("elder", "younger", "third")
    )
