"""The embedded narrator speaks short lines with the real model."""

import hashlib
import threading

import numpy as np
import pytest

from manike.embedded.narrator import casting
from manike.embedded.narrator.narrator import EmbeddedNarrator
from manike.embedded.narrator.sound import CEILING, doubled_rate, limited
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.errors import BadInputError, UnsupportedLanguageError
from manike.media.sound import read_wav
from manike.ports import SpeechRequest
from manike.quality.loudness import integrated_lufs
from manike.quality.words import word_error_rate
from manike.script.models import Character
from manike.script.vocabulary import Mood

LINE = "Mira paid $4.50 🎉 at the harbour. The night train leaves at 7:30 p.m."


def request(text=LINE, **changes):
    fields = {
        "text": text,
        "speaker": None,
        "cast": (),
        "voice": "",
        "narrator": "",
        "mood": Mood.CALM,
        "language": "en",
        "seed": 0,
        "take_number": 1,
        "available_s": 60.0,
    }
    return SpeechRequest(**(fields | changes))


def file_hash(folder):
    return hashlib.sha256((folder / "voice.wav").read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoken")
    return EmbeddedNarrator().speak(request(), folder), folder


def test_voice_is_levelled(spoken):
    voice_over, folder = spoken
    samples, rate_hz = read_wav(folder / voice_over.file)
    assert integrated_lufs(samples, rate_hz) == pytest.approx(-19, abs=0.3)


def test_words_fill_the_file_and_a_price_takes_its_time(spoken):
    voice_over, _ = spoken
    words = voice_over.words
    assert " ".join(word.text for word in words) == LINE
    assert words[0].start_s < 0.1
    assert voice_over.duration_s - words[-1].end_s < 0.1
    price = words[2]
    assert 0.9 < price.end_s - price.start_s < 1.8


def test_silence_at_the_ends_is_trimmed(spoken):
    voice_over, folder = spoken
    samples = np.abs(read_wav(folder / voice_over.file)[0][:, 0])
    heard = np.flatnonzero(samples > 0.01)
    assert heard[0] < 0.1 * 48_000
    assert samples.size - heard[-1] < 0.12 * 48_000


def test_whisper_hears_what_was_written(spoken):
    voice_over, folder = spoken
    heard = EmbeddedTranscriber().transcribe(folder / voice_over.file)
    assert word_error_rate(LINE, heard) <= 1 / 14


def test_two_threads_write_the_same_bytes(spoken, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    threads = [
        threading.Thread(target=EmbeddedNarrator().speak, args=(request(), folder))
        for folder in folders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file_hash(folder) for folder in folders] == [file_hash(spoken[1])] * 2


def test_unknown_voice_lists_the_known_ones(tmp_path):
    with pytest.raises(BadInputError, match="bf_emma") as caught:
        EmbeddedNarrator().speak(request(voice="nobody"), tmp_path)
    assert caught.value.field == "voice"


def test_text_without_words_is_refused(tmp_path):
    with pytest.raises(BadInputError, match="nothing"):
        EmbeddedNarrator().speak(request("🎉 — …"), tmp_path)


def test_other_languages_are_refused(tmp_path):
    with pytest.raises(UnsupportedLanguageError, match="English"):
        EmbeddedNarrator().speak(request(language="de"), tmp_path)


def test_voice_asked_for_by_name_wins():
    mira = Character(name="Mira", description="A girl", age="child", gender="female")
    narrator = EmbeddedNarrator()
    assert narrator.voice_for(request(voice="am_onyx", speaker=mira)) == "am_onyx"
    assert narrator.voice_for(request(speaker=mira)).split("_")[0] in ("af", "bf")
    assert len(narrator.voices()) == 28


PEOPLE = tuple(
    Character(name=name, description=description, age=age)
    for name, description, age in (
        ("Tomas", "An old man with a white beard", "elder"),
        ("Mira", "A girl in a red coat", "child"),
        *((name, "A man in a blue shirt", "adult") for name in ("Amal", "Ravi", "Sunil", "Ben")),
        *((name, "A woman with a bag", "adult") for name in ("Asha", "Nila", "Jonas' wife")),
        ("Jonas", "A tall man", "adult"),
    )
)


def voices_of(people, **changes):
    narrator = EmbeddedNarrator()
    return [
        narrator.voice_for(request(speaker=who, cast=tuple(people), **changes)) for who in people
    ]


def test_nobody_in_a_film_shares_a_voice():
    voices = [*voices_of(PEOPLE), EmbeddedNarrator().voice_for(request())]
    assert len(set(voices)) == len(PEOPLE) + 1
    assert set(voices) <= set(EmbeddedNarrator().voices())


def test_a_voice_fits_what_the_description_says():
    genders = [voice[1] for voice in voices_of(PEOPLE)]
    assert "".join(genders) == "mfmmmmfffm"
    spoken_for = casting.cast([Character(name="Lu", description="A girl in a red coat")], seed=0)
    assert spoken_for["Lu"] in ("af_jessica", "af_sky", "bf_lily")


def test_a_newcomer_at_the_end_changes_no_voice():
    assert voices_of(PEOPLE)[:-1] == voices_of(PEOPLE[:-1])


def test_mood_and_take_leave_a_character_its_voice():
    assert voices_of(PEOPLE, mood=Mood.EPIC, take_number=3) == voices_of(PEOPLE)


def test_no_character_gets_the_voice_that_was_asked_for():
    wanted = voices_of(PEOPLE)[2]
    assert wanted not in voices_of(PEOPLE, narrator=wanted)


def test_more_people_than_voices_still_speak():
    crowd = [Character(name=f"Man {number}", description="A man") for number in range(14)]
    assert len(set(voices_of(crowd))) == 10


def test_limiter_holds_peaks_and_leaves_the_rest():
    wave = np.full(4800, 0.1, np.float32)
    wave[2400] = 1.5
    held = limited(wave)
    assert np.abs(held).max() <= CEILING
    assert held[0] == np.float32(0.1)


def test_doubled_rate_keeps_a_tone():
    tone = np.sin(2 * np.pi * 1000 * np.arange(2400) / 24_000).astype(np.float32)
    wanted = np.sin(2 * np.pi * 1000 * np.arange(4800) / 48_000)
    assert np.abs(doubled_rate(tone) - wanted)[200:-200].max() < 1e-3
