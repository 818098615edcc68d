"""A tenant's recorded voices: kept with consent, offered while it holds, erased with it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from manike.errors import BadInputError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.media.sound import read_wav, write_wav
from manike.production.brand.voice_samples import add_voice, remove_voice
from manike.production.provider_plans.imitators import recorded_voices, with_imitators
from manike.production.provider_plans.providers import Listing, Roster
from manike.script.preferences import Preferences
from manike.testing.remote_fakes import FakeRemote
from manike.testing.vendor import Vendor
from manike.voice_samples import Consent, VoiceSample

ACME, OTHER = TenantId("acme"), TenantId("other")
PROJECT = ProjectId(ACME, "spring")
TODAY = date(2026, 11, 21)
AGREED = Consent("Ada Example", date(2026, 1, 2), "contract 17", "", date(2026, 12, 1))
PLAN = {"name": "own", "parts": {"voices": {"order": ["replicate"]}}}


@pytest.fixture
def given(tmp_path):
    file = tmp_path / "ada.wav"
    tone = 0.3 * np.sin(np.arange(4 * 44_100) / 30)
    write_wav(file, np.stack([tone, tone], axis=1).astype(np.float32), 44_100)
    return VoiceSample("ada", file, "Good morning.", "female", AGREED)


@pytest.fixture
def studio(house):
    for tenant in (ACME, OTHER):
        house.studio.add_tenant(tenant)
    return house


def imitator(built):
    def build(samples):
        built.append([sample.name for sample in samples])
        return Listing(FakeRemote(Vendor(name="replicate")))

    return Roster(imitators={"replicate": build})


def test_a_recording_is_kept_as_its_imitator_hears_it_best(studio, given):
    add_voice(studio, ACME, given)
    [kept] = recorded_voices(studio.studio, studio.layout, ACME)
    samples, rate_hz = read_wav(kept.file)
    assert (samples.shape, rate_hz) == ((64_000, 1), 16_000)
    assert replace(kept.consent, sample_sha256="") == AGREED
    assert kept.agreed_recording(TODAY) == kept.file.read_bytes()
    assert recorded_voices(studio.studio, studio.layout, OTHER) == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"consent": None}, "consent"),
        ({"consent": replace(AGREED, given_by=" ")}, "consent"),
        ({"consent": replace(AGREED, record="")}, "consent"),
        ({"consent": replace(AGREED, ends_on=date(2025, 1, 1))}, "until"),
        ({"name": "../ada"}, "name"),
        ({"transcript": " "}, "said"),
    ],
)
def test_nothing_is_kept_without_consent_and_what_it_is_for(change, field, studio, given):
    with pytest.raises(BadInputError) as refused:
        add_voice(studio, ACME, replace(given, **change))
    assert refused.value.field == field
    assert recorded_voices(studio.studio, studio.layout, ACME) == ()


@pytest.mark.parametrize(
    ("content", "said"), [("short", "lasts 1.0 s"), ("silent", "is silent"), ("page", "no whole")]
)
def test_a_recording_that_is_no_speech_is_refused(content, said, studio, given, tmp_path):
    file = tmp_path / "other.wav"
    if content == "page":
        file.write_text("<html>")
    else:
        length = 16_000 if content == "short" else 64_000
        level = 0.3 if content == "short" else 0.0
        write_wav(file, np.full(length, level, np.float32), 16_000)
    with pytest.raises(BadInputError, match=said):
        add_voice(studio, ACME, replace(given, file=file))


def test_only_a_tenant_who_has_a_voice_is_spoken_for_in_one(studio, given):
    add_voice(studio, ACME, given)
    built = []
    chosen = replace(studio, roster=imitator(built))
    chosen.submit(PROJECT, "A boat.", Preferences(), plan=PLAN)
    assert chosen.cast(PROJECT).speech.chosen[0].name == "replicate"
    assert built[-1] == ["ada"]
    theirs = ProjectId(OTHER, "spring")
    chosen.submit(theirs, "A boat.", Preferences(), plan=PLAN)
    with pytest.raises(BadInputError, match="no voice with its owner's consent on record; record"):
        _ = chosen.cast(theirs).speech


def test_a_voice_whose_consent_has_ended_is_not_offered(studio, given):
    sample = add_voice(studio, ACME, given)
    built = []
    roster = imitator(built)
    assert with_imitators(roster, [sample], date(2026, 12, 1)).speech == {}
    said = with_imitators(roster, [sample], date(2026, 12, 1)).missing["replicate"]
    assert said.startswith("ada: the consent does not hold on 2026-12-01; record it with manike")
    later = replace(sample, name="bob", consent=replace(sample.consent, ends_on=None))
    with_imitators(roster, [sample, later], date(2026, 12, 1))
    assert built == [["bob"]]


def test_a_voice_that_is_taken_back_is_erased(studio, given):
    kept = add_voice(studio, ACME, given)
    remove_voice(studio, ACME, "ada")
    assert not kept.file.exists()
    assert recorded_voices(studio.studio, studio.layout, ACME) == ()
    with pytest.raises(BadInputError, match="has no voice 'ada'"):
        remove_voice(studio, ACME, "ada")


def test_another_recording_does_not_pass_under_the_same_consent(studio, given):
    kept = add_voice(studio, ACME, given)
    kept.file.write_bytes(given.file.read_bytes())
    with pytest.raises(BadInputError, match="consent is for another recording"):
        kept.agreed_recording(TODAY)


def test_a_tenant_that_is_not_there_has_no_voice(house, given):
    with pytest.raises(NotFoundError):
        add_voice(house, ACME, given)
