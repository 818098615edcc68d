"""A tenant's intro and outro, taken into its store as they are once they are found usable."""

import shutil
from pathlib import Path

from manike.errors import BadInputError, CorruptBlobError, NotFoundError
from manike.film.brand_clips import MAX_CLIP_BYTES, ClipField, check_clip
from manike.ids import TenantId
from manike.media.files import scratch_folder
from manike.production.house import House


def store_clip(house: House, tenant: TenantId, field: ClipField, clip: Path) -> str:
    """Keep a clip and return its hash.

    Raises:
        BadInputError: it can't be used; says why, and the cure.
        NotFoundError: there is no such tenant.
    """
    house.studio.brand(tenant)
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        kept = folder / "clip"
        _copy(clip, kept, field)
        check_clip(kept, field, clip.name)
        return house.blobs.adopt(tenant, kept)


def check_stored_clip(house: House, tenant: TenantId, field: ClipField, sha256: str) -> None:
    """Make sure that a hash names a clip of the tenant's store.

    Raises:
        BadInputError: it does not.
    """
    try:
        check_clip(house.blobs.verify(tenant, sha256), field, sha256[:12])
    except (NotFoundError, CorruptBlobError, BadInputError) as error:
        raise BadInputError(
            f"{field}_sha256", f"{tenant} has no clip of this hash; give the file with --{field}."
        ) from error


def _copy(clip: Path, kept: Path, field: ClipField) -> None:
    """Copied first and then looked at: what is kept is what was checked."""
    try:
        size_bytes = clip.stat().st_size
        if size_bytes > MAX_CLIP_BYTES:
            raise BadInputError(
                field,
                f"{clip.name} has {size_bytes / 1000**2:.0f} MB; "
                f"export it with {MAX_CLIP_BYTES // 1000**2} MB at most.",
            )
        shutil.copyfile(clip, kept)
    except OSError as error:
        if error.filename in (None, str(kept)):
            raise
        raise BadInputError(field, f"{clip} can't be read: {error.strerror}.") from error
