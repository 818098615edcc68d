"""The rules that every script obeys, whoever wrote it; each is a named function."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from manike.errors import ScriptRuleError
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.text import has_controls, has_markup
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s

_SLACK = 1.12
"""A narrator may speak up to 12 % faster to fit."""
_DURATION_TOLERANCE = 0.10
_QUOTES = "\"'\u2018\u2019\u201c\u201d"
_SENTENCE_END = re.compile(rf"([.!?…][{_QUOTES})]*)\s+(?=[{_QUOTES}(]*[A-Z0-9])")
_NO_END = re.compile(
    r"""\b(?:mr|mrs|ms|dr|st|mt|prof|gen|capt|sgt|rev|jr|sr|vs|no|fig|approx|[a-z])\.\Z""",
    re.IGNORECASE,
)
"""A title, an abbreviation or an initial: the sentence goes on behind its dot."""

Rule = Callable[[ScriptBreakdown, Preferences], Iterator[str]]


def check_script(script: ScriptBreakdown, preferences: Preferences) -> None:
    """Refuse a script that breaks a rule.

    Raises:
        ScriptRuleError: names every broken rule, its scene and the cure.
    """
    broken = broken_rules(script, preferences)
    if broken:
        raise ScriptRuleError(broken)


def broken_rules(script: ScriptBreakdown, preferences: Preferences) -> tuple[str, ...]:
    """A sentence for each broken rule; empty for a script that can be made."""
    return tuple(sentence for rule in RULES for sentence in rule(script, preferences))


def scenes_are_numbered_in_order(
    script: ScriptBreakdown, preferences: Preferences
) -> Iterator[str]:
    """Scenes are numbered 1, 2, 3 …."""
    del preferences
    numbers = [scene.number for scene in script.scenes]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"scenes are numbered {numbers}; number them 1 to {len(numbers)} in order"


def cues_cover_every_scene_once(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """Music cues follow one another over all scenes."""
    del preferences
    following = 1
    for index, cue in enumerate(script.music, 1):
        if cue.number != index:
            yield f"music cue {cue.number} stands at place {index}; number cues 1, 2, 3 in order"
        if cue.first_scene != following or cue.last_scene < cue.first_scene:
            yield f"music cue {cue.number} must begin with scene {following} and end after it"
        following = cue.last_scene + 1
    if following != len(script.scenes) + 1:
        yield f"the last music cue must end with scene {len(script.scenes)}"


def narrations_fit_their_scenes(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """A narration can be read within its scene."""
    del preferences
    for scene in script.scenes:
        needed_s = estimate_speech_s(scene.narration) / _SLACK
        available_s = scene.duration_s - LEAD_S - TAIL_S
        if needed_s > available_s:
            yield (
                f"scene {scene.number}: the narration needs about {needed_s:.1f} s and the scene "
                f"leaves {available_s:.1f} s; shorten it or lengthen the scene"
            )


def film_has_the_wanted_length(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """The scenes together are within 10 % of the wanted length."""
    total_s = sum(scene.duration_s for scene in script.scenes)
    if abs(total_s - preferences.duration_s) > _DURATION_TOLERANCE * preferences.duration_s:
        yield (
            f"the scenes take {total_s:.1f} s together and {preferences.duration_s} s are wanted; "
            "change scene durations"
        )


def no_sentence_is_said_twice(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """No sentence of the narration is repeated."""
    del preferences
    said = Counter(sentence for scene in script.scenes for sentence in sentences(scene.narration))
    for sentence, count in said.items():
        if count > 1:
            yield f"{sentence!r} is said {count} times; say it once"


def something_is_said(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """At least one scene has a narration."""
    del preferences
    if not any(scene.narration.strip() for scene in script.scenes):
        yield "no scene has a narration; add one"


def named_characters_exist(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """Scenes name only characters of the script, each of which has one name."""
    del preferences
    names = [character.name for character in script.characters]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{count} characters are named {name}; give each a name of its own"
    for scene in script.scenes:
        named = [*scene.characters, *([scene.speaker] if scene.speaker else [])]
        for name in sorted(set(named) - set(names)):
            yield f"scene {scene.number}: {name} is not among the characters; add or remove them"
        for acting in scene.acting:
            if acting.name not in scene.characters:
                yield f"scene {scene.number}: {acting.name} acts but is not seen"


def characters_off_means_none(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """Where characters are switched off there are none."""
    if preferences.characters is False and script.characters:
        yield "characters are switched off; remove them"


def words_are_plain(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """Nothing that is spoken or drawn holds markup, template syntax or a web address."""
    del preferences
    for scene in script.scenes:
        for field in ("title", "narration", "caption"):
            if has_markup(getattr(scene, field)):
                yield f"scene {scene.number}: the {field} holds markup; write plain words"
    if has_markup(script.title):
        yield "the title holds markup; write plain words"


def words_can_be_written(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """No text holds a control character: it would end up in caption files and on terminals."""
    del preferences
    for scene in script.scenes:
        for field in ("title", "description", "narration", "caption"):
            if has_controls(getattr(scene, field)):
                yield f"scene {scene.number}: the {field} holds a control character; remove it"
    for field in ("title", "logline"):
        if has_controls(getattr(script, field)):
            yield f"the {field} holds a control character; remove it"


def language_is_the_wanted_one(script: ScriptBreakdown, preferences: Preferences) -> Iterator[str]:
    """The script is in the language that was asked for."""
    wanted, written = preferences.language.split("-")[0], script.language.split("-")[0]
    if wanted != written:
        yield f"the script is in {written!r} and {wanted!r} was asked for"


RULES: tuple[Rule, ...] = (
    scenes_are_numbered_in_order,
    cues_cover_every_scene_once,
    narrations_fit_their_scenes,
    film_has_the_wanted_length,
    no_sentence_is_said_twice,
    something_is_said,
    named_characters_exist,
    characters_off_means_none,
    words_are_plain,
    words_can_be_written,
    language_is_the_wanted_one,
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a narration, in lower case and single spaces, without their end."""
    begun = ""
    for piece in _SENTENCE_END.sub(r"\1\n", text).split("\n"):
        begun = f"{begun} {piece}".strip()
        if _NO_END.search(begun):
            continue
        yield from _plain_sentence(begun)
        begun = ""
    yield from _plain_sentence(begun)


def _plain_sentence(text: str) -> Iterator[str]:
    sentence = " ".join(text.lower().split()).strip(" .!?…" + _QUOTES)
    if sentence:
        yield sentence
