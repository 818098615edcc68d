"""The fonts that captions can be set in, carried by packages, and where their files lie."""

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from manike.errors import BadInputError, MachineError

_FAMILIES = {
    "Roboto": ("font_roboto", "Roboto"),
    "Source Serif Pro": ("font_source_serif_pro", "SourceSerifPro"),
}
FONT_FAMILIES = tuple(_FAMILIES)


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
