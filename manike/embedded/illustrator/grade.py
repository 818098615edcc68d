"""What mood and style do to a finished plane: saturation, contrast, warmth."""

from dataclasses import dataclass

import cv2
import numpy as np

from manike.embedded.illustrator.stage import Bytes
from manike.script.vocabulary import Mood


@dataclass(frozen=True, slots=True)
class Grade:
    """A look; the neutral one changes nothing."""

    saturation: float = 1.0
    contrast: float = 1.0
    warmth: float = 0.0
    """-1 towards blue, 1 towards amber."""
    lift: float = 0.0
    """Added to all levels, 1 is white."""

    def over(self, other: "Grade") -> "Grade":
        """Both looks at once."""
        return Grade(
            self.saturation * other.saturation,
            self.contrast * other.contrast,
            self.warmth + other.warmth,
            self.lift + other.lift,
        )


MOODS = {
    Mood.CALM: Grade(0.97, 0.97, 0.03, 0.01),
    Mood.JOYFUL: Grade(1.14, 1.03, 0.12, 0.015),
    Mood.EPIC: Grade(1.06, 1.12, 0.05, -0.01),
    Mood.MYSTERIOUS: Grade(0.9, 1.05, -0.22, -0.025),
    Mood.MELANCHOLIC: Grade(0.74, 0.96, -0.14, 0.0),
    Mood.HOPEFUL: Grade(1.06, 0.99, 0.16, 0.02),
    Mood.TENSE: Grade(0.82, 1.13, -0.1, -0.02),
    Mood.PLAYFUL: Grade(1.2, 1.02, 0.08, 0.02),
    Mood.ROMANTIC: Grade(1.04, 0.97, 0.2, 0.02),
    Mood.TRIUMPHANT: Grade(1.14, 1.12, 0.12, 0.0),
    Mood.NOSTALGIC: Grade(0.8, 0.94, 0.22, 0.02),
    Mood.EERIE: Grade(0.7, 1.1, -0.24, -0.03),
    Mood.ENERGETIC: Grade(1.22, 1.12, 0.02, 0.0),
    Mood.DREAMY: Grade(0.92, 0.9, 0.04, 0.035),
}

STYLES = {
    "noir": Grade(0.06, 1.28, -0.05, -0.02),
    "black and white": Grade(0.0, 1.18, 0.0, 0.0),
    "monochrome": Grade(0.0, 1.12, 0.0, 0.0),
    "vintage": Grade(0.7, 0.9, 0.35, 0.03),
    "retro": Grade(0.85, 0.95, 0.3, 0.02),
    "sepia": Grade(0.25, 0.95, 0.6, 0.02),
    "pastel": Grade(0.72, 0.8, 0.08, 0.07),
    "watercolour": Grade(0.82, 0.86, 0.06, 0.05),
    "watercolor": Grade(0.82, 0.86, 0.06, 0.05),
    "vivid": Grade(1.28, 1.06, 0.0, 0.0),
    "neon": Grade(1.35, 1.12, -0.12, -0.01),
    "bright": Grade(1.15, 1.0, 0.05, 0.03),
    "warm": Grade(1.03, 1.0, 0.3, 0.0),
    "cold": Grade(0.95, 1.0, -0.3, 0.0),
    "cinematic": Grade(0.98, 1.1, 0.04, -0.01),
    "dramatic": Grade(1.02, 1.18, 0.0, -0.02),
    "minimal": Grade(0.82, 0.94, 0.0, 0.03),
}

LUMA = (0.299, 0.587, 0.114)
WARM_GAIN = 0.09


def grade_of(mood: Mood, style: str) -> Grade:
    """The look of a mood and of every word of the style that is known."""
    look = MOODS[mood]
    wanted = style.casefold()
    for word, grade in STYLES.items():
        if word in wanted:
            look = look.over(grade)
    return look


def graded(pixels: Bytes, look: Grade) -> Bytes:
    """Straight RGBA of shape (height, width, 4) in its look; alpha stays."""
    keep = look.saturation
    matrix = np.zeros((4, 4), np.float32)
    matrix[:3, :3] = (1 - keep) * np.array(LUMA, np.float32)[None, :] + keep * np.eye(3)
    matrix[3, 3] = 1
    table = np.empty((1, 256, 4), np.uint8)
    level = np.arange(256, dtype=np.float32) / 255
    gains = (1 + WARM_GAIN * look.warmth, 1.0, 1 - WARM_GAIN * look.warmth)
    for channel, gain in enumerate(gains):
        curve = _contrast(level, look.contrast) * gain + look.lift * (1 - level)
        table[0, :, channel] = np.clip(curve * 255 + 0.5, 0, 255)
    table[0, :, 3] = np.arange(256)
    mixed = cv2.transform(pixels, matrix)
    result: Bytes = np.asarray(cv2.LUT(mixed, table), np.uint8)
    return result


def _contrast(level: np.ndarray, amount: float) -> np.ndarray:
    """An S-curve that holds black, white and the middle."""
    curve = level * level * (3 - 2 * level)
    return np.asarray(level + (curve - level) * (amount - 1) * 2.2)
