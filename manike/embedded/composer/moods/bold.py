"""Casts of the bold moods: triumphant, energetic, eerie."""

from manike.embedded.composer.instruments import Instrument as I
from manike.embedded.composer.moods.cast import (
    Cast,
    bass,
    counter,
    double,
    figure,
    hold,
    lead,
)
from manike.embedded.composer.moods.grooves import BREAKBEAT, DREAD, PARADE, SPRINT

TRIUMPHANT = (
    Cast(
        (
            hold(I.STRINGS, -10),
            figure(I.BRASS, -4, "march", "hits", pan=-0.1, energies=(0.3, 1.1)),
            bass(I.BRASS, -6, "half", "root_fifth", entry=0.15, shift=-12),
            lead(I.TRUMPET, -5, 70, pan=0.1),
            double(I.HORN, -4, -12, entry=0.5),
            double(I.TRUMPET, -8, 4, entry=0.9),
            figure(I.STRINGS_SHORT, 0, "drive", "pulse", pan=0.22, energies=(0.55, 1.1)),
            figure(I.GLOCKENSPIEL, -12, "bells", pan=0.35, energies=(0.85, 1.1), shift=12),
        ),
        PARADE,
    ),
    Cast(
        (
            hold(I.HORN, -9, voices=3),
            figure(I.STRINGS_SHORT, 1, "march", "drive", pan=0.2, energies=(0.2, 1.1)),
            bass(I.STRINGS, -5, "half", "pulse", entry=0.15),
            lead(I.TRUMPET, -4, 68, pan=-0.08),
            double(I.STRINGS, -3, 12, entry=0.6),
            hold(I.BRASS, -8, entry=0.75, shift=-12),
            hold(I.CHOIR, -10, entry=0.9),
        ),
        PARADE,
    ),
    Cast(
        (
            figure(I.PIANO, -3, "march", "pushed", "pulse", pan=-0.1),
            hold(I.BRASS, -9, entry=0.45, voices=3),
            bass(I.UPRIGHT_BASS, -3, "root_fifth", "octaves", entry=0.1),
            lead(I.HORN, -3, 64, pan=0.08),
            double(I.TRUMPET, -5, 12, entry=0.6),
            hold(I.STRINGS, -9, entry=0.35),
            figure(I.GLOCKENSPIEL, -11, "bells", pan=0.35, energies=(0.6, 1.1), shift=12),
        ),
        PARADE,
    ),
)

ENERGETIC = (
    Cast(
        (
            figure(I.SYNTH_PLUCK, -3, "sixteenths", "drive", "eighths", pan=-0.15),
            figure(I.SYNTH_PLUCK, -8, "rising", "rocking", pan=0.3, energies=(0.5, 1.1), shift=12),
            bass(I.SYNTH_BASS, -8, "pulse", "octaves", entry=0.1),
            lead(I.ELECTRIC_PIANO, -3, 74, pan=0.08),
            double(I.SYNTH_PLUCK, -6, 12, entry=0.6),
            hold(I.WARM_PAD, -12, entry=0.45),
        ),
        SPRINT,
    ),
    Cast(
        (
            figure(I.MARIMBA, -3, "sixteenths", "drive", pan=0.2),
            figure(I.ELECTRIC_PIANO, -5, "pushed", "syncopated", pan=-0.18, energies=(0.3, 1.1)),
            bass(I.SYNTH_BASS, -8, "push", "octaves", entry=0.1),
            lead(I.SYNTH_PLUCK, -2, 76, pan=0.05),
            double(I.TRUMPET, -9, 0, entry=0.7),
            figure(I.BRASS, -7, "hits", energies=(0.8, 1.1), shift=-12),
        ),
        BREAKBEAT,
    ),
    Cast(
        (
            figure(I.PIANO, -3, "pushed", "syncopated", "hits", pan=-0.1),
            figure(I.SYNTH_PLUCK, -6, "sixteenths", "drive", pan=0.22, energies=(0.25, 1.1)),
            bass(I.UPRIGHT_BASS, -4, "octaves", "push", entry=0.1),
            lead(I.VIOLIN, -5, 76, pan=0.08),
            double(I.SYNTH_PLUCK, -6, 0, entry=0.55),
            figure(I.STRINGS_SHORT, 0, "pulse", "drive", pan=-0.25, energies=(0.6, 1.1)),
        ),
        SPRINT,
    ),
)

EERIE = (
    Cast(
        (
            hold(I.GLASS_PAD, -13, voices=3),
            hold(I.STRINGS_TREMOLO, -11, entry=0.5, shift=-12, voices=3),
            figure(I.CELESTA, -9, "sparse", "drops", pan=0.3, shift=12),
            bass(I.SYNTH_BASS, -6, "whole", "heartbeat", entry=0.1),
            lead(I.WHISTLE, -8, 74, pan=-0.1),
            counter(I.CELLO, -9, 50, entry=0.4),
            hold(I.CHOIR, -10, entry=0.7, shift=-12, voices=3),
        ),
        DREAD,
    ),
    Cast(
        (
            hold(I.CHOIR, -12, entry=0.3, shift=-12, voices=3),
            figure(I.PIANO, -3, "sparse", "drops", pan=0.2, shift=-12),
            figure(I.MUSIC_BOX, -12, "sparse", "bells", pan=-0.35, energies=(0.3, 1.1), shift=12),
            bass(I.STRINGS, -7, "whole", entry=0.1),
            lead(I.WHISTLE, -8, 70, pan=0.1),
            counter(I.STRINGS_TREMOLO, -9, 76, entry=0.45),
        ),
        DREAD,
    ),
    Cast(
        (
            hold(I.GLASS_PAD, -12, voices=3),
            hold(I.STRINGS_TREMOLO, -12, entry=0.55, voices=3),
            figure(I.PIZZICATO, -6, "sparse", "skip", pan=-0.25, shift=-12),
            bass(I.SYNTH_BASS, -6, "heartbeat", "whole", entry=0.15),
            lead(I.CELLO, -6, 52, pan=0.1),
            double(I.WHISTLE, -10, 24, entry=0.55),
        ),
        DREAD,
    ),
)
