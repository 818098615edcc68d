"""The timed-text rules that planned captions keep, each a named function.

They are those of the Netflix timed text guide (partnerhelp 215758617). They read the true times of
the words, not those that the planner rounded to frames.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from manike.film.caption_text import cells
from manike.film.captions import (
    CLOSE_FRAMES,
    GAP_FRAMES,
    LINGER_FRAMES,
    MAX_CHARS_PER_S,
    MAX_LINE_CHARS,
    MAX_LINES,
    MAX_S,
    MIN_S,
    Caption,
    shape_of,
)
from manike.film.timeline import Narration, Timeline, TimelineScene
from manike.media.sound import SAMPLE_RATE_HZ
from manike.ports import Word

MAX_START_FRAMES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A caption with what the rules compare it with; times are in frames of the film."""

    caption: Caption
    scene: TimelineScene
    speech_start: Fraction
    speech_end: Fraction
    after: Caption | None
    """The next one, in this scene or a later one."""
    fps: Fraction
    line_chars: int

    @property
    def frame_count(self) -> int:
        """Frames that it stands."""
        return self.caption.end_frame - self.caption.start_frame

    @property
    def limit(self) -> int:
        """The next caption's start or the cut, whichever comes first."""
        cut = self.scene.end_frame
        return cut if self.after is None else min(cut, self.after.start_frame)

    @property
    def least_end(self) -> int:
        """Where the shortest time for reading would end."""
        return self.caption.start_frame + ceil(MIN_S * self.fps)


CaptionRule = Callable[[Shown], Iterator[str]]


def broken_caption_rules(captions: Sequence[Caption], timeline: Timeline) -> tuple[str, ...]:
    """A sentence for each broken rule, with the caption and its scene; empty if all are kept."""
    return tuple(
        f"Caption {number} (scene {shown.scene.number}) {sentence}."
        for number, shown in enumerate(shown_captions(captions, timeline), start=1)
        for rule in CAPTION_RULES
        for sentence in rule(shown)
    )


def lines_fit(shown: Shown) -> Iterator[str]:
    """At most two lines of 42 letters; fewer letters in square and tall films."""
    lines = shown.caption.text_lines
    if len(lines) > MAX_LINES:
        yield f"has {len(lines)} lines"
    for line in lines:
        if cells(line) > shown.line_chars:
            yield f"has a line of {cells(line):.0f} letters; {shown.line_chars} fit"


def stands_long_enough(shown: Shown) -> Iterator[str]:
    """At least 5/6 s."""
    if shown.frame_count < MIN_S * shown.fps:
        yield f"stands {shown.frame_count} frames; {ceil(MIN_S * shown.fps)} are the least"


def stands_not_too_long(shown: Shown) -> Iterator[str]:
    """At most 7 s."""
    if shown.frame_count > MAX_S * shown.fps:
        yield f"stands {float(shown.frame_count / shown.fps):.1f} s; {MAX_S} are the most"


def keeps_its_gap(shown: Shown) -> Iterator[str]:
    """Two frames are free before the next caption."""
    if shown.after is not None:
        gap = shown.after.start_frame - shown.caption.end_frame
        if gap < GAP_FRAMES:
            yield f"leaves {gap} frames before the next one"


def starts_with_the_speech(shown: Shown) -> Iterator[str]:
    """Within three frames of its first word."""
    late = shown.caption.start_frame - shown.speech_start
    if abs(late) > MAX_START_FRAMES:
        yield f"starts {float(late):+.1f} frames off its first word"


def ends_after_the_speech(shown: Shown) -> Iterator[str]:
    """At most 12 frames after its last word.

    Where the least time for reading ends later than that, it may stand until then, and on to a cut
    that is nearer than 12 frames.
    """
    latest = max(shown.speech_end + LINGER_FRAMES, Fraction(shown.least_end))
    if shown.least_end > shown.limit - CLOSE_FRAMES:
        latest = max(latest, Fraction(shown.limit - GAP_FRAMES))
    late = shown.caption.end_frame - shown.speech_end
    if shown.caption.end_frame > latest:
        yield f"ends {float(late):.1f} frames after its last word; {LINGER_FRAMES} are the most"


