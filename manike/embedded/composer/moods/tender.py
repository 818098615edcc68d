"""Casts of the tender moods: romantic, nostalgic, dreamy."""

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
from manike.embedded.composer.moods.grooves import HEARTH, OLD_STROLL, OLD_WALTZ, STARLIGHT

ROMANTIC = (
    Cast(
        (
            hold(I.STRINGS, -9),
            figure(I.PIANO, -3, "rising", "wide", "ripple", pan=-0.12),
            bass(I.CELLO, -8, "whole", "half", entry=0.2),
            lead(I.VIOLIN, -5, 74, pan=0.12),
            counter(I.CELLO, -8, 55, entry=0.4),
            double(I.STRINGS, -5, -12, entry=0.7),
        ),
        HEARTH,
    ),
    Cast(
        (
            hold(I.STRINGS, -9, entry=0.25),
            figure(I.HARP, -3, "rising", "ripple", "wide", pan=-0.2),
            bass(I.UPRIGHT_BASS, -7, "whole", "half", entry=0.25),
            lead(I.CELLO, -4, 60, pan=0.1),
            double(I.VIOLIN, -6, 12, entry=0.6),
            counter(I.FLUTE, -10, 74, entry=0.5),
        ),
        HEARTH,
    ),
    Cast(
        (
            hold(I.STRINGS, -10, voices=3),
            figure(I.NYLON_GUITAR, -2, "rocking", "alberti", "wide", pan=-0.22),
            bass(I.CELLO, -9, "half", "whole", entry=0.2),
            lead(I.VIOLIN, -5, 72, pan=0.14),
            counter(I.CLARINET, -10, 62, entry=0.5),
            double(I.VIOLIN, -9, -8, entry=0.8),
        ),
    ),
)

NOSTALGIC = (
    Cast(
        (
            figure(I.ACCORDION, -7, "waltz", "upbeat", pan=-0.18),
            figure(I.PIANO, -6, "stride", "waltz", pan=0.12, energies=(0.35, 1.1)),
            bass(I.UPRIGHT_BASS, -4, "bounce", "root_fifth", entry=0.2),
            lead(I.CLARINET, -4, 69, pan=0.1),
            double(I.VIOLIN, -8, 12, entry=0.65),
            hold(I.STRINGS, -13, entry=0.6, voices=3),
        ),
        OLD_WALTZ,
    ),
    Cast(
        (
            figure(I.FELT_PIANO, -3, "stride", "alberti", "rocking", pan=-0.1),
            figure(I.MUSIC_BOX, -11, "bells", "falling", pan=0.32, energies=(0.0, 0.7), shift=12),
            bass(I.UPRIGHT_BASS, -5, "half", "root_fifth", entry=0.3),
            lead(I.ACCORDION, -7, 71, pan=0.1),
            counter(I.CLARINET, -9, 60, entry=0.45),
            double(I.VIOLIN, -9, 0, entry=0.75),
        ),
        OLD_STROLL,
    ),
    Cast(
        (
            figure(I.ELECTRIC_PIANO, -4, "held", "swayed", "syncopated", pan=-0.12),
            figure(I.NYLON_GUITAR, -5, "falling", "rocking", pan=0.22, energies=(0.3, 1.1)),
            bass(I.UPRIGHT_BASS, -5, "dotted", "walk", entry=0.25),
            lead(I.VIBRAPHONE, -5, 72, pan=0.15),
            double(I.ACCORDION, -10, 0, entry=0.6),
            hold(I.STRINGS, -13, entry=0.5, voices=3),
        ),
        OLD_STROLL,
    ),
)

DREAMY = (
    Cast(
        (
            hold(I.GLASS_PAD, -9),
            hold(I.WARM_PAD, -10, entry=0.3),
            figure(I.CELESTA, -6, "falling", "stars", "bells", pan=0.25, shift=12),
            figure(I.ELECTRIC_PIANO, -7, "held", "wide", pan=-0.2, energies=(0.3, 1.1)),
            bass(I.SYNTH_BASS, -11, "whole", entry=0.35),
            lead(I.VIBRAPHONE, -6, 76, pan=-0.1),
            double(I.CHOIR, -12, 0, entry=0.7),
        ),
        STARLIGHT,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -7),
            figure(I.HARP, -5, "ripple", "stars", "falling", pan=-0.25),
            figure(I.MUSIC_BOX, -10, "stars", "bells", pan=0.35, shift=12),
            bass(I.CELLO, -11, "whole", entry=0.4),
            lead(I.FLUTE, -5, 79, pan=0.1),
            hold(I.CHOIR, -12, entry=0.55, voices=3),
        ),
    ),
    Cast(
        (
            hold(I.CHOIR, -10, voices=3),
            hold(I.GLASS_PAD, -10, entry=0.25),
            figure(I.KALIMBA, -5, "wide", "rocking", "stars", pan=0.2),
            figure(I.VIBRAPHONE, -10, "drops", "stars", pan=-0.3, energies=(0.3, 1.1), shift=12),
            bass(I.SYNTH_BASS, -11, "whole", entry=0.35),
            lead(I.CELESTA, -5, 79, pan=0.08),
            counter(I.STRINGS, -12, 66, entry=0.5),
        ),
        STARLIGHT,
    ),
)
