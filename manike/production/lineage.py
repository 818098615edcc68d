"""What a film was made from: kept with it as it is assembled, and told for any moment of it."""

from dataclasses import dataclass
from typing import Any

from manike.errors import NotFoundError
from manike.film.assembly import TIMELINE_FILE
from manike.film.inserts import Insert
from manike.film.moments import Moment, Seen, clock, moment_of, read_moment
from manike.film.timeline import Timeline
from manike.ids import ProjectId, slot_of
from manike.production import clips, scores, scripts, voices
from manike.production.house import House
from manike.production.origins import Lineage, Origin, ScriptOrigin
from manike.production.records import ApprovedScript, FilmManifest, MusicCues, TakeManifest
from manike.script.models import Scene


@dataclass(frozen=True, slots=True)
class Trace:
    """A moment of a film and all that it was made from."""

    project: ProjectId
    timeline: Timeline
    lineage: Lineage
    moment: Moment

    @property
    def at(self) -> str:
        """The moment as a clock shows it."""
        return clock(self.moment.frame, self.timeline.rate)

    def takes(self, seen: Seen) -> tuple[Origin, ...]:
        """What a scene was made from."""
        return self.lineage.scenes[seen.scene.number]

    @property
    def music(self) -> tuple[Origin, ...]:
        """What plays under it."""
        return tuple(self.lineage.music[cue.number] for cue in self.moment.cues)

    def as_json(self) -> dict[str, Any]:
        """For programs that read."""
        moment, timeline = self.moment, self.timeline
        return {
            "version": 1,
            "project": str(self.project),
            "title": timeline.title,
            "at_s": float(moment.frame / timeline.rate),
            "frame": moment.frame,
            "frame_count": timeline.frame_count,
            "fps": timeline.fps,
            "transition": moment.transition and moment.transition.model_dump(mode="json"),
            "word": moment.word,
            "insert": moment.insert and self._insert_json(moment.insert),
            "scenes": [self._scene_json(seen) for seen in moment.seen],
            "music": [origin.model_dump(mode="json") for origin in self.music],
            "script": self.lineage.script.model_dump(mode="json"),
        }

    def _insert_json(self, insert: Insert) -> dict[str, Any]:
        content = self.lineage.inserts.get(insert.kind, "")
        return {**insert.model_dump(mode="json"), "content_sha256": content}

    def _scene_json(self, seen: Seen) -> dict[str, Any]:
        return {
            "number": seen.scene.number,
            "title": seen.scene.title,
            "start_frame": seen.scene.start_frame,
            "frame_count": seen.scene.frame_count,
            "clip_frame": seen.clip_frame,
            "narration": seen.scene.text,
            "takes": [origin.model_dump(mode="json") for origin in self.takes(seen)],
        }


def trace(house: House, project: ProjectId, at: str) -> Trace:
    """What the film was made from at a time or frame; see ``read_moment``.

    Raises:
        BadInputError: not a time, or beyond the film.
        NotFoundError: the film is not made yet, or its lineage was not kept.
    """
    lineage, timeline = film_lineage(house, project)
    return Trace(project, timeline, lineage, moment_of(timeline, read_moment(at, timeline)))


def film_lineage(house: House, project: ProjectId) -> tuple[Lineage, Timeline]:
    """What a finished film was made from, and what plays when in it.

    Raises:
        NotFoundError: the film is not made yet, or its lineage was not kept.
    """
    film = house.manifests.read(project, "final_video", FilmManifest)
    if film.lineage is None:
        raise NotFoundError(
            f"The film of {project} was made before lineage was kept. "
            "Materialize final_video again: what is made is used as it is."
        )
    path = house.file(project, film.files[TIMELINE_FILE])
    return film.lineage, Timeline.from_json(path.read_text(encoding="utf-8"))


def lineage_of(house: House, project: ProjectId) -> Lineage:
    """What a film is made from if it is assembled now, but for its inserts.

    Raises:
        NotFoundError: a clip, voice-over or cue is missing.
    """
    music = house.manifests.read(project, scores.ASSET, MusicCues).takes
    return Lineage(
        script=_script(house, project),
        scenes={
            scene.number: _scene(house, project, scene) for scene in house.approved(project).scenes
        },
        music={
            number: take.lineage(scores.ASSET, str(number))[0] for number, take in music.items()
        },
    )


def _scene(house: House, project: ProjectId, scene: Scene) -> tuple[Origin, ...]:
    slot = slot_of(scene.number)
    clip = clips.clip_of(house, project, scene.number).lineage(clips.ASSET, slot)
    if voices.is_silent(scene):
        return clip
    return *clip, *voices.voice_of(house, project, scene.number).lineage(voices.ASSET, slot)


def _script(house: House, project: ProjectId) -> ScriptOrigin:
    approved = house.manifests.read(project, "approved_script", ApprovedScript)
    written = house.manifests.find(project, scripts.ASSET, TakeManifest)
    return ScriptOrigin(
        prompt=house.studio.prompt(project)[0],
        sha256=approved.sha256,
        reviewer=approved.reviewer,
        written=written.lineage(scripts.ASSET, "")[0] if written else None,
    )
