"""Where the seconds of a film go."""

from collections import Counter
from collections.abc import Mapping
from typing import Any


def stage_seconds(report: Mapping[str, Any]) -> dict[str, float]:
    """Seconds by stage, out of an exported ``report.json``.

    Of each take the time its provider took, added up. Pictures and clips are made in several
    processes at once, so that stages can add up to more than the film's wall time; what is not
    in them is starting, checking, storing and exporting.
    """
    seconds: Counter[str] = Counter({"assembly": report["assembly_s"]})
    for scene in report["scenes"]:
        for stage, take in scene.items():
            if stage != "number":
                seconds[stage] += take["seconds"]
    seconds["music"] += sum(take["seconds"] for take in report["music"].values())
    return dict(sorted(seconds.items(), key=lambda stage: -stage[1]))
