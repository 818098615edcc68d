"""The embedded writer: from a prompt to a script that fits the wanted length."""

import hashlib
import math
from collections.abc import Sequence

import numpy as np

from manike.embedded.writer.beats import Beat, plan, slots_of
from manike.embedded.writer.brief import Brief
from manike.embedded.writer.casting import lone_traveller
from manike.ports import ScriptRequest
from manike.script.models import (
    CameraMove,
    Character,
    Mood,
    MusicCue,
    Scene,
    ScriptBreakdown,
    Setting,
    Shot,
    ShotSize,
    Transition,
)
from manike.script.preferences import Preferences
from manike.script.text import check_language, clean_prompt, plain
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s

_FPS = 30
_SCENE_S = 7.0
"""Length at which a scene neither drags nor flickers by."""
_MIN_SCENES, _MAX_SCENES = 2, 14
_FULL = 0.9
"""Share of a scene's speaking time that is filled at most: people need to breathe."""
_MOVES = (
    CameraMove.PUSH,
    CameraMove.PAN_RIGHT,
    CameraMove.RISE,
    CameraMove.PULL,
    CameraMove.PAN_LEFT,
    CameraMove.PUSH,
)
_SIZES = (ShotSize.WIDE, ShotSize.MEDIUM, ShotSize.WIDE, ShotSize.CLOSE, ShotSize.MEDIUM)
_TEMPO = {
    Mood.CALM: 72,
    Mood.JOYFUL: 112,
    Mood.EPIC: 100,
    Mood.MYSTERIOUS: 78,
    Mood.MELANCHOLIC: 66,
    Mood.HOPEFUL: 88,
    Mood.TENSE: 120,
    Mood.PLAYFUL: 104,
}
_MINOR = (Mood.EPIC, Mood.MYSTERIOUS, Mood.MELANCHOLIC, Mood.TENSE)
_TONICS = ("C", "D", "E", "F", "G", "A", "Bb", "Eb")


class EmbeddedWriter:
    """See ``TextProvider``."""

    name = "embedded"
    model = "writer-1"
    languages = ("en",)

    def write_script(self, request: ScriptRequest) -> ScriptBreakdown:
        """See ``TextProvider.write_script``."""
        from manike.embedded.writer.reading import read

        text = clean_prompt(request.prompt)
        preferences = request.preferences
        check_language(text, preferences.language, self.languages, self.name)
        brief = read(text, preferences)
        rng = _generator(text, preferences)
        beats = _fitting(plan(brief, _scene_count(brief, preferences), rng), brief, preferences)
        characters = _cast(brief, preferences)
        scenes = _scenes(brief, beats, characters, preferences)
        return ScriptBreakdown(
            title=_title(brief, beats),
            logline=_logline(text),
            language=preferences.language,
            style=brief.style,
            characters=characters,
            scenes=scenes,
            music=_music(scenes, preferences, rng),
        )


