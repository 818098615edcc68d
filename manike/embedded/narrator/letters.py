"""Letter-to-sound rules for names that no dictionary holds, in misaki's American phonemes."""

# ruff: noqa: RUF001 - phonemes look like letters

import re
import unicodedata

_VOWEL_LETTERS = "aeiouy"
_SPECIAL = str.maketrans({"ß": "ss", "ø": "oe", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "th",
                          "þ": "th", "ñ": "ny", "ı": "i"})  # fmt: skip

# Longest match first; a vowel sound is what holds a symbol of ``_VOWELS``.
_CONSONANTS = (
    ("tion", "ʃən"), ("ture", "ʧəɹ"), ("tsch", "ʧ"), ("sch", "ʃ"), ("tch", "ʧ"), ("shch", "ʃʧ"),
    ("ngh", "ŋ"),
    ("dge", "ʤ"), ("ch", "ʧ"), ("sh", "ʃ"), ("th", "θ"), ("ph", "f"), ("kh", "k"), ("gh", "ɡ"),
    ("bh", "b"), ("dh", "d"), ("jh", "ʤ"), ("zh", "ʤ"), ("xi", "ʃi"), ("rh", "ɹ"),
    ("wh", "w"), ("ck", "k"),
    ("cz", "ʧ"), ("sz", "ʃ"), ("dj", "ʤ"), ("qu", "kw"), ("ts", "ts"), ("tz", "ts"),
    ("b", "b"), ("d", "d"), ("f", "f"), ("h", "h"), ("j", "ʤ"), ("k", "k"), ("l", "l"),
    ("m", "m"), ("n", "n"), ("p", "p"), ("qi", "ʧi"), ("q", "k"), ("r", "ɹ"), ("s", "s"),
    ("t", "t"),
    ("v", "v"), ("w", "w"), ("x", "ks"), ("z", "z"),
)  # fmt: skip
_DIGRAPHS = {
    "english": {
        "igh": "I", "ai": "A", "ay": "A", "ee": "i", "ea": "i", "oa": "O", "oo": "u", "ou": "W",
        "oi": "Y", "oy": "Y", "au": "ɔ", "aw": "ɔ", "ie": "i", "ei": "A", "ey": "i", "ew": "u",
        "eu": "u", "ow": "O", "ue": "u", "ui": "u",
    },
    "foreign": {
        "aa": "ɑ", "ai": "I", "ay": "I", "au": "W", "ao": "W", "aw": "W", "ee": "i", "ei": "A",
        "ey": "A", "ie": "i", "ii": "i", "oo": "u", "ou": "u", "ow": "O", "oi": "Y", "oy": "Y",
        "uu": "u", "ue": "wA", "eu": "u", "oe": "O", "ae": "I",
    },
}  # fmt: skip
_SHORT = {"a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɑ", "u": "ʌ", "y": "ɪ"}
_LONG = {"a": "A", "e": "i", "i": "I", "o": "O", "u": "u", "y": "I"}
_OPEN = {"a": "ɑ", "e": "ɛ", "i": "i", "o": "O", "u": "u", "y": "i"}
_FINAL = {"a": "ə", "e": "A", "i": "i", "o": "O", "u": "u", "y": "i"}
_VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ")
_REDUCED = {"æ": "ə", "ɑ": "ə", "ʌ": "ə"}
_FOREIGN = re.compile(
    r"[aiou]$|[aeiou]ye$|aa|ii|uu|[kbdjg]h|zh|cz|sz|q(?!u)|j[^aeiouy]|[aeiou][kvj]$|^[mn][^aeiouy]|y[aou]"
)
_HEAVY = 2
_ACUTE = "\u0301"


def sound_out(word: str) -> str:
    """Phonemes of a name that is written in Latin letters, with one primary stress.

    Letters that are not Latin are left out; the result is empty when nothing is left.
    """
    letters = plain_letters(word)
    accent = _acute(word)
    foreign = accent is not None or _FOREIGN.search(letters) is not None
    return _stressed(*_sounds(letters, "foreign" if foreign else "english", accent))


def plain_letters(word: str) -> str:
    """The word in ``a`` to ``z``: lower case, without accents and all else."""
    folded = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
    return "".join(letter for letter in folded if "a" <= letter <= "z")


def _acute(word: str) -> int | None:
    """The letter that the only acute accent of a word stands on, as in ``Medellín``."""
    marks = unicodedata.normalize("NFD", word.lower())
    if marks.count(_ACUTE) != 1:
        return None
    return len(plain_letters(marks[: marks.index(_ACUTE)])) - 1


