"""Which voice speaks: a narrator's by mood, a character's by gender, age, kind and name."""

import hashlib
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


def natural_speed(mood: Mood, speaker: Character | None) -> float:
    """How fast it is spoken when there is time enough; 1 is the voice's own pace."""
    speed = _SPEEDS.get(mood, 1.0)
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
