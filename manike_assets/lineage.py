"""The table that shows what a film was made from, scene by scene."""

from collections.abc import Iterator

import dagster as dg

from manike.film.inserts import Insert
from manike.film.moments import clock
from manike.film.timeline import Timeline
from manike.money import Money
from manike.production.origins import Lineage, Origin

_PROMPT_CHARS = 160
_HASH_CHARS = 12

COLUMNS = dg.TableSchema(
    columns=[
        dg.TableColumn("from", description="Time in the film from which it is seen or heard."),
        dg.TableColumn("part", description="Scene or music cue."),
        dg.TableColumn("asset"),
        dg.TableColumn("take", type="int"),
        dg.TableColumn("made from", description="Narration, description or prompt."),
        dg.TableColumn("provider", description="Provider and model."),
        dg.TableColumn("cost"),
        dg.TableColumn("made", description="When the take was made, UTC."),
        dg.TableColumn("fingerprint", description="Of the recipe."),
        dg.TableColumn("content", description="Hash of the take's files."),
    ]
)


def lineage_table(lineage: Lineage, timeline: Timeline) -> dg.TableMetadataValue:
    """Every take of the film, in the order in which it is seen."""
    return dg.MetadataValue.table(list(_records(lineage, timeline)), COLUMNS)


def _records(lineage: Lineage, timeline: Timeline) -> Iterator[dg.TableRecord]:
    if lineage.script.written is not None:
        yield _record("", "script", lineage.script.written)
    for insert in timeline.inserts:
        start = clock(insert.start_frame, timeline.rate)
        yield _insert(start, insert, lineage.inserts.get(insert.kind, ""))
    for scene in timeline.scenes:
        start = clock(scene.start_frame, timeline.rate)
        for origin in lineage.scenes[scene.number]:
            yield _record(start, f"scene {scene.number}", origin)
    for cue in timeline.music:
        start = clock(cue.start_frame, timeline.rate)
        yield _record(start, f"cue {cue.number}", lineage.music[cue.number])


def _insert(start: str, insert: Insert, content_sha256: str) -> dg.TableRecord:
    """A card or a tenant's clip, of the brand kit or of footage."""
    values: dict[str, str | int] = dict.fromkeys((column.name for column in COLUMNS.columns), "")
    values |= {
        "from": start,
        "part": insert.kind.label.lower(),
        "asset": "footage" if insert.footage else "brand kit",
        "take": 0,
        "made from": _short(insert.footage or ", ".join(insert.text.splitlines()))
        or f"the tenant's file {insert.sha256[:_HASH_CHARS]}",
        "content": content_sha256[:_HASH_CHARS],
    }
    return dg.TableRecord(values)


def _record(start: str, part: str, origin: Origin) -> dg.TableRecord:
    return dg.TableRecord(
        {
            "from": start,
            "part": part,
            "asset": origin.asset,
            "take": origin.take_number,
            "made from": _short(origin.prompt),
            "provider": f"{origin.provider} {origin.model}",
            "cost": str(Money(origin.cost, origin.currency)),
            "made": f"{origin.made_at:%Y-%m-%d %H:%M:%S}" if origin.made_at else "",
            "fingerprint": origin.fingerprint[:_HASH_CHARS],
            "content": origin.content_sha256[:_HASH_CHARS],
        }
    )


def _short(prompt: str) -> str:
    return prompt if len(prompt) <= _PROMPT_CHARS else prompt[: _PROMPT_CHARS - 2] + " …"
