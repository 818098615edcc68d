"""The music of a project."""

from collections.abc import Sequence

from manike.generation.door import Produce
from manike.generation.fingerprint import Job
from manike.ids import ProjectId
from manike.ports import Music, MusicProvider
from manike.production.catalogues.song_choices import choices_of, play_song
from manike.production.house import House, Outcome
from manike.production.provider_plans.routing import Ask
from manike.production.records import MusicCues, TakeManifest
from manike.production.takes import obtain, outcome_of
from manike.production.wanted import music_generation, music_request, take_of
from manike.script.models import MusicCue, ScriptBreakdown
from manike.studio.models import Status

ASSET = "music"


def compose_music(house: House, project: ProjectId) -> Sequence[Outcome]:
    """Compose every cue of the approved script that is not there yet, or fit its song to it."""
    script, songs = house.approved(project), choices_of(house, project)
    house.studio.advance(project, Status.PREPARING)  # what is made from it has to follow
    takes: dict[int, TakeManifest] = {}
    outcomes = []
    for cue in script.music:
        if cue.number in songs:
            take, was_made = play_song(house, project, script, cue, songs[cue.number])
        else:
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

    def here(provider: MusicProvider) -> Produce:
        return lambda folder: provider.compose(request, folder).model_dump(mode="json")

    ask = Ask(
        describe=lambda provider: music_generation(provider, script, cue, preferences, number),
        here=here,
        there=lambda provider: provider.music_job(request),
    )
    prompt = (
        f"{cue.mood.value}, {cue.key}, {cue.tempo_bpm} beats a minute, {request.duration_s:g} s"
    )
    return obtain(
        house,
        project,
        house.cast(project).music,
        ask,
        asset=ASSET,
        part=f"cue {cue.number}",
        prompt=prompt,
    )


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
