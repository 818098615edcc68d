"""The rule that pictures must pass."""

from pathlib import Path

import numpy as np

from manike.quality.results import CheckResult

MIN_CONTRAST = 4.0
"""Standard deviation of luma, of 255; a plain ground has 0, a foggy picture about 15."""


def check_picture(path: Path, size_px: tuple[int, int]) -> tuple[CheckResult, ...]:
    """A picture has the right size and shows something.

    A file that is not a picture gives one failed result, named ``readable``.
    """
    import cv2  # not at the top: definitions import this file, and need no OpenCV

    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        message = f"{path.name} is not a picture."
        return (CheckResult(name="readable", passed=False, message=message),)
    height_px, width_px = picture.shape[:2]
    contrast = float(np.std(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)))
    return (
        CheckResult(
            name="size",
            passed=(width_px, height_px) == size_px,
            message=f"{width_px}x{height_px}; wanted: {size_px[0]}x{size_px[1]}.",
            figures={"width_px": width_px, "height_px": height_px},
        ),
        CheckResult(
            name="not_blank",
            passed=contrast >= MIN_CONTRAST,
            message=f"Contrast {contrast:.1f} of 255; at least {MIN_CONTRAST:.0f}.",
            figures={"contrast": contrast},
        ),
    )
