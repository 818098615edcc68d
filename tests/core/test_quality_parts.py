from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.sound import read_wav, write_wav
from manike.ports import VoiceOver, Word
from manike.quality.parts import ClipPlan, check_clip, check_voice
from manike.quality.pictures import check_picture
from manike.quality.results import failed

RATE = 48_000
TEXT = "A boat comes home."
X264 = x264_options(Fraction(30), crf=23)


def names(results):
    return [result.name for result in failed(results)]


def a_voice(path, *, gain=0.2, duration_s=1.5, channels=1, rate_hz=RATE):
    at = np.arange(round(duration_s * rate_hz)) / rate_hz
    sound = (gain * np.sin(2 * np.pi * 300 * at)).astype(np.float32)
    write_wav(path, np.stack([sound] * channels, axis=1), rate_hz)
    words = tuple(
        Word(text=word, start_s=index * 0.3, end_s=index * 0.3 + 0.25)
        for index, word in enumerate(TEXT.split())
    )
    return VoiceOver(
        file="voice.wav", duration_s=duration_s, sample_count=len(sound), voice="v", words=words
    )


def test_good_voice_passes(tmp_path):
    voice = a_voice(tmp_path / "v.wav")
    results = check_voice(tmp_path / "v.wav", voice, TEXT)
    assert names(results) == []
    assert [result.name for result in results] == [
        "format",
        "length",
        "words",
        "peak",
        "loudness",
        "pauses",
    ]


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ({"gain": 0.0}, ["loudness"]),
        ({"gain": 0.001}, ["loudness"]),
        ({"gain": 0.9}, ["peak", "loudness"]),
        ({"channels": 2}, ["format"]),
        ({"rate_hz": 22_050}, ["format"]),
        ({"duration_s": 0.4}, ["length", "words"]),
        ({"duration_s": 9.0}, ["length"]),
    ],
)
def test_bad_voice_is_found(tmp_path, fault, found):
    voice = a_voice(tmp_path / "v.wav", **fault)
    assert names(check_voice(tmp_path / "v.wav", voice, TEXT)) == found


def test_voice_that_breaks_off_is_found(tmp_path):
    voice = a_voice(tmp_path / "v.wav", duration_s=4.0)
    sound, _ = read_wav(tmp_path / "v.wav")
    sound[2 * RATE :] = 0
    write_wav(tmp_path / "v.wav", sound)
    results = check_voice(tmp_path / "v.wav", voice, TEXT)
    assert [result.message for result in failed(results)] == [
        "The longest silence lasts 2.00 s; at most 1.5 s."
    ]


@pytest.mark.parametrize("tag", ["-color_primaries", "-color_trc", "-colorspace"])
def test_clip_without_a_colour_tag_is_found(tmp_path, tag):
    options = list(X264)
    options[options.index(tag) + 1] = "unknown"
    a_clip(tmp_path / "c.mp4", options=options)
    assert names(check_clip(tmp_path / "c.mp4", PLAN)) == ["coding"]


def test_clip_of_another_profile_is_found(tmp_path):
    options = [*X264, "-profile:v", "main"]
    a_clip(tmp_path / "c.mp4", options=options)
    found = failed(check_clip(tmp_path / "c.mp4", PLAN))
    assert [result.message for result in found] == ["profile is Main, not High."]


def test_voice_of_another_text_is_found(tmp_path):
    voice = a_voice(tmp_path / "v.wav")
    assert names(check_voice(tmp_path / "v.wav", voice, "A boat comes late.")) == ["words"]


def test_voice_with_words_out_of_order_is_found(tmp_path):
    voice = a_voice(tmp_path / "v.wav")
    swapped = voice.model_copy(
        update={"words": (voice.words[0].model_copy(update={"end_s": 1.0}), *voice.words[1:])}
    )
    assert names(check_voice(tmp_path / "v.wav", swapped, TEXT)) == ["words"]


def test_voice_other_than_recorded_is_found(tmp_path):
    voice = a_voice(tmp_path / "v.wav").model_copy(update={"sample_count": RATE})
    assert names(check_voice(tmp_path / "v.wav", voice, TEXT)) == ["length"]


def test_file_that_is_no_voice_is_not_readable(tmp_path):
    voice = a_voice(tmp_path / "v.wav")
    (tmp_path / "v.wav").write_bytes(b"no sound")
    assert names(check_voice(tmp_path / "v.wav", voice, TEXT)) == ["readable"]


def a_clip(path, *, size_px=(160, 90), frames=20, fps=30, level=None, options=X264):
    rng = np.random.default_rng(3)
    with FrameEncoder(path, size_px, Fraction(fps), options=options) as encoder:
        for _ in range(frames):
            noise = rng.integers(30, 200, (size_px[1], size_px[0], 3)).astype(np.uint8)
            encoder.write(noise if level is None else np.full_like(noise, level))


PLAN = ClipPlan((160, 90), Fraction(30), 20)


def test_good_clip_passes(tmp_path):
    a_clip(tmp_path / "c.mp4")
    assert names(check_clip(tmp_path / "c.mp4", PLAN)) == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ({"frames": 19}, ["frames"]),
        ({"fps": 25}, ["frames"]),
        ({"size_px": (128, 72)}, ["coding"]),
        ({"level": 0}, ["black"]),
    ],
)
def test_bad_clip_is_found(tmp_path, fault, found):
    a_clip(tmp_path / "c.mp4", **fault)
    assert names(check_clip(tmp_path / "c.mp4", PLAN)) == found


def test_file_that_is_no_clip_is_not_readable(tmp_path):
    (tmp_path / "c.mp4").write_bytes(b"no film")
    assert names(check_clip(tmp_path / "c.mp4", PLAN)) == ["readable"]


def write_picture(path, level=None):
    noise = np.random.default_rng(3).integers(0, 255, (90, 160, 3)).astype(np.uint8)
    cv2.imwrite(str(path), noise if level is None else np.full_like(noise, level))


def test_good_picture_passes(tmp_path):
    write_picture(tmp_path / "p.jpg")
    assert names(check_picture(tmp_path / "p.jpg", (160, 90))) == []


@pytest.mark.parametrize("level", [0, 127, 255])
def test_blank_picture_is_found(tmp_path, level):
    write_picture(tmp_path / "p.jpg", level)
    assert names(check_picture(tmp_path / "p.jpg", (160, 90))) == ["not_blank"]


def test_picture_of_wrong_size_is_found(tmp_path):
    write_picture(tmp_path / "p.jpg")
    assert names(check_picture(tmp_path / "p.jpg", (90, 160))) == ["size"]


def test_file_that_is_no_picture_is_not_readable(tmp_path):
    (tmp_path / "p.jpg").write_bytes(b"no picture")
    assert names(check_picture(tmp_path / "p.jpg", (160, 90))) == ["readable"]
