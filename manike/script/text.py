"""Prompts as texts: what is accepted, what of them may be spoken or drawn, their language."""

import re
import unicodedata
from collections.abc import Sequence

from manike.errors import BadInputError, UnsupportedLanguageError

MAX_PROMPT_CHARS = 10_000

_MARKUP = (
    re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL),  # Jinja and its kin
    re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE),
    re.compile(r"<!--.*?-->|<!?/?[a-zA-Z][^<>]*>", re.DOTALL),
    re.compile(r"\$\{[^}]*\}|\$\([^)]*\)|%\([^)]*\)[sdr]"),
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"!?\[([^\]]*)\]\([^)]*\)"),  # Markdown links keep their text, see below
    re.compile(r"\b(?:https?|ftp|file)://\S+|\bwww\.\S+", re.IGNORECASE),
)
_LINK = _MARKUP[5]
_SIGNS = re.compile(r"[{}<>\\`|~^]|(?<!\w)[*_#]+|[*_#]+(?!\w)")
_SPACES = re.compile(r"\s+")
_ALLOWED_CONTROLS = "\n\r\t"

_STOP_WORDS = {
    "English": "the and of a an to in is with for on at by from that this it as are be who how",
    "German": "der die das und ein eine einen mit von zu auf ist für nicht im den dem des wie",
    "French": "le la les un une des et est dans pour avec sur du au aux qui que ce cette en",
    "Spanish": "el la los las un una y es en de con por para que del al como su se lo",
    "Italian": "il lo la gli le un una e di che in con per del della nel sono è da dei",
    "Portuguese": "o a os as um uma e de em com por para que do da no na dos das é",
    "Dutch": "de het een en van in op met voor is dat niet aan te zijn er bij uit",
    "Swedish": "och att det som en ett är på för med av till inte den i om",
    "Polish": "i w na z do się nie jest to o jak po za że od dla przez",
    "Turkish": "ve bir bu için ile de da ne gibi çok olarak en var daha",
    "Indonesian": "dan yang di ke dari untuk dengan ini itu pada adalah tidak sebuah",
    "Czech": "a v na je se že s z do o k pro jako ale za po",
}
_TAGS = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "pl": "Polish",
    "tr": "Turkish",
    "id": "Indonesian",
    "cs": "Czech",
}
_FOREIGN_TAGS = {
    "CYRILLIC": "be bg kk ky mk mn ru sr tg uk",
    "GREEK": "el",
    "ARABIC": "ar ckb fa ps sd ug ur",
    "HEBREW": "he yi",
    "DEVANAGARI": "hi mr ne sa",
    "CJK": "ja zh yue",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "TAMIL": "ta",
    "SINHALA": "si",
    "BENGALI": "as bn",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
"""Languages that are written in a script other than the Latin one."""
_SCRIPTS = {
    "CYRILLIC": "Russian or another Slavic language",
    "GREEK": "Greek",
    "ARABIC": "Arabic or Persian",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "THAI": "Thai",
    "TAMIL": "Tamil",
    "SINHALA": "Sinhala",
    "BENGALI": "Bengali",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
_MIN_STOP_WORDS = 2
_LEAD_OVER_ENGLISH = 2.0
_MIN_LETTERS = 40
_CLEAR_STOP_WORDS = 5
_CLEAR_SHARE = 0.15
"""Of all words; short words are about a third of a text in any of these languages."""
_LEAD = 1.5


def clean_prompt(text: str) -> str:
    """A prompt as it is kept: checked, in Unicode normal form C, without space around it.

    Raises:
        BadInputError: empty, too long, or not plain text; says what to do.
    """
    if any(unicodedata.category(c) == "Cs" for c in text) or "�" in text:
        raise BadInputError("prompt", "is not valid Unicode text; save it as UTF-8.")
    for position, character in enumerate(text):
        if unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS:
            raise BadInputError(
                "prompt",
                f"has the control character U+{ord(character):04X} at position {position}; "
                "give plain text.",
            )
    cleaned = unicodedata.normalize("NFC", text).strip()
    if not any(character.isalnum() for character in plain(cleaned)):
        fault = "has no words" if cleaned else "is empty"
        raise BadInputError("prompt", f"{fault}; say in a few words what the film is about.")
    if len(cleaned) > MAX_PROMPT_CHARS:
        raise BadInputError(
            "prompt", f"has {len(cleaned)} characters; use at most {MAX_PROMPT_CHARS}."
        )
    return cleaned


def plain(text: str) -> str:
    """The text without markup, template syntax and web addresses, in single spaces.

    What this takes out is never interpreted, spoken or drawn.
    """
    for pattern in _MARKUP:
        text = pattern.sub(r" \1 " if pattern is _LINK else " ", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cf", "Cn", "Co"))
    return _SPACES.sub(" ", _SIGNS.sub(" ", text)).strip()


def has_markup(text: str) -> bool:
    """Whether a text holds something that ``plain`` would take out as markup."""
    return any(pattern.search(text) for pattern in _MARKUP) or bool(re.search(r"[{}<>\\`]", text))


def has_controls(text: str) -> bool:
    """Whether a text holds a control character other than tabs and the ends of lines."""
    return any(unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS for c in text)


def detect_language(text: str) -> str:
    """The language that a text looks like, in English words; ``English`` if nothing speaks against.

    By script, then by stop words: a few words without any are taken for English.
    """
    letters = [c for c in text if c.isalpha()]
    foreign = [c for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if len(foreign) * 2 > len(letters):
        return _language_of_script(foreign)
    # Words of one letter stand in too many languages, and "'s" in English.
    words = re.findall(r"[^\W\d_]{2,}", text.lower())
    counts = {name: _count(words, stops.split()) for name, stops in _STOP_WORDS.items()}
    best = max(counts, key=lambda name: (counts[name], name == "English"))
    if counts[best] >= _MIN_STOP_WORDS and counts[best] >= _LEAD_OVER_ENGLISH * counts["English"]:
        return best
    return "English"


def other_language(text: str, language: str) -> str:
    """The language that a text is in, in English words, if it is clearly not the one of the tag.

    Empty where it is, or where a few words or an unknown language leave it open.
    """
    tag = language.split("-")[0].lower()
    letters = [c for c in text if c.isalpha()]
    if len(letters) < _MIN_LETTERS:
        return ""
    foreign = [c for c in letters if not unicodedata.name(c, "LATIN").startswith("LATIN")]
    if len(foreign) * 2 > len(letters):
        script = unicodedata.name(foreign[0], "").split(" ")[0]
        return "" if tag in _FOREIGN_TAGS.get(script, tag).split() else _language_of_script(foreign)
    if any(tag in tags.split() for tags in _FOREIGN_TAGS.values()):
        return _most_like(text)
    return _most_like(text, _TAGS.get(tag, ""))


def _most_like(text: str, than: str = "") -> str:
    """The Latin language whose short words a text is full of, unless it has those of ``than``."""
    words = re.findall(r"[^\W\d_]{2,}", text.lower())
    counts = {name: _count(words, stops.split()) for name, stops in _STOP_WORDS.items()}
    best = max(counts, key=lambda name: (counts[name], name == than))
    is_clear = counts[best] >= max(_CLEAR_STOP_WORDS, _CLEAR_SHARE * len(words))
    return best if is_clear and counts[best] > _LEAD * counts.get(than, 0) else ""


def check_language(text: str, language: str, written: Sequence[str], provider: str) -> None:
    """Refuse a language that a provider does not write.

    Args:
        text: the prompt.
        language: the language tag that was asked for.
        written: primary subtags that the provider writes.
        provider: its name, for the message.

    Raises:
        UnsupportedLanguageError: says which providers write it.
    """
    if language.split("-")[0].lower() not in written:
        raise UnsupportedLanguageError(
            "language", _refusal(provider, f"{language!r} was asked for")
        )
    looks_like = detect_language(plain(text))
    if "en" in written and looks_like != "English":
        raise UnsupportedLanguageError(
            "language", _refusal(provider, f"this prompt looks like {looks_like}")
        )


def _refusal(provider: str, what: str) -> str:
    return (
        f"the {provider} writer writes English only; {what}. Write the prompt in English, or "
        "choose a provider that writes it: openai, anthropic or gemini."
    )


def _language_of_script(letters: Sequence[str]) -> str:
    name = unicodedata.name(letters[0], "").split(" ")[0]
    return _SCRIPTS.get(name, "a language in another script")


def _count(words: Sequence[str], stops: Sequence[str]) -> int:
    known = set(stops)
    return sum(word in known for word in words)
