"""``manike voice`` as its users meet it, and a narration in a recorded voice through the roster."""

import json
from datetime import date

import numpy as np
import pytest

from manike.ids import ProjectId
from manike.media.sound import write_wav
from manike.ports import VoiceOver
from manike.production.brand.voice_samples import add_voice
from manike.production.opening import open_house
from manike.production.scripts import approve_script, write_script
from manike.production.voices import speak_scene, voice_of
from manike.script.preferences import Preferences
from manike.testing.fakes import fake_providers
from manike.voice_samples import Consent, VoiceSample
from resources.roster import build_roster

PLAN = {
    "name": "own",
    "is_commercial": False,
    "parts": {"voices": {"order": ["replicate", "embedded"]}},
}


@pytest.fixture
def recording(tmp_path):
    file = tmp_path / "ada.wav"
    write_wav(file, (0.3 * np.sin(np.arange(64_000) / 9)).astype(np.float32), 16_000)
    return file


def test_a_voice_is_added_listed_and_removed(manike, recording):
    manike("tenant", "add", "acme")
    told = ("--said", "Good morning.", "--gender", "female", "--by", "Ada", "--record", "17")
    add = ("voice", "add", "acme", "ada", str(recording), *told)
    code, _, errors = manike(*add)
    assert (code, "say who agreed (--by), when (--on)" in errors) == (1, True)
    assert manike(*add, "--on", "2026-01-02")[1] == "acme may use the voice ada.\n"
    [shown] = json.loads(manike("voice", "list", "acme", "--json")[1])
    assert (shown["by"], shown["on"], shown["until"]) == ("Ada", "2026-01-02", "")
    assert "Ada" in manike("voice", "list", "acme")[1]
    assert manike("voice", "remove", "acme", "ada")[0] == 0
    assert json.loads(manike("voice", "list", "acme", "--json")[1]) == []


def test_a_film_is_narrated_in_the_tenants_own_voice(settings, standin, recording):
    roster = build_roster(settings, {"MANIKE_STANDIN_URL": standin.url})
    project = ProjectId.parse("acme/spring")
    with open_house(settings, fake_providers(), roster=roster, worker_count=0) as house:
        house.submit(project, "A boat leaves. A gull sings.", Preferences(duration_s=10), plan=PLAN)
        write_script(house, project)
        approve_script(house, project)
        speak_scene(house, project, 1)
        assert voice_of(house, project, 1).provider == "fake"
        consent = Consent("Ada", date(2026, 1, 2), "contract 17", "")
        given = VoiceSample("ada", recording, "Good morning.", "female", consent)
        add_voice(house, project.tenant, given)
        speak_scene(house, project, 2)
        take = voice_of(house, project, 2)
    assert (take.provider, take.record(VoiceOver).voice) == ("replicate", "ada")
    [bill] = standin.bills("replicate")
    [call] = standin.calls("replicate", "predictions.create")
    assert call.body["input"]["prompt_text"] == "Good morning."
    assert bill.amount > 0
