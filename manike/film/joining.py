"""The forms that Arabic letters take beside each other, which have widths of their own."""

import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache

_FORMS = range(0xFB50, 0xFF00)
"""Code points of the presentation forms."""
_MARKS = ("Mn", "Me", "Cf")


def joined_forms(text: str, known: Container[int]) -> Iterator[int]:
    """Code points of a text as it is drawn: letters joined, marks and joiners left out.

    Args:
        text: any script; only Arabic letters change.
        known: code points that the font has; a form that it lacks stays as the letter.
    """
    letters = [letter for letter in text if unicodedata.category(letter) not in _MARKS]
    for index, letter in enumerate(letters):
        forms = _forms().get(letter)
        if forms is None:
            yield ord(letter)
            continue
        before = index > 0 and "initial" in _forms().get(letters[index - 1], {})
        after = index + 1 < len(letters) and "initial" in forms and letters[index + 1] in _forms()
        form = forms.get(_FORM_NAMES[before, after], ord(letter))
        yield form if form in known else ord(letter)


_FORM_NAMES = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, False): "final",
    (True, True): "medial",
}


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, int]]:
    """Code points of the forms of each letter, by the form's name."""
    found: dict[str, dict[str, int]] = {}
    for code in _FORMS:
        kind, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.strip("<>") in _FORM_NAMES.values() and len(letters) == len("0628"):
            found.setdefault(chr(int(letters, 16)), {})[kind.strip("<>")] = code
    return found
