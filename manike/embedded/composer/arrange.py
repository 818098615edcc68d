"""From a request to a score: form, chords, a motif, and what each player makes of them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from manike.embedded.composer.accents import accents
from manike.embedded.composer.arc import follow_scenes
from manike.embedded.composer.bars import Bar, Harmony, plan_bars
from manike.embedded.composer.form import Form, Role
from manike.embedded.composer.harmony import OCTAVE, Key, ladder, nearest, parse_key
from manike.embedded.composer.instruments import COMPASS
from manike.embedded.composer.melody import Singer, guide_tones, sing
from manike.embedded.composer.moods.cast import Cast, Duty, Player, Style
from manike.embedded.composer.moods.styles import STYLES
from manike.embedded.composer.motif import invent
from manike.embedded.composer.patterns import (
    FIGURES,
    Figure,
    bass_line,
    bass_root,
    figured,
    held,
    rolled,
)
from manike.embedded.composer.percussion import drummed
from manike.embedded.composer.score import Line, Note, Score, Stem
from manike.ports import MusicRequest

_STRONG = 0.58
"""From this energy on, a player takes the second of its patterns."""

_FAST_BEAT_S, _RUSHED_BEAT_S = 0.5, 0.36
"""Beats shorter than these leave no room for sixteenths, for eighths."""

_LONG_BEAT_S, _EIGHTHS = 0.9, 2
"""In longer beats, plucked eighths would leave holes."""

_SLOW_BEAT_S, _QUICK_BEAT_S = 0.9, 0.43
"""A melody is made livelier above, slower below."""

_TOUCHING_BEATS = 1e-6

_HELD_FINAL = 0.72
"""Share of the last chord for which it is held; then it rings out."""

_LOOSE_S = {Stem.BED: 0.004, Stem.FRONT: 0.008, Stem.GROUND: 0.004}
_DUTY_WEIGHT = {Duty.HOLD: -10, Duty.FIGURE: -4, Duty.BASS: 2, Duty.COUNTER: -6, Duty.DOUBLE: 0}
"""Velocity beside the melody's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A composed cue."""

    score: Score
    form: Form
    style: Style


@dataclass(frozen=True, slots=True)
class _Material:
    """What all players share."""

    bars: tuple[Bar, ...]
    melody: tuple[tuple[Bar, Note], ...]
    key: Key
    style: Style
    form: Form

    @property
    def beat_s(self) -> float:
        return self.form.beat_s

    @property
    def final_beats(self) -> float:
        """Length of the last chord."""
        return self.form.final_s / self.form.beat_s


def arrange(request: MusicRequest) -> Piece:
    """Compose a cue.

    Length and tempo do not touch the choice of chords, motif and players, so a film that grows
    by a second keeps its music. The motif follows from the seed alone: all cues of a film grow
    from one idea.

    Raises:
        BadInputError: the key can't be read.
    """
    key = parse_key(request.key)
    style = STYLES[request.mood]
    choice = _rng(request, "choice", request.mood.value, request.key)
    harmony = style.minor if key.minor else style.major
    metre = int(choice.choice(style.metres))
    cast = style.casts[choice.integers(len(style.casts))]
    swing = float(choice.choice(style.swings))
    form = follow_scenes(request.duration_s, request.tempo_bpm, metre, request.scenes)
    bars = plan_bars(form, harmony, key, _rng(request, "chords", request.mood.value, request.key))
    melody = _melody(request, style, harmony, cast, (form, bars, key))
    material = _Material(bars, melody, key, style, form)
    lines = _lines(cast, material, _rng(request, "players", request.mood.value))
    swells = tuple((bar.start_beat, bar.energy) for bar in bars)
    score = Score(lines, form.beat_s, request.duration_s, swells, swing)
    return Piece(score, form, style)


