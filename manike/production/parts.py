"""All that a film is made from, taken together once: what goes in is read and found whole."""

from manike.ids import ProjectId, slot_of
from manike.production import characters, clips, pictures, scores, voices
from manike.production.footage.choices import choices_of, shown_in
from manike.production.house import House
from manike.production.records import Characters, FilmParts, MusicCues
from manike.production.takes import check_whole


def parts_of(house: House, project: ProjectId) -> FilmParts:
    """The parts that a film is made from if it is assembled now.

    Raises:
        NotFoundError: one is not made yet.
        CorruptBlobError: a file that goes into the film is missing or damaged; see
            ``check_whole``.
    """
    script = house.approved(project)
    numbers = [scene.number for scene in script.scenes]
    footage = choices_of(house, project)
    painted = [scene.number for scene in script.scenes if shown_in(footage, scene) is None]
    spoken = [scene.number for scene in script.scenes if not voices.is_silent(scene)]
    parts = FilmParts(
        script=script,
        characters=house.manifests.read(project, characters.ASSET, Characters).takes,
        music=house.manifests.read(project, scores.ASSET, MusicCues).takes,
        pictures={number: pictures.picture_of(house, project, number) for number in painted},
        voices={number: voices.voice_of(house, project, number) for number in spoken},
        clips={number: clips.clip_of(house, project, number) for number in numbers},
    )
    check_whole(house, project, parts.music.values(), scores.ASSET)
    for asset, takes in ((clips.ASSET, parts.clips), (voices.ASSET, parts.voices)):
        for number, take in takes.items():
            check_whole(house, project, [take], asset, slot_of(number))
    return parts
