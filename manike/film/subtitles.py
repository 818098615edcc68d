"""Captions as WebVTT and SubRip text."""

from collections.abc import Sequence
from fractions import Fraction

from manike.film.captions import Caption

_JOINER = "\u2060"
"""Word joiner: not seen, and keeps two characters from being read as markup."""


def to_vtt(captions: Sequence[Caption], fps: Fraction) -> str:
    """WebVTT; text is escaped, so that no player reads it as markup."""
    parts = ["WEBVTT\n"]
    for caption in captions:
        lines = [_vtt_text(line) for line in caption.text_lines]
        parts.append("\n".join([_span(caption, fps, "."), *lines]) + "\n")
    return "\n".join(parts)


def to_srt(captions: Sequence[Caption], fps: Fraction) -> str:
    """SubRip; it has no escapes, so a word joiner breaks up what players take for markup."""
    parts = []
    for number, caption in enumerate(captions, start=1):
        lines = [_srt_text(line) for line in caption.text_lines]
        parts.append("\n".join([str(number), _span(caption, fps, ","), *lines]) + "\n")
    return "\n".join(parts)


def _span(caption: Caption, fps: Fraction, point: str) -> str:
    start, end = _clock(caption.start_frame, fps), _clock(caption.end_frame, fps)
    return f"{start} --> {end}".replace(".", point)


def _clock(frame: int, fps: Fraction) -> str:
    milliseconds = round(frame * 1000 / fps)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{milliseconds:03d}"


def _vtt_text(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt_text(line: str) -> str:
    return line.replace("<", "<" + _JOINER).replace("{", "{" + _JOINER).replace("-->", "--→")
