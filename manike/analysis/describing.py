"""A shot in words that follow from what was measured, and nothing more."""

from manike.analysis.report import Colour, ShotMeasures

_SCALES = (
    # measure, below this, that word; the last word where it is above all
    ("luma", ((55, "dark"), (85, "dim"), (150, ""), (185, "bright")), "very bright"),
    ("contrast", ((12, "flat"), (60, "")), "high contrast"),
    ("saturation", ((5, "colourless"), (12, "muted"), (32, "")), "colourful"),
    ("warmth", ((-12, "cool"), (16, "")), "warm"),
    ("sharpness", ((7, "blurred"),), ""),
    ("motion", ((0.15, "still"), (1.5, "calm"), (6, "lively")), "fast"),
)
_MOSTLY_BLACK = 0.5
_SOME_SPEECH, _MUCH_SPEECH = 0.1, 0.5
_SILENT_DBFS, _LOUD_DBFS = -60.0, -14.0
_FROZEN_SHARE = 0.9


def words_of(
    measures: ShotMeasures, colours: tuple[Colour, ...], duration_s: float
) -> tuple[str, ...]:
    """Words for what is measured, the most telling first."""
    if measures.black_s > _MOSTLY_BLACK * duration_s:
        picture = ["black"]
    else:
        picture = [_word(getattr(measures, name), steps, last) for name, steps, last in _SCALES]
        picture += [colour.name for colour in colours]
        if measures.frozen_s > _FROZEN_SHARE * duration_s:
            picture.append("standing picture")
    words = dict.fromkeys([*picture, *_sound_words(measures), *_people(measures)])
    return tuple(word for word in words if word)


def describe(words: tuple[str, ...], setting: tuple[str, ...], duration_s: float) -> str:
    """One sentence."""
    seen = ", ".join([*setting, *words]) or "nothing remarkable"
    return f"{duration_s:.1f} s: {seen}."


def _word(value: float, steps: tuple[tuple[float, str], ...], last: str) -> str:
    return next((word for below, word in steps if value < below), last)


def _sound_words(measures: ShotMeasures) -> list[str]:
    if measures.level_dbfs is None or measures.speech_share is None:
        return ["no sound"]
    if measures.level_dbfs < _SILENT_DBFS:
        return ["silent"]
    loud = ["loud"] if measures.level_dbfs > _LOUD_DBFS else []
    if measures.speech_share >= _MUCH_SPEECH:
        return [*loud, "speech"]
    return [*loud, "some speech" if measures.speech_share >= _SOME_SPEECH else "no speech"]


def _people(measures: ShotMeasures) -> list[str]:
    if not measures.faces:
        return []
    return ["a face" if measures.faces == 1 else f"{measures.faces} faces"]
