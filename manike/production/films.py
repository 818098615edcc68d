"""The finished film of a project."""

from collections.abc import Mapping

from manike.errors import CorruptBlobError, NotFoundError
from manike.film.assembly import assemble
from manike.film.inserting import with_inserts
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import FilmFormat, Timeline, plan_timeline
from manike.ids import ProjectId
from manike.media.files import scratch_folder
from manike.ports import Clip, Music
from manike.production import clips, scores, voices
from manike.production.brand.branding import brand_of, branding_of, insert_files, logo_file
from manike.production.footage.choices import choices_of, shown_in
from manike.production.house import FPS, House, Outcome
from manike.production.lineage import lineage_of
from manike.production.parts import parts_of
from manike.production.pictures import regions_of
from manike.production.plan import film_key, scene_keys
from manike.production.pruning import prune_exchanges, prune_segments
from manike.production.records import FilmManifest, FilmParts, MusicCues
from manike.studio.clock import Clock
from manike.studio.models import Status

ASSET = "final_video"


def make_film(house: House, project: ProjectId, clock: Clock | None = None) -> Outcome:
    """Assemble the film, unless it is there already, made from just these parts.

    Raises:
        NotFoundError: a clip, voice-over or cue is missing.
        CorruptBlobError: a file that goes into it is damaged; the next attempt makes it again.
    """
    clock = clock or Clock()
    house.studio.advance(project, Status.ASSEMBLING)
    wanted = film_key(house, project)
    film = house.manifests.find(project, ASSET, FilmManifest)
    was_made = film is None or film.wanted != wanted or not _is_whole(house, project, film)
    if film is None or was_made:
        film = _assemble(house, project, wanted, clock)
        house.manifests.write(project, ASSET, film)
        prune_segments(house, project.tenant, clock.now().timestamp())
        prune_exchanges(house, clock)
    elif film.lineage != (lineage := lineage_of(house, project).with_inserts(film.files)):
        # Other takes of the same content: the film is as it was, its lineage is not.
        film = film.model_copy(update={"lineage": lineage})
        house.manifests.write(project, ASSET, film)
    return _outcome(house, project, film, was_made=was_made)


def timeline_of(house: House, project: ProjectId) -> Timeline:
    """What plays when in the project's film, as its parts are now."""
    script, preferences = house.approved(project), house.preferences(project)
    spoken = {scene.number: voices.voice_record(house, project, scene) for scene in script.scenes}
    cues = house.manifests.read(project, scores.ASSET, MusicCues).takes
    chosen = choices_of(house, project)
    shown = {scene.number: shown_in(chosen, scene) for scene in script.scenes}
    footage = {number: choice.name for number, choice in shown.items() if choice is not None}
    timeline = plan_timeline(
        script,
        {number: voice for number, voice in spoken.items() if voice is not None},
        {number: take.record(Music) for number, take in cues.items()},
        FilmFormat(preferences.size_px, FPS, preferences.captions),
        {
            scene.number: regions_of(house, project, scene.number)
            for scene in script.scenes
            if clips.shows_picture(house, project, scene.number)
        },
        footage,
    )
    # A scene that shows footage has no painted words.
    is_titled = bool(script.scenes[0].caption.strip()) and script.scenes[0].number not in footage
    return with_inserts(timeline, branding_of(house, project, is_titled=is_titled))


def film_of(house: House, project: ProjectId) -> FilmManifest:
    """The finished film.

    Raises:
        NotFoundError: there is none yet.
    """
    return house.manifests.read(project, ASSET, FilmManifest)


def _assemble(house: House, project: ProjectId, wanted: str, clock: Clock) -> FilmManifest:
    from manike.film.showing import show  # not at the top: it needs OpenCV

    started_s = clock.monotonic_s()
    parts = parts_of(house, project)
    job = _job(house, project, parts)
    lineage = lineage_of(house, project)
    house.listener.expect("film", 1)

    def progress(done: int, total: int) -> None:
        house.listener.report("film", "film", done, total)

    with scratch_folder(house.layout.scratch(project.tenant)) as folder:
        cache = house.layout.segments(project.tenant)
        made = assemble(job, cache, folder, progress)
        show(folder / made.file, job, cache, folder)
        names = sorted(path.name for path in folder.iterdir() if path.is_file())
        files = {name: house.blobs.adopt(project.tenant, folder / name) for name in names}
    return FilmManifest(
        wanted=wanted,
        scenes=scene_keys(house, project),
        files=files,
        details=made.model_dump(mode="json"),
        seconds=round(clock.monotonic_s() - started_s, 3),
        lineage=lineage.with_inserts(files),
        parts=parts,
    )


def _job(house: House, project: ProjectId, parts: FilmParts) -> FilmJob:
    brand = brand_of(house, project.tenant)
    return FilmJob(
        timeline=timeline_of(house, project),
        clips={
            number: _source(house, project, take.files, take.record(Clip).file)
            for number, take in parts.clips.items()
        },
        voices={
            number: _source(house, project, take.files, "voice.wav")
            for number, take in parts.voices.items()
        },
        music={
            number: _source(house, project, take.files, take.record(Music).file)
            for number, take in parts.music.items()
        },
        brand=brand,
        logo=logo_file(house, project.tenant, brand),
        inserts=insert_files(house, project, brand),
    )


def _source(house: House, project: ProjectId, files: Mapping[str, str], name: str) -> SourceFile:
    return SourceFile(house.file(project, files[name]), files[name])


def _is_whole(house: House, project: ProjectId, film: FilmManifest) -> bool:
    try:
        for sha256 in film.files.values():
            house.blobs.verify(project.tenant, sha256)
    except (NotFoundError, CorruptBlobError):
        return False
    return film.parts is not None


def _outcome(house: House, project: ProjectId, film: FilmManifest, *, was_made: bool) -> Outcome:
    shown = (
        "frame_count",
        "duration_s",
        "lufs",
        "true_peak_dbtp",
        "segments_made",
        "segments_reused",
        "caption_warning",
    )
    return Outcome(
        asset=ASSET,
        part="",
        was_made=was_made,
        provider="manike film engine",
        fingerprint=film.wanted,
        files=film.files,
        seconds=film.seconds,
        size_bytes=sum(house.file(project, each).stat().st_size for each in film.files.values()),
        cost="0 USD",
        preview="film.mp4",
        figures={
            name: film.details[name] for name in shown if film.details.get(name) not in (None, "")
        },
    )
