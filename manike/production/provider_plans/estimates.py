"""Who would make what of a film, why, and what it costs at most: before anything is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from manike.errors import NotFoundError
from manike.film.timeline import clip_frame_count
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import RemoteJob
from manike.ids import ProjectId, TenantId, slot_of
from manike.money import Money
from manike.ports import (
    CharacterImageRequest,
    MotionRequest,
    Picture,
    ScenePictureRequest,
    ScriptRequest,
    SpeechRequest,
)
from manike.production import (
    characters,
    clips,
    pictures,
    scores,
    scripts,
    voices,
)
from manike.production.catalogues import song_choices
from manike.production.catalogues.song_choices import SongChoice, choices_of
from manike.production.footage import clips as footage_clips
from manike.production.footage.choices import FootageChoice
from manike.production.footage.choices import choices_of as choices_of_footage
from manike.production.house import FPS, House
from manike.production.plan import parts_made
from manike.production.provider_plans.candidates import Candidates, Cast
from manike.production.provider_plans.providers import HereT, ThereT
from manike.production.provider_plans.routing import Ask, route
from manike.production.search.embeddings import INDEX, PaidEmbedder, embedder_of
from manike.production.search.indexing import text_of
from manike.production.voices import is_simple
from manike.production.wanted import (
    CHARACTER_SIZE_PX,
    asked_of,
    drawn_part,
    moved_part,
    music_request,
    seen,
    speech_request,
)
from manike.remote_ports import RemoteSpeechProvider
from manike.script.models import Scene, ScriptBreakdown
from manike.script.preferences import Preferences

_NOWHERE = Path("not-made-yet.jpg")
"""Stands for a file that is made before; a quote needs its number and not its content."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One take of a film, as it would be made now."""

    asset: str
    part: str
    is_there: bool
    """It is made; nothing is asked for."""
    provider: str
    model: str
    why: str
    most: Money
    then: tuple[str, ...]
    """Who is asked next, if the first does not deliver."""
    left_out: Mapping[str, str]
    """Who is not asked, and why, by name."""


@dataclass(frozen=True, slots=True)
class _Item:
    asset: str
    part: str
    candidates: Candidates[Any, Any]
    there: Callable[[Any], RemoteJob]
    is_simple: bool = False


def estimates(house: House, project: ProjectId) -> Sequence[Estimate]:
    """The script alone before there is one; then all that its film is made of.

    Raises:
        NotFoundError: this tenant has no such project.
        BadInputError: its provider plan can't be followed, or leaves nobody for a part.
    """
    text, preferences = house.studio.prompt(project)
    try:
        script = house.studio.draft(project).script
    except NotFoundError:
        request = ScriptRequest(text, preferences)
        there = _Item(scripts.ASSET, "", house.cast(project).text, lambda p: p.script_job(request))
        _check_all_parts(house.cast(project))
        return [_estimate(house, there, is_there=False)]
    footage = choices_of_footage(house, project)
    parts = parts_made(house, project, script)
    made = _lasting(parts, script, house.cast(project), footage)
    own: dict[tuple[str, str], SongChoice | FootageChoice] = {
        (scores.ASSET, f"cue {cue}"): song for cue, song in choices_of(house, project).items()
    }
    own |= {(clips.ASSET, part): shown for part, shown in footage.items()}
    return [
        *(
            _own(item, own[item.asset, item.part], is_there=(item.asset, item.part) in made)
            if (item.asset, item.part) in own
            else _estimate(house, item, is_there=(item.asset, item.part) in made)
            for item in _items(house, project, script, preferences)
            if item.asset != pictures.ASSET or item.part not in footage
        ),
        *_embedded(house, project.tenant, script),
    ]


def _embedded(house: House, tenant: TenantId, script: ScriptBreakdown) -> Sequence[Estimate]:
    """The vectors of the scenes, where they are billed: by the tenant's plan, not the film's."""
    embedder = embedder_of(house, tenant)
    if not isinstance(embedder, PaidEmbedder):
        return ()
    texts = [text_of(scene) for scene in script.scenes]
    missing = embedder.lacks(texts)
    item = _Item(INDEX, "", embedder.listed, _job("embedding_job", missing or texts))
    return [_estimate(house, item, is_there=not missing)]


def total_of(found: Sequence[Estimate]) -> Money:
    """What is not there yet costs so much at most, by those who are asked first."""
    return Money(sum((each.most.amount for each in found if not each.is_there), Decimal(0)))


def _check_all_parts(cast: Cast) -> None:
    """Refuse a plan that leaves nobody for a part that is asked for when the script is there."""
    _ = cast.image, cast.speech, cast.music, cast.motion  # each looks whom the plan leaves


