"""What a tenant's brand kit brings into a film: its files, and their place in the timeline."""

from manike.errors import CorruptBlobError, NotFoundError
from manike.film.brand import BrandKit, read_brand_kit
from manike.film.brand_clips import clip_facts
from manike.film.inserting import Branding, OwnClip
from manike.film.inserts import InsertKind
from manike.film.job import SourceFile
from manike.ids import ProjectId, TenantId
from manike.production.footage.choices import choices_of, inserts_in
from manike.production.footage.clips import own_inserts
from manike.production.house import House


def brand_of(house: House, tenant: TenantId) -> BrandKit:
    """The tenant's brand kit, checked."""
    return read_brand_kit(house.studio.brand(tenant))


def branding_of(house: House, project: ProjectId, *, is_titled: bool) -> Branding:
    """What the brand kit, and the film's own intro and outro, add to the timeline.

    Args:
        house: where the tenant's files are.
        project: whose film it is.
        is_titled: the first scene's picture has words of its own.

    Raises:
        NotFoundError, CorruptBlobError: its intro or outro is not in the store.
        MediaError: one of them is not a film any more.
    """
    tenant = project.tenant
    brand = brand_of(house, tenant)
    clips = insert_files(house, project, brand)
    chosen = inserts_in(choices_of(house, project))
    return Branding(
        brand=brand,
        name=house.studio.tenant_name(tenant),
        clips={kind: clip_facts(file.path) for kind, file in clips.items()},
        own={kind: OwnClip(clips[kind].sha256, str(each)) for kind, each in chosen.items()},
        is_titled=is_titled,
    )


def insert_files(house: House, project: ProjectId, brand: BrandKit) -> dict[InsertKind, SourceFile]:
    """The film's own intro and outro, which are cut now if need be, else the brand kit's."""
    own, tenant = own_inserts(house, project), project.tenant
    named = {InsertKind.INTRO: brand.intro_sha256, InsertKind.OUTRO: brand.outro_sha256}
    branded = {kind: sha for kind, sha in named.items() if sha and kind not in own}
    return own | {kind: _file(house, tenant, kind, sha) for kind, sha in branded.items()}


def logo_file(house: House, tenant: TenantId, brand: BrandKit) -> SourceFile | None:
    """The logo that the brand kit names."""
    if not brand.logo_sha256:
        return None
    return SourceFile(house.blobs.verify(tenant, brand.logo_sha256), brand.logo_sha256)


def _file(house: House, tenant: TenantId, kind: InsertKind, sha256: str) -> SourceFile:
    try:
        return SourceFile(house.blobs.verify(tenant, sha256), sha256)
    except (NotFoundError, CorruptBlobError) as error:
        raise type(error)(
            f"The {kind} of {tenant} is missing in the store or damaged. "
            f"Give it again: manike tenant brand {tenant} --{kind} FILE"
        ) from error
