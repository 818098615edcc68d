"""Widths of text in a TrueType font, as libass will set it."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from manike.errors import MachineError

_UNICODE_MAP = (3, 1)
"""Platform and encoding of the character map of the basic multilingual plane, in every font."""
_FULL_WIDTH_EM = 1.0
"""What the font lacks another font draws: Chinese, Japanese and emoji fill an em."""


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """What is needed to measure a line, in font units."""

    units_per_em: int
    line_height: int
    """Windows ascent and descent together: what ASS calls the font's size."""
    advances: Mapping[int, int]
    """By code point."""

    def width_px(self, text: str, line_px: float) -> float:
        """Width of a text set ``line_px`` high, without kerning."""
        missing = round(self.units_per_em * _FULL_WIDTH_EM)
        units = sum(self.advances.get(ord(letter), missing) for letter in text)
        return units * line_px / self.line_height


@lru_cache(maxsize=8)
def font_metrics(path: Path) -> FontMetrics:
    """Read a TrueType file.

    Raises:
        MachineError: it is not one, or lacks a Unicode character map.
    """
    try:
        data = path.read_bytes()
        tables = _tables(data)
        units_per_em = _word(data, tables["head"] + 18)
        ascent, descent = struct.unpack_from(">HH", data, tables["OS/2"] + 74)
        advances = _advances(data, tables)
        return FontMetrics(units_per_em, ascent + descent, advances)
    except (OSError, struct.error, KeyError, StopIteration) as error:
        raise MachineError(f"The font {path} can't be read: {error}") from error


def _tables(data: bytes) -> dict[str, int]:
    """Offset of each table by its tag."""
    return {
        data[at : at + 4].decode("latin-1"): int(struct.unpack_from(">I", data, at + 8)[0])
        for at in range(12, 12 + 16 * _word(data, 4), 16)
    }


def _advances(data: bytes, tables: Mapping[str, int]) -> dict[int, int]:
    long_metrics = _word(data, tables["hhea"] + 34)
    return {
        code: _word(data, tables["hmtx"] + 4 * min(glyph, long_metrics - 1))
        for code, glyph in _glyphs(data, tables["cmap"]).items()
    }


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Glyph numbers by code point, from a map of format 4 (segments of code points)."""
    table = cmap + next(
        offset
        for platform, encoding, offset in struct.iter_unpack(
            ">HHI", data[cmap + 4 : cmap + 4 + 8 * _word(data, cmap + 2)]
        )
        if (platform, encoding) == _UNICODE_MAP
    )
    doubled = _word(data, table + 6)
    ends, starts = table + 14, table + 16 + doubled
    glyphs: dict[int, int] = {}
    for at in range(0, doubled, 2):
        first, last = _word(data, starts + at), _word(data, ends + at)
        delta = _word(data, starts + doubled + at)
        range_at = starts + 2 * doubled + at
        offset = _word(data, range_at)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = _word(data, range_at + offset + 2 * (code - first))
            if glyph:
                glyphs[code] = (glyph + delta) % 0x10000
    return glyphs


def _word(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
