"""What is wanted of each scene, character and cue: complete descriptions, ready to fingerprint."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from manike.generation.fingerprint import Generation, Job
from manike.ids import slot_of
from manike.ports import (
    MusicRequest,
    Provider,
    SceneStart,
    SpeechProvider,
    SpeechRequest,
)
from manike.production.records import Characters
from manike.remote_ports import RemoteSpeechProvider
from manike.script.models import Character, MusicCue, Scene, ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.pronunciations import entries_of
from manike.script.timing import LEAD_S, TAIL_S
from manike.script.vocabulary import CameraMove, Mood, Transition
from manike.voice_samples import VoiceSample

TakeNumbers = Mapping[tuple[str, str], int]
Speaker = SpeechProvider | RemoteSpeechProvider

CHARACTER_SIZE_PX = (1440, 960)

_INTENSITY = {
    Mood.DREAMY: 0.2,
    Mood.CALM: 0.25,
    Mood.MELANCHOLIC: 0.3,
    Mood.NOSTALGIC: 0.35,
    Mood.EERIE: 0.4,
    Mood.MYSTERIOUS: 0.4,
    Mood.ROMANTIC: 0.5,
    Mood.PLAYFUL: 0.55,
    Mood.HOPEFUL: 0.6,
    Mood.JOYFUL: 0.7,
    Mood.TENSE: 0.75,
    Mood.ENERGETIC: 0.9,
    Mood.EPIC: 0.95,
    Mood.TRIUMPHANT: 1.0,
}
"""How much a scene of that mood asks of the voice in it and the music under it."""


def drawn_part(scene: Scene) -> Scene:
    """The scene with all that its picture does not show made neutral.

    So an edit of the narration, or a scene put in before, makes no picture anew.
    """
    return scene.model_copy(
        update={
            "number": 1,
            "narration": "",
            "speaker": "",
            "duration_s": 1.0,
            "transition": Transition.CUT,
            "shot": scene.shot.model_copy(update={"move": CameraMove.STILL}),
        }
    )


def moved_part(scene: Scene) -> Scene:
    """The scene with all that its clip does not show made neutral."""
    return scene.model_copy(
        update={
            "number": 1,
            "narration": "",
            "speaker": "",
            "duration_s": 1.0,
            "transition": Transition.CUT,
        }
    )


def character_generation(
    provider: Provider, character: Character, style: str, preferences: Preferences, take: int
) -> Generation:
    """A character's drawing."""
    return Generation(
        job=Job.CHARACTER,
        provider=provider.name,
        model=provider.model,
        parameters={
            "character": character.model_dump(mode="json"),
            "style": style,
            "size_px": CHARACTER_SIZE_PX,
        },
        seed=preferences.seed,
        take_number=take,
    )


def picture_generation(
    provider: Provider,
    script: ScriptBreakdown,
    scene: Scene,
    preferences: Preferences,
    drawings: Characters,
    take: int,
) -> Generation:
    """A scene's picture."""
    return Generation(
        job=Job.PICTURE,
        provider=provider.name,
        model=provider.model,
        parameters={
            "scene": drawn_part(scene).model_dump(mode="json"),
            "characters": [c.model_dump(mode="json") for c in seen(script, scene)],
            "style": script.style,
            "size_px": preferences.size_px,
        },
        inputs={
            f"character {name}": drawings.takes[name].content_sha256 for name in scene.characters
        },
        seed=preferences.seed,
        take_number=take,
    )


def speech_request(
    script: ScriptBreakdown,
    scene: Scene,
    preferences: Preferences,
    take: int,
    dictionary: Mapping[str, str] = MappingProxyType({}),
) -> SpeechRequest:
    """What a scene's narrator is asked to say; ``dictionary`` is the tenant's."""
    return SpeechRequest(
        text=scene.narration,
        speaker=script.character(scene.speaker) if scene.speaker else None,
        cast=script.characters,
        voice="" if scene.speaker else preferences.voice,
        narrator=preferences.voice,
        # A voice is cast by mood: one mood for all that the narrator says keeps one narrator.
        mood=scene.mood if scene.speaker else leading_mood(script),
        language=script.language,
        seed=preferences.seed,
        take_number=take,
        available_s=round(scene.duration_s - LEAD_S - TAIL_S, 6),
        pronunciations=entries_of(scene.narration, dictionary),
        intensity=_INTENSITY[scene.mood],
    )