def _sounds(letters: str, style: str, accent: int | None) -> tuple[list[str], int | None]:
    """The sounds, and which of them has the accent."""
    sounds: list[str] = []
    accented = None
    at = 0
    while at < len(letters):
        size, sound = _next_sound(letters, at, style)
        if sound:
            if accent is not None and at <= accent < at + size and _VOWELS & set(sound):
                accented = len(sounds)
            sounds.append(sound)
        at += size
    return sounds, accented


def _next_sound(letters: str, at: int, style: str) -> tuple[int, str]:
    """How many letters the next sound takes, and the sound; a silent letter has none."""
    letter = letters[at]
    if letter == "y" and letters[at + 1 : at + 2] in tuple("aeiou"):
        return 1, "j"
    if letter in _VOWEL_LETTERS:
        return _vowel(letters, at, style)
    if letters[at : at + 2] == letter * 2:
        size, sound = _next_sound(letters, at + 1, style)
        return size + 1, sound
    if letter in "cg" and letters[at : at + 2] != "ch" and letters[at : at + 2] not in ("gh", "ck"):
        return _c_or_g(letters, at)
    return next(
        (len(spelling), sound)
        for spelling, sound in (*_CONSONANTS, (letter, "k"))
        if letters.startswith(spelling, at)
    )


def _c_or_g(letters: str, at: int) -> tuple[int, str]:
    """``c`` is soft before e, i and y; ``g`` is hard in most names."""
    if letters[at] == "g":
        return 1, "ɡ"
    if letters.startswith("cz", at):
        return 2, "ʧ"
    return 1, "s" if letters[at + 1 : at + 2] in tuple("eiy") else "k"


def _vowel(letters: str, at: int, style: str) -> tuple[int, str]:
    for size in (3, 2):
        sound = _DIGRAPHS[style].get(letters[at : at + size])
        glides = letters[at + size - 1] in "wy" if at + size < len(letters) else False
        if sound and not (glides and letters[at + size] in _VOWEL_LETTERS):
            return size, sound
    letter, after = letters[at], letters[at + 1 :]
    if not after:
        return 1, _last_vowel(letters, at, style)
    if after[0] == "r" and after[1:2] not in tuple("aeiouyr"):
        return 2, {"a": "ɑɹ", "o": "ɔɹ"}.get(letter, "ɜɹ")
    if style == "foreign":
        return 1, _OPEN[letter]
    magic_e = re.match(r"[^aeiouy]e$", after) is not None
    return 1, (_LONG if magic_e else _SHORT)[letter]


def _last_vowel(letters: str, at: int, style: str) -> str:
    silent = style == "english" and letters[at] == "e"
    return (
        ""
        if silent and any(vowel in letters[:at] for vowel in _VOWEL_LETTERS)
        else (_FINAL[letters[at]])
    )


def _stressed(sounds: list[str], accented: int | None) -> str:
    """The sounds joined, with the stress on the accent, else where English puts it in names."""
    nuclei = [at for at, sound in enumerate(sounds) if _VOWELS & set(sound)]
    if not nuclei:
        return "".join(sounds)
    stressed = nuclei[_stressed_syllable(sounds, nuclei)] if accented is None else accented
    result = []
    for at, sound in enumerate(sounds):
        if at == stressed:
            result.append("ˈ")
            result.append(sound)
        else:
            result.append(_unstressed(sound, first=at == nuclei[0] and stressed != nuclei[0]))
    return _assimilated("".join(result))


def _stressed_syllable(sounds: list[str], nuclei: list[int]) -> int:
    """The first of one or two; else the last but one, or the one before if that is light."""
    count = len(nuclei)
    if count <= _HEAVY:
        return 0
    ends_in_vowel = nuclei[-1] == len(sounds) - 1
    heavy = nuclei[-1] - nuclei[-2] > _HEAVY or len(sounds[nuclei[-2]]) > 1
    return count - 2 if ends_in_vowel or heavy else count - 3


def _unstressed(sound: str, *, first: bool) -> str:
    if sound == "ɜɹ":
        return "əɹ"
    return sound if first else _REDUCED.get(sound, sound)


def _assimilated(phonemes: str) -> str:
    phonemes = re.sub(r"n(?=ˈ?[kɡ])", "ŋ", phonemes)
    return re.sub(r"ŋɡ(?=$|[bdfhklmnpstvwzʃʒʤʧθ])", "ŋ", phonemes)
