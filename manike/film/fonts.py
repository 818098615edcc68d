"""The fonts that captions are set in, and which of them sets which letters.

A tenant's family comes first; what it lacks is set in a fallback for its script, never in whatever
the machine has, so that a film looks the same everywhere and nothing shows as an empty box.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from manike.errors import BadInputError, MachineError
from manike.film.caption_text import clusters
from manike.film.metrics import FontMetrics, font_metrics

_FAMILIES = {
    "Roboto": ("font_roboto", "Roboto"),
    "Source Serif Pro": ("font_source_serif_pro", "SourceSerifPro"),
}
FONT_FAMILIES = tuple(_FAMILIES)

_FACES = Path(__file__).parent / "faces"
_CJK_PACKAGE = "noto_cjk_sans_jp_bold"
_UNSEEN = ("Cf", "Cc", "Zs")
"""Categories of characters that need no glyph: joiners, direction marks, spaces."""
_SYMBOLS = ("S", "C")
"""First letters of the categories that may be left out without hurting a sentence."""
_VARIANTS = "\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, by the name that libass finds it under."""

    name: str
    path: Path

    @property
    def metrics(self) -> FontMetrics:
        """Its widths and heights."""
        return font_metrics(self.path)


SCRIPTS = {
    "Arabic": Face("Noto Sans Arabic", _FACES / "NotoSansArabic-Bold.ttf"),
    "Hebrew": Face("Noto Sans Hebrew", _FACES / "NotoSansHebrew-Bold.ttf"),
    "Devanagari": Face("Noto Sans Devanagari", _FACES / "NotoSansDevanagari-Bold.ttf"),
    "Thai": Face("Noto Sans Thai", _FACES / "NotoSansThai-Bold.ttf"),
    "emoji": Face("Noto Emoji", _FACES / "NotoEmoji-Bold.ttf"),
}
CJK = "Chinese, Japanese and Korean"
_EMOJI = SCRIPTS["emoji"]


def font_folder(family: str) -> Path:
    """The folder with the family's files.

    Raises:
        BadInputError: no such family.
        MachineError: its package is not installed.
    """
    if family not in _FAMILIES:
        raise BadInputError("caption_font", f"{family!r} is not one of {', '.join(_FAMILIES)}.")
    package = _FAMILIES[family][0]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MachineError(f"The font {family} is missing: install the package {package}.")
    return Path(spec.origin).parent / "files"


def font_file(family: str, weight: str = "Bold") -> Path:
    """One TrueType file of a family; ``weight`` is ``Regular`` or ``Bold``."""
    folder = font_folder(family)
    return folder / f"{_FAMILIES[family][1]}-{weight}.ttf"


@lru_cache(maxsize=8)
def font_sha256(family: str) -> str:
    """SHA-256 over the bytes of the file that captions are set in."""
    return hashlib.sha256(font_file(family).read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def faces(family: str) -> tuple[Face, ...]:
    """What a family's captions can be set in: itself, then the fallbacks that are installed."""
    fallbacks = dict(SCRIPTS)
    spec = find_spec(_CJK_PACKAGE)
    if spec is not None and spec.origin is not None:
        path = Path(spec.origin).parent / "NotoSansCJKjp-Bold.otf"
        fallbacks[CJK] = Face("Noto Sans CJK JP", path)
    return (Face(family, font_file(family)), *fallbacks.values())


def scripts_set() -> tuple[str, ...]:
    """Names of the scripts that captions can be set in, beside those of the families."""
    has_cjk = find_spec(_CJK_PACKAGE) is not None
    return (*SCRIPTS, CJK) if has_cjk else tuple(SCRIPTS)


def runs(text: str, family: str) -> list[tuple[Face, str]]:
    """A text in stretches of one face each, without the symbols that no face has.

    Letters that no face has are left out too; ask ``unset_letters`` first.
    """
    found: list[tuple[Face, str]] = []
    for cluster in clusters(text):
        face = _face_of(cluster, family, found[-1][0] if found else None)
        if face is None:
            continue
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + cluster)
        else:
            found.append((face, cluster))
    return found


def unset_letters(text: str, family: str) -> str:
    """The letters, marks and digits of a text that no font has, each once; empty if all can be set.

    Symbols do not count: a sentence reads on without them.
    """
    missing = {
        cluster: None
        for cluster in clusters(text)
        if _face_of(cluster, family, None) is None
        and not unicodedata.category(cluster[0]).startswith(_SYMBOLS)
    }
    return "".join(missing)


def faces_named(script: str, family: str) -> tuple[Face, ...]:
    """The faces that an ASS script names."""
    return tuple(face for face in faces(family) if face.name in script)


@lru_cache(maxsize=32)
def face_sha256(face: Face) -> str:
    """SHA-256 over the bytes of a face."""
    return hashlib.sha256(face.path.read_bytes()).hexdigest()


def _face_of(cluster: str, family: str, before: Face | None) -> Face | None:
    """The first face that has all of a cluster; a space stays in the face before it."""
    seen = [letter for letter in cluster if not _is_unseen(letter)]
    choices = faces(family)
    if before is not None and before != _EMOJI and not seen:
        return before
    if "\ufe0f" in cluster or (len(seen) > 1 and unicodedata.category(seen[0]) == "So"):
        choices = (_EMOJI, *choices)
    for face in choices:
        advances = face.metrics.advances
        if all(ord(letter) in advances for letter in seen):
            return face
    return None


def _is_unseen(letter: str) -> bool:
    return letter in _VARIANTS or unicodedata.category(letter) in _UNSEEN
