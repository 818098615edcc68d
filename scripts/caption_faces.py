"""Makes the fonts of manike/film/faces from the variable ones of the package manimgx-fonts.

Run it where fonttools and manimgx-fonts are installed, which Manike itself does not need:
``pip install fonttools==4.68.0 manimgx-fonts==2026.9.26.post1``.
"""

from importlib.util import find_spec
from pathlib import Path

WEIGHT = 700
FACES = ("NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansThai", "NotoEmoji")
TARGET = Path(__file__).resolve().parent.parent / "manike" / "film" / "faces"
BASIC_PLANE = 4
"""Format of the character maps that stop at U+FFFF; libass would see no newer emoji by them."""


def main() -> None:
    """Write the static bold instance of each face."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    spec = find_spec("manimgx_fonts")
    assert spec is not None and spec.origin is not None, "install manimgx-fonts"
    source = Path(spec.origin).parent
    for name in FACES:
        font = TTFont(source / f"{name}[wght].ttf")
        bold = instantiateVariableFont(font, {"wght": WEIGHT}, updateFontNames=True)
        if name == "NotoEmoji":
            tables = bold["cmap"].tables
            bold["cmap"].tables = [table for table in tables if table.format != BASIC_PLANE]
        bold.save(TARGET / f"{name}-Bold.ttf")


if __name__ == "__main__":
    main()
