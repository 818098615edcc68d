"""Rules of captions: burned into the picture at their time, and right in the WebVTT file."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from manike.media.sound import SAMPLE_RATE_HZ
from manike.quality.measures import FilmMeasures
from manike.quality.picture import SeenFrame
from manike.quality.plans import FilmPlan, PlannedCaption, PlannedWord, Sources
from manike.quality.results import CheckResult
from manike.quality.wording import verdict

MAX_LATE_S = 0.08
_FEWEST_PX = 6
"""Small pixels that a caption of two letters covers; without one there are 0 to 2."""
_SHOWN_SHARE = 0.6
_CHANGED = 0.5
"""Share of the overlay that comes or goes where one caption follows another."""
_SEARCHED_S = 1.0
_SPAN = re.compile(r"(?:(\d+):)?(\d\d):(\d\d\.\d{3}) --> (?:(\d+):)?(\d\d):(\d\d\.\d{3})")


def burned_captions_are_on_time(
    film: FilmMeasures, plan: FilmPlan, sources: Sources
) -> CheckResult:
    """Each caption is on the picture, from its first word on."""
    looks = [_Look(film.seen.frames, caption, plan) for caption in sources.captions]
    judged = [look for look in looks if look.compared]
    wrong = [text for look in judged if (text := look.fault())]
    figures = {"captions": float(len(sources.captions)), "judged": float(len(judged))}
    return verdict("captions", wrong, f"{len(judged)} captions are on the picture.", figures)


@dataclass(frozen=True)
class _Look:
    """The frames of the film about one caption."""

    frames: Sequence[SeenFrame]
    caption: PlannedCaption
    plan: FilmPlan

    @property
    def compared(self) -> list[SeenFrame]:
        """Its frames that can be held against the clip's; empty where the scene is another."""
        span = self.frames[self.caption.start_frame : self.caption.end_frame]
        return [f for f in span if f.like is not None and f.like.same_picture]

    def fault(self) -> str:
        """What is wrong with it; empty if nothing is."""
        shown = sum(frame.overlay_px >= _FEWEST_PX for frame in self.compared)
        late_s = self._late_s()
        if late_s is not None and abs(late_s) > MAX_LATE_S:
            return f"{self._named} is {abs(late_s):.2f} s {'late' if late_s > 0 else 'early'}"
        if shown < _SHOWN_SHARE * len(self.compared):
            return f"{self._named} is missing"
        return ""

    @property
    def _named(self) -> str:
        start_s = float(self.caption.start_frame / self.plan.rate)
        return f"the caption at {start_s:.1f} s (scene {self.caption.scene})"

    def _late_s(self) -> float | None:
        """How late it comes; ``None`` if it is not seen to come."""
        start, searched = self.caption.start_frame, round(_SEARCHED_S * self.plan.rate)
        first = max(start - searched, 0)
        if self._is_blind(start):
            return self._late_after_blind_s()
        comes = [
            at
            for at, frame in enumerate(self.frames[first : start + searched], first)
            if frame.overlay_px >= _FEWEST_PX and frame.overlay_change >= _CHANGED
        ]
        nearest = min(comes, key=lambda at: abs(at - start), default=None)
        return None if nearest is None else float((nearest - start) / self.plan.rate)

    def _late_after_blind_s(self) -> float | None:
        """How late it comes if it is not there yet when the transition is over."""
        start = self.caption.start_frame
        compared = [
            (at, frame)
            for at, frame in enumerate(self.frames[start : self.caption.end_frame], start)
            if frame.like is not None and frame.like.same_picture
        ]
        shown = [at for at, frame in compared if frame.overlay_px >= _FEWEST_PX]
        if not shown or shown[0] == compared[0][0]:
            return None
        return float((shown[0] - start) / self.plan.rate)

    def _is_blind(self, start: int) -> bool:
        """Whether it comes in a transition, where nothing can be compared."""
        about = self.frames[max(start - 1, 0) : start + 2]
        return any(frame.like is None or not frame.like.same_picture for frame in about)


def caption_file_is_on_time(film: FilmMeasures, plan: FilmPlan, sources: Sources) -> CheckResult:
    """The WebVTT file has every word of the narration, each caption with its first word."""
    if sources.caption_file is None:
        return CheckResult(name="caption_file", passed=True, message="There is none to check.")
    cues, words = _cues(sources.caption_file), _words(plan)
    wrong = []
    for cue in cues:
        taken = _taken(words, cue.text)
        if taken is None:
            wrong.append(f"the caption file at {cue.start_s:.1f} s has other words: {cue.text!r}")
            break
        late_s = cue.start_s - words[0][0]
        if abs(late_s) > MAX_LATE_S and taken:
            way = "late" if late_s > 0 else "early"
            wrong.append(
                f"the caption file's caption at {cue.start_s:.1f} s "
                f"(scene {words[0][1]}) is {abs(late_s):.2f} s {way}"
            )
        words = words[taken:]
    else:
        wrong += [
            f"the caption file ends before the words at {start_s:.1f} s (scene {scene})"
            for start_s, scene, _ in words[:1]
        ]
    return verdict("caption_file", wrong, f"{len(cues)} captions.", {"captions": len(cues)})


@dataclass(frozen=True, slots=True)
class _Cue:
    start_s: float
    text: str


def _cues(text: str) -> list[_Cue]:
    cues = []
    for block in re.split(r"\n\s*\n", text):
        span = _SPAN.search(block)
        if span is not None:
            start_s = int(span[1] or 0) * 3600 + int(span[2]) * 60 + float(span[3])
            said = re.sub(r"<[^>]*>", "", block[span.end() :].partition("\n")[2])
            cues.append(_Cue(start_s, html.unescape(" ".join(said.split()))))
    return cues


_Spoken = tuple[float, int, str]
"""Film time, scene and text of a word."""


def _words(plan: FilmPlan) -> list[_Spoken]:
    return [
        (scene.narration.start_sample / SAMPLE_RATE_HZ + word.start_s, scene.number, word.text)
        for scene in plan.scenes
        if scene.narration is not None
        for word in _timed(scene.narration.words)
    ]


def _timed(words: Sequence[PlannedWord]) -> Sequence[PlannedWord]:
    return [word for word in words if word.text.strip()]


def _taken(words: list[_Spoken], text: str) -> int | None:
    """How many of the next words a caption holds, the last one maybe in part; ``None`` if others.

    The rest of a word in part stays the first of ``words``.
    """
    left = "".join(text.split())
    for count, (start_s, scene, word) in enumerate(words):
        plain = "".join(word.split())
        if len(left) < len(plain) and plain.startswith(left):
            if left:
                words[count] = (start_s, scene, plain.removeprefix(left))
            return count
        if not left.startswith(plain):
            return None
        left = left.removeprefix(plain)
    return None if left else len(words)
