"""A chart, in characters, of which scenes were worked on at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 32
_FULL, _EMPTY = "█", "·"


@dataclass(frozen=True, slots=True)
class Span:
    """When one scene was worked on, in seconds since its step began."""

    name: str
    start_s: float
    end_s: float


def chart(spans: Sequence[Span]) -> str:
    """One line for each scene, with a bar from its start to its end; Markdown."""
    length_s = max((span.end_s for span in spans), default=0.0) or 1.0
    name_width = max((len(span.name) for span in spans), default=0)
    lines = [
        f"{span.name:<{name_width}} {_bar(span, length_s)} "
        f"{span.start_s:5.1f} - {span.end_s:5.1f} s"
        for span in spans
    ]
    return "\n".join(["```", *lines, "```"])


def most_at_once(spans: Sequence[Span]) -> int:
    """How many scenes were worked on at the busiest moment."""
    return max(
        (sum(other.start_s <= span.start_s < other.end_s for other in spans) for span in spans),
        default=0,
    )


def _bar(span: Span, length_s: float) -> str:
    first = min(_WIDTH - 1, int(span.start_s / length_s * _WIDTH))
    last = max(first + 1, round(span.end_s / length_s * _WIDTH))
    return _EMPTY * first + _FULL * (last - first) + _EMPTY * (_WIDTH - last)
