"""Which voice speaks: a narrator's by mood, a character's by gender, age, kind and name."""

import hashlib
import math
from collections.abc import Sequence

from manike.script.models import Character, Mood

NARRATOR = ""
"""The narrator's key in a cast, as in ``Scene.speaker``."""

_NARRATORS = {
    Mood.CALM: "bf_emma",
    Mood.JOYFUL: "af_heart",
    Mood.EPIC: "bm_george",
    Mood.MYSTERIOUS: "bm_fable",
    Mood.MELANCHOLIC: "bf_emma",
    Mood.HOPEFUL: "af_heart",
    Mood.TENSE: "am_michael",
    Mood.PLAYFUL: "af_bella",
}
# No narrator's voice is among them, so that a character never sounds like the narrator.
_VOICES = {
    ("female", "child"): ("af_jessica", "af_sky", "bf_lily"),
    ("male", "child"): ("am_puck", "am_liam", "am_adam"),
    ("female", "adult"): ("af_sarah", "af_kore", "af_aoede", "bf_isabella", "af_nova"),
    ("male", "adult"): ("am_fenrir", "am_eric", "am_echo", "bm_lewis"),
    ("female", "elder"): ("bf_alice", "af_alloy", "af_river"),
    ("male", "elder"): ("am_onyx", "bm_daniel", "am_santa"),
}
_SPEEDS = {Mood.CALM: 0.95, Mood.MELANCHOLIC: 0.95, Mood.MYSTERIOUS: 0.95}
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
_CHILD_SPEED = 1.05
_ELDER_SPEED = 0.96


def narrator_voice(mood: Mood) -> str:
    """The narrator for a film of that mood."""
    return _NARRATORS[mood]


def character_voice(character: Character) -> str:
    """The voice of a character, the same in every scene and film with that name."""
    return _candidates(character)[0]


def cast(characters: Sequence[Character], mood: Mood) -> dict[str, str]:
    """Voices of a whole film by character name, ``NARRATOR`` among them.

    Nobody shares a voice as long as there are as many as characters of that gender and age.
    """
    voices = {NARRATOR: narrator_voice(mood)}
    for character in characters:
        candidates = _candidates(character)
        free = [voice for voice in candidates if voice not in voices.values()]
        voices[character.name] = (free or candidates)[0]
    return voices


def natural_speed(voice: str, mood: Mood, speaker: Character | None) -> float:
    """The model's speed when there is time enough; 1 is the voice's own pace."""
    evened = math.pow(_OWN_LENGTH_S[voice] / _COMMON_LENGTH_S, _EVENED)
    speed = min(evened, _FASTEST) * _SPEEDS.get(mood, 1.0)
    if speaker is not None and speaker.age == "child":
        return speed * _CHILD_SPEED
    if speaker is not None and speaker.age == "elder":
        return speed * _ELDER_SPEED
    return speed


def _candidates(character: Character) -> tuple[str, ...]:
    """All voices that suit a character, in an order of its own."""
    digest = hashlib.sha256(character.name.casefold().encode()).digest()
    genders = ("female", "male") if digest[1] % 2 else ("male", "female")
    gender = character.gender if character.gender != "unspecified" else genders[0]
    voices = _VOICES[gender, character.age]
    turn = digest[0] % len(voices)
    return voices[turn:] + voices[:turn]
