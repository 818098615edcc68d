"""What an ffmpeg must have: the names of everything that this package asks of it."""

from collections.abc import Mapping

FILTERS = (
    "alphamerge",
    "aresample",
    "ass",
    "atempo",
    "bwdif",
    "blackdetect",
    "color",
    "colorchannelmixer",
    "concat",
    "crop",
    "ebur128",
    "fade",
    "fillborders",
    "format",
    "fps",
    "framerate",
    "freezedetect",
    "gblur",
    "geq",
    "hstack",
    "lutyuv",
    "mix",
    "overlay",
    "pad",
    "perspective",
    "scale",
    "setparams",
    "setpts",
    "setsar",
    "settb",
    "silencedetect",
    "split",
    "tonemap",
    "tpad",
    "trim",
    "xfade",
    "zscale",
)
ENCODERS = ("aac", "libx264", "mjpeg", "pcm_s16le")
DECODERS = ("aac", "h264", "mjpeg", "pcm_f32le", "pcm_s16le", "png", "rawvideo")
BITSTREAM_FILTERS = ("setts",)
OPTIONS = ("-filter_complex_threads", "-fps_mode", "-xerror")
OLDEST = "5.1"
"""The first version with ``-fps_mode``, the youngest thing of all these."""

LISTINGS: Mapping[str, tuple[tuple[str, ...], int, tuple[str, ...]]] = {
    "filter": (("-filters",), 1, FILTERS),
    "encoder": (("-encoders",), 1, ENCODERS),
    "decoder": (("-decoders",), 1, DECODERS),
    "bitstream filter": (("-bsfs",), 0, BITSTREAM_FILTERS),
    "option": (("-h", "long"), 0, OPTIONS),
}
"""By kind: the arguments that make ffmpeg list it, the column of its names, those needed."""


def missing_in(listing: str, column: int, needed: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are not in their column; a word of a description doesn't count."""
    rows = [line.split() for line in listing.splitlines()]
    found = {row[column] for row in rows if len(row) > column}
    return tuple(name for name in needed if name not in found)
