"""Casts of the quiet moods: calm, melancholic, mysterious, hopeful."""

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
from manike.embedded.composer.moods.grooves import AIR, BREATH, BRUSHES, RISING, SHADOWS

CALM = (
    Cast(
        (
            hold(I.WARM_PAD, -8),
            figure(I.FELT_PIANO, -3, "open", "swayed", "rising", pan=-0.1),
            bass(I.CELLO, -9, "whole", "half", entry=0.3),
            lead(I.FLUTE, -4, 76, pan=0.15),
            counter(I.STRINGS, -9, 64),
            figure(I.CELESTA, -14, "drops", "stars", pan=0.35, energies=(0.5, 1.1), shift=12),
        ),
        BREATH,
    ),
    Cast(
        (
            hold(I.STRINGS, -11, voices=3),
            figure(I.NYLON_GUITAR, -2, "swayed", "rocking", "rising", pan=-0.2),
            figure(I.KALIMBA, -10, "bells", "stars", pan=0.4, energies=(0.4, 1.1), shift=12),
            bass(I.UPRIGHT_BASS, -6, "half", "dotted"),
            lead(I.CLARINET, -6, 69, pan=0.1),
            double(I.FLUTE, -9, 12),
        ),
        BREATH,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -8),
            figure(I.ELECTRIC_PIANO, -4, "held", "open", "syncopated", pan=-0.12),
            figure(I.HARP, -9, "stars", "ripple", pan=0.3, energies=(0.45, 1.1), shift=12),
            bass(I.UPRIGHT_BASS, -5, "half", "dotted"),
            lead(I.VIBRAPHONE, -6, 74, pan=0.2),
            counter(I.CELLO, -11, 57),
        ),
        BRUSHES,
    ),
    Cast(
        (
            hold(I.CHOIR, -13, voices=3),
            figure(I.HARP, -3, "wide", "rising", "open", pan=-0.15),
            bass(I.STRINGS, -11, "whole"),
            lead(I.PIANO, -4, 76, pan=0.08),
            counter(I.STRINGS, -10, 66),
            double(I.FLUTE, -9, 0),
        ),
        AIR,
    ),
)

MELANCHOLIC = (
    Cast(
        (
            hold(I.STRINGS, -11, entry=0.3),
            figure(I.FELT_PIANO, -2, "open", "rocking", "swayed", pan=-0.1),
            bass(I.CELLO, -9, "whole", "half"),
            lead(I.CELLO, -6, 60, pan=0.15),
            double(I.FLUTE, -10, 12),
        ),
    ),
    Cast(
        (
            hold(I.WARM_PAD, -9),
            figure(I.NYLON_GUITAR, -2, "rising", "rocking", pan=-0.22),
            bass(I.UPRIGHT_BASS, -6, "half", "whole"),
            lead(I.CLARINET, -4, 67, pan=0.15),
            counter(I.STRINGS, -9, 64),
            double(I.STRINGS, -9, 12),
        ),
        AIR,
    ),
    Cast(
        (
            hold(I.CHOIR, -14, entry=0.4, voices=3),
            figure(I.PIANO, -3, "alberti", "wide", "open", pan=-0.08),
            bass(I.STRINGS, -11, "whole"),
            lead(I.FLUTE, -4, 74, pan=0.12),
            counter(I.CELLO, -8, 55),
            double(I.STRINGS, -10, 0),
        ),
        BREATH,
    ),
)

MYSTERIOUS = (
    Cast(
        (
            hold(I.GLASS_PAD, -10),
            figure(I.CELESTA, -6, "stars", "bells", "rocking", pan=0.25, shift=12),
            figure(I.HARP, -9, "falling", "wide", pan=-0.3, energies=(0.4, 1.1)),
            bass(I.STRINGS, -9, "whole"),
            lead(I.CLARINET, -5, 64, pan=-0.1),
            double(I.FLUTE, -10, 12),
            hold(I.STRINGS_TREMOLO, -13, entry=0.6, voices=3),
        ),
        SHADOWS,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -9),
            hold(I.CHOIR, -12, entry=0.35, voices=3),
            figure(I.MUSIC_BOX, -7, "sparse", "bells", "rocking", pan=0.2, shift=12),
            figure(I.PIZZICATO, -6, "skip", "eighths", pan=-0.25, energies=(0.45, 1.1)),
            bass(I.CELLO, -8, "whole", "half"),
            lead(I.FLUTE, -5, 71, pan=0.1),
            counter(I.STRINGS_TREMOLO, -12, 62, entry=0.6),
        ),
        SHADOWS,
    ),
    Cast(
        (
            hold(I.GLASS_PAD, -11),
            figure(I.KALIMBA, -5, "rocking", "falling", "open", pan=0.22),
            figure(I.VIBRAPHONE, -9, "drops", "stars", pan=-0.3, energies=(0.3, 1.1), shift=12),
            bass(I.SYNTH_BASS, -10, "whole", "heartbeat"),
            lead(I.HORN, -10, 60),
            counter(I.STRINGS, -10, 66),
            double(I.CELLO, -9, 0),
        ),
        BREATH,
    ),
)

HOPEFUL = (
    Cast(
        (
            hold(I.WARM_PAD, -10),
            figure(I.PIANO, -3, "rising", "rocking", "pushed", pan=-0.08),
            figure(I.STRINGS_SHORT, -2, "pulse", "eighths", pan=0.2, energies=(0.5, 1.1)),
            hold(I.STRINGS, -10, entry=0.55, voices=3),
            bass(I.UPRIGHT_BASS, -5, "dotted", "pulse"),
            lead(I.FLUTE, -5, 76, pan=0.12),
            double(I.STRINGS, -6, 0, entry=0.75),
            counter(I.HORN, -11, 60, entry=0.8),
        ),
        RISING,
    ),
    Cast(
        (
            hold(I.STRINGS, -11, voices=3),
            figure(I.NYLON_GUITAR, -3, "syncopated", "rising", "pushed", pan=-0.2),
            figure(I.GLOCKENSPIEL, -10, "bells", "drops", pan=0.35, energies=(0.5, 1.1), shift=12),
            bass(I.UPRIGHT_BASS, -5, "dotted", "root_fifth"),
            lead(I.PIANO, -3, 74, pan=0.05),
            double(I.STRINGS, -7, 12, entry=0.75),
            counter(I.CELLO, -9, 57),
        ),
        RISING,
    ),
    Cast(
        (
            hold(I.WARM_PAD, -10),
            hold(I.CHOIR, -13, entry=0.7, voices=3),
            figure(I.MARIMBA, -4, "rocking", "rising", "skip", pan=0.2),
            figure(I.FELT_PIANO, -5, "open", "syncopated", pan=-0.15, energies=(0.0, 1.1)),
            bass(I.SYNTH_BASS, -9, "dotted", "pulse"),
            lead(I.CELLO, -6, 64, pan=-0.05),
            double(I.FLUTE, -8, 12, entry=0.7),
        ),
        RISING,
    ),
)