def _lasting(
    made: Set[tuple[str, str]],
    script: ScriptBreakdown,
    cast: Cast,
    footage: Mapping[str, FootageChoice],
) -> frozenset[tuple[str, str]]:
    """What is made and stays: not what is made from something that is to be made anew."""
    going: set[tuple[str, str]] = set()
    # a video bought by words alone outlives its picture; the embedded animator needs it
    needs_picture = not cast.plan.clips_from_words or not cast.asks_elsewhere(Job.CLIP)
    for scene in script.scenes:
        slot = slot_of(scene.number)
        if any((characters.ASSET, name) not in made for name in scene.characters):
            going.add((pictures.ASSET, slot))
        is_painted = (pictures.ASSET, slot) in made - going
        if needs_picture and not is_painted and slot not in footage:
            going.add((clips.ASSET, slot))
    return frozenset(made - going)


def _items(
    house: House, project: ProjectId, script: ScriptBreakdown, preferences: Preferences
) -> Iterator[_Item]:
    cast, dictionary = house.cast(project), house.studio.pronunciations(project.tenant)
    for person in script.characters:
        drawing = CharacterImageRequest(
            person, script.style, preferences.seed, 1, CHARACTER_SIZE_PX
        )
        yield _Item(characters.ASSET, person.name, cast.image, _job("character_job", drawing))
    for cue in script.music:
        music = music_request(script, cue, preferences, 1)
        yield _Item(scores.ASSET, f"cue {cue.number}", cast.music, _job("music_job", music))
    for scene in script.scenes:
        slot = slot_of(scene.number)
        painting = _painting(script, scene, preferences)
        is_empty = not scene.characters
        yield _Item(pictures.ASSET, slot, cast.image, _job("scene_job", painting), is_empty)
        if not voices.is_silent(scene):
            wish = speech_request(script, scene, preferences, 1, dictionary)
            yield _Item(
                voices.ASSET, slot, cast.speech, partial(_speech_job, wish), is_simple(wish)
            )
        motion = _motion(scene, preferences)
        if cast.plan.clips_from_words:
            motion = replace(motion, picture_files={})
        yield _Item(clips.ASSET, slot, cast.motion, _job("motion_job", motion), is_empty)


def _job(method: str, request: Any) -> Callable[[Any], RemoteJob]:  # noqa: ANN401 - of any part
    return lambda provider: getattr(provider, method)(request)


def _speech_job(wish: SpeechRequest, provider: RemoteSpeechProvider) -> RemoteJob:
    return provider.speech_job(asked_of(provider, wish))


def _painting(
    script: ScriptBreakdown, scene: Scene, preferences: Preferences
) -> ScenePictureRequest:
    return ScenePictureRequest(
        scene=drawn_part(scene),
        characters=seen(script, scene),
        character_images=dict.fromkeys(scene.characters, _NOWHERE),
        style=script.style,
        seed=preferences.seed,
        take_number=1,
        size_px=preferences.size_px,
    )


def _motion(scene: Scene, preferences: Preferences) -> MotionRequest:
    """By the planned length; the voice-over may make it longer."""
    return MotionRequest(
        scene=moved_part(scene),
        picture=Picture(image="image.jpg", planes=()),
        picture_files={"image.jpg": _NOWHERE},
        frame_count=clip_frame_count(round(scene.duration_s * FPS), FPS),
        fps=FPS,
        size_px=preferences.size_px,
        seed=preferences.seed,
        take_number=1,
    )


def _estimate(house: House, item: _Item, *, is_there: bool) -> Estimate:
    ask = Ask(_nothing_yet, lambda _local: lambda _folder: {}, item.there, is_simple=item.is_simple)
    way = route(house.health, item.candidates, ask)
    first = way.choices[0]
    generation = first.offer.generation
    return Estimate(
        asset=item.asset,
        part=item.part,
        is_there=is_there,
        provider=generation.provider,
        model=generation.model,
        why=first.why,
        most=first.estimate,
        then=tuple(choice.name for choice in way.choices[1:]),
        left_out=way.left_out,
    )


def _own(item: _Item, chosen: SongChoice | FootageChoice, *, is_there: bool) -> Estimate:
    """A cue that plays a recording of the tenant's, or a scene that shows its footage."""
    if isinstance(chosen, SongChoice):
        provider, model, what = song_choices.PROVIDER, song_choices.MODEL, "a recording"
    else:
        provider, model, what = footage_clips.PROVIDER, footage_clips.MODEL, "footage"
    return Estimate(
        asset=item.asset,
        part=item.part,
        is_there=is_there,
        provider=provider,
        model=model,
        why=f"{what} was chosen: {chosen}",
        most=Money(Decimal(0)),
        then=(),
        left_out={},
    )


def _nothing_yet(provider: HereT | ThereT) -> Generation:
    return Generation(Job.SCRIPT, provider.name, provider.model, {})
