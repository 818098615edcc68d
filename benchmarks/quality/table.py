"""The table of faults and films, as Markdown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from benchmarks.quality.films import FILMS

if TYPE_CHECKING:
    from benchmarks.quality.__main__ import Found


def table(
    found: "Sequence[Found]", alarms: Mapping[str, Mapping[str, str]], figures: Mapping[str, float]
) -> str:
    """One line for each fault and strength, one column for each film."""
    rows: dict[tuple[str, float, str], dict[str, str]] = {}
    for each in found:
        row = rows.setdefault((each.fault.name, each.strength, each.fault.rule), {})
        others = ", ".join(sorted(each.rules))
        row[each.film] = "yes" if each.by_its_rule else f"by {others}" if others else "**no**"
    lines = [
        "# What the film check finds",
        "",
        "Written by `make bench-quality`. Three films of 12 s at 720p by the embedded providers; "
        "each fault is put into the finished file, and the check must fail by the rule that is "
        "meant for it. The number is the fault's strength, in the unit that its name says. "
        "A failed check is kept with its message, which names scene and time, and the film is "
        "neither delivered nor indexed.",
        "",
        f"{figures['kinds']:.0f} kinds, {figures['injected']:.0f} faults injected, "
        f"{figures['found']:.0f} found, {figures['found_by_own_rule']:.0f} by the rule meant for "
        f"them; {figures['false_alarms']:.0f} false alarms on the films as they were delivered. "
        f"The longest check of a film took {figures['check_s']:.1f} s.",
        "",
        f"| fault | strength | rule | {' | '.join(FILMS)} |",
        f"| --- | --- | --- | {' | '.join('---' for _ in FILMS)} |",
    ]
    clean = " | ".join(", ".join(alarms.get(name, {})) or "no alarm" for name in FILMS)
    lines.append(f"| none | | | {clean} |")
    for (name, strength, rule), row in rows.items():
        cells = " | ".join(row.get(film, "") for film in FILMS)
        lines.append(f"| {name} | {strength:g} | {rule} | {cells} |")
    return "\n".join(lines) + "\n"
