"""The music of a project."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from manike.generation.fingerprint import Job
from manike.ids import ProjectId
from manike.ports import Music
from manike.production.house import House, Outcome
from manike.production.records import MusicCues, TakeManifest
from manike.production.takes import obtain, outcome_of
from manike.production.wanted import music_generation, music_request, take_of
from manike.script.models import MusicCue, ScriptBreakdown
from manike.studio.models import Status

ASSET = "music"


def compose_music(house: House, project: ProjectId) -> Sequence[Outcome]:
    """Compose every cue of the approved script that is not composed yet."""
    script = house.approved(project)
    house.studio.advance(project, Status.PREPARING)  # what is made from it has to follow
    takes: dict[int, TakeManifest] = {}
    outcomes = []
    for cue in script.music:
        take, was_made = _compose(house, project, script, cue)
        takes[cue.number] = take
        outcomes.append(_outcome(cue, take, was_made=was_made))
    house.manifests.write(project, ASSET, MusicCues(takes=takes))
    return outcomes


def _compose(
    house: House, project: ProjectId, script: ScriptBreakdown, cue: MusicCue
) -> tuple[TakeManifest, bool]:
    preferences = house.preferences(project)
    number = take_of(house.studio.take_numbers(project), Job.MUSIC, str(cue.number))
    request = music_request(script, cue, preferences, number)

    def produce(folder: Path) -> dict[str, Any]:
        return house.providers.music.compose(request, folder).model_dump(mode="json")

    generation = music_generation(house.providers, script, cue, preferences, number)
    prompt = (
        f"{cue.mood.value}, {cue.key}, {cue.tempo_bpm} beats a minute, {request.duration_s:g} s"
    )
    return obtain(house, project, generation, produce, prompt=prompt)


def _outcome(cue: MusicCue, take: TakeManifest, *, was_made: bool) -> Outcome:
    music = take.record(Music)
    return outcome_of(
        ASSET,
        f"cue {cue.number}",
        take,
        was_made=was_made,
        preview=music.file,
        figures={
            "scenes": f"{cue.first_scene}-{cue.last_scene}",
            "mood": cue.mood.value,
            "tempo": cue.tempo_bpm,
            "key": cue.key,
            "music seconds": round(music.duration_s, 3),
        },
    )
