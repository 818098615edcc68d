"""What is asked of the composer for a cue of a script, and when its music is made anew."""

import pytest

from manike.ports import SceneStart, ScriptRequest
from manike.production.wanted import music_generation, music_request
from manike.script.models import MusicCue
from manike.script.preferences import Preferences
from manike.script.vocabulary import Mood
from manike.testing.fakes import FakeWriter, fake_providers

WISHES = Preferences(duration_s=40, seed=3)


@pytest.fixture
def script():
    """Four scenes of 10 s; the second cue runs from the third scene to the last."""
    text = "A quiet lake. A walk. A storm comes. The sun is back."
    written = FakeWriter().write_script(ScriptRequest(text, WISHES))
    moods = (Mood.CALM, Mood.CALM, Mood.TENSE, Mood.HOPEFUL)
    scenes = tuple(
        scene.model_copy(update={"mood": mood, "duration_s": 10.0})
        for scene, mood in zip(written.scenes, moods, strict=True)
    )
    music = tuple(
        MusicCue(
            number=n, first_scene=first, last_scene=last, mood=mood, tempo_bpm=90, key="C major"
        )
        for n, first, last, mood in ((1, 1, 2, Mood.CALM), (2, 3, 4, Mood.TENSE))
    )
    return written.model_copy(update={"scenes": scenes, "music": music})


def changed(script, number, **fields):
    scenes = tuple(
        scene.model_copy(update=fields) if scene.number == number else scene
        for scene in script.scenes
    )
    return script.model_copy(update={"scenes": scenes})


def fingerprints(script):
    providers = fake_providers()
    return [
        music_generation(providers.music, script, cue, WISHES, 1).fingerprint
        for cue in script.music
    ]


def test_a_cue_is_told_where_its_own_scenes_begin_and_how_strong_they_are(script):
    request = music_request(script, script.music[1], WISHES, 1)

    assert request.duration_s == 20.0
    assert request.scenes == (SceneStart(0.0, 0.75), SceneStart(10.0, 0.6))


def test_cues_of_one_film_have_seeds_of_their_own(script):
    seeds = {music_request(script, cue, WISHES, 1).seed for cue in script.music}

    assert len(seeds) == 2


def test_another_cut_makes_only_its_own_cue_anew(script):
    before = fingerprints(script)
    moved = changed(changed(script, 3, duration_s=8.0), 4, duration_s=12.0)

    assert fingerprints(moved)[0] == before[0]
    assert fingerprints(moved)[1] != before[1]


def test_another_mood_of_a_scene_makes_its_cue_anew_and_other_words_do_not(script):
    before = fingerprints(script)

    assert fingerprints(changed(script, 1, mood=Mood.EPIC))[0] != before[0]
    assert fingerprints(changed(script, 1, narration="Another line.")) == before
