"""Captions planned from the words of the narration: grouped, broken into lines, timed in frames.

The rules are those of the Netflix timed text guide: at most two lines, 5/6 s to 7 s, two frames
between captions, start with the speech, end within 12 frames after it, never across a scene's end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from manike.film.timeline import Narration, Timeline, TimelineScene
from manike.media.sound import SAMPLE_RATE_HZ

MAX_LINE_CHARS = {"wide": 42, "square": 30, "tall": 24}
MAX_LINES = 2
MIN_S = Fraction(5, 6)
MAX_S = Fraction(7)
GAP_FRAMES = 2
LINGER_FRAMES = 12

_SENTENCE_ENDS = (".", "!", "?", "…", "\u3002", "\uff01", "\uff1f")
"""The last three are the full-width marks of Chinese and Japanese."""
_CLAUSE_ENDS = (",", ";", ":", "\u2013", "\u2014", "\u3001", "\uff0c")
_CLOSERS = "\"'\u201d\u2019)]»"


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A word, or a piece of one that is longer than a line, in frames of the film."""

    text: str
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at one time; ``end_frame`` is the first frame without it."""

    scene: int
    start_frame: int
    end_frame: int
    lines: tuple[tuple[CaptionWord, ...], ...]

    @property
    def words(self) -> tuple[CaptionWord, ...]:
        """All words in order."""
        return tuple(word for line in self.lines for word in line)

    @property
    def text_lines(self) -> tuple[str, ...]:
        """The lines as text."""
        return tuple(" ".join(word.text for word in line) for line in self.lines)


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
        groups = self._groups()
        following: list[tuple[CaptionWord, ...]] = [*groups[1:], ()]
        return [self._timed(group, after) for group, after in zip(groups, following, strict=False)]

    @cached_property
    def words(self) -> list[CaptionWord]:
        """Words on the frame grid, in order, without overlap, none longer than a line."""
        words: list[CaptionWord] = []
        for word in self.narration.words:
            start, end = self._frame(word.start_s), self._frame(word.end_s)
            words += _pieces(CaptionWord(word.text, start, end), self.line_chars)
        starts = _apart([word.start_frame for word in words], self.scene)
        following = [*starts[1:], self.scene.end_frame]
        return [
            CaptionWord(word.text, start, max(start + 1, min(word.end_frame, after)))
            for word, start, after in zip(words, starts, following, strict=False)
        ]

    def _frame(self, in_file_s: float) -> int:
        start_s = Fraction(self.narration.start_sample, SAMPLE_RATE_HZ)
        return floor((start_s + Fraction(in_file_s)) * self.fps)

    def _groups(self) -> list[tuple[CaptionWord, ...]]:
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
        groups, first = [], 0
        while first < len(words):
            groups.append(tuple(words[first : best[first][1]]))
            first = best[first][1]
        return groups

    def _fits(self, first: int, last: int) -> bool:
        words = self.words[first:last]
        spoken = words[-1].end_frame - words[0].start_frame
        return spoken <= MAX_S * self.fps and _break_lines(words, self.line_chars) is not None

    def _cost(self, first: int, last: int) -> float:
        """Lower is better: few captions, cut where a sentence or a clause ends, none too short."""
        words = self.words
        until = words[last].start_frame if last < len(words) else self.scene.end_frame
        shown = until - GAP_FRAMES - words[first].start_frame
        cost = 1.0 + _cut_cost(words[last - 1].text)
        cost += 1.3 * sum(_ends_sentence(word.text) for word in words[first : last - 1])
        cost += 1.5 * (last - first == 1)
        cost += 6.0 * (shown < MIN_S * self.fps)
        return cost

    def _timed(self, group: Sequence[CaptionWord], after: Sequence[CaptionWord]) -> Caption:
        start = group[0].start_frame
        limit = after[0].start_frame if after else self.scene.end_frame
        end = max(group[-1].end_frame + LINGER_FRAMES, start + ceil(MIN_S * self.fps))
        # Where words fly past faster than the gap, a caption of one frame ends as the next starts.
        end = min(end, limit - GAP_FRAMES, start + floor(MAX_S * self.fps))
        lines = _break_lines(group, self.line_chars)
        assert lines is not None, "a group fits its lines, as no word is longer than one"
        return Caption(self.scene.number, start, max(end, start + 1), lines)


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


def _pieces(word: CaptionWord, line_chars: int) -> list[CaptionWord]:
    """A word longer than a line in pieces that share its time by their length."""
    count = ceil(len(word.text) / line_chars)
    if count <= 1:
        return [word]
    span = word.end_frame - word.start_frame
    bounds = [word.start_frame + span * index // count for index in range(count + 1)]
    size = ceil(len(word.text) / count)
    return [
        CaptionWord(word.text[i * size : (i + 1) * size], bounds[i], bounds[i + 1])
        for i in range(count)
    ]


def _break_lines(
    words: Sequence[CaptionWord], line_chars: int
) -> tuple[tuple[CaptionWord, ...], ...] | None:
    """One line if the words fit it, else the evenest two; ``None`` if they don't fit two."""
    if _length(words) <= line_chars:
        return (tuple(words),)
    splits = [
        (abs(_length(words[:at]) - _length(words[at:])) - 8 * _ends_clause(words[at - 1].text), at)
        for at in range(1, len(words))
        if _length(words[:at]) <= line_chars and _length(words[at:]) <= line_chars
    ]
    if not splits:
        return None
    at = min(splits)[1]
    return tuple(words[:at]), tuple(words[at:])


def _length(words: Sequence[CaptionWord]) -> int:
    return sum(len(word.text) for word in words) + len(words) - 1


def _cut_cost(text: str) -> float:
    if _ends_sentence(text):
        return 0.0
    return 0.3 if _ends_clause(text) else 1.0


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def _ends_clause(text: str) -> bool:
    return _ends_sentence(text) or text.rstrip(_CLOSERS).endswith(_CLAUSE_ENDS)
