"""Footage is put into a film, and taken out of it again: only what shows it is made anew."""

from dataclasses import dataclass

from manike.analysis.passages import (
    best_shot,
    longest_s,
    passage_between,
    passage_of_shot,
    shots_shown,
)
from manike.analysis.report import FootageReport
from manike.errors import BadInputError, NotFoundError
from manike.film.brand_clips import MAX_CLIP_S, MIN_CLIP_S
from manike.film.inserts import InsertKind
from manike.film.timeline import clip_frame_count, scene_frame_count
from manike.ids import ProjectId, slot_of
from manike.media.passages import Passage
from manike.production.clips import clip_frames
from manike.production.footage.choices import FootageChoice
from manike.production.footage.library import footage_of, report_of
from manike.production.house import FPS, House
from manike.script.models import Scene

_SOFT = 1.5
"""A picture that is made larger by more than this looks soft."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the footage is wanted; the best shot where nothing is said."""

    shot: int = 0
    from_s: float | None = None
    to_s: float | None = None

    def __post_init__(self) -> None:
        if self.shot and (self.from_s is not None or self.to_s is not None):
            raise BadInputError("shot", "name a shot or times, not both.")


@dataclass(frozen=True, slots=True)
class Used:
    """What was chosen, and what somebody who looks at it should know."""

    choice: FootageChoice
    notes: tuple[str, ...]


def use_footage(house: House, project: ProjectId, number: int, name: str, wish: Wish) -> Used:
    """Have a scene of a project's newest script show footage in its picture's place.

    The clip is as long as the scene: the passage is shown as it is, or, if it is too short, at 0.8
    of its speed at the least, or else on into the shots that follow.

    Raises:
        BadInputError: no such scene, shot or time; the footage can't be used, or is too short; the
            project is archived.
        NotFoundError: no such project, script or footage; or it is not analysed yet.
    """
    scene = _scene(house, project, number)
    item, report = footage_of(house, project.tenant, name), report_of(house, project.tenant, name)
    wanted_s = float(_frames(house, project, scene) / FPS)
    shot, passage = _passage(report, wish, wanted_s)
    if longest_s(passage) < wanted_s:
        there_s = passage.limit_s - passage.start_s
        raise BadInputError(
            "footage",
            f"from {passage.start_s:.2f} s on there are {there_s:.1f} s of {name}; scene {number} "
            f"lasts {wanted_s:.1f} s with the transition after it, and footage is slowed to 0.8 of "
            "its speed at the least. Choose an earlier moment (--from), or longer footage.",
        )
    choice = _choice(name, item.sha256, passage, shot)
    notes = (*_pace_notes(report, passage, wanted_s), *_size_notes(house, project, report))
    house.studio.choose_footage(project, slot_of(number), name, choice.model_dump(mode="json"))
    return Used(choice, notes)


def use_as_insert(
    house: House, project: ProjectId, kind: InsertKind, name: str, wish: Wish
) -> Used:
    """Have a project's film begin or end with footage, in its own shape and with its sound.

    Raises:
        BadInputError: no such shot or time; it is shorter or longer than an intro or outro may be;
            the footage can't be used; the project is archived.
        NotFoundError: no such project or footage; or it is not analysed yet.
    """
    house.studio.project(project)
    item, report = footage_of(house, project.tenant, name), report_of(house, project.tenant, name)
    passage = _whole_passage(report, wish)
    length_s = passage.end_s - passage.start_s
    if not MIN_CLIP_S <= length_s <= MAX_CLIP_S:
        raise BadInputError(
            kind.value,
            f"{name} would be shown for {length_s:.1f} s; an {kind.value} lasts {MIN_CLIP_S:g} to "
            f"{MAX_CLIP_S:g} s. Choose a shot (--shot) or a stretch (--from, --to).",
        )
    choice = _choice(name, item.sha256, passage, wish.shot)
    house.studio.choose_footage(project, kind.value, name, choice.model_dump(mode="json"))
    return Used(choice, ())


def stop_footage(house: House, project: ProjectId, part: str) -> bool:
    """Have a part of a film, a slot or ``intro`` or ``outro``, show what it showed before.

    What was painted is there and costs nothing. Returns whether it showed footage.

    Raises:
        BadInputError: the project is archived.
        NotFoundError: there is no such project.
    """
    house.studio.project(project)
    if part not in house.studio.footage_choices(project):
        return False
    house.studio.choose_footage(project, part, "", {})
    return True


def _scene(house: House, project: ProjectId, number: int) -> Scene:
    script = house.studio.draft(project).script
    if not 1 <= number <= len(script.scenes):
        raise BadInputError("scene", f"{number} is not between 1 and {len(script.scenes)}.")
    return script.scene(number)


def _frames(house: House, project: ProjectId, scene: Scene) -> int:
    """Of the scene's clip; by its planned length as long as there is no voice-over."""
    try:
        return clip_frames(house, project, scene)
    except NotFoundError:
        return clip_frame_count(scene_frame_count(scene, None, FPS), FPS)


def _passage(report: FootageReport, wish: Wish, wanted_s: float) -> tuple[int, Passage]:
    """The number of the shot, 0 where a time was named, and what is shown."""
    if wish.from_s is not None or wish.to_s is not None:
        from_s = report.shots[0].start_s if wish.from_s is None else wish.from_s
        return 0, passage_between(report, from_s, wish.to_s)
    shot = wish.shot or best_shot(report, wanted_s).number
    return shot, passage_of_shot(report, shot, wanted_s)


def _whole_passage(report: FootageReport, wish: Wish) -> Passage:
    if wish.shot:
        passage = passage_of_shot(report, wish.shot, MAX_CLIP_S)
        end_s = min(passage.end_s, passage.start_s + MAX_CLIP_S)
        return Passage(passage.start_s, end_s, end_s)
    from_s = report.shots[0].start_s if wish.from_s is None else wish.from_s
    to_s = report.shots[-1].end_s if wish.to_s is None else wish.to_s
    return passage_between(report, from_s, to_s)


def _choice(name: str, sha256: str, passage: Passage, shot: int) -> FootageChoice:
    return FootageChoice(
        name=name,
        sha256=sha256,
        start_s=passage.start_s,
        end_s=passage.end_s,
        limit_s=passage.limit_s,
        shot=shot,
    )


def _pace_notes(report: FootageReport, passage: Passage, wanted_s: float) -> tuple[str, ...]:
    pace = passage.paced(wanted_s)
    notes = []
    if pace.slowed > 1:
        notes.append(
            f"It is shown at {1 / pace.slowed:.2f} of its speed, to last {wanted_s:.1f} s."
        )
    shots = shots_shown(report, passage.start_s, pace.length_s)
    if len(shots) > 1:
        numbers = ", ".join(map(str, shots))
        notes.append(
            f"It shows the shots {numbers}, as one alone is too short or times were named."
        )
    return tuple(notes)


def _size_notes(house: House, project: ProjectId, report: FootageReport) -> tuple[str, ...]:
    size_px, own_px = (
        house.preferences(project).size_px,
        (report.media.width_px, report.media.height_px),
    )
    cover = max(size_px[0] / own_px[0], size_px[1] / own_px[1])
    if cover <= _SOFT:
        return ()
    said = f"It is {own_px[0]}x{own_px[1]} and is made {cover:.1f} times larger: it will look soft."
    return (said,)
