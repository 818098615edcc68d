"""A tenant's clip brought to a film's format: size, rate, colours and length."""

from fractions import Fraction

from manike.film.inserts import Insert

_CROPPED = 0.03
"""Where the shapes differ by less, the clip's edges are cut; else it stands on its own blur."""
_BLURRED_AT = 8
"""The blur is made of a picture so many times smaller."""
_BLUR = "gblur=sigma=5:steps=2"
_DIM = "lutyuv=y='16+(val-16)*0.55'"
_TO_BT709 = "out_color_matrix=bt709:out_range=tv"


def fitted(insert: Insert, size_px: tuple[int, int], fps: Fraction) -> str:
    """Filters from ``[0:v]`` to the insert's frames; what a clip lacks at its end stands still."""
    count = insert.frame_count
    timed = (
        f"[0:v]bwdif=deint=interlaced:mode=send_frame,fps={fps}:start_time=0,"
        f"tpad=stop_mode=clone:stop={count},trim=end_frame={count},setpts=PTS-STARTPTS"
    )
    width_px, height_px = size_px
    colours = f"in_color_matrix={insert.colour_matrix}:{_TO_BT709}"
    cover_px = _scaled(insert.picture_px, size_px, covering=True)
    if _is_alike(insert.picture_px, size_px):
        shape = f"scale={cover_px[0]}:{cover_px[1]}:flags=lanczos:{colours}"
        return f"{timed},{shape},crop={width_px}:{height_px},setsar=1,format=yuv420p"
    inside_px = _scaled(insert.picture_px, size_px, covering=False)
    small_px = (max(2, side // _BLURRED_AT // 2 * 2) for side in cover_px)
    small = ":".join(str(side) for side in small_px)
    back = (
        f"[a]scale={small}:flags=area:{colours},format=yuv420p,setsar=1,{_BLUR},"
        f"scale={cover_px[0]}:{cover_px[1]}:flags=bicubic,crop={width_px}:{height_px},{_DIM}[c]"
    )
    front = (
        f"[b]scale={inside_px[0]}:{inside_px[1]}:flags=lanczos:{colours},format=yuv420p,setsar=1[d]"
    )
    laid = "[c][d]overlay=x=(W-w)/2:y=(H-h)/2,setsar=1,format=yuv420p"
    return f"{timed},split[a][b];{back};{front};{laid}"


def _is_alike(picture_px: tuple[int, int], size_px: tuple[int, int]) -> bool:
    ratio = Fraction(picture_px[0] * size_px[1], picture_px[1] * size_px[0])
    return abs(ratio - 1) <= _CROPPED


def _scaled(
    picture_px: tuple[int, int], size_px: tuple[int, int], *, covering: bool
) -> tuple[int, int]:
    """The picture's size so that it covers the film's frame, or fits in it; even sides."""
    shares = [Fraction(film, own) for film, own in zip(size_px, picture_px, strict=True)]
    share = max(shares) if covering else min(shares)
    wide, tall = (max(2, round(side * share / 2) * 2) for side in picture_px)
    return wide, tall
