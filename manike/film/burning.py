"""Which captions are burned into the picture: all, or none where a letter has no font."""

from manike.film.brand import BrandKit
from manike.film.captions import Caption, plan_captions
from manike.film.fonts import unset_letters
from manike.film.timeline import Timeline

_SHOWN_LETTERS = 12


def burned_captions(timeline: Timeline, brand: BrandKit) -> tuple[Caption, ...]:
    """The captions to burn in; none where ``caption_warning`` says why."""
    if not timeline.captions or caption_warning(timeline, brand):
        return ()
    return plan_captions(timeline)


def caption_warning(timeline: Timeline, brand: BrandKit) -> str:
    """Why no captions are burned in though they are wanted; empty if they are."""
    if not timeline.captions:
        return ""
    text = " ".join(w.text for s in timeline.scenes if s.narration for w in s.narration.words)
    missing = unset_letters(text, brand.caption_font)
    if not missing:
        return ""
    return (
        f"No installed font has {missing[:_SHOWN_LETTERS]!r}, so no captions are burned into the "
        "picture; captions.vtt and captions.srt have them. manike doctor says which scripts can "
        "be set."
    )
