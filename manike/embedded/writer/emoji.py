"""Prompts that are not words: emoji that name a thing, and rows of numbers."""

import re
import unicodedata

from manike.embedded.writer.grammar import finished
from manike.embedded.writer.knowledge import find, words

_SPOKEN_NUMBERS = 12
_VARIATION = re.compile("[\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}]")


def spelled(prompt: str) -> str:
    """Emoji of things as words: a fox's face is ``a fox``; all others go."""
    names = [name for character in prompt if (name := _thing(character))]
    if not names:
        return prompt
    rest = "".join(c for c in _VARIATION.sub("", prompt) if unicodedata.category(c) != "So").strip()
    things = " and ".join(finished(f"a_ {name}")[:-1].lower() for name in dict.fromkeys(names))
    return f"{things} and {rest}" if rest else things


def in_a_row(text: str) -> str:
    """A prompt of digits alone, as something to speak of."""
    numbers = re.findall(r"\d+", text)[:_SPOKEN_NUMBERS]
    return f"numbers in a row: {', '.join(numbers)}."


def _thing(character: str) -> str:
    """The thing an emoji shows, if the writer knows it."""
    if unicodedata.category(character) != "So":
        return ""
    name = unicodedata.name(character, "").lower().removesuffix(" face").strip()
    topic = find("topics", name)
    is_known = name in words("things")["nouns"] or (topic is not None and name in topic.match)
    return name if is_known and len(name.split()) <= 3 else ""  # noqa: PLR2004