def covers_its_speech(shown: Shown) -> Iterator[str]:
    """Not gone before its last word, but for the gap before a caption that follows at once."""
    early = min(shown.speech_end, Fraction(shown.limit - GAP_FRAMES)) - shown.caption.end_frame
    if early > 1 and shown.frame_count < MAX_S * shown.fps - 1:
        yield f"ends {float(early):.1f} frames before its last word does"


def keeps_off_cuts(shown: Shown) -> Iterator[str]:
    """Ends two frames before a cut, or at least 12; never stands across one."""
    scene, caption = shown.scene, shown.caption
    left = scene.end_frame - caption.end_frame
    if left != GAP_FRAMES and left < CLOSE_FRAMES:
        yield f"ends {left} frames before the cut, not {GAP_FRAMES} or at least {CLOSE_FRAMES}"
    if caption.start_frame < scene.start_frame:
        yield "starts before its scene does"


def can_be_read(shown: Shown) -> Iterator[str]:
    """At most 20 letters a second, where the speech lets it stand that long."""
    letters = sum(cells(line) for line in shown.caption.text_lines)
    per_s = letters * float(shown.fps) / max(shown.frame_count, 1)
    as_long_as_can_be = min(shown.limit - CLOSE_FRAMES, int(shown.speech_end) + LINGER_FRAMES)
    if per_s > MAX_CHARS_PER_S and shown.caption.end_frame < as_long_as_can_be:
        yield f"asks for {per_s:.0f} letters a second though there is time"


CAPTION_RULES: tuple[CaptionRule, ...] = (
    lines_fit,
    stands_long_enough,
    stands_not_too_long,
    keeps_its_gap,
    starts_with_the_speech,
    ends_after_the_speech,
    covers_its_speech,
    keeps_off_cuts,
    can_be_read,
)


def shown_captions(captions: Sequence[Caption], timeline: Timeline) -> Iterator[Shown]:
    """Captions with the true times of what is said in them."""
    line_chars = MAX_LINE_CHARS[shape_of(timeline.size_px)]
    scenes = {scene.number: scene for scene in timeline.scenes}
    spoken = {
        scene.number: _letters(scene.narration) for scene in timeline.scenes if scene.narration
    }
    following: list[Caption | None] = [*captions[1:], None]
    for caption, after in zip(captions, following, strict=True):
        letters = spoken[caption.scene]
        count = sum(len(word.text) for word in caption.words)
        said, spoken[caption.scene] = letters[:count], letters[count:]
        scene = scenes[caption.scene]
        assert scene.narration is not None, "a caption is made of a narration"
        start = _frames(scene.narration, said[0].start_s, timeline.rate)
        end = _frames(scene.narration, said[-1].end_s, timeline.rate)
        yield Shown(caption, scene, start, end, after, timeline.rate, line_chars)


def start_errors_s(captions: Sequence[Caption], timeline: Timeline) -> list[float]:
    """How late each word appears or lights up against the voice, in seconds; early is below 0."""
    errors: list[float] = []
    for scene in timeline.scenes:
        if scene.narration is None:
            continue
        letters = _letters(scene.narration)
        for word in (word for c in captions if c.scene == scene.number for word in c.words):
            said, letters = letters[0], letters[len(word.text) :]
            if not word.is_glued:
                late = word.start_frame - _frames(scene.narration, said.start_s, timeline.rate)
                errors.append(float(late / timeline.rate))
    return errors


def _letters(narration: Narration) -> list[Word]:
    """The word of each letter that is said, without spaces."""
    return [word for word in narration.words for letter in word.text if letter != " "]


def _frames(narration: Narration, in_file_s: float, fps: Fraction) -> Fraction:
    start_s = Fraction(narration.start_sample, SAMPLE_RATE_HZ)
    return (start_s + Fraction(in_file_s)) * fps
