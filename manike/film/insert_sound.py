"""The sound of a tenant's intro or outro, as 48 kHz stereo."""

import hashlib
from pathlib import Path

from manike.film.cache import FilmCache
from manike.film.job import SourceFile
from manike.media.programs import ffmpeg_version, run_ffmpeg
from manike.media.sound import SAMPLE_RATE_HZ

_ALIGNED = f"aresample={SAMPLE_RATE_HZ}:async=1:first_pts=0"
"""Silence where the sound begins after the picture, or has gaps."""
_ARGUMENTS = ("-map", "0:a:0", "-vn", "-t", "16", "-af", _ALIGNED)
_FORMAT = ("-ar", str(SAMPLE_RATE_HZ), "-ac", "2", "-c:a", "pcm_s16le")


def insert_wav(source: SourceFile, cache: FilmCache) -> Path:
    """Find the clip's sound among the kept files, or decode and keep it.

    Raises:
        MediaError: it can't be decoded.
        MachineError: the disk is full.
    """
    recipe = "\n".join((source.sha256, ffmpeg_version(), *_ARGUMENTS, *_FORMAT))
    path = cache.path("inserts", hashlib.sha256(recipe.encode()).hexdigest(), ".wav")
    if cache.find(path) is None:
        run_ffmpeg(["-i", str(source.path), *_ARGUMENTS, *_FORMAT], path)
        cache.seal(path, {})
    return path
