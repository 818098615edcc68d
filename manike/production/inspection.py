"""Checks of what was made, on the files themselves."""

from collections.abc import Sequence
from pathlib import Path

from manike.film.captions import plan_captions
from manike.film.timeline import Timeline
from manike.ids import ProjectId, slot_of
from manike.ports import Clip, Picture, VoiceOver
from manike.production import clips, pictures, voices
from manike.production.films import film_of, timeline_of
from manike.production.footage.choices import choices_of, shown_in
from manike.production.house import FPS, House
from manike.production.provider_plans.fallbacks import check_fallbacks
from manike.production.records import FilmManifest
from manike.quality.footage_rules import check_footage_clip
from manike.quality.parts import ClipPlan, check_clip, check_voice
from manike.quality.pictures import check_picture
from manike.quality.plans import Sources
from manike.quality.results import CheckResult
from manike.quality.rules import check_film
from manike.quality.words import MAX_LETTER_ERROR_RATE, letter_error_rate, word_error_rate
from manike.script.rules import broken_rules

Findings = Sequence[CheckResult]

_LONGEST_HEARD = 300
"""Letters of a message: a recogniser that hears noise may repeat a syllable for pages."""
_FEWEST_WORDS = 5
"""Shorter lines can't be judged so: "See and be seen" is heard as "CNBC"."""


def inspect_script(house: House, project: ProjectId) -> CheckResult:
    """Whether the newest script obeys every rule."""
    draft = house.studio.draft(project)
    broken = broken_rules(draft.script, house.preferences(project))
    message = "; ".join(broken) or "The script obeys every rule."
    return CheckResult(
        name="script rules",
        passed=not broken,
        message=message,
        figures={"broken": float(len(broken))},
    )


def inspect_picture(house: House, project: ProjectId, number: int) -> Findings:
    """Whether a scene's picture has the film's size and shows something."""
    take = pictures.picture_of(house, project, number)
    image = house.file(project, take.files[take.record(Picture).image])
    return check_picture(image, house.preferences(project).size_px)


def inspect_voice(house: House, project: ProjectId, number: int) -> Findings:
    """Whether a voice-over has the length it says, is level and does not clip."""
    scene = house.approved(project).scene(number)
    if voices.is_silent(scene):
        return _silent("voice")
    take = voices.voice_of(house, project, number)
    record = take.record(VoiceOver)
    return check_voice(house.file(project, take.files[record.file]), record, scene.narration)


def inspect_words(house: House, project: ProjectId, number: int) -> Findings:
    """Whether a voice-over says what the script says."""
    scene = house.approved(project).scene(number)
    if voices.is_silent(scene):
        return _silent("words")
    take = voices.voice_of(house, project, number)
    audio = house.file(project, take.files[take.record(VoiceOver).file])
    heard = house.providers.transcriber.transcribe(audio)
    errors = word_error_rate(scene.narration, heard)
    letters = letter_error_rate(scene.narration, heard)
    judged = len(scene.narration.split()) >= _FEWEST_WORDS
    said = heard if len(heard) <= _LONGEST_HEARD else f"{heard[:_LONGEST_HEARD]}…"
    note = "" if judged else " (too short to be judged by its words)"
    message = f"{slot_of(number)}: {errors:.0%} of the words are heard otherwise{note}: {said!r}"
    return (
        CheckResult(
            name="words",
            passed=bool(heard.strip()) and (letters <= MAX_LETTER_ERROR_RATE or not judged),
            message=message,
            figures={"word_error_rate": errors, "letter_error_rate": letters},
        ),
    )


def inspect_clip(house: House, project: ProjectId, number: int) -> Findings:
    """Whether a clip has the wanted frames and the film's size."""
    scene = house.approved(project).scene(number)
    take = clips.clip_of(house, project, number)
    path = house.file(project, take.files[take.record(Clip).file])
    plan = ClipPlan(
        frame_count=clips.clip_frames(house, project, scene),
        fps=FPS,
        size_px=house.preferences(project).size_px,
    )
    footage = shown_in(choices_of(house, project), scene)
    if footage is None:
        return check_clip(path, plan)
    use = f"manike footage use {project} {footage.name} --scene {number} --from SECONDS"
    return check_footage_clip(path, plan, f"Choose another part of the footage: {use}")


def inspect_film(house: House, project: ProjectId) -> Sequence[CheckResult]:
    """Everything that can be measured on the delivered file."""
    film = film_of(house, project)
    path = house.file(project, film.files["film.mp4"])
    timeline = timeline_of(house, project)
    caption_file = house.file(project, film.files["captions.vtt"])
    sources = Sources(
        voices=_voice_files(house, project),
        clips=_clip_files(house, project),
        captions=() if _lacks_captions(film, timeline) else plan_captions(timeline),
        caption_file=caption_file.read_text(encoding="utf-8"),
    )
    return (*check_film(path, timeline, sources), check_fallbacks(film, house.cast(project).plan))


def _lacks_captions(film: FilmManifest, timeline: Timeline) -> bool:
    """Whether none are burned in: they are not wanted, or a letter has no font."""
    return not timeline.captions or bool(film.details.get("caption_warning"))


def _clip_files(house: House, project: ProjectId) -> dict[int, Path]:
    takes = {
        scene.number: clips.clip_of(house, project, scene.number)
        for scene in house.approved(project).scenes
    }
    return {
        number: house.file(project, take.files[take.record(Clip).file])
        for number, take in takes.items()
    }


def _voice_files(house: House, project: ProjectId) -> dict[int, Path]:
    spoken = [s.number for s in house.approved(project).scenes if not voices.is_silent(s)]
    takes = {number: voices.voice_of(house, project, number) for number in spoken}
    return {
        number: house.file(project, take.files[take.record(VoiceOver).file])
        for number, take in takes.items()
    }


def _silent(name: str) -> Findings:
    return (CheckResult(name=name, passed=True, message="The scene has no narration."),)
