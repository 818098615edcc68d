"""What the composer can play: pitched instruments by program number, drums by key."""

from dataclasses import dataclass
from enum import IntEnum


class Instrument(IntEnum):
    """A pitched instrument; the value is its program number in the soundfont."""

    PIANO = 0
    FELT_PIANO = 1
    ELECTRIC_PIANO = 2
    NYLON_GUITAR = 3
    HARP = 4
    PIZZICATO = 5
    UPRIGHT_BASS = 6
    SYNTH_BASS = 7
    MUSIC_BOX = 8
    CELESTA = 9
    GLOCKENSPIEL = 10
    VIBRAPHONE = 11
    MARIMBA = 12
    KALIMBA = 13
    STRINGS = 14
    STRINGS_SHORT = 15
    STRINGS_TREMOLO = 16
    CELLO = 17
    CHOIR = 18
    WARM_PAD = 19
    GLASS_PAD = 20
    FLUTE = 21
    CLARINET = 22
    HORN = 23
    BRASS = 24
    VIOLIN = 25
    TRUMPET = 26
    ACCORDION = 27
    SYNTH_PLUCK = 28
    WHISTLE = 29


class Drum(IntEnum):
    """A struck sound of the kit; the value is its MIDI key on the drum channel."""

    LOW_DRUM = 35
    TAIKO = 36
    TAIKO_HIGH = 37
    TAIKO_RIM = 38
    TOM_LOW = 39
    TOM_HIGH = 40
    FRAME_DUM = 41
    FRAME_TEK = 42
    KICK = 43
    BRUSH_SNARE = 44
    BRUSH_SWEEP = 45
    HAT = 46
    SHAKER = 47
    SHAKER_SOFT = 48
    TAMBOURINE = 49
    WOODBLOCK = 50
    WOODBLOCK_HIGH = 51
    TICK = 52
    SNAP = 53
    TRIANGLE = 54
    CYMBAL_SWELL = 55
    CRASH = 56
    BOOM = 57
    RISER = 58
    SNARE = 59
    CLAP = 60


@dataclass(frozen=True, slots=True)
class Compass:
    """The MIDI keys in which an instrument sounds well."""

    low: int
    high: int


COMPASS: dict[Instrument, Compass] = {
    Instrument.PIANO: Compass(33, 96),
    Instrument.FELT_PIANO: Compass(36, 91),
    Instrument.ELECTRIC_PIANO: Compass(36, 88),
    Instrument.NYLON_GUITAR: Compass(40, 81),
    Instrument.HARP: Compass(36, 93),
    Instrument.PIZZICATO: Compass(38, 86),
    Instrument.UPRIGHT_BASS: Compass(28, 55),
    Instrument.SYNTH_BASS: Compass(28, 55),
    Instrument.MUSIC_BOX: Compass(67, 98),
    Instrument.CELESTA: Compass(60, 98),
    Instrument.GLOCKENSPIEL: Compass(74, 100),
    Instrument.VIBRAPHONE: Compass(53, 89),
    Instrument.MARIMBA: Compass(45, 88),
    Instrument.KALIMBA: Compass(55, 86),
    Instrument.STRINGS: Compass(33, 91),
    Instrument.STRINGS_SHORT: Compass(33, 88),
    Instrument.STRINGS_TREMOLO: Compass(38, 88),
    Instrument.CELLO: Compass(36, 74),
    Instrument.CHOIR: Compass(43, 81),
    Instrument.WARM_PAD: Compass(36, 84),
    Instrument.GLASS_PAD: Compass(48, 91),
    Instrument.FLUTE: Compass(60, 91),
    Instrument.CLARINET: Compass(52, 84),
    Instrument.HORN: Compass(41, 74),
    Instrument.BRASS: Compass(36, 72),
    Instrument.VIOLIN: Compass(55, 93),
    Instrument.TRUMPET: Compass(54, 82),
    Instrument.ACCORDION: Compass(45, 88),
    Instrument.SYNTH_PLUCK: Compass(40, 91),
    Instrument.WHISTLE: Compass(57, 91),
}
