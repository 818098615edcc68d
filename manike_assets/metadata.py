"""What an operator sees of a materialization."""

from collections.abc import Mapping, Sequence

import dagster as dg

from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId, TenantId
from manike.production.house import Outcome

_MARKDOWN_CHARS = 990
"""The UI shows Markdown in place below 1,000 characters, and hides longer text behind a link."""

_PREVIEW_PX, _GLANCE_PX = 480, 240
"""Widths that the media route has; the whole picture is wider than the UI's column."""
_PICTURES = (".jpg", ".png")
_MOVING = "preview.webp"
"""Six seconds of a film that browsers play where they show a picture."""

Metadata = Mapping[str, dg.MetadataValue]


def media_path(project: ProjectId, sha256: str, name: str) -> str:
    """Path of a file on the studio's own port; the UI and the media route share it."""
    return f"/media/{project.tenant}/{project.slug}/{sha256}/{name}"


def tenant_media_path(tenant: TenantId, sha256: str, name: str) -> str:
    """Like ``media_path`` for a file that belongs to no project."""
    return f"/media/{tenant}/-/{sha256}/{name}"


def of_outcome(project: ProjectId, outcome: Outcome) -> Metadata:
    """Figures, preview and links of one outcome."""
    values: dict[str, dg.MetadataValue] = {}
    if outcome.preview:
        values["preview"] = dg.MetadataValue.md(_preview(project, outcome))
    values |= {name: _figure(value) for name, value in outcome.figures.items()}
    return values | {
        "made now": dg.MetadataValue.bool(outcome.was_made),
        "provider": dg.MetadataValue.text(outcome.provider),
        "seconds": dg.MetadataValue.float(float(round(outcome.seconds, 3))),
        "size_bytes": dg.MetadataValue.int(outcome.size_bytes),
        "cost": dg.MetadataValue.text(outcome.cost),
        "fingerprint": dg.MetadataValue.text(outcome.fingerprint),
        "content hash": dg.MetadataValue.text(_content_hash(outcome)),
        "files": dg.MetadataValue.md(_links(project, outcome.files)),
    }


def of_outcomes(project: ProjectId, outcomes: Sequence[Outcome]) -> Metadata:
    """One table and one strip of previews for an asset of several parts."""
    strip = " ".join(_glance(project, outcome) for outcome in outcomes if outcome.preview)
    values: dict[str, dg.MetadataValue] = {
        "count": dg.MetadataValue.int(len(outcomes)),
        "made now": dg.MetadataValue.int(sum(outcome.was_made for outcome in outcomes)),
        "seconds": dg.MetadataValue.float(round(sum((o.seconds for o in outcomes), 0.0), 3)),
        "size_bytes": dg.MetadataValue.int(sum(o.size_bytes for o in outcomes)),
        "cost": dg.MetadataValue.text(", ".join(sorted({o.cost for o in outcomes})) or "0 USD"),
    }
    if outcomes:
        values["preview"] = dg.MetadataValue.md(clipped(strip))
        values["parts"] = dg.MetadataValue.table([_record(outcome) for outcome in outcomes])
    return values


def listed(lines: Sequence[str]) -> dg.MetadataValue:
    """Lines as a list that the UI shows in place; the last ones may be left out."""
    text = ""
    for line in lines:
        entry = f"- {line}\n"
        if len(text) + len(entry) > _MARKDOWN_CHARS:
            return dg.MetadataValue.md(f"{text}- …")
        text += entry
    return dg.MetadataValue.md(text or "none")


def _content_hash(outcome: Outcome) -> str:
    """SHA-256 of the only file, else one hash over the names and hashes of all files."""
    if len(outcome.files) == 1:
        return next(iter(outcome.files.values()))
    return hash_of(dict(outcome.files)) if outcome.files else "no files"


def _preview(project: ProjectId, outcome: Outcome) -> str:
    """The picture at preview size, leading to the whole; a film's or sound's link to play it."""
    link = media_path(project, outcome.files[outcome.preview], outcome.preview)
    if outcome.preview.endswith(_PICTURES):
        return f"[![{outcome.part or outcome.asset}]({link}?width={_PREVIEW_PX})]({link})"
    play = f"[▶ play {outcome.preview}]({link})"
    picture = _moving(project, outcome)
    return f"[![preview]({picture})]({link})\n\n{play}" if picture else play


def _moving(project: ProjectId, outcome: Outcome) -> str:
    """The animated preview of a film, else its poster; empty if it has neither."""
    if moving := outcome.files.get(_MOVING):
        return media_path(project, moving, _MOVING)
    poster = outcome.files.get("poster.jpg")
    return f"{media_path(project, poster, 'poster.jpg')}?width={_PREVIEW_PX}" if poster else ""


def _glance(project: ProjectId, outcome: Outcome) -> str:
    """One of several previews, in a row."""
    link = media_path(project, outcome.files[outcome.preview], outcome.preview)
    if outcome.preview.endswith(_PICTURES):
        return f"![{outcome.part}]({link}?width={_GLANCE_PX})"
    if moving := outcome.files.get(_MOVING):
        return f"[![{outcome.part}]({media_path(project, moving, _MOVING)})]({link})"
    return f"[▶ {outcome.part or outcome.preview}]({link})"


def _links(project: ProjectId, files: Mapping[str, str]) -> str:
    links = [f"[{name}]({media_path(project, sha, name)})" for name, sha in files.items()]
    return clipped(" · ".join(links))


def clipped(markdown: str) -> str:
    """Whole entries that fit into what the UI shows in place."""
    if len(markdown) <= _MARKDOWN_CHARS:
        return markdown
    cut = markdown[: _MARKDOWN_CHARS - 2]
    return cut[: cut.rindex(")") + 1] + " …"


def _figure(value: float | str) -> dg.MetadataValue:
    if isinstance(value, str):
        return dg.MetadataValue.text(value)
    return (
        dg.MetadataValue.int(value)
        if isinstance(value, int)
        else dg.MetadataValue.float(float(value))
    )


def _record(outcome: Outcome) -> dg.TableRecord:
    row: dict[str, str | int | float | bool | None] = {
        "part": outcome.part,
        "made now": outcome.was_made,
        "provider": outcome.provider,
    }
    row |= outcome.figures
    row["content hash"] = _content_hash(outcome)[:12]
    return dg.TableRecord(row)
