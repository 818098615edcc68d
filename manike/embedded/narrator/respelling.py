"""Entries of a pronunciation dictionary in the voice model's phonemes (misaki's American ones)."""

# ruff: noqa: RUF001, RUF002 - phonemes look like letters

import hashlib
import re
from collections.abc import Mapping, Sequence

from manike.script.pronunciations import occurrences

VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ")

_SPELLINGS = {
    "eye": "I", "igh": "I", "air": "ɛɹ", "are": "ɛɹ", "eer": "ɪɹ", "ear": "ɪɹ", "oor": "ʊɹ",
    "our": "Wəɹ", "ire": "Iəɹ", "yoo": "ju", "ah": "ɑ", "aa": "ɑ", "ay": "A", "ai": "A", "ar": "ɑɹ",
    "aw": "ɔ", "au": "ɔ", "ee": "i", "ea": "i", "eh": "ɛ", "ey": "A", "ew": "ju", "er": "ɜɹ",
    "ih": "ɪ", "ie": "I", "ir": "ɜɹ", "oh": "O", "oa": "O", "oo": "u", "or": "ɔɹ", "ow": "W",
    "ou": "W", "oy": "Y", "oi": "Y", "uh": "ʌ", "ur": "ɜɹ", "uu": "ʊ", "ch": "ʧ", "ck": "k",
    "dh": "ð", "gh": "ɡ", "kh": "k", "ng": "ŋ", "nk": "ŋk", "ph": "f", "qu": "kw", "sh": "ʃ",
    "tch": "ʧ", "th": "θ", "zh": "ʒ", "b": "b", "c": "k", "d": "d", "f": "f", "g": "ɡ", "h": "h",
    "j": "ʤ", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p", "q": "k", "r": "ɹ", "s": "s",
    "t": "t", "v": "v", "w": "w", "x": "ks", "z": "z",
}  # fmt: skip
_CLOSED = {"a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɑ", "u": "ʌ", "y": "ɪ"}
"""A single vowel letter before a consonant of its syllable."""
_OPEN = {"a": "ɑ", "e": "ɛ", "i": "i", "o": "O", "u": "u", "y": "I"}
"""At the end of its syllable."""
_UNSTRESSED = {"ʌ": "ə", "ɜɹ": "əɹ"}
_LONGEST = 3

_IPA = (
    ("eɪ", "A"), ("oʊ", "O"), ("əʊ", "O"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("ɑɪ", "I"),
    ("ɑʊ", "W"), ("t͡ʃ", "ʧ"), ("d͡ʒ", "ʤ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ɜː", "ɜɹ"), ("ɝ", "ɜɹ"),
    ("ɚ", "əɹ"), ("ɜɹɹ", "ɜɹ"), ("ts", "ts"),
)  # fmt: skip
_IPA_ONE = str.maketrans({
    "r": "ɹ", "g": "ɡ", "a": "ɑ", "e": "A", "o": "O", "y": "u", "ʉ": "u", "ɨ": "ɪ", "ɯ": "u",
    "ʏ": "ʊ", "ø": "ɜ", "œ": "ɜ", "ɘ": "ə", "ɵ": "ʊ", "ɤ": "O", "ɐ": "ə", "ɶ": "æ", "ɞ": "ɜ",
    "ɒ": "ɑ", "c": "k", "q": "k", "x": "h", "ç": "h", "χ": "h", "ɢ": "ɡ", "ɣ": "ɡ", "ɥ": "w",
    "ɦ": "h", "ɫ": "l", "ɬ": "l", "ɭ": "l", "ʎ": "j", "ɱ": "m", "ɲ": "n", "ɳ": "n", "ɻ": "ɹ",
    "ɽ": "ɹ", "ʀ": "ɹ", "ʁ": "ɹ", "ɾ": "T", "ʂ": "ʃ", "ɕ": "ʃ", "ʐ": "ʒ", "ʑ": "ʒ", "ʈ": "t",
    "ɖ": "d", "ɟ": "ʤ", "ʋ": "v", "β": "v", "ʔ": None, "ː": None, "ˑ": None, ".": None,
    "͡": None, "͜": None, "ʰ": None, "ʲ": None, "ʷ": None, "̃": None,
})  # fmt: skip


def phonemes_of(said: str) -> str:
    """The sounds of a respelling such as ``KAN-dee`` or of IPA such as ``/ˈkændi/``."""
    return _from_ipa(said[1:-1]) if said.startswith("/") else _from_respelling(said)


def stood_in(words: Sequence[str], entries: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """The words with a stand-in for each that is in the dictionary, and the stand-ins' sounds.

    A stand-in is a made-up word that no rule of abbreviations, numbers or capitals touches. It
    follows from the sounds, so the same one always means the same.
    """
    sounds: dict[str, str] = {}
    result: list[str] = []
    for word in words:
        text = word
        for found in reversed(list(occurrences(word, entries))):
            phonemes = phonemes_of(found.said)
            name = _name(phonemes)
            sounds[name] = phonemes
            text = text[: found.start] + name + text[found.end :]
        result.append(text)
    return result, sounds


def _name(phonemes: str) -> str:
    digest = hashlib.sha256(phonemes.encode()).digest()
    return "Qz" + "".join(chr(ord("a") + byte % 26) for byte in digest[:10])


def _from_respelling(said: str) -> str:
    parts = [part for part in re.split("[- ]", said) if part]
    strong = [at for at, part in enumerate(parts) if part.isupper()]
    first = strong[0] if strong else 0
    sounds = []
    for at, part in enumerate(parts):
        mark = "ˈ" if at == first else "ˌ" if at in strong else ""
        sounds.append(_syllable(part.lower(), mark))
    return "".join(sounds)


def _syllable(letters: str, mark: str) -> str:
    """The sounds of a syllable, with the mark of its stress before its first vowel."""
    sounds: list[str] = []
    at = 0
    while at < len(letters):
        size, sound = _sound_at(letters, at)
        if not mark:
            sound = _UNSTRESSED.get(sound, sound)
        elif VOWELS & set(sound) and mark not in sounds:
            glide = sound.startswith("j")
            sounds += ["j", mark] if glide else [mark]
            sound = sound[glide:]
        sounds.append(sound)
        at += size
    return "".join(sounds)


def _sound_at(letters: str, at: int) -> tuple[int, str]:
    for size in range(_LONGEST, 0, -1):
        sound = _SPELLINGS.get(letters[at : at + size])
        if sound:
            doubled = size == 1 and letters[at : at + 2] == letters[at] * 2
            return size + doubled, sound
    letter = letters[at]
    if letter == "y" and letters[at + 1 : at + 2] in tuple("aeiou"):
        return 1, "j"
    rest = letters[at + 1 :]
    return 1, (_CLOSED if rest else _OPEN)[letter]


def _from_ipa(ipa: str) -> str:
    text = ipa.replace(" ", "").lstrip(".")
    for spelling, sound in _IPA:
        text = text.replace(spelling, sound)
    text = text.translate(_IPA_ONE)
    text = re.sub(r"([ˈˌ])([^AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻˈˌ]+)", r"\2\1", text)
    if "ˈ" in text:
        return text
    at = next(place for place, symbol in enumerate(text) if symbol in VOWELS)
    return f"{text[:at]}ˈ{text[at:]}"
