"""Tenants' brand kits, changed only to what films can be made with."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from manike.errors import BadInputError, CorruptBlobError, MediaError, NotFoundError
from manike.film.brand import BrandKit, read_brand_kit
from manike.film.brand_clips import CLIP_FIELDS, ClipField
from manike.ids import TenantId
from manike.media.files import scratch_folder, write_bytes
from manike.media.probe import probe
from manike.production.brand.brand_clips import check_stored_clip, store_clip
from manike.production.house import House

MAX_LOGO_BYTES = 8 * 1000**2
LOGO_SIDES_PX = range(16, 4097)
_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG files begin."""


def change_brand(
    house: House,
    tenant: TenantId,
    values: Mapping[str, str],
    logo: Path | None = None,
    clips: Mapping[ClipField, Path] = MappingProxyType({}),
) -> BrandKit:
    """Change some fields of a tenant's brand kit, and the files that are given.

    Args:
        house: where tenants and their files are.
        tenant: whose films change.
        values: new values by field.
        logo: a PNG or JPEG to keep in the tenant's store.
        clips: intro or outro to keep there as they are.

    Raises:
        BadInputError: a value or a file can't be used; names the field and the cure.
        NotFoundError: there is no such tenant.
    """
    kit = {**house.studio.brand(tenant), **values}
    given = [*(["logo"] if logo is not None else []), *clips]
    read_brand_kit(kit | {f"{field}_sha256": "" for field in given})  # before a file is stored
    changes = dict(values)
    if logo is not None:
        changes["logo_sha256"] = _store(house, tenant, logo)
    elif values.get("logo_sha256"):
        _check_stored(house, tenant, values["logo_sha256"])
    for field in CLIP_FIELDS:
        name = f"{field}_sha256"
        if field in clips:
            changes[name] = store_clip(house, tenant, field, clips[field])
        elif values.get(name):
            check_stored_clip(house, tenant, field, values[name])

    def changed(stored: dict[str, Any]) -> dict[str, Any]:
        return read_brand_kit({**stored, **changes}).model_dump(mode="json")

    return read_brand_kit(house.studio.change_brand(tenant, changed))


def _store(house: House, tenant: TenantId, logo: Path) -> str:
    """Keep a logo as PNG, without what else its file carries, and return its hash."""
    content = _read(logo)
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        original, stored = folder / "original", folder / "logo.png"
        write_bytes(original, content)
        _check_picture(original)
        write_bytes(stored, _as_png(original))
        return house.blobs.adopt(tenant, stored)


def _read(logo: Path) -> bytes:
    try:
        with logo.open("rb") as file:
            content = file.read(MAX_LOGO_BYTES + 1)
    except OSError as error:
        raise BadInputError("logo", f"{logo} can't be read: {error.strerror}.") from error
    if len(content) > MAX_LOGO_BYTES:
        raise BadInputError("logo", f"{logo.name} is larger than {MAX_LOGO_BYTES // 1000**2} MB.")
    return content


def _check_stored(house: House, tenant: TenantId, sha256: str) -> None:
    try:
        _check_picture(house.blobs.verify(tenant, sha256))
    except (NotFoundError, CorruptBlobError, BadInputError) as error:
        raise BadInputError(
            "logo_sha256", f"{tenant} has no picture of this hash; give the file with --logo."
        ) from error


def _check_picture(path: Path) -> None:
    """Before it is decoded: a small file may unfold to a huge picture."""
    with path.open("rb") as file:
        is_known = file.read(8).startswith(_HEADS)
    try:
        video = probe(path).video if is_known else None
    except MediaError:
        video = None
    if video is None:
        raise BadInputError("logo", "the file is not a PNG or JPEG picture.")
    if video.width_px not in LOGO_SIDES_PX or video.height_px not in LOGO_SIDES_PX:
        raise BadInputError(
            "logo",
            f"the picture is {video.width_px}x{video.height_px}; each side must have "
            f"{LOGO_SIDES_PX[0]} to {LOGO_SIDES_PX[-1]} pixels.",
        )


def _as_png(path: Path) -> bytes:
    import cv2  # not at the top: definitions import this package, and need no OpenCV

    # A JPEG's colours come as three, whatever they are in the file, turned as its camera was held.
    is_png = path.read_bytes().startswith(_HEADS[0])
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED if is_png else cv2.IMREAD_COLOR)
    if picture is None:
        raise BadInputError("logo", "the picture is damaged.")
    if picture.dtype.itemsize > 1:
        picture = cv2.convertScaleAbs(picture, alpha=1 / 257)
    return cv2.imencode(".png", picture)[1].tobytes()