def asked_of(provider: Speaker, request: SpeechRequest) -> SpeechRequest:
    """The request with the voices that a provider has; it casts where it lacks the one wished."""
    known = provider.voices()
    return replace(
        request,
        voice=request.voice if request.voice in known else "",
        narrator=request.narrator if request.narrator in known else "",
    )


def voice_generation(provider: Speaker, wish: SpeechRequest) -> Generation:
    """A scene's voice-over."""
    request = asked_of(provider, wish)
    strength = {"intensity": request.intensity} if provider.obeys_intensity else {}
    voice = request.voice or provider.voice_for(request)
    imitated, files = _imitated(provider.recordings.get(voice))
    return Generation(
        job=Job.VOICE,
        provider=provider.name,
        model=provider.model,
        parameters={
            "text": request.text,
            "speaker": request.speaker.model_dump(mode="json") if request.speaker else None,
            # The voice and not the whole cast: somebody else's new coat makes no voice-over anew.
            "voice": voice,
            "mood": request.mood.value,
            "language": request.language,
            "available_s": request.available_s,
            "pronunciations": dict(request.pronunciations),
            **strength,
            **imitated,
        },
        inputs=files,
        seed=request.seed,
        take_number=request.take_number,
    )


def _imitated(sample: VoiceSample | None) -> tuple[dict[str, str], dict[str, str]]:
    """What of a recording shapes a voice: parameters, and inputs by hash; the voice's alone."""
    if sample is None or sample.consent is None:
        return {}, {}
    return {"said_in_voice": sample.transcript}, {"voice": sample.consent.sample_sha256}


def music_request(
    script: ScriptBreakdown, cue: MusicCue, preferences: Preferences, take: int
) -> MusicRequest:
    """What the composer is asked for."""
    return MusicRequest(
        mood=cue.mood,
        tempo_bpm=cue.tempo_bpm,
        key=cue.key,
        duration_s=cue_length_s(script, cue),
        seed=cue_seed(preferences.seed, cue.number),
        take_number=take,
        scenes=tuple(_scene_starts(script, cue)),
    )


def cue_seed(seed: int, number: int) -> int:
    """Cues of one film differ even where mood, tempo and key are the same."""
    return seed * 100 + number


def music_generation(
    provider: Provider,
    script: ScriptBreakdown,
    cue: MusicCue,
    preferences: Preferences,
    take: int,
) -> Generation:
    """A cue's music."""
    request = music_request(script, cue, preferences, take)
    return Generation(
        job=Job.MUSIC,
        provider=provider.name,
        model=provider.model,
        parameters={
            "number": cue.number,
            "mood": cue.mood.value,
            "tempo_bpm": cue.tempo_bpm,
            "key": cue.key,
            "duration_s": request.duration_s,
            "scenes": [(scene.at_s, scene.intensity) for scene in request.scenes],
        },
        seed=preferences.seed,
        take_number=take,
    )


def leading_mood(script: ScriptBreakdown) -> Mood:
    """The mood that the film is in for the longest; of two the one that comes first."""
    lengths_s: dict[Mood, float] = {}
    for scene in script.scenes:
        lengths_s[scene.mood] = lengths_s.get(scene.mood, 0.0) + scene.duration_s
    return max(lengths_s, key=lambda mood: lengths_s[mood])


def seen(script: ScriptBreakdown, scene: Scene) -> tuple[Character, ...]:
    """The characters that a scene shows."""
    return tuple(script.character(name) for name in scene.characters)


def _scene_starts(script: ScriptBreakdown, cue: MusicCue) -> Iterator[SceneStart]:
    at_s = 0.0
    for scene in script.scenes[cue.first_scene - 1 : cue.last_scene]:
        yield SceneStart(round(at_s, 6), _INTENSITY[scene.mood])
        at_s += scene.duration_s


def cue_length_s(script: ScriptBreakdown, cue: MusicCue) -> float:
    """Planned length of a cue: that of its scenes."""
    scenes = script.scenes[cue.first_scene - 1 : cue.last_scene]
    return round(sum(scene.duration_s for scene in scenes), 6)


def take_of(numbers: TakeNumbers, job: Job, subject: str) -> int:
    """The wanted take number of one thing."""
    return numbers.get((job.value, subject), 1)


def scene_take(numbers: TakeNumbers, job: Job, number: int) -> int:
    """The wanted take number of a scene's picture, voice or clip."""
    return take_of(numbers, job, slot_of(number))
