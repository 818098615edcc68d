"""Reports of footage for tests: shots of a few seconds, without a file."""

from typing import Any

from manike.analysis.report import FootageReport, KeyFrame, MediaFacts, ShotMeasures, ShotReport

_GOOD: dict[str, Any] = {
    "luma": 110.0,
    "contrast": 40.0,
    "dark_share": 0.0,
    "bright_share": 0.0,
    "saturation": 20.0,
    "warmth": 0.0,
    "sharpness": 14.0,
    "motion": 1.0,
    "black_s": 0.0,
    "frozen_s": 0.0,
    "level_dbfs": None,
    "speech_share": None,
    "faces": None,
}


def a_shot(
    start_s: float,
    end_s: float,
    *,
    begins: str = "cut",
    best_s: float | None = None,
    **measures: float,
) -> ShotReport:
    """A shot, good in every way but for the measures given; ``best_s`` is its key frame's time."""
    best_s = (start_s + end_s) / 2 if best_s is None else best_s
    return ShotReport.model_validate(
        {
            "number": 1,
            "begins": begins,
            "start_frame": round(start_s * 25),
            "end_frame": round(end_s * 25),
            "start_s": start_s,
            "end_s": end_s,
            "score": 1.0,
            "measures": ShotMeasures.model_validate(_GOOD | measures),
            "colours": (),
            "words": (),
            "description": "",
            "key_frames": (KeyFrame(frame=round(best_s * 25), time_s=best_s, worth=0.8),),
        }
    )


def a_report(*shots: ShotReport, file: str = "footage.mp4") -> FootageReport:
    """A report of these shots, 25 frames a second, 160x120."""
    first, *others = shots
    numbered = [first.model_copy(update={"begins": "start"}), *others]
    return FootageReport(
        file=file,
        detector="test",
        media=MediaFacts(
            size_bytes=1,
            duration_s=shots[-1].end_s,
            codec="h264",
            pixel_format="yuv420p",
            width_px=160,
            height_px=120,
            fps="25",
            has_variable_rate=False,
            rotation_deg=0,
            is_hdr=False,
            is_deep=False,
            sound_codec="",
        ),
        looked_at_fps="25",
        frame_count=shots[-1].end_frame,
        notes=(),
        shots=tuple(
            shot.model_copy(update={"number": number})
            for number, shot in enumerate(numbered, start=1)
        ),
    )
