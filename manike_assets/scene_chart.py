"""A chart of which scenes were worked on at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass

import dagster as dg

_WIDTH = 32
_FULL, _EMPTY = "█", "·"


@dataclass(frozen=True, slots=True)
class Span:
    """When one scene was worked on, in seconds since its step began."""

    name: str
    start_s: float
    end_s: float


def chart(spans: Sequence[Span]) -> dg.TableMetadataValue:
    """One row for each scene, with a bar from its start to its end."""
    length_s = max((span.end_s for span in spans), default=0.0) or 1.0
    records = [
        dg.TableRecord(
            {
                "scene": span.name,
                "when": _bar(span, length_s),
                "seconds": f"{span.start_s:.1f} - {span.end_s:.1f}",
            }
        )
        for span in spans
    ]
    return dg.MetadataValue.table(records)


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
