"""The figures of one film, and of all of them together."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ScriptFigures:
    """What is measured on a script."""

    scenes: int
    target_s: float
    planned_s: float
    narration_s: float
    """How long all narrations take, estimated from their text."""
    entities: int
    """How many the prompt names."""
    coverage: float
    """Share of the prompt's entities that are spoken, written or drawn."""
    spoken: float
    written: float
    asked: float
    """Share of the entities that the illustrator is asked for."""
    missing: tuple[str, ...]
    distinct_2: float
    repeated_sentences: tuple[str, ...]
    repeated_phrases: tuple[str, ...]
    similarity: float
    """Mean cosine of the prompt and the scenes' descriptions."""
    least_similarity: float


@dataclass(frozen=True, slots=True)
class PictureFigures:
    """What is measured on the scenes' pictures."""

    drawn: float
    """Share of the entities in a picture, as the pictures' records say."""
    nearest_scenes: float
    """Composition distance of the two scenes of the film that are most alike."""
    borrowed: tuple[str, ...] = ()
    """What is drawn in the shape of something else."""
    nearest_palette: tuple[str, float] | None = None
    """The other film with the nearest palette, and how far it is."""
    nearest_composition: tuple[str, float] | None = None


@dataclass(frozen=True, slots=True)
class FilmFigures:
    """What is measured on a finished film."""

    delivered_s: float
    jitter_px: float
    """Of the clip that trembles most."""
    word_error_rate: float
    letter_error_rate: float
    words: int
    dropped: tuple[str, ...]
    misheard: tuple[str, ...]
    speech_spread_lu: float
    lufs: float
    true_peak_dbtp: float
    notes_per_s: float
    sha256: str
    """Of the file: the same prompt on the same version gives the same."""


@dataclass(frozen=True, slots=True)
class CostFigures:
    """What a film took, from prompt to file."""

    wall_s: float
    times_length: float
    cpu_s: float
    peak_mib: float
    load: float
    stages_s: dict[str, float]
    """Seconds that the providers took, by stage."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured of one prompt."""

    id: str
    genre: str
    script: ScriptFigures | None = None
    pictures: PictureFigures | None = None
    film: FilmFigures | None = None
    cost: CostFigures | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """What is measured between films."""

    shared_sentences: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Sentences that more than one film says, with the films."""
    shared_phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    palette_mean: float | None = None
    """Mean distance over all pairs of films."""
    composition_mean: float | None = None
