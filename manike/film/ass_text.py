"""Text, colours and shapes as an ASS script writes them."""

from collections.abc import Sequence

from manike.film.caption_text import CaptionWord
from manike.film.fonts import runs
from manike.film.typesetting import font_px

_JOINER = "\u2060"
_RLM = "\u200f"
_CURVE = 0.5523
"""Handle of a Bezier quarter circle, in radii."""


def escaped(text: str) -> str:
    """Text that libass shows as it is: no override block, no line break command."""
    plain = " ".join(text.split())
    return plain.replace("\\", "\\" + _JOINER).replace("{", "\\{")


def set_text(
    words: Sequence[CaptionWord],
    colours: Sequence[str],
    family: str,
    em_px: float,
    *,
    base: bool,
) -> str:
    """Words in their colours, each stretch in the font that has its letters.

    ``base`` says that the caption runs from right to left, whatever its first letter.
    """
    parts, now = [_RLM if base else ""], ("", "")
    for index, (word, colour) in enumerate(zip(words, colours, strict=True)):
        spaced = word.text if index == 0 or word.is_glued else " " + word.text
        for face, run in runs(spaced, family):
            tags = ""
            if face.name != now[0]:
                tags += f"\\fn{face.name}\\fs{font_px(face, em_px):.1f}"
            if colour != now[1]:
                tags += f"\\c{bgr(colour)}"
            now = (face.name, colour)
            parts.append((f"{{{tags}}}" if tags else "") + _kept_spaces(run))
    return "".join(parts) + (_RLM if base else "")


def bgr(colour: str) -> str:
    """``#rrggbb`` as ASS writes it: blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"&H{blue}{green}{red}&".upper()


def opacity(level: float) -> str:
    """The tag for a text's opacity, 0 to 1; nothing where it is opaque."""
    return "" if level >= 1 else f"\\alpha&H{round(255 * (1 - level)):02X}&"


def drawing(shape: str, colour: str, level: float) -> str:
    """A shape in one colour; coordinates are those of the film."""
    return f"{{\\an7\\pos(0,0)\\c{bgr(colour)}{opacity(level)}\\p1}}{shape}"


def rounded(corners: tuple[float, float, float, float], radius: float) -> str:
    """A rounded rectangle in the drawing commands of ASS."""
    left, top, right, low = corners
    rest = radius * (1 - _CURVE)
    path = (
        ("m", left + radius, top),
        ("l", right - radius, top),
        ("b", right - rest, top, right, top + rest, right, top + radius),
        ("l", right, low - radius),
        ("b", right, low - rest, right - rest, low, right - radius, low),
        ("l", left + radius, low),
        ("b", left + rest, low, left, low - rest, left, low - radius),
        ("l", left, top + radius),
        ("b", left, top + rest, left + rest, top, left + radius, top),
    )
    return " ".join(f"{name} {' '.join(f'{value:.1f}' for value in at)}" for name, *at in path)


def _kept_spaces(run: str) -> str:
    """Escaped, with the space before it that ``escaped`` would take for an edge."""
    return (" " if run.startswith(" ") else "") + escaped(run)
