"""Which part of footage is shown: told by what is known of its shots."""

from manike.analysis.report import FootageReport, ShotReport
from manike.errors import BadInputError
from manike.media.passages import MOST_SLOWED, Passage

_CUT_MARGIN_S = 0.08
"""Two frames: a boundary may be found so much too late or too early."""
_GRADUAL_MARGIN_S = 0.7
"""Half of the longest dissolve."""
_LEAST_CLEAR = 1 / 3
"""Of a shot; where the margins leave less, only those of cuts are kept."""
_SHARP = 14.0
"""Finer detail than this makes no better picture."""
_DARK_LUMA, _LIT_LUMA = 24.0, 80.0
_LIVELY = 6.0
"""Motion, in levels a frame, from which on a shot is restless."""
_WORST = 0.2
"""What one bad trait leaves of a shot's worth, so that among bad shots there is a best one."""
_DIGITS = 4


def best_shot(report: FootageReport, wanted_s: float) -> ShotReport:
    """The shot that serves best for so long: sharp, lit, calm, alive, and long enough."""
    return max(report.shots, key=lambda shot: (_worth(shot, report, wanted_s), -shot.number))


def passage_of_shot(report: FootageReport, number: int, wanted_s: float) -> Passage:
    """The part of a shot that is shown for so long, about its best key frame.

    Raises:
        BadInputError: there is no such shot.
    """
    if not 1 <= number <= len(report.shots):
        count = len(report.shots)
        raise BadInputError("shot", f"{number} is not between 1 and {count}, of {report.file}.")
    shot = report.shots[number - 1]
    first_s, last_s = _clear(shot, report)
    start_s, end_s = first_s, last_s
    if last_s - first_s > wanted_s:
        best = max(shot.key_frames, key=lambda key: key.worth, default=None)
        middle_s = best.time_s if best else (first_s + last_s) / 2
        start_s = min(max(middle_s - wanted_s / 2, first_s), last_s - wanted_s)
    return Passage(_round(start_s), _round(end_s), _round(_end_s(report)))


def passage_between(report: FootageReport, start_s: float, end_s: float | None) -> Passage:
    """From a moment on, in the file's own shots; to another one at most, if that is named.

    Raises:
        BadInputError: a moment lies outside of the footage.
    """
    first_s, last_s = report.shots[0].start_s, _end_s(report)
    if not first_s <= start_s < last_s:
        said = f"{start_s:g} s is not between {first_s:.2f} s and {last_s:.2f} s, of {report.file}."
        raise BadInputError("from", said)
    if end_s is None:
        shot = next(shot for shot in report.shots if start_s < shot.end_s)
        return Passage(_round(start_s), _round(max(_clear(shot, report)[1], start_s)), last_s)
    if not start_s < end_s <= last_s + _CUT_MARGIN_S:
        said = f"{end_s:g} s is not between {start_s:g} s and {last_s:.2f} s, of {report.file}."
        raise BadInputError("to", said)
    end_s = min(end_s, last_s)
    return Passage(_round(start_s), _round(end_s), _round(end_s))


def longest_s(passage: Passage) -> float:
    """How long it can be shown, slowed as far as that goes."""
    return (passage.limit_s - passage.start_s) * MOST_SLOWED


def shots_shown(report: FootageReport, start_s: float, length_s: float) -> tuple[int, ...]:
    """Numbers of the shots that so much of the footage shows."""
    end_s = start_s + length_s - _CUT_MARGIN_S
    return tuple(s.number for s in report.shots if s.start_s < end_s and s.end_s > start_s)


def _worth(shot: ShotReport, report: FootageReport, wanted_s: float) -> float:
    measures, length_s = shot.measures, max(shot.end_s - shot.start_s, 1e-6)
    start_s, end_s = _clear(shot, report)
    fits = min(1.0, (end_s - start_s) / wanted_s)
    if fits < 1:  # a slowed shot is better than one that changes into the next
        fits *= 0.9 if fits * MOST_SLOWED >= 1 else 0.5
        lasts_s = (_end_s(report) - start_s) * MOST_SLOWED
        fits *= min(1.0, lasts_s / wanted_s) ** 4  # no film shows more than there is
    clear = 1.0 - min(1.0, measures.dark_share + measures.bright_share)
    lit = clear * min(1.0, max(0.0, measures.luma - _DARK_LUMA) / (_LIT_LUMA - _DARK_LUMA))
    calm = 1.0 / (1.0 + (measures.motion / _LIVELY) ** 2)
    alive = 1.0 - min(1.0, measures.frozen_s / length_s)
    seen = (1.0 - min(1.0, measures.black_s / length_s)) ** 3
    sharp = min(1.0, measures.sharpness / _SHARP)
    traits = (sharp, lit, calm, alive, max((key.worth for key in shot.key_frames), default=0.0))
    worth = fits * seen
    for trait in traits:
        worth *= _WORST + (1 - _WORST) * trait
    return worth


def _clear(shot: ShotReport, report: FootageReport) -> tuple[float, float]:
    """Where a shot begins and ends without the transitions around it."""
    after = report.shots[shot.number] if shot.number < len(report.shots) else None
    length_s = shot.end_s - shot.start_s
    gradual = (_margin(shot), _margin(after))
    margins = gradual if length_s - sum(gradual) >= length_s * _LEAST_CLEAR else _only_cuts(gradual)
    if length_s - sum(margins) < length_s * _LEAST_CLEAR:
        return shot.start_s, shot.end_s
    return shot.start_s + margins[0], shot.end_s - margins[1]


def _margin(begins: ShotReport | None) -> float:
    """What is left out beside the boundary at which a shot begins; nothing at the file's ends."""
    if begins is None or begins.begins == "start":
        return 0.0
    return _CUT_MARGIN_S if begins.begins == "cut" else _GRADUAL_MARGIN_S


def _only_cuts(margins: tuple[float, float]) -> tuple[float, float]:
    return min(margins[0], _CUT_MARGIN_S), min(margins[1], _CUT_MARGIN_S)


def _end_s(report: FootageReport) -> float:
    return report.shots[-1].end_s


def _round(time_s: float) -> float:
    return round(time_s, _DIGITS)
