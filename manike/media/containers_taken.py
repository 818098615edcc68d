"""Containers that footage may come in: those that hold their media themselves.

A playlist, a list of files or a pattern of names is text that makes ffmpeg open other files of this
machine, such as another tenant's; no such demuxer is named here, so ffmpeg refuses it.
"""

from typing import Final

_NAMES: Final = """
    mov mp4 m4a 3gp 3g2 mj2 matroska webm avi mpegts mpegtsraw mpeg mpegvideo flv live_flv asf ogg
    mxf mxf_opatom gxf rm dv nut nsv ivf vob wtv w64 swf bink smk roq film_cpk dhav ifv mtv mvi
    h261 h263 h264 hevc vvc m4v av1 obu vc1 vc1test dirac mjpeg mjpeg_2000 gif apng yuv4mpegpipe
    rawvideo cavsvideo avs avs2 avs3 fli flic psxstr iv8 lmlm4 mlv moflex pmp thp viv xmv
    wav mp3 aac flac ac3 eac3 dts truehd aiff au caf amr opus tta wv ape
"""
DEMUXERS: Final = ",".join(_NAMES.split())
"""As ffmpeg's option ``-format_whitelist`` takes them."""
