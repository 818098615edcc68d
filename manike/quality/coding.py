"""How moving pictures must be coded, for clips and films alike."""

from collections.abc import Mapping

from manike.media.probe import VideoStream

Coding = Mapping[str, tuple[object, object]]
"""By name: what is found and what it should be."""


def picture_coding(video: VideoStream) -> Coding:
    """H.264 High, yuv420p, BT.709 in TV range, said by all four colour tags."""
    return {
        "codec": (video.codec, "h264"),
        "profile": (video.profile, "High"),
        "pixel format": (video.pixel_format, "yuv420p"),
        "colour space": (video.color_space, "bt709"),
        "colour primaries": (video.color_primaries, "bt709"),
        "colour transfer": (video.color_transfer, "bt709"),
        "colour range": (video.color_range, "tv"),
    }


def faults(coding: Coding) -> str:
    """What is not as it should be, as half a sentence; empty if all is."""
    return "; ".join(
        f"{what} is {found or 'not said'}, not {due}"
        for what, (found, due) in coding.items()
        if found != due
    )
