"""Casts of the lively and the strong moods: joyful, playful, epic, tense."""

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
from manike.embedded.composer.moods.grooves import (
    BLOCKS,
    CLOCK,
    HEART,
    PROCESSION,
    STOMP,
    SUNNY,
    TAIKOS,
    TIPTOE,
)

JOYFUL = (
    Cast(
        (
            figure(I.NYLON_GUITAR, -2, "pushed", "syncopated", "upbeat", pan=-0.22),
            figure(
                I.GLOCKENSPIEL, -9, "bells", "rocking", pan=0.35, energies=(0.35, 1.1), shift=12
            ),
            hold(I.WARM_PAD, -14),
            hold(I.STRINGS, -12, entry=0.5, voices=3),
            bass(I.UPRIGHT_BASS, -4, "root_fifth", "push"),
            lead(I.FLUTE, -4, 77, pan=0.12),
            double(I.STRINGS, -7, 0),
            figure(I.PIZZICATO, -5, "eighths", "skip", pan=0.25, energies=(0.5, 1.1)),
        ),
        SUNNY,
    ),
    Cast(
        (
            figure(I.PIANO, -3, "stride", "pushed", "syncopated", pan=-0.1),
            figure(I.MARIMBA, -6, "rocking", "skip", pan=0.25, energies=(0.3, 1.1)),
            hold(I.WARM_PAD, -13),
            bass(I.UPRIGHT_BASS, -4, "root_fifth", "octaves"),
            lead(I.CLARINET, -4, 72, pan=0.12),
            double(I.FLUTE, -7, 12),
            counter(I.HORN, -11, 60, entry=0.7),
        ),
        STOMP,
    ),
    Cast(
        (
            figure(I.KALIMBA, -3, "rocking", "rising", pan=0.2),
            figure(I.ELECTRIC_PIANO, -6, "syncopated", "pushed", pan=-0.15, energies=(0.3, 1.1)),
            hold(I.STRINGS, -12, entry=0.6, voices=3),
            bass(I.SYNTH_BASS, -8, "push", "octaves"),
            lead(I.VIBRAPHONE, -5, 76, pan=0.08),
            double(I.FLUTE, -7, 0, entry=0.7),
        ),
        SUNNY,
    ),
)

PLAYFUL = (
    Cast(
        (
            figure(I.PIZZICATO, 0, "stride", "hop", "skip", pan=-0.18),
            bass(I.UPRIGHT_BASS, -4, "root_fifth", "walk", entry=0.1),
            lead(I.CLARINET, -3, 70, pan=0.12),
            double(I.FLUTE, -7, 12, entry=0.5),
            figure(I.GLOCKENSPIEL, -10, "bells", "drops", pan=0.35, energies=(0.5, 1.1), shift=12),
            hold(I.STRINGS, -15, entry=0.8, voices=3),
        ),
        BLOCKS,
    ),
    Cast(
        (
            figure(I.MARIMBA, -2, "hop", "stride", "skip", pan=-0.15),
            figure(I.PIZZICATO, -3, "upbeat", "eighths", pan=0.25, energies=(0.4, 1.1)),
            bass(I.UPRIGHT_BASS, -4, "bounce", "walk", entry=0.1),
            lead(I.CELESTA, -4, 81, pan=0.1),
            double(I.CLARINET, -9, -12, entry=0.5),
        ),
        TIPTOE,
    ),
    Cast(
        (
            figure(I.NYLON_GUITAR, -2, "stride", "upbeat", pan=-0.2),
            figure(I.MUSIC_BOX, -9, "rocking", "bells", pan=0.3, energies=(0.3, 1.1), shift=12),
            bass(I.UPRIGHT_BASS, -4, "root_fifth", "bounce", entry=0.1),
            lead(I.FLUTE, -4, 77, pan=0.1),
            double(I.KALIMBA, -7, 0, entry=0.45),
            counter(I.CLARINET, -11, 62, entry=0.6),
        ),
        BLOCKS,
    ),
)

