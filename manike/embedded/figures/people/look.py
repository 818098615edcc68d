"""How a person looks: read from the description where it says so, else cast from seed and name."""

import re
from dataclasses import dataclass

import numpy as np

from manike.embedded.figures.colours import BOTTOMS, HAIR, IRISES, NAMED, SKINS, TOPS
from manike.embedded.figures.people import words
from manike.embedded.figures.shading import Rgb, luminance, mix, scaled
from manike.embedded.people import age_of, gender_of
from manike.script.models import Character


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is drawn of a person; colours are local colours."""

    age: str
    gender: str
    skin: Rgb
    iris: Rgb
    hair: str
    """A key of ``hair.STYLES``."""
    hair_colour: Rgb
    beard: str
    """``none``, ``stubble``, ``moustache``, ``short`` or ``full``."""
    top: str
    """A key of ``words.TOPS``."""
    top_colour: Rgb
    pattern: str
    """``plain``, ``stripes`` or ``dots``."""
    bottom: str
    """``trousers``, ``skirt``, ``shorts``; dresses, robes and long coats cover it."""
    bottom_colour: Rgb
    accent: Rgb
    """Of collar, buttons, belt and trim."""
    shoes: Rgb
    hat: str
    """A key of ``hats.HATS``, or empty."""
    hat_colour: Rgb
    scarf: Rgb | None
    apron: Rgb | None
    backpack: Rgb | None
    glasses: bool
    freckles: bool
    breadth: float
    """0.9 slim to 1.15 broad."""
    nose: float
    """0.8 small to 1.25 large."""
    jaw: float
    """0 soft and round to 1 strong."""
    gloves: Rgb | None = None


_WHOLE = frozenset(("suit", "robe", "gown", "sari"))
"""Garments that go on below in their own colour."""


def look_of(character: Character, rng: np.random.Generator) -> Look:
    """The look of a person; ``rng`` must depend on the project's seed and the name alone."""
    return _Casting(character, rng).look()


def colours_of(look: Look) -> tuple[Rgb, ...]:
    """What is seen most of a person: skin, hair, clothes and accessories, none twice."""
    hair = look.hair_colour if look.hair != "bald" or look.beard != "none" else look.skin
    hat = look.hat_colour if look.hat else look.skin
    extras = [colour for colour in (look.scarf, look.apron, look.backpack) if colour is not None]
    worn = (look.top_colour, look.bottom_colour, look.shoes)
    return tuple(dict.fromkeys((look.skin, hair, look.iris, hat, *worn, *extras)))