def _melody(
    request: MusicRequest,
    style: Style,
    harmony: Harmony,
    cast: Cast,
    plan: tuple[Form, tuple[Bar, ...], Key],
) -> tuple[tuple[Bar, Note], ...]:
    form, bars, key = plan
    pace = _pace(style.paces[request.seed % len(style.paces)], form.beat_s)
    ideas = invent(_rng(request, "motif"), pace, form.beats_per_bar)
    player = next(player for player in cast.players if player.duty is Duty.LEAD)
    compass = COMPASS[player.instrument]
    singer = Singer(
        key,
        harmony.scale,
        max(compass.low, player.centre - 12),
        min(compass.high, player.centre + 14),
        player.centre,
    )
    return tuple(sing(bars, ideas, singer, _rng(request, "melody", request.mood.value)))


def _pace(wanted: str, beat_s: float) -> str:
    """A livelier or a slower motif where the beat is very slow or very fast."""
    paces = ("slow", "walking", "lively")
    shift = (beat_s > _SLOW_BEAT_S) - (beat_s < _QUICK_BEAT_S)
    return paces[max(0, min(paces.index(wanted) + shift, len(paces) - 1))]


def _lines(cast: Cast, material: _Material, rng: np.random.Generator) -> tuple[Line, ...]:
    lines = []
    for player in cast.players:
        notes = _played(player, material, rng) + accents(
            player, material.bars, material.form.hits, material.style.velocity
        )
        compass = COMPASS[player.instrument]
        fitted = tuple(_fitted(note, compass.low, compass.high) for note in sorted(notes))
        lines.append(
            Line(
                player.instrument,
                _tied(fitted) if player.duty is Duty.HOLD else fitted,
                player.stem,
                player.gain_db,
                player.pan,
                _LOOSE_S[player.stem],
            )
        )
    if cast.groove is not None:
        drums = tuple(sorted(drummed(material.bars, cast.groove, material.form, rng)))
        lines.append(Line(None, drums, Stem.GROUND, -3.0, 0.0, 0.003))
    return tuple(line for line in lines if line.notes)


def _played(player: Player, material: _Material, rng: np.random.Generator) -> list[Note]:
    if player.duty in (Duty.LEAD, Duty.DOUBLE):
        return _sung(player, material, material.melody)
    if player.duty is Duty.COUNTER:
        compass = COMPASS[player.instrument]
        low, high = max(compass.low, player.centre - 9), min(compass.high, player.centre + 9)
        return _sung(player, material, guide_tones(material.bars, low, high))
    patterns = _patterns(player, rng)
    notes: list[Note] = []
    for bar in material.bars:
        if bar.final:
            notes += _rooted(_final(player, bar, material), bar)
        elif player.entry <= bar.energy < player.leave:
            notes += _accompanied(player, bar, patterns, material, rng)
    return notes


def _sung(player: Player, material: _Material, melody: Iterable[tuple[Bar, Note]]) -> list[Note]:
    """A melody as this player plays it, ending on the tonic or a note of its chord."""
    notes = []
    weight = _DUTY_WEIGHT.get(player.duty, 6)
    for bar, note in melody:
        if bar.final or not player.entry <= bar.energy < player.leave:
            continue
        shape = 4 if note.start_beat == bar.start_beat else 0
        velocity = _velocity(bar, material.style) + weight + shape
        notes.append(replace(note, key=note.key + player.shift, velocity=velocity))
    final = _first_final(material.bars)
    if notes and notes[-1].start_beat >= final.start_beat - 2 * final.beats:
        notes.append(_last_note(player, notes[-1], material))
    return notes


def _last_note(player: Player, before: Note, material: _Material) -> Note:
    final = _first_final(material.bars)
    tones = final.spans[0].chord.pitch_classes[:3]
    if player.duty is not Duty.COUNTER:
        tones = (material.key.tonic,)
    key = nearest(ladder(tones, before.key - OCTAVE, before.key + OCTAVE), before.key)
    velocity = _velocity(final, material.style) - 2
    return Note(final.start_beat, material.final_beats * _HELD_FINAL, key, velocity)


