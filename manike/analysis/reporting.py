"""From sums to the report."""

from manike.analysis.describing import describe, words_of
from manike.analysis.hearing import Sound
from manike.analysis.looks import COLOURS
from manike.analysis.material import Material, is_deep, varies
from manike.analysis.report import (
    Begins,
    Colour,
    KeyFrame,
    MediaFacts,
    ShotMeasures,
    ShotReport,
)
from manike.analysis.shot_sums import ShotSums

_LEAST_SHARE = 0.1
_DIGITS = 3


def media_facts(material: Material) -> MediaFacts:
    """What the file says of itself."""
    video, audio = material.video, material.info.audio
    width_px, height_px = video.shown_px
    return MediaFacts(
        size_bytes=material.info.size_bytes,
        duration_s=material.info.duration_s,
        codec=video.codec,
        pixel_format=video.pixel_format,
        width_px=width_px,
        height_px=height_px,
        fps=str(video.average_fps),
        has_variable_rate=varies(video),
        rotation_deg=video.rotation_deg,
        is_hdr=video.color_transfer in ("smpte2084", "arib-std-b67"),
        is_deep=is_deep(video),
        sound_codec=audio.codec if audio else "",
    )


def shot_report(number: int, sums: ShotSums, material: Material, sound: Sound | None) -> ShotReport:
    """One shot's part of the report."""
    start_s = _time_s(sums.start_frame, material)
    end_s = _time_s(sums.end_frame, material)
    measures = _measures(sums, sound, start_s, end_s)
    colours = _colours(sums)
    words = words_of(measures, colours, end_s - start_s)
    begins: Begins = "cut" if sums.begins.is_cut else "gradual"
    return ShotReport(
        number=number,
        begins="start" if number == 1 else begins,
        start_frame=sums.start_frame,
        end_frame=sums.end_frame,
        start_s=start_s,
        end_s=end_s,
        score=round(sums.begins.score, _DIGITS),
        measures=measures,
        colours=colours,
        words=words,
        description=describe(words, (), end_s - start_s),
        key_frames=tuple(
            KeyFrame(
                frame=candidate.frame,
                time_s=_time_s(candidate.frame, material),
                worth=round(min(1.0, candidate.worth), _DIGITS),
            )
            for candidate in sums.key_frames()
        ),
    )


def _time_s(frame: int, material: Material) -> float:
    return round(material.start_s + float(frame / material.rate), 4)


def _measures(sums: ShotSums, sound: Sound | None, start_s: float, end_s: float) -> ShotMeasures:
    means = {name: round(mean, _DIGITS) for name, mean in sums.means().items()}
    return ShotMeasures(
        luma=means["luma"],
        contrast=means["contrast"],
        dark_share=means["dark"],
        bright_share=means["bright"],
        saturation=means["saturation"],
        warmth=means["warmth"],
        sharpness=means["sharpness"],
        motion=means["motion"],
        black_s=round(float(sums.black_frames / sums.rate), _DIGITS),
        frozen_s=round(float(sums.frozen_frames / sums.rate), _DIGITS),
        level_dbfs=round(sound.level_dbfs(start_s, end_s), 1) if sound else None,
        speech_share=round(sound.speech_share(start_s, end_s), _DIGITS) if sound else None,
        faces=None,
    )


def _colours(sums: ShotSums) -> tuple[Colour, ...]:
    shares = sums.colour_means()
    named = sorted(zip(shares.tolist(), COLOURS, strict=False), reverse=True)
    return tuple(
        Colour(name=name, share=round(share, _DIGITS))
        for share, name in named
        if share >= _LEAST_SHARE
    )
