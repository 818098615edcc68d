"""What the film engine itself puts into a film, beside the film's parts."""

from collections.abc import Mapping
from fractions import Fraction

from manike.film.cards import CARD_VERSION
from manike.film.fonts import FONT_FAMILIES, face_sha256, faces, font_sha256
from manike.film.rendering import encoder_options
from manike.film.sound import AAC_OPTIONS, SOUND_VERSION
from manike.media.programs import ffmpeg_version

FILM_ENGINE_VERSION = 8
"""Goes up when filters, captions, posters or sheets change, so that films are made again; a test
holds what they give against it."""


def engine_of(fps: Fraction) -> Mapping[str, object]:
    """Everything of the engine that shapes a film of this rate, to be hashed with its parts."""
    return {
        "version": FILM_ENGINE_VERSION,
        "cards": CARD_VERSION,
        "sound": SOUND_VERSION,
        "sound encoder": AAC_OPTIONS,
        "picture encoder": encoder_options(fps),
        "ffmpeg": ffmpeg_version(),
        "fonts": {family: font_sha256(family) for family in FONT_FAMILIES},
        "fallback fonts": {face.name: face_sha256(face) for face in faces(FONT_FAMILIES[0])[1:]},
    }