EPIC = (
    Cast(
        (
            hold(I.STRINGS, -10),
            figure(
                I.STRINGS_SHORT, 2, "drive", "sixteenths", "pulse", pan=0.22, energies=(0.36, 1.1)
            ),
            bass(I.STRINGS, -5, "whole", "half", entry=0.1),
            lead(I.HORN, -4, 62, pan=-0.1),
            double(I.BRASS, -5, 0, entry=0.85),
            double(I.STRINGS, -3, 12, entry=0.6),
            hold(I.CHOIR, -8, entry=0.8),
            figure(I.BRASS, -5, "hits", "march", energies=(0.92, 1.1), shift=-12),
        ),
        TAIKOS,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -11),
            figure(I.PIANO, -4, "open", "pulse", pan=-0.1, energies=(0.0, 0.7)),
            figure(I.STRINGS_SHORT, 2, "sixteenths", "drive", pan=0.2, energies=(0.45, 1.1)),
            bass(I.SYNTH_BASS, -7, "whole", "pulse"),
            lead(I.CELLO, -5, 60, pan=0.1),
            double(I.HORN, -4, 0, entry=0.6),
            double(I.STRINGS, -4, 12, entry=0.8),
            hold(I.CHOIR, -9, entry=0.65),
            hold(I.BRASS, -9, entry=0.9, shift=-12),
        ),
        PROCESSION,
    ),
    Cast(
        (
            hold(I.CHOIR, -10),
            hold(I.STRINGS, -9, entry=0.35),
            figure(I.HARP, -6, "ripple", "wide", pan=-0.25, energies=(0.1, 0.9)),
            figure(I.STRINGS_SHORT, 2, "pulse", "drive", pan=0.22, energies=(0.55, 1.1)),
            bass(I.STRINGS, -6, "whole", "dotted", entry=0.2),
            lead(I.HORN, -4, 64),
            double(I.STRINGS, -4, 12, entry=0.7),
            double(I.BRASS, -6, 0, entry=0.92),
        ),
        TAIKOS,
    ),
)

TENSE = (
    Cast(
        (
            hold(I.STRINGS_TREMOLO, -6, voices=3),
            figure(
                I.STRINGS_SHORT, 1, "pulse", "drive", "sixteenths", pan=0.15, energies=(0.3, 1.1)
            ),
            bass(I.SYNTH_BASS, -7, "heartbeat", "pulse", entry=0.15),
            lead(I.CELLO, -7, 57, pan=-0.12),
            figure(I.PIANO, -8, "hits", "pulse", pan=-0.1, energies=(0.6, 1.1), shift=-12),
            double(I.HORN, -6, 0, entry=0.75),
            hold(I.BRASS, -11, entry=0.9, shift=-12, voices=3),
        ),
        CLOCK,
    ),
    Cast(
        (
            hold(I.GLASS_PAD, -12),
            figure(I.PIZZICATO, -1, "pulse", "eighths", "skip", pan=-0.2),
            hold(I.STRINGS_TREMOLO, -12, entry=0.5, voices=3),
            bass(I.STRINGS, -6, "whole", "pulse", entry=0.15),
            lead(I.CLARINET, -5, 62, pan=0.12),
            figure(I.STRINGS_SHORT, 1, "drive", "sixteenths", pan=0.22, energies=(0.6, 1.1)),
            double(I.STRINGS, -7, 12, entry=0.8),
        ),
        HEART,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -11, shift=-12, voices=3),
            figure(I.MARIMBA, -4, "sixteenths", "pulse", "drive", pan=0.18),
            figure(I.STRINGS_SHORT, 0, "pulse", "eighths", pan=-0.2, energies=(0.5, 1.1)),
            bass(I.SYNTH_BASS, -7, "pulse", "heartbeat", entry=0.2),
            lead(I.HORN, -8, 58),
            counter(I.STRINGS_TREMOLO, -9, 70, entry=0.45),
            double(I.BRASS, -8, 0, entry=0.85),
        ),
        CLOCK,
    ),
)