class _Casting:
    """Reads a description once; each draw from ``rng`` happens whatever the text says.

    So an edit of one word, such as the coat's colour, leaves the rest of the look as it was.
    """

    def __init__(self, character: Character, rng: np.random.Generator) -> None:
        self.character = character
        self.text = character.description.lower()
        self.tokens = re.findall(r"[a-z]+|,", self.text)
        self.draws = rng.random(24)

    def look(self) -> Look:
        age = age_of(self.character)
        gender = gender_of(self.character, self.draws[0])
        top = self._top(age, gender)
        hat = self._find(words.HATS) or self._job_hat()
        hair_colour = self._hair_colour(age)
        top_colour = self._colour_of(words.TOPS[top]) or self._default(top, 0)
        return Look(
            age=age,
            gender=gender,
            skin=self._skin(),
            iris=self._iris(),
            hair=self._hair(age, gender),
            hair_colour=hair_colour,
            beard=self._beard(age, gender),
            top=top,
            top_colour=top_colour,
            pattern=self._pattern(top),
            bottom=self._bottom(age, gender, top),
            bottom_colour=self._colour_of(words.BOTTOM_NOUNS)
            or (top_colour if top in _WHOLE else self._bottom_colour(top_colour)),
            accent=self._accent(top_colour),
            shoes=self._colour_of(("shoes", "boots", "sandals")) or NAMED[self._shoes()],
            hat=hat,
            hat_colour=self._colour_of(words.HATS[hat]) or self._hat_colour(hat)
            if hat
            else top_colour,
            scarf=self._accessory(("scarf", "shawl", "muffler"), 10),
            apron=self._accessory(("apron",), 11) or self._job_apron(),
            backpack=self._accessory(("backpack", "rucksack", "knapsack", "satchel"), 12),
            glasses=self._says("glasses", "spectacles", "goggles", "bespectacled"),
            freckles=self._says("freckle") or self.draws[14] > 0.88,  # noqa: PLR2004
            breadth=self._breadth(gender),
            nose=0.85 + 0.35 * self.draws[16],
            jaw=(0.55 if gender == "male" else 0.0) + 0.4 * self.draws[17],
        )

    def _says(self, *phrases: str) -> bool:
        return any(re.search(rf"\b{phrase}", self.text) for phrase in phrases)

    def _find(self, table: dict[str, tuple[str, ...]], default: str = "") -> str:
        """The first key one of whose words the description holds."""
        hits = ((key, word) for key, known in table.items() for word in known)
        return next((key for key, word in hits if self._says(word + r"(?:e?s)?\b")), default)

    def _pick(self, draw: int, count: int) -> int:
        return min(int(self.draws[draw] * count), count - 1)

    def _colour_of(self, nouns: tuple[str, ...], table: dict[str, Rgb] = NAMED) -> Rgb | None:
        """The colour word up to four words before one of the nouns, within its clause."""
        for index, token in enumerate(self.tokens):
            if not any(token in {noun.split()[-1], noun.split()[-1] + "s"} for noun in nouns):
                continue
            for back in reversed(self.tokens[max(index - 4, 0) : index]):
                if back in {",", "and", "with", "in", "over", "under"}:
                    break
                if back in table:
                    return self._shaded(table[back], index)
        return None

    def _shaded(self, colour: Rgb, index: int) -> Rgb:
        before = self.tokens[max(index - 5, 0) : index]
        if "dark" in before or "deep" in before:
            return scaled(colour, 0.72)
        if "light" in before or "pale" in before or "faded" in before:
            return mix(colour, (1.0, 1.0, 1.0), 0.32)
        return colour

    def _job_hat(self) -> str:
        """The hat of a job; a bare head is one that the description says so of."""
        if self._says("bare head", "bareheaded", "no hat", "hair up"):
            return ""
        return next((hat for job, hat in words.JOB_HATS.items() if self._says(rf"{job}\b")), "")

    def _job_apron(self) -> Rgb | None:
        return NAMED["cream"] if self._says(*words.JOB_APRONS) else None

    def _iris(self) -> Rgb:
        stated = next(
            (i for i, word in ((2, "blue"), (3, "green")) if self._says(f"{word} eye")), 0
        )
        # Light eyes go with paler skins (luminance above 0.6), as most people expect to see.
        pale = luminance(self._skin()) > 0.6  # noqa: PLR2004 - see above
        return IRISES[stated or self._pick(2, 3 if pale else 2)]

    def _skin(self) -> Rgb:
        for phrase, index in words.SKINS.items():
            if self._says(phrase):
                return SKINS[index]
        index = self._pick(1, len(SKINS))
        return mix(SKINS[index], SKINS[max(index - 1, 0)], 0.5 * self.draws[3])

    def _hair_colour(self, age: str) -> Rgb:
        stated = self._colour_of(("hair", *words.HAIR_NOUNS, "haired"), HAIR)
        if stated:
            return stated
        for word in ("blond", "redhead", "ginger", "brunette"):
            if self._says(word):
                return HAIR[{"redhead": "red", "brunette": "brown"}.get(word, word)]
        if age == "elder":
            return HAIR[("grey", "silver", "white")[self._pick(4, 3)]]
        natural = ("black", "dark", "brown", "chestnut", "auburn", "blond")
        # Fair hair goes with the paler skins (luminance above 0.6), as most people expect to see.
        pale = luminance(self._skin()) > 0.6  # noqa: PLR2004 - see above
        return HAIR[natural[self._pick(4, len(natural) if pale else 3)]]

    def _hair(self, age: str, gender: str) -> str:
        stated = self._find(words.HAIR)
        if stated:
            return stated
        choices = words.CASTING[gender, age]
        return choices[self._pick(5, len(choices))]

    def _beard(self, age: str, gender: str) -> str:
        stated = self._find(words.BEARDS)
        if stated or gender != "male" or age == "child":
            return stated or "none"
        if self._says("clean-shaven", "beardless"):
            return "none"
        chance = {"adult": ("none", "none", "none", "stubble", "short", "moustache")}
        choices = chance.get(age, ("none", "full", "short", "moustache"))
        return choices[self._pick(6, len(choices))]

    def _top(self, age: str, gender: str) -> str:
        stated = self._find(words.TOPS)
        if stated:
            return stated
        job = next((top for word, top in words.JOB_TOPS.items() if self._says(word)), "")
        if job:
            return job
        if age == "child":
            return ("sweater", "tee", "hoodie", "overalls", "shirt", "raincoat")[self._pick(7, 6)]
        casting = ("sweater", "shirt", "jacket", "tunic", "dress", "coat")
        choices = casting if gender == "female" else (*casting[:4], "vest", "coat")
        return choices[self._pick(7, len(choices))]

    def _pattern(self, top: str) -> str:
        for word, pattern in (("strip", "stripes"), ("dot", "dots"), ("flor", "dots")):
            if self._says(rf"\w*{word}"):
                return pattern
        if top not in {"shirt", "sweater", "dress", "tee"}:
            return "plain"
        return ("plain", "plain", "stripes", "plain", "dots")[self._pick(8, 5)]

    def _bottom(self, age: str, gender: str, top: str) -> str:
        stated = self._find(words.BOTTOMS)
        if stated:
            return stated
        if top in {"dress", "gown"}:
            return "skirt"
        if gender == "female":
            return ("trousers", "skirt", "trousers")[self._pick(9, 3)]
        return "shorts" if age == "child" and self.draws[9] > 0.5 else "trousers"  # noqa: PLR2004

    def _default(self, top: str, shift: int) -> Rgb:
        fixed = words.TOP_COLOURS.get(top)
        return NAMED[fixed or TOPS[(self._pick(13, len(TOPS)) + shift) % len(TOPS)]]

    def _bottom_colour(self, top: Rgb) -> Rgb:
        start = self._pick(15, len(BOTTOMS))
        order = [NAMED[BOTTOMS[(start + step) % len(BOTTOMS)]] for step in range(len(BOTTOMS))]
        return next(c for c in order if max(abs(a - b) for a, b in zip(c, top, strict=True)) > 0.16)  # noqa: PLR2004

    def _accent(self, top: Rgb) -> Rgb:
        bright = sum(top) > 1.6  # noqa: PLR2004 - the middle of 0..3, a little up
        return scaled(top, 0.62) if bright else mix(top, NAMED["cream"], 0.55)

    def _shoes(self) -> str:
        return ("brown", "black", "burgundy", "charcoal")[self._pick(18, 4)]

    def _hat_colour(self, hat: str) -> Rgb:
        fixed = words.HAT_COLOURS.get(hat)
        return NAMED[fixed or TOPS[self._pick(19, len(TOPS))]]

    def _accessory(self, nouns: tuple[str, ...], draw: int) -> Rgb | None:
        if not self._says(*nouns):
            return None
        return (
            self._colour_of(nouns)
            or NAMED[("red", "mustard", "teal", "cream")[self._pick(draw, 4)]]
        )

    def _breadth(self, gender: str) -> float:
        base = 0.97 if gender == "female" else 1.03
        if self._says("stout", "burly", "big", "broad", "plump", "stocky", "sturdy"):
            return base + 0.13
        if self._says("thin", "slim", "slender", "lanky", "wiry", "skinny"):
            return base - 0.08
        return base + 0.08 * float(self.draws[20] - 0.5)
