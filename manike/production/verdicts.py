"""Which content has passed which check. What has not is neither built upon nor delivered."""

from enum import StrEnum

from manike.errors import NotFoundError
from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId
from manike.production.house import House
from manike.production.records import FilmManifest, TakeManifest, Verdict

FILM_ASSET = "final_video"


class Check(StrEnum):
    """Looks at what was made; the value names its verdicts in the store."""

    PICTURE = "picture_check"
    VOICE = "voice_check"
    WORDS = "words_check"
    CLIP = "clip_check"
    FILM = "film_check"


CHECKS_OF = {
    "scene_image": (Check.PICTURE,),
    "voice_over": (Check.VOICE, Check.WORDS),
    "scene_clip": (Check.CLIP,),
}
"""What a part of a scene has to pass, by its asset."""


def content_of(made: TakeManifest | FilmManifest) -> str:
    """Names what is looked at: the very files, and what they were made for."""
    wanted = made.wanted if isinstance(made, FilmManifest) else made.fingerprint
    return hash_of([wanted, made.files])


def passed(house: House, project: ProjectId, check: Check, content: str, part: str = "") -> None:
    """Keep that this content has passed."""
    house.manifests.write(project, check.value, Verdict(content=content), part)


def revoke(house: House, project: ProjectId, check: Check, part: str = "") -> None:
    """Forget that anything has passed, as while it is looked at again."""
    house.manifests.drop(project, check.value, part)


def has_passed(
    house: House, project: ProjectId, check: Check, content: str, part: str = ""
) -> bool:
    """Whether this very content has passed."""
    verdict = house.manifests.find(project, check.value, Verdict, part)
    return verdict is not None and verdict.content == content


def find_good_film(house: House, project: ProjectId) -> FilmManifest | None:
    """The film, if it has passed its check."""
    film = house.manifests.find(project, FILM_ASSET, FilmManifest)
    if film is None or not has_passed(house, project, Check.FILM, content_of(film)):
        return None
    return film


def good_film(house: House, project: ProjectId) -> FilmManifest:
    """The film that may be delivered.

    Raises:
        NotFoundError: there is none yet, or it has not passed its check.
    """
    film = find_good_film(house, project)
    if film is None:
        house.studio.project(project)
        house.manifests.read(project, FILM_ASSET, FilmManifest)
        raise NotFoundError(f"{project} has no film yet that passed its check.")
    return film
