"""Widths of text in a TrueType or OpenType font, as libass will set it."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from manike.errors import MachineError
from manike.film.joining import joined_forms

_UNICODE_MAPS = ((3, 10, 12), (3, 1, 4))
"""Platform, encoding and format of the character maps that are read, the fullest first."""
_FULL_WIDTH_EM = 1.0
"""For what the font lacks: Chinese, Japanese and emoji fill an em."""


@dataclass(frozen=True, slots=True)
class FontMetrics:
    """What is needed to measure a line, in font units."""

    units_per_em: int
    ascent: int
    descent: int
    """The Windows ones, which libass goes by."""
    advances: Mapping[int, int]
    """By code point."""

    @property
    def line_height(self) -> int:
        """Ascent and descent together: what ASS calls the font's size."""
        return self.ascent + self.descent

    def width_px(self, text: str, line_px: float) -> float:
        """Width of a text set ``line_px`` high, without kerning."""
        return self.width_em(text) * self.units_per_em * line_px / self.line_height

    def width_em(self, text: str) -> float:
        """Width of a text in ems, without kerning; Arabic letters are joined."""
        missing = round(self.units_per_em * _FULL_WIDTH_EM)
        letters = joined_forms(text, self.advances)
        return sum(self.advances.get(letter, missing) for letter in letters) / self.units_per_em


@lru_cache(maxsize=16)
def font_metrics(path: Path) -> FontMetrics:
    """Read a font file.

    Raises:
        MachineError: it is not one, or lacks a Unicode character map.
    """
    try:
        data = path.read_bytes()
        tables = _tables(data)
        units_per_em = _word(data, tables["head"] + 18)
        ascent, descent = struct.unpack_from(">HH", data, tables["OS/2"] + 74)
        return FontMetrics(units_per_em, ascent, descent, _advances(data, tables))
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
        for code, glyph in _glyphs(data, tables["cmap"])
    }


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Code points and their glyph numbers, from the fullest map."""
    found = {
        (platform, encoding, _word(data, cmap + offset)): cmap + offset
        for platform, encoding, offset in struct.iter_unpack(
            ">HHI", data[cmap + 4 : cmap + 4 + 8 * _word(data, cmap + 2)]
        )
    }
    kind = next(kind for kind in _UNICODE_MAPS if kind in found)
    return (_groups if kind[2] == 12 else _segments)(data, found[kind])  # noqa: PLR2004 - a format


def _groups(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """A map of format 12: groups of code points that follow one another."""
    count = int(struct.unpack_from(">I", data, table + 12)[0])
    start = table + 16
    for first, last, glyph in struct.iter_unpack(">III", data[start : start + 12 * count]):
        for code in range(first, last + 1):
            yield code, glyph + code - first


def _segments(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """A map of format 4: segments of the basic multilingual plane."""
    doubled = _word(data, table + 6)
    ends, starts = table + 14, table + 16 + doubled
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
                yield code, (glyph + delta) % 0x10000


def _word(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
