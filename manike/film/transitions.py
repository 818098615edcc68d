"""How long transitions last, on the frame grid of any rate."""

from fractions import Fraction
from math import ceil

from manike.script.vocabulary import Transition

LENGTHS_S = {
    Transition.CUT: Fraction(0),
    Transition.CROSSFADE: Fraction(2, 5),
    Transition.DIP_TO_BLACK: Fraction(7, 15),
    Transition.SLOW_DIP: Fraction(14, 15),
    Transition.DIP_TO_WHITE: Fraction(2, 5),
    Transition.WIPE_LEFT: Fraction(7, 15),
    Transition.WIPE_RIGHT: Fraction(7, 15),
    Transition.WIPE_UP: Fraction(7, 15),
    Transition.WIPE_DOWN: Fraction(7, 15),
    Transition.SLIDE_LEFT: Fraction(7, 15),
    Transition.SLIDE_RIGHT: Fraction(7, 15),
    Transition.ZOOM: Fraction(7, 15),
}
DIPS = (Transition.DIP_TO_BLACK, Transition.SLOW_DIP, Transition.DIP_TO_WHITE)
"""Show one scene in their first half and the other in their second."""

SHORTEST_SEGMENT = 3
"""Frames; after a segment of 1 or 2, which has no room for B-frames, the decode order breaks."""
_HANDLE_S = Fraction(1, 2)
_FEWEST_FRAMES = 4
"""A shorter transition looks like a fault."""


def handle_frames(fps: Fraction) -> int:
    """Frames that a clip has beyond its scene, for the transition into the next: half a second."""
    return ceil(_HANDLE_S * fps)


def transition_frames(kind: Transition, fps: Fraction, room: int) -> int:
    """Frames of a transition that may take ``room``; 0, which is a cut, where too few are left."""
    frames = min(round(LENGTHS_S[kind] * fps), room, longest(kind, fps))
    if kind in DIPS:
        frames -= frames % 2
    return frames if frames >= _FEWEST_FRAMES else 0


def longest(kind: Transition, fps: Fraction) -> int:
    """Frames that a clip's handle is enough for: a dip needs it in its first half only."""
    handle = handle_frames(fps)
    return 2 * handle if kind in DIPS else handle - 1


def wrong_length(kind: Transition, frame_count: int, fps: Fraction) -> str:
    """Why a transition can't have that length; empty if it can."""
    if kind is Transition.CUT:
        return "" if frame_count == 0 else f"a cut has no frames, and {frame_count} were given"
    most = longest(kind, fps)
    if not _FEWEST_FRAMES <= frame_count <= most:
        return (
            f"a {kind.value.replace('_', ' ')} lasts {_FEWEST_FRAMES} to {most} frames, "
            f"and {frame_count} were given"
        )
    if kind in DIPS and frame_count % 2:
        return f"a {kind.value.replace('_', ' ')} has an even number of frames, not {frame_count}"
    return ""
