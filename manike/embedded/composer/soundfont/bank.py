"""Every instrument of the composer in one soundfont."""

import hashlib
from collections.abc import Callable
from functools import partial

import numpy as np

from manike.embedded.composer.instruments import Instrument
from manike.embedded.composer.soundfont import drums, plucked, struck, sustained
from manike.embedded.composer.soundfont.patch import (
    Manner,
    Recording,
    drum_zones,
    preset,
    samples_of,
)
from manike.embedded.composer.soundfont.sf2 import Preset, soundfont_bytes

VERSION = 3
"""Counts up with every change of sound, so that no cache serves an older one."""

_DRUM_BANK = 128

_MALLET = Manner(release_s=1.8)

_MANNERS: dict[Instrument, Manner] = {
    Instrument.PIANO: Manner(release_s=0.45, cutoff_hz=(2600, 5200, 12000), spread=0.35),
    Instrument.FELT_PIANO: Manner(release_s=0.5, cutoff_hz=(1800, 2800, 4500), spread=0.3),
    Instrument.ELECTRIC_PIANO: Manner(
        release_s=0.4, cutoff_hz=(2000, 3600, 8000), tremolo_db=1.2, tremolo_hz=4.3
    ),
    Instrument.NYLON_GUITAR: Manner(release_s=0.45, cutoff_hz=(3000, 5000, 10000)),
    Instrument.HARP: Manner(release_s=1.6, cutoff_hz=(3500, 6000, 11000), spread=0.4),
    Instrument.PIZZICATO: Manner(release_s=0.5, cutoff_hz=(2800, 5000, 9000), spread=0.3),
    Instrument.UPRIGHT_BASS: Manner(release_s=0.18),
    Instrument.SYNTH_BASS: Manner(
        attack_s=0.008,
        decay_s=6.0,
        sustain_db=10,
        release_s=0.15,
        cutoff_hz=(260, 380, 520),
        sweep_cents=1500,
        sweep_s=0.35,
    ),
    Instrument.MUSIC_BOX: _MALLET,
    Instrument.CELESTA: _MALLET,
    Instrument.GLOCKENSPIEL: _MALLET,
    Instrument.VIBRAPHONE: Manner(release_s=1.2, tremolo_db=1.6, tremolo_hz=4.8, spread=0.3),
    Instrument.MARIMBA: Manner(release_s=0.8, cutoff_hz=(2800, 5000, 9000), spread=0.3),
    Instrument.KALIMBA: Manner(release_s=1.0, cutoff_hz=(3500, 7000, 12000), spread=0.3),
    Instrument.STRINGS: Manner(attack_s=0.22, release_s=0.7, cutoff_hz=(2600, 4200, 7500)),
    Instrument.STRINGS_SHORT: Manner(
        attack_s=0.018,
        decay_s=0.9,
        sustain_db=22,
        release_s=0.22,
        cutoff_hz=(2600, 4200, 7500),
        sweep_cents=900,
        sweep_s=0.12,
    ),
    Instrument.STRINGS_TREMOLO: Manner(
        attack_s=0.3, release_s=0.7, cutoff_hz=(2400, 3800, 6500), tremolo_db=4.5, tremolo_hz=9.0
    ),
    Instrument.CELLO: Manner(
        attack_s=0.10,
        release_s=0.3,
        cutoff_hz=(2400, 3800, 7000),
        sweep_cents=500,
        sweep_attack_s=0.12,
        sweep_s=0.6,
        vibrato_cents=13,
    ),
    Instrument.CHOIR: Manner(attack_s=0.30, release_s=0.9, cutoff_hz=(2600, 3800, 6500)),
    Instrument.WARM_PAD: Manner(attack_s=0.55, release_s=1.3, cutoff_hz=(1100, 1700, 3000)),
    Instrument.GLASS_PAD: Manner(attack_s=0.7, release_s=1.6, cutoff_hz=(3000, 4500, 7000)),
    Instrument.FLUTE: Manner(
        attack_s=0.06,
        release_s=0.18,
        cutoff_hz=(3000, 5000, 8000),
        sweep_cents=400,
        sweep_s=0.2,
        vibrato_cents=11,
        vibrato_hz=4.9,
    ),
    Instrument.CLARINET: Manner(
        attack_s=0.045,
        release_s=0.15,
        cutoff_hz=(2300, 3800, 6500),
        sweep_cents=400,
        sweep_s=0.25,
        vibrato_cents=4,
    ),
    Instrument.HORN: Manner(
        attack_s=0.09,
        release_s=0.35,
        cutoff_hz=(1200, 1900, 3400),
        sweep_cents=900,
        sweep_attack_s=0.07,
        sweep_s=0.7,
        vibrato_cents=3,
        vibrato_hz=4.6,
    ),
    Instrument.BRASS: Manner(
        attack_s=0.06,
        release_s=0.4,
        cutoff_hz=(1500, 2600, 5000),
        sweep_cents=1100,
        sweep_attack_s=0.05,
        sweep_s=0.9,
        vibrato_cents=3,
    ),
    Instrument.VIOLIN: Manner(
        attack_s=0.09,
        release_s=0.28,
        cutoff_hz=(2600, 4000, 7000),
        sweep_cents=400,
        sweep_attack_s=0.1,
        sweep_s=0.5,
        vibrato_cents=16,
        vibrato_hz=5.6,
    ),
    Instrument.TRUMPET: Manner(
        attack_s=0.035,
        release_s=0.2,
        cutoff_hz=(1700, 3000, 5600),
        sweep_cents=800,
        sweep_attack_s=0.04,
        sweep_s=0.6,
        vibrato_cents=4,
    ),
    Instrument.ACCORDION: Manner(
        attack_s=0.05, release_s=0.18, cutoff_hz=(2400, 3600, 6000), tremolo_db=1.0, tremolo_hz=5.5
    ),
    Instrument.SYNTH_PLUCK: Manner(
        attack_s=0.003,
        decay_s=0.9,
        sustain_db=30,
        release_s=0.2,
        cutoff_hz=(600, 1000, 1700),
        sweep_cents=2200,
        sweep_s=0.22,
        spread=0.4,
    ),
    Instrument.WHISTLE: Manner(
        attack_s=0.16, release_s=0.5, vibrato_cents=26, vibrato_hz=5.8, vibrato_delay_s=0.15
    ),
}


