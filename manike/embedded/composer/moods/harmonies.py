"""Chords of each mood in major and in minor: four-bar themes, bridges, two-bar cadences."""

from manike.embedded.composer.bars import Harmony
from manike.embedded.composer.moods.more_harmonies import MORE_HARMONIES
from manike.script.vocabulary import Mood

HARMONIES: dict[Mood, tuple[Harmony, Harmony]] = {
    Mood.CALM: (
        Harmony(
            "ionian",
            (
                "Iadd9 IVmaj7 vi7 IVadd9",
                "Imaj7 iii7 IVmaj7 Vsus4",
                "I V/3 vi7 IVmaj7",
                "IVmaj7 I/3 ii7 Iadd9",
                "Iadd9 vi7 ii7 Vsus4",
            ),
            ("vi7 iii7 IVmaj7 Iadd9", "ii7 vi7 IVmaj7 Vsus4"),
            ("ii7 Vsus4,V", "IVmaj7 Vsus4,V7", "vi7,IV V7"),
            "Iadd9",
        ),
        Harmony(
            "dorian",
            (
                "iadd9 IV/T iadd9 IVadd9",
                "i7 VImaj7 IIImaj7 VII",
                "iadd9 v7 IVadd9 i7",
                "VImaj7 III iadd9 VIIadd9",
                "i7 III IVadd9 VImaj7",
            ),
            ("VImaj7 VII IIImaj7 IVadd9", "iv7 VII IIImaj7 VImaj7"),
            ("VImaj7 VIIadd9", "iv7 v7", "iv7 VII"),
            "iadd9",
        ),
    ),
    Mood.JOYFUL: (
        Harmony(
            "ionian",
            (
                "I V vi IV",
                "I IV I/3 V",
                "I IV ii V",
                "IV I V vi",
                "I V/3 IV/3 IV,V",
                "Iadd9 IV vi V",
            ),
            ("vi IV I V", "ii IV vi V", "IV V iii vi"),
            ("IV,I/3 ii,V", "IV V7", "ii7 V7"),
            "I",
        ),
        Harmony(
            "dorian",
            (
                "i VII VI VII",
                "i III VII IV",
                "VI VII i III",
                "i IV VI VII",
                "III VII i VI",
            ),
            ("VI III VII i", "iv VI III VII"),
            ("VI VII", "iv V", "VI,iv V"),
            "i",
        ),
    ),
    Mood.EPIC: (
        Harmony(
            "mixolydian",
            (
                "I bVII IV I",
                "vi IV I V",
                "I bVI bVII I",
                "I V/3 vi IV",
                "I iii IV bVII",
            ),
            ("bVI bVII I I", "vi iii IV V", "ii vi bVII V"),
            ("bVI bVII", "IV Vsus4,V", "ii7,IV V"),
            "I",
        ),
        Harmony(
            "aeolian",
            (
                "i VI III VII",
                "i VI iv V",
                "i VII VI VII",
                "i III VII iv",
                "VI VII i i/3",
                "i iv VI V",
            ),
            ("VI III iv V", "iv i VI VII", "bII VI iv V"),
            ("VI V", "iv Vsus4,V", "VI VII"),
            "i",
        ),
    ),
    Mood.MYSTERIOUS: (
        Harmony(
            "lydian",
            (
                "Imaj7 II/T Imaj7 II/T",
                "I bVI I iii",
                "Imaj7 bIIImaj7 IVmaj7 iv6",
                "I v IV iv",
                "iii7 Imaj7 II vii7",
            ),
            ("bVImaj7 bIII iv I", "vi iii bVI V"),
            ("iv6 Vsus4", "bVImaj7 iv6", "bII Vsus4,V"),
            "Iadd9",
        ),
        Harmony(
            "harmonic minor",
            (
                "i iadd9 VI iv",
                "i bII i V",
                "i IV bVI V",
                "i vii i VImaj7",
                "i iii iadd9 v",
                "i7 VImaj7 iv6 V",
            ),
            ("VImaj7 bII iv V", "iv i VI bII"),
            ("iv6 V", "bII V", "VI V"),
            "iadd9",
        ),
    ),
    Mood.MELANCHOLIC: (
        Harmony(
            "ionian",
            (
                "I iii vi IV",
                "I V/3 vi iii",
                "vi7 IVmaj7 I V/3",
                "Imaj7 vi7 IV iv6",
                "I iii7 IV iv",
            ),
            ("ii7 iii7 IVmaj7 iv6", "vi iii IV I/3"),
            ("IV,iv V7", "ii7 Vsus4,V", "IVmaj7 iv6"),
            "Iadd9",
        ),
        Harmony(
            "aeolian",
            (
                "i VI iv V",
                "i v VI iv",
                "iadd9 VImaj7 III VII",
                "i iv VII III",
                "i VII/3 VI V",
                "iv i VI V",
            ),
            ("VImaj7 III iv V", "iv7 VII IIImaj7 VImaj7"),
            ("iv Vsus4,V", "VI iv,V", "ii\u00f87 V7"),
            "iadd9",
        ),
    ),
    Mood.HOPEFUL: (
        Harmony(
            "ionian",
            (
                "IV I V vi",
                "I Vsus4 vi IV",
                "Iadd9 IV vi V",
                "vi IV I V",
                "I V/3 IVadd9 I/3",
                "IVadd9 V vi I/3",
            ),
            ("ii vi IV V", "vi V/3 I IV", "IV iii ii Vsus4"),
            ("IV Vsus4,V", "ii7,IV V", "vi,IV V"),
            "Iadd9",
        ),
        Harmony(
            "aeolian",
            (
                "i VI III VII",
                "VI III VII i",
                "iv VI III VII",
                "i III VI VII",
                "VI VII i III",
            ),
            ("iv III VI VII", "VI iv i VII"),
            ("VI VII", "iv,VI VII", "iv Vsus4,V"),
            "i",
        ),
    ),
    Mood.TENSE: (
        Harmony(
            "mixolydian",
            (
                "I bII I bII",
                "I bVI I bII",
                "I bvii bVI V",
                "I iv bII V",
            ),
            ("bVI bvii bVI V", "iv bII iv V"),
            ("bII V", "iv V7", "bVI V"),
            "I",
        ),
        Harmony(
            "harmonic minor",
            (
                "i i bII i",
                "i VI i vii\u00b07",
                "i iv bII V",
                "i/T bII/T i/T vii\u00b07",
                "i bv i V",
                "i VI iv V",
            ),
            ("VI bII iv V", "iv vii\u00b07 i V"),
            ("bII V", "iv V7", "vii\u00b07 V"),
            "i",
        ),
    ),
    Mood.PLAYFUL: (
        Harmony(
            "ionian",
            (
                "I vi ii V7",
                "I I7 IV V7",
                "I IV I V7",
                "I iii ii,V7 I",
                "I II7 ii7 V7",
                "I VI7 ii V7",
            ),
            ("IV I II7 V7", "vi iii IV V7", "iv I II7 V7"),
            ("ii7,V7 I,V7", "IV,iv I/5,V7", "II7 V7"),
            "I6",
        ),
        Harmony(
            "harmonic minor",
            (
                "i iv V7 i",
                "i VI ii\u00f87 V7",
                "i VII VI V7",
                "i V/3 i iv,V7",
                "i iv VII III",
            ),
            ("VI III iv V7", "iv i II7 V7"),
            ("iv,V7 i,V7", "ii\u00f87 V7", "VI V7"),
            "i6",
        ),
    ),
} | MORE_HARMONIES
"""Major and minor of each mood."""