def _accompanied(
    player: Player,
    bar: Bar,
    patterns: tuple[str, ...],
    material: _Material,
    rng: np.random.Generator,
) -> list[Note]:
    velocity = _velocity(bar, material.style) + _DUTY_WEIGHT[player.duty]
    if player.duty is Duty.HOLD:
        return held(bar, velocity, player.shift, player.voices)
    strong = bar.energy >= _STRONG
    pattern = patterns[-1 if strong else 0]
    if player.duty is Duty.BASS:
        return bass_line(bar, pattern, velocity, player.bass_compass, rng)
    if bar.section.role is Role.ENDING:
        pattern = patterns[0]
    figure = _paced(FIGURES[pattern], material.beat_s)
    return figured(bar, figure, velocity, player.shift, rng)


def _final(player: Player, bar: Bar, material: _Material) -> list[Note]:
    """The last chord: held, rolled or struck once, then left to ring."""
    first = _first_final(material.bars)
    if bar is not first or (player.duty is Duty.HOLD and player.entry > _STRONG):
        return []
    beats = material.final_beats * _HELD_FINAL
    velocity = _velocity(bar, material.style) - 2
    if player.duty is Duty.BASS:
        root = bass_root(bar.spans[0].chord, player.bass_compass)
        return [
            Note(bar.start_beat, beats, root, velocity + 4),
            Note(bar.start_beat, beats, root + OCTAVE, velocity),
        ]
    if player.duty is Duty.HOLD:
        whole = held(bar, velocity + _DUTY_WEIGHT[player.duty], player.shift, player.voices)
        return [replace(note, length_beats=beats) for note in whole]
    if player.entry > _STRONG:
        return []
    apart = min(0.09 / material.beat_s, 0.2)
    return rolled(bar, velocity - 4, player.shift, beats, apart)


def _rooted(notes: Iterable[Note], bar: Bar) -> list[Note]:
    """The last chord with its root in front and its other notes behind."""
    root = bar.spans[0].chord.root
    return [
        replace(note, velocity=note.velocity + (5 if note.key % OCTAVE == root else -9))
        for note in notes
    ]


def _patterns(player: Player, rng: np.random.Generator) -> tuple[str, ...]:
    """Two of a player's patterns, the later-named one for strong sections."""
    if not player.patterns:
        return ()
    order = sorted(rng.permutation(len(player.patterns))[:2].tolist())
    return tuple(player.patterns[number] for number in order)


def _velocity(bar: Bar, style: Style) -> int:
    low, high = style.velocity
    return round(low + bar.energy * (high - low))


def _paced(figure: Figure, beat_s: float) -> Figure:
    """A figure at half its speed where the beat is too short for it, twice where it is long."""
    per_beat = figure.per_beat
    if beat_s > _LONG_BEAT_S and per_beat == _EIGHTHS:
        return replace(figure, steps=2 * figure.steps, per_beat=4)
    if beat_s < _FAST_BEAT_S:
        per_beat = min(per_beat, 2)
    if beat_s < _RUSHED_BEAT_S:
        per_beat = 1
    return replace(figure, per_beat=per_beat)


def _first_final(bars: Sequence[Bar]) -> Bar:
    return next(bar for bar in bars if bar.final)


def _tied(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes of one key that follow each other without a gap become one."""
    out: list[Note] = []
    open_at: dict[int, int] = {}
    for note in notes:
        place = open_at.get(note.key)
        if place is not None and _meets(out[place], note):
            whole = note.start_beat + note.length_beats - out[place].start_beat
            out[place] = replace(out[place], length_beats=whole)
            continue
        open_at[note.key] = len(out)
        out.append(note)
    return tuple(out)


def _meets(first: Note, second: Note) -> bool:
    return abs(first.start_beat + first.length_beats - second.start_beat) < _TOUCHING_BEATS


def _fitted(note: Note, low: int, high: int) -> Note:
    """The note moved by octaves into the compass of its instrument."""
    key = note.key
    while key > high:
        key -= OCTAVE
    while key < low:
        key += OCTAVE
    return replace(note, key=key, velocity=max(1, min(note.velocity, 127)))


def _rng(request: MusicRequest, *names: str) -> np.random.Generator:
    text = "/".join(("manike music 1", str(request.seed), str(request.take_number), *names))
    digest = hashlib.sha256(text.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))