_Recorder = Callable[[np.random.Generator], tuple[Recording, ...]]

_RECORDED: dict[Instrument, _Recorder] = {
    Instrument.PIANO: partial(struck.piano, felt=False),
    Instrument.FELT_PIANO: partial(struck.piano, felt=True),
    Instrument.ELECTRIC_PIANO: lambda _: struck.electric_piano(),
    Instrument.NYLON_GUITAR: partial(plucked.plucked, string=plucked.NYLON_GUITAR),
    Instrument.HARP: partial(plucked.plucked, string=plucked.HARP),
    Instrument.PIZZICATO: partial(plucked.plucked, string=plucked.PIZZICATO),
    Instrument.UPRIGHT_BASS: partial(plucked.plucked, string=plucked.UPRIGHT_BASS),
    Instrument.SYNTH_BASS: partial(sustained.held, blend=sustained.SYNTH_BASS),
    Instrument.MUSIC_BOX: partial(struck.bars, bar=struck.MUSIC_BOX),
    Instrument.CELESTA: partial(struck.bars, bar=struck.CELESTA),
    Instrument.GLOCKENSPIEL: partial(struck.bars, bar=struck.GLOCKENSPIEL),
    Instrument.VIBRAPHONE: partial(struck.bars, bar=struck.VIBRAPHONE),
    Instrument.MARIMBA: partial(struck.bars, bar=struck.MARIMBA),
    Instrument.KALIMBA: partial(struck.bars, bar=struck.KALIMBA),
    Instrument.STRINGS: partial(sustained.held, blend=sustained.STRINGS),
    Instrument.CELLO: partial(sustained.held, blend=sustained.CELLO),
    Instrument.CHOIR: partial(sustained.held, blend=sustained.CHOIR),
    Instrument.WARM_PAD: partial(sustained.held, blend=sustained.WARM_PAD),
    Instrument.GLASS_PAD: partial(sustained.held, blend=sustained.GLASS_PAD),
    Instrument.FLUTE: partial(sustained.held, blend=sustained.FLUTE),
    Instrument.CLARINET: partial(sustained.held, blend=sustained.CLARINET),
    Instrument.HORN: partial(sustained.held, blend=sustained.HORN),
    Instrument.BRASS: partial(sustained.held, blend=sustained.BRASS),
    Instrument.VIOLIN: partial(sustained.held, blend=sustained.VIOLIN),
    Instrument.TRUMPET: partial(sustained.held, blend=sustained.TRUMPET),
    Instrument.ACCORDION: partial(sustained.held, blend=sustained.ACCORDION),
    Instrument.SYNTH_PLUCK: partial(sustained.held, blend=sustained.SYNTH_PLUCK),
    Instrument.WHISTLE: partial(sustained.held, blend=sustained.WHISTLE),
}

_BORROWED = {
    Instrument.STRINGS_SHORT: Instrument.STRINGS,
    Instrument.STRINGS_TREMOLO: Instrument.STRINGS,
}
"""Instruments that play another one's recordings in a manner of their own."""


def build_soundfont() -> bytes:
    """Synthesise the soundfont; takes a few seconds and gives the same bytes each time."""
    notes = {
        instrument: [samples_of(instrument.name.lower(), note) for note in record(_rng(instrument))]
        for instrument, record in _RECORDED.items()
    }
    presets = [
        preset(each.name.lower(), each, notes[_BORROWED.get(each, each)], manner)
        for each, manner in _MANNERS.items()
    ]
    return soundfont_bytes(f"Manike {VERSION}", [*presets, _kit()])


def _kit() -> Preset:
    waves = drums.recordings(_rng())
    zones = [
        zone
        for drum, (wave, gain) in waves.items()
        for zone in drum_zones(drum.name.lower()[:17], drum, wave, drums.RATE_HZ, gain)
    ]
    return Preset("kit", _DRUM_BANK, 0, tuple(zones))


def _rng(instrument: Instrument | None = None) -> np.random.Generator:
    name = "KIT" if instrument is None else instrument.name
    digest = hashlib.sha256(f"manike soundfont {VERSION} {name}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
