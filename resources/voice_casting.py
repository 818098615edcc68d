"""Which of a vendor's voices speaks, by what its dated data say of each."""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from manike.embedded.people import Age, age_of, gender_of, own_rng
from manike.errors import BadInputError
from manike.ports import SpeechRequest
from manike.script.models import Character
from manike.script.vocabulary import Mood

_AGES: tuple[Age, ...] = ("adult", "elder", "child")
"""Where a voice is borrowed first when those of an age are gone."""


class Voice(BaseModel):
    """A voice, as it is heard."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    gender: Literal["female", "male"]
    age: Age
    narrates: tuple[Mood, ...] = ()
    """Moods of films that it narrates; a narrator's voice is no character's."""
    models: tuple[str, ...] = ()
    """That know it; empty is all."""


def _narrating(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """The voices, if any model that knows one has a narrator for each mood."""
    for model in {"", *(name for voice in voices for name in voice.models)}:
        known = voices_known(model, voices)
        missing = [mood for mood in Mood if all(mood not in each.narrates for each in known)]
        if known and missing:
            of_whom = f" of {model}" if model else ""
            raise ValueError(f"no voice{of_whom} narrates {', '.join(missing)}")
    return voices


Voices = Annotated[tuple[Voice, ...], AfterValidator(_narrating)]
"""All of a vendor's; for each mood one narrates."""


def voices_known(model: str, voices: Sequence[Voice]) -> tuple[Voice, ...]:
    """Those that a model knows."""
    return tuple(each for each in voices if not each.models or model in each.models)


def chosen_voice(request: SpeechRequest, voices: Sequence[Voice]) -> str:
    """The voice asked for by name, else the narrator's by mood or the character's by its nature.

    Raises:
        BadInputError: there is no voice of that name, or none that narrates that mood.
    """
    if not voices:
        raise BadInputError("voices", "there is none to choose from.")
    names = [voice.name for voice in voices]
    if request.voice:
        if request.voice not in names:
            raise BadInputError("voice", f"{request.voice} is not one of {', '.join(names)}.")
        return request.voice
    if request.speaker is None:
        narrators = [voice.name for voice in voices if request.mood in voice.narrates]
        if not narrators:
            raise BadInputError("voices", f"none narrates {request.mood}.")
        return narrators[0]
    return _cast((*request.cast, request.speaker), voices, request.seed, request.narrator)[
        request.speaker.name
    ]


def _cast(
    characters: Sequence[Character], voices: Sequence[Voice], seed: int, taken: str
) -> dict[str, str]:
    """Voices by name of character; who comes first chooses first, so that no later one changes it.

    Nobody shares a voice as long as one of that gender is free.
    """
    chosen: dict[str, str] = {}
    for character in characters:
        candidates = _candidates(character, voices, seed)
        free = [name for name in candidates if name not in {taken, *chosen.values()}]
        chosen.setdefault(character.name, (free or candidates)[0])
    return chosen


def _candidates(character: Character, voices: Sequence[Voice], seed: int) -> list[str]:
    """Names of all voices of a gender, those of the age first, in an order of the character's."""
    gender = gender_of(character, float(own_rng(character, seed).random()))
    age = age_of(character)
    turn = hashlib.sha256(character.name.casefold().encode()).digest()[0]
    found: list[str] = []
    for wanted in (age, *(other for other in _AGES if other != age)):
        of_age = [
            voice.name
            for voice in voices
            if (voice.gender, voice.age) == (gender, wanted) and not voice.narrates
        ]
        at = turn % len(of_age) if of_age and wanted == age else 0
        found += of_age[at:] + of_age[:at]
    # Of few voices a narrator's is borrowed, or one of another gender.
    of_gender = [voice.name for voice in voices if voice.gender == gender]
    return found or of_gender or [voice.name for voice in voices]
