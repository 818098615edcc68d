"""Which voice speaks: a narrator's by mood, a character's by gender, age, name and company."""

import hashlib
import math
from collections.abc import Sequence
from itertools import chain

from manike.embedded.people import Age, Gender, age_of, gender_of, own_rng
from manike.script.models import Character
from manike.script.vocabulary import Mood

_NARRATORS = {
    Mood.CALM: "bf_emma",
    Mood.JOYFUL: "af_heart",
    Mood.EPIC: "bm_george",
    Mood.MYSTERIOUS: "bm_fable",
    Mood.MELANCHOLIC: "bf_emma",
    Mood.HOPEFUL: "af_heart",
    Mood.TENSE: "am_michael",
    Mood.PLAYFUL: "af_bella",
    Mood.ROMANTIC: "af_heart",
    Mood.TRIUMPHANT: "bm_george",
    Mood.NOSTALGIC: "bf_emma",
    Mood.EERIE: "bm_fable",
    Mood.ENERGETIC: "am_michael",
    Mood.DREAMY: "bf_emma",
}
# No narrator's voice is among them, so that a character never sounds like the narrator.
_VOICES: dict[tuple[Gender, Age], tuple[str, ...]] = {
    ("female", "child"): ("af_jessica", "af_sky", "bf_lily"),
    ("male", "child"): ("am_puck", "am_liam", "am_adam"),
    ("female", "adult"): ("af_sarah", "af_kore", "af_aoede", "bf_isabella", "af_nova"),
    ("male", "adult"): ("am_fenrir", "am_eric", "am_echo", "bm_lewis"),
    ("female", "elder"): ("bf_alice", "af_alloy", "af_river"),
    ("male", "elder"): ("am_onyx", "bm_daniel", "am_santa"),
}
_AGES: tuple[Age, ...] = ("adult", "elder", "child")
"""Where a voice is borrowed first when those of an age are gone."""
_SPEEDS = {
    Mood.CALM: 0.95,
    Mood.MELANCHOLIC: 0.95,
    Mood.MYSTERIOUS: 0.95,
    Mood.NOSTALGIC: 0.95,
    Mood.EERIE: 0.95,
    Mood.DREAMY: 0.94,
}
_OWN_LENGTH_S = {
    "af_alloy": 22.0, "af_aoede": 18.6, "af_bella": 20.7, "af_heart": 19.9, "af_jessica": 17.5,
    "af_kore": 21.0, "af_nicole": 31.6, "af_nova": 20.6, "af_river": 18.3, "af_sarah": 19.6,
    "af_sky": 19.9, "am_adam": 19.1, "am_echo": 20.7, "am_eric": 17.9, "am_fenrir": 19.7,
    "am_liam": 18.6, "am_michael": 22.4, "am_onyx": 22.0, "am_puck": 20.0, "am_santa": 23.3,
    "bf_alice": 20.6, "bf_emma": 19.1, "bf_isabella": 19.6, "bf_lily": 20.4, "bm_daniel": 19.9,
    "bm_fable": 22.6, "bm_george": 23.8, "bm_lewis": 22.9,
}  # fmt: skip
"""How long each voice takes for the same five sentences at the model's speed 1."""
_COMMON_LENGTH_S = 20.5
_EVENED = 0.9
"""At this exponent the slowest and the fastest voice differ by 12 % instead of 36 %: the length of
a film must not hang on its voice, yet a slow voice should stay a little slow."""
_FASTEST = 1.15
_AGE_SPEEDS: dict[Age, float] = {"child": 1.05, "adult": 1.0, "elder": 0.96}


def narrator_voice(mood: Mood) -> str:
    """The narrator for a film of that mood."""
    return _NARRATORS[mood]


def cast(characters: Sequence[Character], seed: int, *, taken: str = "") -> dict[str, str]:
    """The voices of a whole film by character name.

    Whoever comes first chooses first, so that somebody added at the end changes no voice. Nobody
    shares a voice as long as one of that gender is free.

    Args:
        characters: everybody in the film, in the script's order.
        seed: the project's seed, which fixes a gender that nothing states.
        taken: a voice that is not to be had: the narrator's.
    """
    voices: dict[str, str] = {}
    for character in characters:
        candidates = _candidates(character, seed)
        free = [voice for voice in candidates if voice not in {taken, *voices.values()}]
        voices.setdefault(character.name, (free or candidates)[0])
    return voices


def natural_speed(voice: str, mood: Mood, speaker: Character | None) -> float:
    """The model's speed when there is time enough; 1 is the voice's own pace."""
    evened = math.pow(_OWN_LENGTH_S[voice] / _COMMON_LENGTH_S, _EVENED)
    speed = min(evened, _FASTEST) * _SPEEDS.get(mood, 1.0)
    return speed * _AGE_SPEEDS[age_of(speaker)] if speaker else speed


def _candidates(character: Character, seed: int) -> tuple[str, ...]:
    """All voices of a character's gender, those of its age first, in an order of its own."""
    gender = gender_of(character, float(own_rng(character, seed).random()))
    age = age_of(character)
    voices = _VOICES[gender, age]
    turn = hashlib.sha256(character.name.casefold().encode()).digest()[0] % len(voices)
    others = (_VOICES[gender, other] for other in _AGES if other != age)
    return voices[turn:] + voices[:turn] + tuple(chain.from_iterable(others))
