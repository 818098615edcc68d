"""The embedded writer: reads a prompt, plans a film, tells it, and sets it up in scenes."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from manike.embedded.writer.brief import Brief
from manike.embedded.writer.desk import Beat, Desk
from manike.embedded.writer.emoji import in_a_row, spelled
from manike.embedded.writer.fitting import Choice, fit, is_full
from manike.embedded.writer.inflection import title_case
from manike.embedded.writer.knowledge import find
from manike.embedded.writer.music import cues_for
from manike.embedded.writer.scouting import scouted
from manike.embedded.writer.staging import stage
from manike.errors import BadInputError
from manike.ports import ScriptRequest
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.text import check_language, clean_prompt, plain

Planner = Callable[[Brief, int, Desk], list[Beat]]

_SHORT_SCENE_S, _LONG_SCENE_S = 6.8, 10.5
"""Scenes of films up to a minute; scenes beyond the first ten."""
_BRIEF_FILM_S = 20.0
_READ_SCENE_S = 6.3
"""Scenes in which the prompt is read out, and those of films so short."""
_SHORT_FILM_SCENES = 10
_SENTENCE_S = 4.2
_SHORTEST_SCENE_S = 4.6
_QUICK_SCENE_S, _LONG_AD_SCENE_S = 5.5, 8.5
"""Scenes of an advertisement that has a list to tell."""
_AD_FRAME_SCENES = 3
"""Need, product, call to action."""
_MAX_TITLE = 120
_ENDLESS = re.compile(r"\S{46,}")
"""Longer than any word: nothing that could be spoken."""
_MARKS = re.compile(r"[.!?]*[!?;:=+-][.!?;:=+-]{2,}")
"""Rows of marks are decoration; an ellipsis is none."""
_BULLET = re.compile(r"\A[-\u2013\u2022*+]\s+|\A[-\u2013\u2022*+]\Z")
_QUOTED = re.compile(r"\A[\"\u201c]([^\"\u201c\u201d]+)[\"\u201d]\Z")
_LEADING = re.compile(r"\A[^\w\"'(]+(?=[^\W\d])")
_LINE_END = "\N{PILCROW SIGN}"
"""Keeps line ends through ``plain``, which sees only spaces."""
_TITLE_WORDS = 7
_MAX_LOGLINE = 300


class EmbeddedWriter:
    """See ``TextProvider``."""

    name = "embedded"
    model = "writer-5"
    languages = ("en",)

    def write_script(self, request: ScriptRequest) -> ScriptBreakdown:
        """See ``TextProvider.write_script``.

        Raises:
            BadInputError: the prompt holds no word to write about.
        """
        preferences = request.preferences
        prompt = clean_prompt(request.prompt)
        check_language(prompt, preferences.language, self.languages, self.name)
        text = _words_of(prompt)
        brief = _read(text, preferences)
        beats, choices = _tell(brief, preferences)
        title = _title(brief)
        beats = scouted(beats, choices, brief)
        film_s = float(preferences.duration_s)
        scenes = stage(brief, title, beats, choices, film_s, _generator(text, preferences, "stage"))
        music = _generator(text, preferences, "music")
        return ScriptBreakdown(
            title=title,
            logline=_logline(brief),
            language=preferences.language,
            style=brief.wishes.style,
            characters=tuple(person.character for person in brief.people),
            scenes=scenes,
            music=cues_for([scene.mood for scene in scenes], preferences.music_mood, music),
        )


def _words_of(prompt: str) -> str:
    """The prompt's plain text, line by line; emoji that name a thing become that thing."""
    whole = plain(spelled(prompt).replace("\n", f" {_LINE_END} "))
    whole = _MARKS.sub(
        lambda run: run[0][:1] if run[0][0] in ".!?" else " ", _ENDLESS.sub(" ", whole)
    )
    whole = _LEADING.sub("", whole)
    lines = (_BULLET.sub("", line.strip()) for line in whole.split(_LINE_END))
    text = "\n".join(line for line in lines if line)
    text = quoted[1] if (quoted := _QUOTED.match(text)) else text
    if not any(character.isalnum() for character in text):
        raise BadInputError("prompt", "it holds no word; say in a few words what the film shows.")
    return text if any(character.isalpha() for character in text) else in_a_row(text)


def _generator(text: str, preferences: Preferences, purpose: str) -> np.random.Generator:
    """Chance that depends on the prompt and the seed alone."""
    key = f"{purpose}|{preferences.seed}|{text}"
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big"))


def _read(text: str, preferences: Preferences) -> Brief:
    from manike.embedded.writer.reading import read

    return read(text, preferences, _generator(text, preferences, "cast"))


def _tell(brief: Brief, preferences: Preferences) -> tuple[list[Beat], tuple[Choice, ...]]:
    """Beats and what is said in them; with fewer scenes where the time is too short for so many."""
    from manike.embedded.writer.filling import filled
    from manike.embedded.writer.plans.common import set_in_order
    from manike.embedded.writer.plans.heroes import with_pronouns

    film_s = float(preferences.duration_s)
    count = _scene_count(brief, film_s)
    while True:
        scene_s = film_s / count
        details = max(1, round((scene_s - 1.0) / _SENTENCE_S))
        desk = Desk(brief, _generator(brief.text, preferences, "tell"), details, film_s)
        beats = _planned(brief, count, desk) or _planned(
            replace(brief, genre="documentary"), count, desk
        )
        beats = filled(set_in_order(beats, brief), brief, desk, film_s)
        if all(beat.caption != "title" for beat in beats[:2]):
            beats[0] = replace(beats[0], caption=beats[0].caption or "title")
        choices = fit(beats, film_s)
        if not is_full(choices, film_s):
            return beats, tuple(
                replace(choice, text=with_pronouns(choice.text, brief)) for choice in choices
            )
        if count == 1:
            return _trimmed(beats, film_s)
        count -= 1


