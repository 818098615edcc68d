"""Paints scenes with the embedded illustrator, without the rest of the studio."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from manike.media.files import scratch_folder
from manike.ports import Picture, ScenePictureRequest
from manike.script.models import Character, Scene


def paint(
    scene: Scene, cast: Sequence[Character], size_px: tuple[int, int], to: Path, *, style: str = ""
) -> Picture:
    """Write a scene's flat picture; its planes are dropped.

    Args:
        scene: what to paint.
        cast: the film's characters; the scene says which of them it shows.
        size_px: width and height.
        to: the JPEG.
        style: of the film.

    Returns:
        The picture's record.
    """
    from manike.embedded.illustrator.provider import EmbeddedIllustrator

    named = {character.name: character for character in cast}
    request = ScenePictureRequest(
        scene=scene,
        characters=tuple(named[name] for name in scene.characters),
        character_images={},
        style=style,
        seed=0,
        take_number=1,
        size_px=size_px,
    )
    to.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(to.parent) as folder:
        picture = EmbeddedIllustrator().paint_scene(request, folder)
        shutil.move(folder / picture.image, to)
    return picture
