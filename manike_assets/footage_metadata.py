"""What an operator sees of a tenant's footage: files, strips of shots, sheets, links."""

from collections import Counter
from collections.abc import Sequence

import dagster as dg

from manike.analysis.report import FootageReport
from manike.ids import TenantId
from manike.production.footage.keyframes import KeyFrames
from manike.production.footage.look import look_of
from manike.production.house import House
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState
from manike_assets.metadata import Metadata, clipped, tenant_media_path

_ROWS = 200
"""Of a table; the UI shows all rows at once."""
_STRIP = "strip.jpg"
_SHEET_PX, _STRIP_PX = 480, 720
"""Widths that the media route has; a strip's words are read at the larger one."""

Analysed = Sequence[tuple[FootageItem, FootageReport]]


def of_files(items: Sequence[FootageItem]) -> Metadata:
    """How much footage there is, of what kinds, and how far it is."""
    states = Counter(item.state for item in items)
    codecs = Counter(str(item.media["codec"]) for item in items)
    length_s = sum((float(item.media["duration_s"]) for item in items), 0.0)
    values: dict[str, dg.MetadataValue] = {
        "files": dg.MetadataValue.int(len(items)),
        **{state.value: dg.MetadataValue.int(states[state]) for state in FootageState},
        "length_s": dg.MetadataValue.float(round(length_s, 3)),
        "size_bytes": dg.MetadataValue.int(sum(item.size_bytes for item in items)),
        "codecs": dg.MetadataValue.text(", ".join(f"{n} {c}" for c, n in codecs.most_common())),
    }
    return values | _table("footage", [_file_row(item) for item in items])


def of_shots(house: House, tenant: TenantId, found: Analysed) -> Metadata:
    """Strips of shots, figures over all files, and the shots with their measures."""
    shots = [shot for _, report in found for shot in report.shots]
    lengths = [shot.end_s - shot.start_s for shot in shots]
    begins = Counter(shot.begins for shot in shots)
    strips = _strips(house, tenant, [item for item, _ in found])
    values: dict[str, dg.MetadataValue] = {}
    if strips:
        values["strip of shots"] = dg.MetadataValue.md(clipped(" ".join(strips)))
    values |= {
        "shots": dg.MetadataValue.int(len(shots)),
        "cuts": dg.MetadataValue.int(begins["cut"]),
        "gradual": dg.MetadataValue.int(begins["gradual"]),
        "frames": dg.MetadataValue.int(sum(report.frame_count for _, report in found)),
        "detectors": dg.MetadataValue.text(", ".join(sorted({r.detector for _, r in found}))),
    }
    if lengths:
        middle = sorted(lengths)[len(lengths) // 2]
        values["median_shot_s"] = dg.MetadataValue.float(float(round(middle, 3)))
    rows = [
        _shot_row(item, report, at) for item, report in found for at in range(len(report.shots))
    ]
    return values | _table("boundaries", rows)


def of_key_frames(tenant: TenantId, chosen: KeyFrames) -> Metadata:
    """The contact sheets of the largest clusters, and figures."""
    sheets = [
        _picture(tenant, f"cluster {at}", cluster.sheet_sha256, f"cluster-{at:02d}.jpg", _SHEET_PX)
        for at, cluster in enumerate(chosen.clusters, start=1)
    ]
    values: dict[str, dg.MetadataValue] = {}
    if sheets:
        values["contact sheets"] = dg.MetadataValue.md(clipped(" ".join(sheets)))
    return values | {
        "key frames": dg.MetadataValue.int(len(chosen.frames)),
        "near-duplicates": dg.MetadataValue.int(sum(len(frame.same) for frame in chosen.frames)),
        "clusters": dg.MetadataValue.int(len(chosen.clusters)),
        "silhouette": dg.MetadataValue.float(float(chosen.silhouette)),
    }


def of_reports(tenant: TenantId, found: Analysed) -> Metadata:
    """A link to the report of each file, and what is unusual about the files."""
    links = [
        f"[{item.name}]({tenant_media_path(tenant, item.report_sha256, 'report.json')})"
        for item, _ in found
    ]
    notes = [
        dg.TableRecord({"footage": item.name, "note": note[:300]})
        for item, report in found
        for note in report.notes
    ]
    values: dict[str, dg.MetadataValue] = {"reports": dg.MetadataValue.int(len(found))}
    if links:
        values["links"] = dg.MetadataValue.md(clipped(" · ".join(links)))
    return values | _table("notes", notes)


def _strips(house: House, tenant: TenantId, items: Sequence[FootageItem]) -> list[str]:
    """One strip for each file, the newest first."""
    newest = sorted(items, key=lambda item: item.added_at, reverse=True)
    looks = {item.name: look_of(item, item.analysis).fingerprint for item in newest}
    takes = house.door.recorded(tenant, list(looks.values()))
    return [
        _picture(tenant, item.name, takes[looks[item.name]].files[_STRIP], _STRIP, _STRIP_PX)
        for item in newest
        if looks[item.name] in takes and _STRIP in takes[looks[item.name]].files
    ]


def _picture(tenant: TenantId, said: str, sha256: str, name: str, width_px: int) -> str:
    """A picture at preview size that leads to the whole."""
    link = tenant_media_path(tenant, sha256, name)
    return f"[![{said}]({link}?width={width_px})]({link})"


def _table(name: str, rows: Sequence[dg.TableRecord]) -> dict[str, dg.MetadataValue]:
    return {name: dg.MetadataValue.table(list(rows[:_ROWS]))} if rows else {}


def _file_row(item: FootageItem) -> dg.TableRecord:
    media = item.media
    return dg.TableRecord(
        {
            "footage": item.name,
            "state": item.state.value,
            "length_s": round(float(media["duration_s"]), 3),
            "picture": f"{media['width_px']} x {media['height_px']} {media['codec']}",
            "sound": str(media["sound_codec"]) or "none",
            "size_bytes": item.size_bytes,
            "about": item.about[:200],
            "problem": item.problem[:300],
        }
    )


def _shot_row(item: FootageItem, report: FootageReport, at: int) -> dg.TableRecord:
    shot = report.shots[at]
    measures = shot.measures
    return dg.TableRecord(
        {
            "footage": item.name,
            "shot": shot.number,
            "begins": shot.begins,
            "start_s": round(shot.start_s, 3),
            "length_s": round(shot.end_s - shot.start_s, 3),
            "sure": round(shot.score, 3),
            "luma": round(measures.luma, 1),
            "contrast": round(measures.contrast, 1),
            "sharpness": round(measures.sharpness, 1),
            "motion": round(measures.motion, 2),
            "words": ", ".join(shot.words)[:200],
        }
    )
