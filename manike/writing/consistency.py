"""Puts numbers, cues and names of a script's JSON in order, where only one order is possible."""

import re
from collections.abc import Mapping
from typing import Any

from manike.script.preferences import Preferences

Json = dict[str, Any]

_KEY = re.compile(
    r"\s*([A-Ga-g])[-_ ]?(#|b|♯|♭|sharp|flat)?[-_ ]*((?i:maj(?:or)?|min(?:or)?)|m|M)?\.?\s*"
)
_SIGNS = {"♯": "#", "sharp": "#", "♭": "b", "flat": "b"}
_TEMPO_BPM = (40, 200)
_NARRATORS = frozenset(
    ("narrator", "the narrator", "voice-over", "voiceover", "voice over", "none")
)
_SCENE_S = 6.0


def ordered(content: Json, preferences: Preferences) -> Json:
    """A copy with scenes numbered 1, 2, 3, cues one behind the other, and names spelled alike."""
    scenes = _objects(content.get("scenes"))
    renumbered = _new_numbers(scenes)
    people = [] if preferences.characters is False else _objects(content.get("characters"))
    names = {_plain(each.get("name")): each.get("name") for each in people}
    changed = dict(content)
    if scenes:
        changed["scenes"] = [
            _scene(scene, number, names, are_off=preferences.characters is False)
            for number, scene in enumerate(scenes, 1)
        ]
    if preferences.characters is False:
        changed["characters"] = []
    cues = _objects(content.get("music"))
    if cues:
        changed["music"] = _cues(cues, renumbered, len(scenes))
    return changed


def _scene(scene: Json, number: int, names: Mapping[str, Any], *, are_off: bool) -> Json:
    seen = [] if are_off else [names.get(_plain(each), each) for each in _list(scene, "characters")]
    acting = [_acting(each, names) for each in _objects(scene.get("acting"))]
    acting = [] if are_off else acting or _list(scene, "acting")
    speaker = scene.get("speaker", "")
    if are_off or _plain(speaker) in _NARRATORS:
        speaker = ""
    # who acts and is one of the characters is seen
    acts = [each["name"] for each in _objects(acting) if _plain(each.get("name")) in names]
    return {
        **scene,
        "number": number,
        "duration_s": _length(scene.get("duration_s")),
        "characters": list(dict.fromkeys([*map(_hashable, seen), *map(_hashable, acts)])),
        "acting": acting,
        "speaker": names.get(_plain(speaker), speaker),
    }


def _acting(acting: Json, names: Mapping[str, Any]) -> Json:
    return {**acting, "name": names.get(_plain(acting.get("name")), acting.get("name"))}


def _length(seconds: object) -> float:
    """The length that was written, within what a scene may have; lengths are fitted later."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return _SCENE_S
    return float(min(120.0, max(1.0, seconds)))


def _new_numbers(scenes: list[Json]) -> dict[int, int]:
    """Place by the number that was written; only places where numbers come twice."""
    written = [scene.get("number") for scene in scenes]
    whole = [each for each in written if isinstance(each, int)]
    if len(set(whole)) != len(written):
        return {}
    return {number: place for place, number in enumerate(whole, 1)}


def _cues(cues: list[Json], places: Mapping[int, int], scene_count: int) -> list[Json]:
    """Cues in the order of their beginnings; each plays until the next one begins."""
    starts = [_place(cue.get("first_scene"), places) for cue in cues]
    if any(start is None for start in starts) or not cues or not scene_count:
        return cues
    known = sorted(
        ((start, cue) for start, cue in zip(starts, cues, strict=True) if start is not None),
        key=lambda pair: pair[0],
    )
    kept: list[tuple[int, Json]] = []
    for start, cue in known:
        first = 1 if not kept else start
        if first <= scene_count and all(first != other for other, _ in kept):
            kept.append((first, cue))
    ends = [*(start - 1 for start, _ in kept[1:]), scene_count]
    return [
        {**_cue(cue), "number": number, "first_scene": start, "last_scene": end}
        for number, ((start, cue), end) in enumerate(zip(kept, ends, strict=True), 1)
    ]


def _place(number: object, places: Mapping[int, int]) -> int | None:
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return places.get(number, max(1, number))


def _cue(cue: Json) -> Json:
    tempo = cue.get("tempo_bpm")
    changed = dict(cue)
    if isinstance(tempo, int | float) and not isinstance(tempo, bool):
        changed["tempo_bpm"] = round(min(_TEMPO_BPM[1], max(_TEMPO_BPM[0], tempo)))
    if isinstance(cue.get("key"), str):
        changed["key"] = _key(cue["key"])
    return changed


def _key(written: str) -> str:
    """``Am`` and ``a minor`` are ``A minor``; what is no key stays."""
    match = _KEY.fullmatch(written)
    if match is None:
        return written
    tone, sign, mode = match.groups()
    is_minor = mode == "m" or (mode or "").lower().startswith("min")
    return f"{tone.upper()}{_SIGNS.get(sign, sign or '')} {'minor' if is_minor else 'major'}"


def _objects(value: object) -> list[Json]:
    """The objects of a list; none of one that holds anything else, which the schema refuses."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return []
    return value


def _list(scene: Json, name: str) -> list[Any]:
    found = scene.get(name)
    return found if isinstance(found, list) else []


def _plain(name: object) -> str:
    return " ".join(str(name or "").lower().split())


def _hashable(name: object) -> object:
    return name if isinstance(name, str) else str(name)