def _generator(text: str, preferences: Preferences) -> np.random.Generator:
    digest = hashlib.sha256(f"{preferences.seed}|{text}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _scene_count(brief: Brief, preferences: Preferences) -> int:
    if brief.counted in ("scene", "part", "step", "chapter"):
        return max(1, brief.count)
    return max(_MIN_SCENES, min(_MAX_SCENES, round(preferences.duration_s / _SCENE_S)))


def _fitting(beats: Sequence[Beat], brief: Brief, preferences: Preferences) -> tuple[Beat, ...]:
    """Leave out beats from the middle until what must be said can be said in time."""
    kept = list(beats)
    slots = slots_of(brief)
    while len(kept) > 1:
        spoken_s = sum(estimate_speech_s(_filled(beat.say[0], slots, brief)) for beat in kept)
        if spoken_s * 1.04 + len(kept) * (LEAD_S + TAIL_S) <= preferences.duration_s:
            break
        kept.pop(len(kept) // 2)
    return tuple(kept)


def _cast(brief: Brief, preferences: Preferences) -> tuple[Character, ...]:
    if preferences.characters and not brief.characters:
        return (lone_traveller(),)
    return brief.characters


def _scenes(
    brief: Brief, beats: Sequence[Beat], characters: tuple[Character, ...], preferences: Preferences
) -> tuple[Scene, ...]:
    narrations = _narrations(brief, beats, preferences)
    lengths = _lengths(narrations, preferences)
    return tuple(
        _scene(beat, at, narration, frames / _FPS, characters, len(beats))
        for at, (beat, narration, frames) in enumerate(zip(beats, narrations, lengths, strict=True))
    )


def _scene(
    beat: Beat,
    at: int,
    narration: str,
    duration_s: float,
    characters: tuple[Character, ...],
    count: int,
) -> Scene:
    is_last = at == count - 1
    seen = _seen(beat, at, characters)
    size = ShotSize.WIDE if beat.caption or at == 0 else _SIZES[at % len(_SIZES)]
    names = f" {' and '.join(seen)}." if seen else ""
    return Scene(
        number=at + 1,
        title=beat.title or f"Scene {at + 1}",
        description=f"{beat.look[:1].upper()}{beat.look[1:]}.{names}"[:1000],
        narration=narration,
        setting=Setting(
            place=beat.place,
            name=beat.place_name[:120],
            time_of_day=beat.time,
            season=beat.season,
            weather=beat.weather,
            landmark=beat.landmark[:60],
        ),
        shot=Shot(size=size, move=CameraMove.PULL if is_last else _MOVES[at % len(_MOVES)]),
        mood=beat.mood,
        characters=seen,
        subjects=tuple(subject[:60] for subject in beat.subjects),
        caption=beat.caption[:120],
        duration_s=duration_s,
        transition=Transition.DIP_TO_BLACK if at == count - 2 else Transition.CROSSFADE,
    )


def _seen(beat: Beat, at: int, characters: tuple[Character, ...]) -> tuple[str, ...]:
    if not characters or not (beat.with_characters or at % 2 == 1):
        return ()
    if len(characters) > 1 and at % 3 == 0:
        return (characters[at // 3 % len(characters)].name,)
    return tuple(character.name for character in characters[:3])


def _narrations(brief: Brief, beats: Sequence[Beat], preferences: Preferences) -> list[str]:
    """As many sentences a scene as the wanted length has room for, none said twice."""
    slots = slots_of(brief)
    room_s = preferences.duration_s / len(beats) - LEAD_S - TAIL_S
    said: set[str] = set()
    chosen: list[list[str]] = []
    for beat in beats:
        lines = [
            line for line in (_filled(raw, slots, brief) for raw in beat.say) if line not in said
        ]
        kept = lines[:1]
        for line in lines[1:]:
            if estimate_speech_s(" ".join([*kept, line])) <= room_s * _FULL:
                kept.append(line)
        said.update(kept)
        chosen.append(kept)
    _shorten(chosen, preferences)
    return [" ".join(lines) for lines in chosen]


def _shorten(chosen: list[list[str]], preferences: Preferences) -> None:
    """Take sentences away until the whole can be read in the wanted length."""
    silence_s = len(chosen) * (LEAD_S + TAIL_S)
    while True:
        spoken = [estimate_speech_s(" ".join(lines)) for lines in chosen]
        if sum(spoken) <= (preferences.duration_s - silence_s) * _FULL + 0.5:
            return
        longest = max(
            (at for at in range(len(chosen)) if len(chosen[at]) > 1),
            key=lambda at: spoken[at],
            default=None,
        )
        if longest is None:
            return
        chosen[longest].pop()


def _lengths(narrations: Sequence[str], preferences: Preferences) -> list[int]:
    """Frames of each scene: what its narration needs, and a share of the rest."""
    needed = [estimate_speech_s(text) * 1.04 + LEAD_S + TAIL_S for text in narrations]
    total = sum(needed)
    wanted = preferences.duration_s
    spare = max(0.0, wanted - total) / len(needed)
    scale = min(1.0, wanted * 1.08 / total)
    frames = [math.ceil((seconds * scale + spare) * _FPS) for seconds in needed]
    surplus = sum(frames) - wanted * _FPS
    if 0 < surplus <= len(frames):
        frames = [count - (at < surplus) for at, count in enumerate(frames)]
    return frames


def _filled(line: str, slots: dict[str, str], brief: Brief) -> str:
    product, what = _product(brief)
    area = brief.area
    values = {
        **slots,
        "Theme": _cap(brief.theme),
        "Area": _cap(area),
        "product": product,
        "Product_cap": _cap(product),
        "what": what,
        "place_name": slots["theme"].split(" at ")[-1],
        "question": f"What is {brief.theme}?",
    }
    for name, value in values.items():
        line = line.replace("{" + name + "}", value)
    return plain(_cap(line.strip())).replace("..", ".")


def _product(brief: Brief) -> tuple[str, str]:
    """A product's name and what it is."""
    name = brief.theme
    what = next((key for key in brief.keys if key.startswith(("a ", "an "))), "made for every day")
    light = next((key for key in brief.keys if "light" in key and key != what), "")
    return name, f"{what} with {light}" if light else what


def _title(brief: Brief, beats: Sequence[Beat]) -> str:
    captioned = next((beat.caption for beat in beats if beat.caption), "")
    return plain(captioned or _cap(brief.theme))[:120] or "Film"


def _logline(text: str) -> str:
    line = plain(text)
    return line if len(line) <= 300 else f"{line[:297].rsplit(' ', 1)[0]} …"  # noqa: PLR2004


def _music(
    scenes: Sequence[Scene], preferences: Preferences, rng: np.random.Generator
) -> tuple[MusicCue, ...]:
    """One cue for each stretch of one mood, at most three."""
    starts = [at for at in range(len(scenes)) if at == 0 or scenes[at].mood != scenes[at - 1].mood]
    if preferences.music_mood or len(starts) > 3:  # noqa: PLR2004 - more would be restless
        starts = [0]
    ends = [*starts[1:], len(scenes)]
    tonic = _TONICS[int(rng.integers(len(_TONICS)))]
    return tuple(
        _cue(number, first + 1, last, preferences.music_mood or scenes[first].mood, tonic)
        for number, (first, last) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _cue(number: int, first: int, last: int, mood: Mood, tonic: str) -> MusicCue:
    mode = "minor" if mood in _MINOR else "major"
    return MusicCue(
        number=number,
        first_scene=first,
        last_scene=last,
        mood=mood,
        tempo_bpm=_TEMPO[mood],
        key=f"{tonic} {mode}",
    )


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
