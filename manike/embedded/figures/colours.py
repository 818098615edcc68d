"""The palette: named local colours that descriptions use and that casting draws from."""

from collections.abc import Sequence

from manike.embedded.figures.shading import Brush, Rgb, hex_rgb

NAMED: dict[str, Rgb] = {
    name: hex_rgb(code)
    for name, code in {
        "red": "c8453b",
        "crimson": "a92f3d",
        "scarlet": "cf3f33",
        "maroon": "7d2f37",
        "burgundy": "7a2b3d",
        "orange": "e08a3c",
        "amber": "dd9a3a",
        "ochre": "c98f3c",
        "mustard": "d3a03a",
        "yellow": "ecc24f",
        "gold": "d9ae4a",
        "golden": "d9ae4a",
        "saffron": "e39a2f",
        "green": "5c9a5b",
        "olive": "7d8348",
        "emerald": "2f8f6b",
        "mint": "9fd0b4",
        "teal": "2f8388",
        "turquoise": "45aaa8",
        "blue": "3f74b0",
        "navy": "2d4269",
        "sky": "7fb4dc",
        "indigo": "454a92",
        "purple": "7d5aa3",
        "violet": "8465b4",
        "lavender": "b3a2d6",
        "lilac": "b79dcf",
        "pink": "e39bad",
        "rose": "d9798d",
        "coral": "e8806a",
        "brown": "85603f",
        "tan": "c39a6b",
        "beige": "d9c3a0",
        "khaki": "b5a271",
        "cream": "f0e4c8",
        "white": "f1eee6",
        "ivory": "f1e9d6",
        "grey": "8f959c",
        "gray": "8f959c",
        "silver": "b9c0c7",
        "charcoal": "4b4f57",
        "black": "34353d",
        "copper": "b8734a",
        "bronze": "a67c48",
    }.items()
}

SKINS: tuple[Rgb, ...] = tuple(
    hex_rgb(code) for code in ("f3cdb0", "eabd97", "dca57a", "c68a5e", "aa7048", "8f5a3b", "74472f")
)
"""From the palest to the darkest."""

HAIR: dict[str, Rgb] = {
    name: hex_rgb(code)
    for name, code in {
        "black": "2f2a2e",
        "dark": "3b2c28",
        "brown": "64432f",
        "chestnut": "7f4c30",
        "auburn": "8f432c",
        "red": "b6532e",
        "ginger": "c4662f",
        "blond": "dbb56a",
        "blonde": "dbb56a",
        "fair": "d6b473",
        "golden": "d9ae5c",
        "sandy": "c09a62",
        "grey": "a4a6aa",
        "gray": "a4a6aa",
        "silver": "bfc3c8",
        "white": "e3e2de",
        "blue": "4d7fc0",
        "pink": "dd8aa8",
        "purple": "8561a8",
        "green": "5b9a72",
    }.items()
}

IRISES: tuple[Rgb, ...] = tuple(hex_rgb(code) for code in ("4a2f20", "5b3c22", "3b5d7d", "4f6f4a"))
TOPS: tuple[str, ...] = ("red", "mustard", "teal", "blue", "green", "coral", "purple", "navy",
                         "cream", "turquoise", "burgundy", "orange")  # fmt: skip
BOTTOMS: tuple[str, ...] = ("navy", "charcoal", "brown", "khaki", "olive", "indigo", "beige")

LEATHER = hex_rgb("6a4630")
WOOD = hex_rgb("9a6c43")
DARK_WOOD = hex_rgb("6b4830")
METAL = hex_rgb("a9b1b9")
DARK_METAL = hex_rgb("565c66")
BRASS = hex_rgb("c99a45")
GLASS = hex_rgb("bfdbe6")
STONE = hex_rgb("b5aea3")
DARK_STONE = hex_rgb("857f78")
PAPER = hex_rgb("f0e3c4")
INK = hex_rgb("33323c")
WHITE = hex_rgb("f4f1ea")
LAMP = hex_rgb("ffd98a")
FLAME = hex_rgb("ffb347")
LEAF = hex_rgb("6a9a4c")


def pick_named(brush: Brush, names: Sequence[str]) -> Rgb:
    """A seeded choice of named colours, or the colour that was asked for."""
    choice = NAMED[names[int(brush.rng.integers(len(names)))]]
    return choice if brush.tint is None else brush.tint
