"""What is known of a song in one short text, by which it is found; what is not known is left out.

Figures become words, as a model of texts knows what slow and dark mean and not what 64 and 900 do.
"""

from manike.song_ports import Song
from manike.songs.tags import UNKNOWN_ARTIST

_TEMPOS = ((66.0, "very slow"), (90.0, "slow"), (116.0, "moderate"), (145.0, "fast"))
_FASTER = "very fast"
_QUIET_LUFS, _LOUD_LUFS = -20.0, -10.0
_DARK_HZ, _BRIGHT_HZ = 1200.0, 2600.0
_SPARSE, _BUSY = 1.5, 5.0
"""Notes or beats that begin in a second."""


def text_of(song: Song) -> str:
    """Short sentences: ``Salt by Hollow Pine. calm, sea. 2023. slow, dark, A minor.``."""
    names = ", ".join(each.name for each in song.artists if each.name != UNKNOWN_ARTIST)
    album = f"From {song.album}" if song.album not in ("", song.title) else ""
    parts = (
        f"{song.title} by {names}" if names else song.title,
        album,
        ", ".join(song.tags),
        song.released[:4],
        ", ".join(measured_words(song)),
    )
    return " ".join(f"{part}." for part in parts if part)


def measured_words(song: Song) -> tuple[str, ...]:
    """Its figures in words; none of those that are not known, or neither one nor the other."""
    words = (
        tempo_word(song.tempo_bpm),
        _word(song.loudness_lufs, _QUIET_LUFS, _LOUD_LUFS, ("quiet", "loud")),
        _word(song.brightness_hz, _DARK_HZ, _BRIGHT_HZ, ("dark", "bright")),
        _word(song.onsets_per_s, _SPARSE, _BUSY, ("sparse", "busy")),
        song.key,
    )
    return tuple(word for word in words if word)


def tempo_word(tempo_bpm: float | None) -> str:
    """Such as ``slow``; empty if it is not known."""
    if tempo_bpm is None:
        return ""
    return next((word for most, word in _TEMPOS if tempo_bpm < most), _FASTER)


def _word(value: float | None, low: float, high: float, words: tuple[str, str]) -> str:
    if value is None:
        return ""
    return words[0] if value < low else words[1] if value > high else ""


def length_text(seconds: float) -> str:
    """A song's length, such as 3:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
