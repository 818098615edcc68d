"""Forms of English words that the lines need: the third person, the -ing form, plain nouns."""

import re

_IRREGULAR_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_IRREGULAR_ING = {"be": "being", "see": "seeing", "flee": "fleeing", "die": "dying", "lie": "lying"}
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
_DETERMINERS = ("a ", "an ", "the ", "his ", "her ", "their ", "its ", "my ", "our ", "your ",
                "some ", "this ", "that ", "these ", "those ")  # fmt: skip
_LOWER_FIRST = frozenset(
    "a an the his her their its my our your some this that these those one two three four five six "
    "seven eight nine ten several many every each another".split()
)
_SMALL_WORDS = frozenset(
    "a an the of in on at to and or for by with from as into over under".split()
)


def third_person(verb: str) -> str:
    """``grow`` -> ``grows``, ``teach`` -> ``teaches``."""
    if verb.startswith("must "):
        return verb
    if verb in _IRREGULAR_THIRD:
        return _IRREGULAR_THIRD[verb]
    if re.search(r"(?:s|x|z|ch|sh)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


def gerund(verb: str) -> str:
    """``grow`` -> ``growing``, ``bake`` -> ``baking``, ``run`` -> ``running``."""
    if verb in _IRREGULAR_ING:
        return _IRREGULAR_ING[verb]
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if _DOUBLING.match(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def bare(phrase: str) -> str:
    """A noun phrase without its article or possessive: ``the lake`` -> ``lake``."""
    lower = phrase.lower()
    for determiner in _DETERMINERS:
        if lower.startswith(determiner):
            return phrase[len(determiner) :].strip()
    return phrase


def within(phrase: str) -> str:
    """A phrase as it stands inside a sentence: ``The lake`` -> ``the lake``; names stay."""
    first, space, rest = phrase.strip().partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _LOWER_FIRST else phrase.strip()


def definite(phrase: str) -> str:
    """``a tea estate`` -> ``the tea estate``; what has another determiner or none stays."""
    return re.sub(r"^(?:a|an)\s+", "the ", phrase, flags=re.IGNORECASE)


def capital(text: str) -> str:
    """The text with its first letter raised."""
    return text[:1].upper() + text[1:]


def title_case(text: str) -> str:
    """``a night at the museum`` -> ``A Night at the Museum``."""
    words = text.split()
    last = len(words) - 1
    return " ".join(
        word if word.lower() in _SMALL_WORDS and 0 < at < last and word.islower() else capital(word)
        for at, word in enumerate(words)
    )


def asked_indirectly(question: str) -> str:
    """``Why do cats purr`` -> ``why cats purr``; empty where the order cannot be told."""
    match = re.match(r"(Why|How|Where|When) (?:do|does) (.+)", question)
    if match is None or match[2].startswith("you "):
        return ""
    return f"{match[1].lower()} {match[2]}" if " do " in question else ""


def listing(phrases: list[str]) -> str:
    """``milk, eggs and bread``."""
    if len(phrases) < 2:  # noqa: PLR2004 - no list
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"
