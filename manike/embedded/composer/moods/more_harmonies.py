"""Chords of the tender and the bold moods; see ``harmonies``."""

from manike.embedded.composer.bars import Harmony
from manike.script.vocabulary import Mood

MORE_HARMONIES: dict[Mood, tuple[Harmony, Harmony]] = {
    Mood.ROMANTIC: (
        Harmony(
            "ionian",
            (
                "Imaj7 III7 vi7 ii7,V7",
                "Iadd9 V/3 vi7 iii7",
                "IVmaj7 iii7 ii7 Imaj7",
                "Imaj7 vi7 IVmaj7 iv6",
                "I I7 IVmaj7 iv6",
            ),
            ("vi7 II7 ii7 V7", "IVmaj7 iv6 iii7 VI7", "ii7 V7 iii7 vi7"),
            ("ii7 V7", "IVmaj7,iv6 V7", "ii7,iv6 Vsus4,V7"),
            "Imaj7",
        ),
        Harmony(
            "harmonic minor",
            (
                "iadd9 iv7 VII IIImaj7",
                "i VImaj7 ii\u00f87 V7",
                "i7 IV VImaj7 V7",
                "VImaj7 VII i7 iv7",
                "i V/3 III iv",
            ),
            ("iv7 VII IIImaj7 VImaj7", "VImaj7 iv7 ii\u00f87 V7"),
            ("ii\u00f87 V7", "iv7 V7", "VImaj7 V7"),
            "iadd9",
        ),
    ),
    Mood.TRIUMPHANT: (
        Harmony(
            "ionian",
            (
                "I V/3 IV I/5,V",
                "I IV/T I V",
                "I vi IV V",
                "I I/3 IV V",
                "I bVII IV V",
            ),
            ("vi IV ii V", "IV V vi II", "bVI bVII I V"),
            ("IV V", "bVI bVII", "ii,IV Vsus4,V"),
            "I",
        ),
        Harmony(
            "dorian",
            (
                "i VII III IV",
                "i III IV VII",
                "III VII i IV",
                "i VII VI VII",
                "VI VII III IV",
            ),
            ("VI III VII IV", "iv VI VII VII"),
            ("VI VII", "IV,VI VII", "iv V"),
            "i",
        ),
    ),
    Mood.NOSTALGIC: (
        Harmony(
            "mixolydian",
            (
                "I I7 IV iv6",
                "Imaj7 VI7 ii7 V7",
                "I iii7 IV iv6",
                "I V/3 v II7",
                "IV I/3 ii7 V7",
            ),
            ("IV iv6 I VI7", "vi iii IV I/3"),
            ("ii7 V7", "IV,iv6 V7", "II7 V7"),
            "I6",
        ),
        Harmony(
            "aeolian",
            (
                "i VII VI III",
                "iadd9 iv7 III VII",
                "i v7 iv7 III",
                "i III iv V7",
                "VI III iv i",
            ),
            ("III VII iv i", "VImaj7 III iv7 V7"),
            ("iv7 V7", "ii\u00f87 V7", "VI V7"),
            "i6",
        ),
    ),
    Mood.EERIE: (
        Harmony(
            "lydian",
            (
                "I i I bvi",
                "I bvi bIII v",
                "Isus2 bII I bv",
                "I bIImaj7 I vii",
            ),
            ("bvi bIII bii I", "bII bIII bII bvi"),
            ("bvi bII", "bII v", "iv bII"),
            "Isus2",
        ),
        Harmony(
            "phrygian",
            (
                "i5 bII i5 bv",
                "i bvi i iii",
                "iadd9 bII/T i vii\u00b07",
                "isus2 v i bii",
                "i vi bvi i",
            ),
            ("bvi bIII iv bII", "vii\u00b07 bII iv bII"),
            ("bII V", "bvi vii\u00b07", "iv6 bII"),
            "isus2",
        ),
    ),
    Mood.ENERGETIC: (
        Harmony(
            "mixolydian",
            (
                "I5 bVII IV I5",
                "vi IV I V",
                "I I bVII IV",
                "I V bVII IV",
                "I5 iii IV Vsus4",
            ),
            ("IV V vi vi", "bVII IV I V", "ii IV vi V"),
            ("IV V", "bVII,IV V", "ii,IV Vsus4,V"),
            "I5",
        ),
        Harmony(
            "aeolian",
            (
                "i i VI VII",
                "i5 VII i5 III",
                "i VII IV VI",
                "VI VII i i",
                "i III VII VI",
            ),
            ("iv VI VII v", "VI VI VII VII"),
            ("VI VII", "iv,VI VII", "VI V"),
            "i5",
        ),
    ),
    Mood.DREAMY: (
        Harmony(
            "lydian",
            (
                "Imaj7 II/T Imaj7 vi7",
                "Iadd9 iii7 Imaj7 IVmaj7",
                "IVmaj7 Imaj7 IVmaj7 iii7",
                "Imaj7 bVIImaj7 IVmaj7 Imaj7",
                "Isus2 vi7 II/T Iadd9",
            ),
            ("bVImaj7 bIIImaj7 IVmaj7 Imaj7", "vi7 II/T iii7 IVmaj7"),
            ("IVmaj7 II/T", "ii7 Vsus4", "bVImaj7 bVIImaj7"),
            "Imaj7",
        ),
        Harmony(
            "dorian",
            (
                "i7 IV/T i7 v7",
                "iadd9 VImaj7 IIImaj7 IVadd9",
                "IIImaj7 i7 VImaj7 VII",
                "i7 IIImaj7 IVadd9 VImaj7",
            ),
            ("VImaj7 IIImaj7 IV/T i7", "iv7 VImaj7 i7 VII"),
            ("VImaj7 VIIadd9", "iv7 VII", "VImaj7 v7"),
            "iadd9",
        ),
    ),
}
"""Major and minor of each mood."""
