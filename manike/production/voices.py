"""The voice-overs of scenes."""

from manike.generation.door import Produce
from manike.generation.fingerprint import Job
from manike.ids import ProjectId, slot_of
from manike.ports import SpeechProvider, SpeechRequest, VoiceOver
from manike.production.house import House, Outcome
from manike.production.provider_plans.routing import Ask
from manike.production.records import TakeManifest
from manike.production.takes import obtain, outcome_of
from manike.production.wanted import asked_of, scene_take, speech_request, voice_generation
from manike.script.models import Scene

ASSET = "voice_over"
_SHORT_WORDS = 12
"""A narration of so few words is simple, see ``PartPlan.simple_order``."""


def speak_scene(house: House, project: ProjectId, number: int) -> Outcome:
    """Speak a scene's narration, unless its voice-over is there."""
    script, preferences = house.approved(project), house.preferences(project)
    scene = script.scene(number)
    if is_silent(scene):
        return _silence(number)
    take_number = scene_take(house.studio.take_numbers(project), Job.VOICE, number)
    dictionary = house.studio.pronunciations(project.tenant)
    request = speech_request(script, scene, preferences, take_number, dictionary)

    ask = Ask(
        describe=lambda provider: voice_generation(provider, request),
        here=lambda provider: _spoken_by(provider, asked_of(provider, request)),
        there=lambda provider: provider.speech_job(asked_of(provider, request)),
        is_simple=is_simple(request),
    )
    take, was_made = obtain(
        house,
        project,
        house.cast(project).speech,
        ask,
        asset=ASSET,
        part=slot_of(number),
        prompt=request.text,
    )
    house.manifests.write(project, ASSET, take, slot_of(number))
    voice = take.record(VoiceOver)
    return outcome_of(
        ASSET,
        slot_of(number),
        take,
        was_made=was_made,
        preview=voice.file,
        figures={
            "narration": scene.narration,
            "voice": voice.voice,
            "narration seconds": round(voice.duration_s, 3),
            "words": len(voice.words),
            "take": take.take_number,
        },
    )


def is_simple(request: SpeechRequest) -> bool:
    """Whether a provider plan may give it to those who do what is simple."""
    return len(request.text.split()) <= _SHORT_WORDS


def _spoken_by(provider: SpeechProvider, request: SpeechRequest) -> Produce:
    return lambda folder: provider.speak(request, folder).model_dump(mode="json")


def voice_of(house: House, project: ProjectId, number: int) -> TakeManifest:
    """The voice-over that a scene has.

    Raises:
        NotFoundError: it has none yet.
    """
    return house.manifests.read(project, ASSET, TakeManifest, slot_of(number))


def voice_record(house: House, project: ProjectId, scene: Scene) -> VoiceOver | None:
    """The voice-over of a scene, ``None`` for a scene without narration.

    Raises:
        NotFoundError: it should have one and has none yet.
    """
    if is_silent(scene):
        return None
    return voice_of(house, project, scene.number).record(VoiceOver)


def is_silent(scene: Scene) -> bool:
    """Whether nothing is said in a scene."""
    return not scene.narration.strip()


def _silence(number: int) -> Outcome:
    return Outcome(
        asset=ASSET,
        part=slot_of(number),
        was_made=False,
        provider="",
        fingerprint="",
        files={},
        seconds=0.0,
        size_bytes=0,
        cost="0 USD",
        preview="",
        figures={"narration": ""},
    )
