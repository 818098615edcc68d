"""Every detector of PySceneDetect at many settings, on films read once with its own reader.

What a setting decides on is computed once; the decisions are those of PySceneDetect's own classes.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import cv2

_Cuts = dict[str, list[int]]


def cuts_by_setting(path: Path) -> _Cuts:
    """First frames of shots by the name of the setting that found them."""
    from scenedetect import open_video
    from scenedetect.scene_manager import compute_downscale_factor

    video = open_video(str(path))
    scale = compute_downscale_factor(max(video.frame_size))
    size = tuple(round(side / scale) for side in video.frame_size)
    scorers, settings = _scorers(), dict(_settings())
    cuts: _Cuts = {name: [] for name in settings}
    while (frame := video.read()) is not False:
        small = cv2.resize(frame, size, interpolation=cv2.INTER_LINEAR) if scale > 1 else frame
        at = video.position - 1
        scores = {name: s._calculate_frame_score(at, small) for name, s in scorers.items()}
        for name, detector in settings.items():
            if hasattr(detector, "given"):
                detector.given = scores[detector.scored_by]
            cuts[name] += [cut.frame_num for cut in detector.process_frame(at, small)]
    for name, detector in settings.items():
        cuts[name] += [cut.frame_num for cut in detector.post_process(video.position)]
    return _with_fades(cuts)


def _with_fades(cuts: _Cuts) -> _Cuts:
    """Beside each setting, what it finds together with the detector of fades."""
    fades = [name for name in cuts if name.startswith("threshold")]
    both = {
        f"{name} + {fade}": sorted({*cuts[name], *cuts[fade]})
        for name, fade in product(cuts, fades)
        if name not in fades
    }
    return {**cuts, **both}


def _scorers() -> dict[str, Any]:
    from scenedetect import ContentDetector

    edges = ContentDetector.Components(delta_hue=1, delta_sat=1, delta_lum=1, delta_edges=1)
    return {"plain": ContentDetector(), "edges": ContentDetector(weights=edges)}


def _settings() -> Iterator[tuple[str, Any]]:
    from scenedetect import HashDetector, HistogramDetector, ThresholdDetector

    for by, least in product(("plain", "edges"), (5, 15)):
        yield from _scored_settings(by, least)
    for threshold in (0.05, 0.1, 0.2, 0.3, 0.4):
        yield f"histogram {threshold}", HistogramDetector(threshold=threshold)
    for threshold in (0.25, 0.3, 0.35, 0.4, 0.45):
        yield f"hash {threshold}", HashDetector(threshold=threshold)
    for threshold in (8, 12, 20):
        yield f"threshold {threshold}", ThresholdDetector(threshold=threshold)


def _scored_settings(by: str, least: int) -> Iterator[tuple[str, Any]]:
    """Those that decide by a score of each frame, which is given to them."""
    from scenedetect import AdaptiveDetector, ContentDetector
    from scenedetect.detector import FlashFilter

    class Content(ContentDetector):
        given, scored_by = 0.0, by

        def _calculate_frame_score(self, timecode: Any, frame_img: Any) -> float:  # noqa: ANN401
            return self.given

    class Adaptive(AdaptiveDetector):
        given, scored_by = 0.0, by

        def _calculate_frame_score(self, timecode: Any, frame_img: Any) -> float:  # noqa: ANN401
            return self.given

    for threshold, mode in product((12, 16, 20, 24, 27, 32, 40, 50), FlashFilter.Mode):
        name = f"content {by} {threshold} {mode.name.lower()} least {least}"
        yield name, Content(threshold=threshold, min_scene_len=least, filter_mode=mode)
    for ratio, value, window in product((1.5, 2, 2.5, 3, 4, 5), (4, 8, 15, 22, 30), (2, 5)):
        name = f"adaptive {by} {ratio} {value} window {window} least {least}"
        yield name, Adaptive(ratio, least, window, value)
