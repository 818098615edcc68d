"""How a prompt says that somebody looks: hair, glasses, clothes."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_HAIR = r"hair|beard|moustache|braids?|plaits?|curls|ponytail|pigtails|bun"
_WORN = (
    r"coat|raincoat|overcoat|jacket|scarf|hat|cap|beret|bonnet|helmet|dress|gown|skirt|shirt|blouse|"
    r"t-shirt|sweater|jumper|pullover|cardigan|hoodie|waistcoat|suit|uniform|apron|cloak|cape|robe|"
    r"tunic|sari|kimono|overalls|dungarees|trousers|jeans|shorts|boots|shoes|gloves|mittens|"
    r"glasses|spectacles|eyepatch|crown|ribbon|bow tie|tie|collar|backpack|"
    r"eyes|freckles|wings|antennae|wheels"
)
_PIECE = rf"(?:an?\s+)?(?:[\w-]+\s+){{0,3}}?(?:{_HAIR}|{_WORN})\b"
_JOINTS = r"(?:(?:,\s*(?:and\s+)?|\s+and\s+)(?:(?:in|with|wearing)\s+)?|\s+(?:in|with|wearing)\s+)"
_PHRASE = re.compile(
    rf",?\s*\b(?:(?:who|that)\s+(?:has|have|wears?|is\s+wearing)|with|in|wearing|dressed\s+in)\s+"
    rf"({_PIECE}(?:{_JOINTS}{_PIECE})*),?",
    re.IGNORECASE,
)
_JOINT = re.compile(_JOINTS, re.IGNORECASE)
_NO_TRAIT = frozenset(("same", "matching", "his", "her", "their"))


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a prompt says of one body's look."""

    owner: str
    """The last word of the noun or name that it follows, in lower case: ``nell``, ``keeper``."""
    hair: tuple[str, ...]
    worn: tuple[str, ...]


def told_apart(text: str, is_body: Callable[[str], bool]) -> tuple[str, tuple[Appearance, ...]]:
    """The text without the looks that follow somebody, and those looks.

    Args:
        text: words of the prompt.
        is_body: whether a word is somebody who can look like something.
    """
    found: list[Appearance] = []
    kept, at = "", 0
    for match in _PHRASE.finditer(text):
        before = re.findall(r"[\w'-]+", text[: match.start()])[-1:]
        if not before or not is_body(before[0]):
            continue
        pieces = [" ".join(piece.split()) for piece in _JOINT.split(match[1])]
        if any(word in _NO_TRAIT for piece in pieces for word in piece.lower().split()):
            continue
        hair = tuple(piece for piece in pieces if re.search(rf"(?:{_HAIR})$", piece, re.I))
        worn = tuple(piece for piece in pieces if piece not in hair)
        found.append(Appearance(before[0].lower(), hair, worn))
        kept, at = kept + text[at : match.start()], match.end()
    return kept + text[at:], tuple(found)
