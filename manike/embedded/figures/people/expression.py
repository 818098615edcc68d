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
    "neutral": Expression(),
    "happy": Expression(
        lid=0.82, cheek=0.55, brow=0.45, smile=1.0, gape=0.55, width=1.15, blush=0.6
    ),
    "sad": Expression(lid=0.6, brow=0.05, slant=0.9, smile=-0.75, width=0.85, gaze=(0.0, 0.5)),
    "awe": Expression(lid=1.0, brow=0.95, slant=0.15, smile=0.15, gape=0.8, width=0.62, blush=0.5),
    "worried": Expression(lid=0.9, brow=0.35, slant=0.8, smile=-0.4, gape=0.14, width=0.8),
    "determined": Expression(lid=0.66, brow=-0.6, slant=-0.75, smile=0.05, width=0.95, blush=0.25),
}
