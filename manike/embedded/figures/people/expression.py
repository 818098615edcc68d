"""Expressions as numbers that the face is drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """How a face shows a feeling; 0 is at rest."""

    lid: float = 0.8
    """How far the eye is open: 0 closed, 1 wide."""
    cheek: float = 0.0
    """How far the lower lid is pushed up by a smile, 0..1."""
    brow: float = 0.0
    """Height of the brows, -1 down to +1 up."""
    slant: float = 0.0
    """+1 lifts the inner ends of the brows (sorrow), -1 the outer ones (resolve)."""
    smile: float = 0.5
    """Corners of the mouth, -1 down to +1 up."""
    gape: float = 0.0
    """How far the mouth is open, 0..1."""
    width: float = 1.0
    """Of the mouth."""
    gaze: tuple[float, float] = (0.0, 0.0)
    blush: float = 0.35


EXPRESSIONS: dict[str, Expression] = {
    "neutral": Expression(smile=0.3),
    "happy": Expression(
        lid=0.82, cheek=0.5, brow=0.45, smile=1.0, gape=0.42, width=1.12, blush=0.6
    ),
    "laughing": Expression(
        lid=0.0, cheek=1.0, brow=0.7, slant=0.2, smile=1.15, gape=0.74, width=1.3, blush=0.85
    ),
    "sad": Expression(lid=0.52, brow=0.1, slant=1.15, smile=-0.8, width=0.82, gaze=(0.0, 0.55)),
    "surprised": Expression(
        lid=1.05, brow=1.05, slant=0.1, smile=0.1, gape=0.85, width=0.58, blush=0.5
    ),
    "worried": Expression(lid=0.9, brow=0.3, slant=0.95, smile=-0.45, gape=0.12, width=0.78),
    "determined": Expression(
        lid=0.62, cheek=0.15, brow=-0.55, slant=-0.7, smile=0.15, width=0.92, blush=0.25
    ),
    "angry": Expression(
        lid=0.7, cheek=0.25, brow=-0.95, slant=-1.35, smile=-0.95, width=0.9, blush=0.7
    ),
    "tender": Expression(
        lid=0.5, cheek=0.4, brow=0.3, slant=0.4, smile=0.85, blush=0.75, gaze=(0.15, 0.25)
    ),
}
"""By every word of ``vocabulary.Expression``."""