def _planned(brief: Brief, count: int, desk: Desk) -> list[Beat]:
    """The genre's beats that have something to say; none where it knows nothing of the theme."""
    beats = _planners()[brief.genre](brief, count, desk)
    return [beat for beat in beats if beat.cores or beat.details]


def _trimmed(beats: list[Beat], film_s: float) -> tuple[list[Beat], tuple[Choice, ...]]:
    """As many of the beats as there is time for; the first and the last ones go last."""
    while True:
        choices = fit(beats, film_s)
        if not is_full(choices, film_s):
            return beats, choices
        if len(beats) == 1:
            beats = [_shortened(beats[0], film_s)]
            return beats, fit(beats, film_s)
        beats = [*beats[:-2], beats[-1]] if len(beats) > 2 else beats[:1]  # noqa: PLR2004


def _shortened(beat: Beat, film_s: float) -> Beat:
    """A beat of whole sentences of its own, as many as there is time for, the last ones first kept."""
    best = min(beat.cores or beat.details, key=len)
    told = re.split(r"(?<=[.!?])\s+", best)
    while len(told) > 1 and is_full(fit([replace(beat, cores=(" ".join(told),))], film_s), film_s):
        told = told[1:]
    return replace(beat, cores=(" ".join(told),), details=())


def _planners() -> Mapping[str, Planner]:
    from manike.embedded.writer.plans import (
        advertisement,
        documentary,
        explainer,
        invitation,
        itinerary,
        news,
        story,
        testimonial,
        tutorial,
    )

    return {
        "itinerary": itinerary.plan,
        "story": story.plan,
        "children": story.plan,
        "drama": story.plan,
        "news": news.plan,
        "tutorial": tutorial.plan,
        "testimonial": testimonial.plan,
        "explainer": explainer.plan,
        "advertisement": advertisement.plan,
        "documentary": documentary.plan,
        "invitation": invitation.plan,
    }


def _scene_count(brief: Brief, film_s: float) -> int:
    if brief.genre == "tutorial" and brief.steps:
        return max(1, min(len(brief.steps) + 2, int(film_s / _SHORTEST_SCENE_S)))
    if brief.wishes.counted in ("scene", "part", "chapter", "step") and brief.wishes.count:
        return brief.wishes.count
    if brief.genre == "advertisement" and brief.wishes.counted in ("benefit", "feature", "reason"):
        whole = brief.wishes.count + _AD_FRAME_SCENES
        if film_s / whole >= _SHORTEST_SCENE_S:
            return max(whole, _usual_count(film_s))
    if brief.genre == "advertisement" and brief.benefits:
        told = len(brief.benefits)
        whole = next(
            (told + more for more in (3, 2) if film_s / (told + more) >= _QUICK_SCENE_S), 0
        )
        usual = _usual_count(film_s)
        return usual if not whole or film_s / whole > _LONG_AD_SCENE_S else whole
    count = _usual_count(
        film_s, _READ_SCENE_S if brief.sayings or film_s < _BRIEF_FILM_S else _SHORT_SCENE_S
    )
    if brief.genre == "documentary" and film_s / max(1, len(brief.items)) >= _SHORTEST_SCENE_S:
        count = max(count, len(brief.items))
    return count


def _usual_count(film_s: float, scene_s: float = _SHORT_SCENE_S) -> int:
    short = min(_SHORT_FILM_SCENES, round(film_s / scene_s))
    beyond_s = film_s - _SHORT_FILM_SCENES * _LONG_SCENE_S
    return max(1, short + max(0, round(beyond_s / _LONG_SCENE_S)))


def _title(brief: Brief) -> str:
    from manike.embedded.writer.plans.heroes import title_of

    title = title_of(brief) if brief.is_tale else brief.title
    if brief.genre == "testimonial" and brief.people:
        title = brief.people[0].character.name
        title += f" and {brief.product}" if brief.product else ""
    if brief.genre == "itinerary" and brief.place and brief.wishes.span:
        title = f"{title_case(brief.wishes.span)} in {brief.place}"
    if brief.genre == "explainer":
        title = _explainer_title(brief)
    return plain(title).strip(" .,:;")[:_MAX_TITLE] or "Untitled"


def _explainer_title(brief: Brief) -> str:
    """``Why do volcanoes erupt`` -> ``Why Volcanoes Erupt``; what is long is named by its theme."""
    from manike.embedded.writer.plans.explainer import indirect

    words = (indirect(brief.question) or re.sub(r"^(\w+) do ", r"\1 ", brief.question)).split()
    if 1 < len(words) <= _TITLE_WORDS:
        return title_case(" ".join(words))
    known = find("explainers", f"{brief.question} {brief.theme}")
    return known.title if known is not None and known.title else brief.title


def _logline(brief: Brief) -> str:
    """The prompt's own words, cut at a word."""
    text = " ".join(brief.text.split())
    return text if len(text) <= _MAX_LOGLINE else f"{text[: _MAX_LOGLINE - 2].rsplit(' ', 1)[0]} …"
