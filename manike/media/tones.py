"""HDR made to look as on a screen without it, so that it is measured and shown as people see it."""

from collections.abc import Mapping
from typing import Final

from manike.media.probe import VideoStream

HDR_TRANSFERS: Final[Mapping[str, str]] = {"smpte2084": "PQ", "arib-std-b67": "HLG"}
"""ffmpeg's names of the curves, and the usual ones."""
_WHITE_NITS: Final = 203
"""What white paper has in HDR (ITU-R BT.2408); it becomes white."""


def tone_filters(video: VideoStream) -> str:
    """Filters that map HDR to BT.709, each with a comma before it; empty for everything else.

    They are slow on large frames and belong behind what makes them small. Where the file does not
    name its primaries they are those of BT.2020, as HDR has no others.
    """
    if video.color_transfer not in HDR_TRANSFERS:
        return ""
    extent = "full" if video.color_range == "pc" else "limited"
    named = f"range={extent}:colorspace=bt2020nc:color_primaries=bt2020"
    return (
        f",format=yuv444p10le,setparams={named}:color_trc={video.color_transfer},"
        f"zscale=t=linear:npl={_WHITE_NITS},format=gbrpf32le,"
        "zscale=p=709,tonemap=mobius:desat=0,zscale=t=709:m=709:r=limited,format=yuv444p"
    )
