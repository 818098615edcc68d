"""Captions planned from the words of the narration: grouped, broken into lines, timed in frames.

The rules are those of the Netflix timed text guide, which ``caption_rules`` checks. What would be
too short or too fast to read is put together with its neighbour, or stands longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from manike.film.caption_text import (
    CaptionWord,
    Line,
    break_lines,
    cells,
    ends_clause,
    ends_sentence,
    is_tied,
    pieces,
    text_of,
)
from manike.film.timeline import Narration, Timeline, TimelineScene, sample_of
from manike.media.sound import SAMPLE_RATE_HZ

MAX_LINE_CHARS = {"wide": 42, "square": 30, "tall": 24}
MAX_LINES = 2
MIN_S = Fraction(5, 6)
MAX_S = Fraction(7)
GAP_FRAMES = 2
CLOSE_FRAMES = 12
"""A caption ends two frames before a cut or the next caption, or at least so many."""
LINGER_FRAMES = 12
MAX_CHARS_PER_S = 20


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at one time; ``end_frame`` is the first frame without it."""

    scene: int
    start_frame: int
    end_frame: int
    lines: tuple[Line, ...]

    @property
    def words(self) -> Line:
        """All words in order."""
        return tuple(word for line in self.lines for word in line)

    @property
    def text_lines(self) -> tuple[str, ...]:
        """The lines as text."""
        return tuple(text_of(line) for line in self.lines)


def shape_of(size_px: tuple[int, int]) -> str:
    """``wide``, ``square`` or ``tall``."""
    width_px, height_px = size_px
    if width_px == height_px:
        return "square"
    return "wide" if width_px > height_px else "tall"


def plan_captions(timeline: Timeline) -> tuple[Caption, ...]:
    """The captions of the whole film, in order."""
    line_chars = MAX_LINE_CHARS[shape_of(timeline.size_px)]
    captions: list[Caption] = []
    for scene in timeline.scenes:
        if scene.narration is not None:
            captions += _SceneCaptions(scene, scene.narration, timeline.rate, line_chars).plan()
    return tuple(captions)


@dataclass(frozen=True)
class _SceneCaptions:
    scene: TimelineScene
    narration: Narration
    fps: Fraction
    line_chars: int

    def plan(self) -> list[Caption]:
        """The cheapest way to cut the words into captions, found from the end backwards."""
        words = self.words
        best: list[tuple[float, int]] = [(0.0, len(words))] * (len(words) + 1)
        for first in range(len(words) - 1, -1, -1):
            choices = [(self._cost(first, first + 1) + best[first + 1][0], first + 1)]
            for last in range(first + 2, len(words) + 1):
                if not self._fits(first, last):
                    break
                choices.append((self._cost(first, last) + best[last][0], last))
            best[first] = min(choices)
        captions, first = [], 0
        while first < len(words):
            captions.append(self._caption(first, best[first][1]))
            first = best[first][1]
        return captions

    @cached_property
    def words(self) -> list[CaptionWord]:
        """Words on the frame grid, in order, without overlap, none longer than a line."""
        words: list[CaptionWord] = []
        for word in self.narration.words:
            start = floor(self._at(word.start_s) + Fraction(1, 2))
            end = max(start, floor(self._at(word.end_s)))
            words += pieces(CaptionWord(word.text, start, end), self.line_chars)
        starts = _apart([word.start_frame for word in words], self.scene)
        following = [*starts[1:], self.scene.end_frame]
        return [
            replace(word, start_frame=at, end_frame=max(at + 1, min(word.end_frame, after)))
            for word, at, after in zip(words, starts, following, strict=False)
        ]

    def _at(self, in_file_s: float) -> Fraction:
        """Frames from the film's start; a word appears in the nearest one.

        Counted from the scene, so that it falls on the same frame wherever the scene begins.
        """
        lead = self.narration.start_sample - sample_of(self.scene.start_frame, self.fps)
        in_scene = (Fraction(lead, SAMPLE_RATE_HZ) + Fraction(in_file_s)) * self.fps
        return self.scene.start_frame + in_scene

    def _fits(self, first: int, last: int) -> bool:
        words = self.words[first:last]
        spoken = words[-1].end_frame - words[0].start_frame
        return spoken <= MAX_S * self.fps and break_lines(words, self.line_chars) is not None

    def _cost(self, first: int, last: int) -> float:
        """Lower is better: few captions, cut where a sentence or a clause ends, none hurried."""
        words = self.words[first:last]
        shown = max(self._end(first, last) - words[0].start_frame, 1)
        chars_per_s = cells(text_of(words)) * self.fps / shown
        cost = 1.0 + _cut_cost(words[-1].text)
        cost += 1.3 * sum(ends_sentence(word.text) for word in words[:-1])
        cost += 1.5 * (last - first == 1)
        cost += 6.0 * (shown < MIN_S * self.fps)
        return cost + 0.5 * max(0.0, float(chars_per_s) - MAX_CHARS_PER_S)

    def _caption(self, first: int, last: int) -> Caption:
        group = self.words[first:last]
        lines = break_lines(group, self.line_chars)
        assert lines is not None, "a group fits its lines, as no word is longer than one"
        start = group[0].start_frame
        # Where words fly past faster than the gap, a caption of one frame ends as the next starts.
        end = max(self._end(first, last), start + 1)
        return Caption(self.scene.number, start, end, lines)

    def _end(self, first: int, last: int) -> int:
        """Where a group's caption ends: after the speech, and off a cut or the next caption."""
        words = self.words
        start, spoken = words[first].start_frame, words[last - 1].end_frame
        limit = words[last].start_frame if last < len(words) else self.scene.end_frame
        least = start + ceil(MIN_S * self.fps)
        end = _off(limit, max(spoken, least), max(spoken + LINGER_FRAMES, least))
        return min(end, start + floor(MAX_S * self.fps))


def _off(limit: int, least: int, wanted: int) -> int:
    """The frame nearest to ``wanted`` that is at the limit or well off it, and not before least."""
    if wanted <= limit - CLOSE_FRAMES:
        return wanted
    if wanted < limit - GAP_FRAMES and least <= limit - CLOSE_FRAMES:
        return limit - CLOSE_FRAMES
    return limit - GAP_FRAMES


def _apart(starts: Sequence[int], scene: TimelineScene) -> list[int]:
    """Starts moved as little as needed for each to have a frame of its own in the scene.

    More words than frames, which nobody can say, share frames.
    """
    if len(starts) > scene.frame_count:
        count = len(starts)
        return [scene.start_frame + scene.frame_count * n // count for n in range(count)]
    apart: list[int] = []
    for start in starts:
        apart.append(max(start, apart[-1] + 1 if apart else scene.start_frame))
    latest = scene.end_frame - 1
    for index in range(len(apart) - 1, -1, -1):
        apart[index] = min(apart[index], latest)
        latest = apart[index] - 1
    return apart


def _cut_cost(text: str) -> float:
    if ends_sentence(text):
        return 0.0
    if ends_clause(text):
        return 0.3
    return 2.2 if is_tied(text) else 1.0
