"""What the instructions for a script ask for, as this product words them."""

import re
from typing import Any

from pydantic import ValidationError

from manike.script.preferences import Preferences

_LENGTH = re.compile(r"(\d{2,3})(?:\.\d+)? ?(?:s\b|seconds?\b)", re.IGNORECASE)
_SHORTEST_S, _LONGEST_S, _USUAL_S = 10, 300, 30
_WISHES = {
    "style": re.compile(r"in this style: (.{1,80}?)\."),
    "genre": re.compile(r"of this kind: ([a-z]+)"),
    "music_mood": re.compile(r"All music is ([a-z_]+)"),
}
_CHARACTERS = {
    True: re.compile(r"at least one character", re.IGNORECASE),
    False: re.compile(r'"characters"[^.]{0,40}\bare empty everywhere'),
}


def preferences_in(system: str, user: str) -> Preferences:
    """The film that is asked for; what is not said, or can't be, has its usual value.

    Args:
        system: the instructions.
        user: the message with the prompt, whose lengths come first.
    """
    wishes: dict[str, Any] = {"duration_s": _length_s(user) or _length_s(system) or _USUAL_S}
    for name, pattern in _WISHES.items():
        if found := pattern.search(system):
            wishes[name] = found[1]
    for wanted, pattern in _CHARACTERS.items():
        if pattern.search(system):
            wishes["characters"] = wanted
    return _accepted(wishes)


def _length_s(text: str) -> int | None:
    lengths = (int(each) for each in _LENGTH.findall(text))
    return next((each for each in lengths if _SHORTEST_S <= each <= _LONGEST_S), None)


def _accepted(wishes: dict[str, Any]) -> Preferences:
    try:
        return Preferences.model_validate(wishes)
    except ValidationError as error:
        wrong = {each["loc"][0] for each in error.errors()}
        return Preferences.model_validate({k: v for k, v in wishes.items() if k not in wrong})
